"""A file that is saved beside the pages comes in whole and once, or not at all, killed or not."""

from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from jobs.long_work import (
    HALF_SAVED,
    HALF_STARTED,
    a_workplace,
    is_half_saved,
    kill,
    let_go_on,
    until,
)
from makers.county import a_county, workbook
from makers.reviewed import TITLE

from ballot.domain.access import CONSOLE, Actor
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.jobs import file_saved, files_read, rows_started
from ballot.jobs.kinds import FILE_READ, FILE_SAVED, KINDS
from ballot.jobs.working import work
from ballot.serving.workplace import Workplace
from ballot.storage import meetings
from ballot.storage.long_work.jobs import JobState
from ballot.usecases.accounts.accept_invitation import accept_invitation
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.begin_job import begin_job
from ballot.usecases.jobs.clear_jobs import call_for_waiting
from ballot.usecases.jobs.do_jobs import do_jobs
from ballot.usecases.jobs.see_jobs import JobView, begin_again, see_job, take_made
from ballot.usecases.jobs.workplace import workplace
from ballot.usecases.meeting import meeting_rows
from ballot.usecases.meeting.list_meetings import list_meetings
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.meeting.start_meeting import see_unmet

PASSWORD = "秋天的大布村真好看呀"
TICKS = dict.fromkeys(file_saved.TICKS, True)
PEOPLE = 6


@pytest.fixture
def beside(hall: Hall, tmp_path: Path) -> Hall:
    """The hall with a workplace in which nobody works but the test."""
    return replace(hall, workplace=Workplace(tmp_path / "data"))


@pytest.fixture
def actor(hall: Hall) -> Actor:
    return accept_invitation(hall, invite_administrator(hall), "王芳", PASSWORD)


@pytest.fixture
def id(hall: Hall) -> int:
    return create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))


def ask(hall: Hall, actor: Actor, kind: str, told: Mapping[str, Any]) -> int:
    return begin_job(hall, actor, kind, KINDS[kind], told, "zh")


def look(hall: Hall, actor: Actor, job: int) -> JobView:
    return see_job(hall, actor, KINDS, job)


def read_first(hall: Hall, actor: Actor, id: int) -> int:
    """A file is sent and asked for; the job that reads it."""
    upload = workplace(hall).keep_once(workbook(a_county(PEOPLE)), "1")
    return ask(hall, actor, FILE_READ, files_read.told(id, "people", upload, "people.xlsx", {}))


def save(hall: Hall, actor: Actor, id: int, read: int) -> int:
    """What was read is to be saved; the job that does it."""
    rows = take_made(hall, actor, KINDS, read)[0].file
    return ask(hall, actor, FILE_SAVED, file_saved.told(id, "people", rows, "people.xlsx", TICKS))


def there(hall: Hall, id: int) -> int:
    return len(see_assessment(hall, CONSOLE, id).people)


def kept(folder: Path) -> set[str]:
    """Files that wait in the workplace."""
    return {path.name for path in (folder / "data" / "jobs").iterdir()} - {"name", "at-work"}


