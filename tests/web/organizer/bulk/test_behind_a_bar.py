"""Of very many meetings what is done is done beside the pages, behind a bar that may be left."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from makers.meetings import Clock, a_draft, a_hall, an_open_meeting
from makers.settings import settings
from people.ceremony import a_meeting_with_keys
from people.desk import PASSWORD, Desk

from ballot.app import create_app
from ballot.domain.access import CONSOLE
from ballot.domain.meeting import State
from ballot.jobs.working import work
from ballot.serving.workplace import Workplace
from ballot.storage import meetings
from ballot.storage.database import Database
from ballot.storage.long_work import jobs
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.do_jobs import do_jobs
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.web.organizer.bulk import many
from ballot.web.organizer.jobs import giving
from ballot.web.proxy import Application


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hall(database: Database, tmp_path: Path, clock: Clock) -> Hall:
    """A hall with a workplace in which nobody works but the test."""
    place = Workplace(tmp_path / "data")
    return replace(a_hall(database, tmp_path, clock=clock), workplace=place)


@pytest.fixture
def app(hall: Hall, tmp_path: Path) -> Application:
    return create_app(settings(tmp_path, hall.database), hall)


@pytest.fixture
def _few(monkeypatch: pytest.MonkeyPatch) -> None:
    """Three are very many."""
    monkeypatch.setattr(many, "LONG", 3)
    monkeypatch.setattr(giving, "LONG", 30)


def states(hall: Hall, numbers: list[str]) -> list[State]:
    return [hall.database.read(lambda db, at=at: meetings.get(db, at).state) for at in numbers]


@pytest.mark.usefixtures("_few")
def test_many_are_opened_behind_a_bar_and_the_outcome_names_who_was_not(
    hall: Hall, desk: Desk
) -> None:
    ready = [a_draft(hall).number for _ in range(2)]
    bare, kept = a_draft(hall, slips=0).number, a_meeting_with_keys(hall).number
    desk.look("/meetings/bulk?do=open")
    answer = desk.send("/meetings/bulk", do="open", m=[*ready, bare, kept])
    job = answer.request.path
    assert re.fullmatch(r"/jobs/\d+", job)
    assert "开始投票：4 场" in desk.page
    assert "<progress" in desk.page
    assert states(hall, ready) == [State.DRAFT] * 2
    do_jobs(hall, work)
    desk.look(job)
    (link,) = re.findall(r'href="(/meetings/bulk/outcome/[^"]+)"', desk.page)
    assert desk.look(link).status_code == 200
    assert "2 场已经办好" in desk.page
    assert "还没有制票" in desk.page
    assert f"do=open&amp;m={bare}" in desk.page
    assert "等监票人同意" in desk.page
    assert states(hall, [*ready, bare, kept]) == [*[State.OPEN] * 2, *[State.DRAFT] * 2]


def broken_off(hall: Hall, desk: Desk, numbers: list[str]) -> str:
    """Closing these is begun, one is closed, and the process is killed; the page of the job."""
    desk.look("/meetings/bulk?do=close")
    ticks = dict.fromkeys(("everyone", "boxes", "unused"), "y")
    answer = desk.send("/meetings/bulk/close", m=numbers, password=PASSWORD, **ticks)
    job = answer.request.path
    id = int(job.removeprefix("/jobs/"))
    assert hall.database.write(lambda db: jobs.begin(db, id))
    close_voting(hall, CONSOLE, numbers[0])
    return job


@pytest.mark.usefixtures("_few")
def test_a_close_that_broke_off_asks_for_the_password_again(
    hall: Hall, desk: Desk, clock: Clock
) -> None:
    numbers = [an_open_meeting(hall, slips=2).number for _ in range(3)]
    job = broken_off(hall, desk, numbers)
    assert "中途断了" in desk.look(job).text
    for password in ("", "错的密码不行的呀"):
        assert desk.send(f"{job}/again", password=password).status_code == 422
        assert "用户名或密码不对" in desk.page
    do_jobs(hall, work)
    assert states(hall, numbers) == [State.CLOSED, State.OPEN, State.OPEN]
    for _twice in range(2):
        desk.send(f"{job}/again", password=PASSWORD)
    do_jobs(hall, work)
    assert states(hall, numbers) == [State.CLOSED] * 3
    desk.look(job)
    (link,) = re.findall(r'href="(/meetings/bulk/outcome/[^"]+)"', desk.page)
    assert "2 场已经办好" in desk.look(link).text
    assert "1 场之前已经办好，没有再办" in desk.page


@pytest.mark.usefixtures("_few")
def test_a_close_that_waited_too_long_is_not_done(hall: Hall, desk: Desk, clock: Clock) -> None:
    numbers = [an_open_meeting(hall, slips=2).number for _ in range(3)]
    job = broken_off(hall, desk, numbers)
    desk.look(job)
    desk.send(f"{job}/again", password=PASSWORD)
    clock.now += timedelta(minutes=11)
    do_jobs(hall, work)
    assert "排队等得太久" in desk.look(job).text
    assert states(hall, numbers) == [State.CLOSED, State.OPEN, State.OPEN]


@pytest.mark.usefixtures("_few")
def test_the_control_what_needs_no_password_is_begun_again_by_a_press(
    hall: Hall, desk: Desk
) -> None:
    ready = [a_draft(hall).number for _ in range(3)]
    desk.look("/meetings/bulk?do=open")
    job = desk.send("/meetings/bulk", do="open", m=ready).request.path
    id = int(job.removeprefix("/jobs/"))
    assert hall.database.write(lambda db: jobs.begin(db, id))
    open_voting(hall, CONSOLE, ready[0])
    desk.look(job)
    assert 'name="password"' not in desk.page
    row = hall.database.read(lambda db: jobs.find(db, id))
    assert row
    desk.send(f"{job}/again")
    do_jobs(hall, work)
    hall.database.write(lambda db: jobs.wait_again(db, row, hall.clock()))
    (link,) = re.findall(r'href="(/meetings/bulk/outcome/[^"]+)"', desk.look(job).text)
    assert "2 场已经办好" in desk.look(link).text


@pytest.mark.usefixtures("_few")
def test_a_few_are_done_at_once(hall: Hall, desk: Desk) -> None:
    ready = [a_draft(hall).number for _ in range(2)]
    desk.look("/meetings/bulk?do=freeze")
    desk.send("/meetings/bulk", do="freeze", m=ready)
    assert "2 场已经办好" in desk.page
    assert states(hall, ready) == [State.FROZEN] * 2


@pytest.mark.usefixtures("_few")
def test_batches_that_were_counted_go_along_and_forms_come_as_a_file(
    hall: Hall, desk: Desk
) -> None:
    numbers = [a_draft(hall, slips=0).number for _ in range(3)]
    page = "/meetings/bulk?do=slips&" + "&".join(f"m={each}" for each in numbers)
    desk.look(page)
    desk.send("/meetings/bulk/slips", spare="0", m=numbers)
    desk.look("/meetings/bulk?do=confirm")
    desk.send("/meetings/bulk", do="confirm", m=[f"{each}.1" for each in numbers])
    do_jobs(hall, work)
    desk.look("/meetings/bulk?do=freeze")
    assert desk.page.count('name="m"') == 3
    answer = desk.look("/meetings/bulk/print.pdf?paper=roster")
    do_jobs(hall, work)
    desk.look(answer.request.path)
    (link,) = re.findall(r'href="(/jobs/file/[^"]+)"', desk.page)
    assert desk.client.get(link).data.startswith(b"%PDF")