def test_a_file_that_is_killed_half_saved_is_not_in_and_comes_in_when_begun_again(
    hall: Hall, actor: Actor, id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    beside = a_workplace(hall, tmp_path, monkeypatch, HALF_SAVED)
    read = read_first(beside, actor, id)
    until(lambda: look(beside, actor, read).is_done)
    job = save(beside, actor, id, read)
    until(lambda: is_half_saved(tmp_path) or not call_for_waiting(beside))
    kill(beside)
    assert look(beside, actor, job).state is JobState.FAILED
    assert there(hall, id) == 0
    let_go_on(tmp_path)
    begin_again(beside, actor, KINDS, job)
    until(lambda: call_for_waiting(beside) and look(beside, actor, job).is_done)
    assert "新增 6" in look(beside, actor, job).said
    assert there(hall, id) == PEOPLE
    until(lambda: workplace(beside).process is None)


def meetings_file(hall: Hall, id: int, **cells: str) -> PeopleFile:
    """A row for everybody; ``cells`` go into the first."""
    gaps = see_unmet(hall, CONSOLE, id).gaps
    rows = [meeting_rows.row_of(each) | {"应参加人数": "46"} for each in gaps]
    rows = [{name: text for name, text in row.items() if name != "测评项目"} for row in rows]
    rows[0] |= cells
    return PeopleFile("meetings.xlsx", tuple(rows[0]), tuple(rows))


def test_meetings_that_are_killed_half_made_are_whole_and_the_rest_is_begun_again(
    hall: Hall, actor: Actor, id: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    rows = tuple(each.row for each in a_county(PEOPLE))
    add_people(hall, CONSOLE, id, PeopleFile("p.xlsx", tuple(rows[0]), rows))
    beside = a_workplace(hall, tmp_path, monkeypatch, HALF_STARTED)
    given = meetings_file(hall, id, 应参加人数="很多")
    content = files_read.kept({}, given, "", {})
    kept_as = workplace(beside).keep_once(content, "1")
    told = file_saved.told(id, "meetings", kept_as, "meetings.xlsx", TICKS)
    job = ask(beside, actor, FILE_SAVED, told)
    until(lambda: is_half_saved(tmp_path) or not call_for_waiting(beside))
    kill(beside)
    assert look(beside, actor, job).state is JobState.FAILED
    half = [see_meeting(hall, CONSOLE, each.number) for each in list_meetings(hall, CONSOLE)]
    assert [(each.eligible, len(each.subjects)) for each in half] == [(46, 1)] * 3
    let_go_on(tmp_path)
    for _twice in range(2):
        begin_again(beside, actor, KINDS, job)
    until(lambda: call_for_waiting(beside) and look(beside, actor, job).is_done)
    said = look(beside, actor, job).said
    assert said.startswith(f"已建立 {PEOPLE - 4} 场测评会。另有 3 行的会议之前已经建立")
    made = [each.number for each in list_meetings(hall, CONSOLE)]
    people = see_assessment(hall, CONSOLE, id).people
    assert sorted(at for each in people for at in each.meetings) == sorted(made)
    (failed,) = rows_started.read(take_made(beside, actor, KINDS, job)[1]).failed
    assert (failed.number, "应参加人数" in failed.why[0]) == (2, True)
    assert all(hall.box_keys.get(key_of(hall, at)) for at in made)
    until(lambda: workplace(beside).process is None)


def key_of(hall: Hall, number: str) -> bytes:
    return hall.database.read(lambda db: meetings.get(db, number)).run


def test_files_are_gone_from_the_workplace_when_they_are_in(
    beside: Hall, actor: Actor, id: int, tmp_path: Path
) -> None:
    read = read_first(beside, actor, id)
    assert read_first(beside, actor, id) == read, "two devices, one job"
    (upload,) = kept(tmp_path)
    assert (tmp_path / "data" / "jobs" / upload).stat().st_mode & 0o777 == 0o600
    do_jobs(beside, work)
    assert upload not in kept(tmp_path)
    job = save(beside, actor, id, read)
    assert save(beside, actor, id, read) == job
    do_jobs(beside, work)
    assert look(beside, actor, job).is_done
    assert kept(tmp_path) == set()


def test_what_others_changed_after_the_preview_keeps_the_file_out(
    beside: Hall, actor: Actor, id: int
) -> None:
    read = read_first(beside, actor, id)
    do_jobs(beside, work)
    one = {name: text for name, text in a_county(PEOPLE)[0].row.items() if text}
    given = PeopleFile("x.xlsx", tuple(one), (one,))
    add_people(beside, CONSOLE, id, replace(given, distinct=True, confirm_beyond=True))
    job = save(beside, actor, id, read)
    do_jobs(beside, work)
    assert look(beside, actor, job).state is JobState.REFUSED
    assert "又改过" in look(beside, actor, job).said
    assert there(beside, id) == 1


def test_the_control_what_changes_nothing_of_the_file_does_not_keep_it_out(
    beside: Hall, actor: Actor, id: int
) -> None:
    read = read_first(beside, actor, id)
    do_jobs(beside, work)
    other = {name: text for name, text in a_county(PEOPLE)[0].row.items() if text} | {
        "姓名": "另外"
    }
    given = PeopleFile("x.xlsx", tuple(other), (other,))
    add_people(beside, CONSOLE, id, replace(given, distinct=True, confirm_beyond=True))
    job = save(beside, actor, id, read)
    do_jobs(beside, work)
    assert look(beside, actor, job).is_done
    assert there(beside, id) == PEOPLE + 1


def test_a_file_that_is_no_table_is_refused_in_the_words_of_the_page(
    beside: Hall, actor: Actor, id: int
) -> None:
    upload = workplace(beside).keep_once(b"PK\x03\x04 no workbook", "1")
    told = files_read.told(id, "people", upload, "people.xlsx", {})
    job = ask(beside, actor, FILE_READ, told)
    do_jobs(beside, work)
    assert "这张表读不了" in look(beside, actor, job).said
