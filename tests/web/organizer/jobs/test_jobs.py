"""Long work on the pages: small files at once, large ones behind a bar; nobody else's, ever."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from makers.meetings import Clock, a_hall
from makers.reviewed import NAMES, seven
from makers.settings import settings
from people.desk import PASSWORD, Desk, a_desk
from sqlalchemy import delete, select

from ballot.app import create_app
from ballot.domain.access import CONSOLE, Role
from ballot.domain.review.steps import Kind, ReviewLine
from ballot.jobs import kinds
from ballot.jobs.working import work
from ballot.serving.workplace import Workplace
from ballot.storage import tables, unit_tree
from ballot.storage.assessment import reviews
from ballot.storage.database import Database
from ballot.storage.long_work import jobs
from ballot.storage.tables import membership
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.assessment.list_rankings import list_rankings
from ballot.usecases.hall import Hall
from ballot.usecases.jobs import clear_jobs
from ballot.usecases.jobs.do_jobs import do_jobs
from ballot.web.organizer.jobs import giving
from ballot.web.proxy import Application

LINK = re.compile(r'href="(/jobs/file/[^"]+)"')


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hall(database: Database, tmp_path: Path, clock: Clock) -> Hall:
    """A hall with a workplace in which nobody works but the test."""
    place = Workplace(tmp_path / "data")
    return replace(a_hall(database, tmp_path, clock=clock), workplace=place)


@pytest.fixture
def assessment(hall: Hall) -> int:
    """Seven people, ranked."""
    return seven(hall)


@pytest.fixture
def app(hall: Hall, tmp_path: Path, assessment: int) -> Application:
    return create_app(settings(tmp_path, hall.database), hall)


@pytest.fixture
def csv(hall: Hall, assessment: int) -> str:
    """The address of the ranking as a file."""
    ranking = list_rankings(hall, CONSOLE, assessment)[0].id
    return f"/assessments/{assessment}/ranking/{ranking}/file.csv"


def ask(desk: Desk, csv: str) -> str:
    """Ask for the file; the address of the job."""
    path = desk.look(csv).request.path
    assert re.fullmatch(r"/jobs/\d+", path)
    return path


@pytest.fixture
def long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Seven rows are many."""
    monkeypatch.setattr(giving, "LONG", len(NAMES))


def somebody(app: Application, hall: Hall, name: str, role: Role, unit: int) -> Desk:
    desk = Desk(app.test_client())
    desk.accept(create_account(hall, CONSOLE, name, role, unit), name=name)
    return desk


def test_a_small_file_is_there_at_once(
    desk: Desk, csv: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(giving, "LONG", len(NAMES) + 1)
    assert desk.look(csv).text.startswith("\ufeff")
    assert "没有任务" in desk.look("/jobs").text


def test_without_a_workplace_a_long_one_is_there_at_once_too(
    hall: Hall, tmp_path: Path, csv: str, long: None
) -> None:
    alone = replace(hall, workplace=None)
    desk = a_desk(create_app(settings(tmp_path, hall.database), alone), alone)
    assert desk.look(csv).text.startswith("\ufeff")


def test_a_long_one_waits_behind_a_bar_and_its_file_behind_a_link(
    desk: Desk, hall: Hall, csv: str, long: None
) -> None:
    job = ask(desk, csv)
    assert "马上开始" in desk.page
    assert "<progress" in desk.page
    assert 'http-equiv="refresh"' in desk.page, "without a script it asks anew"
    assert ask(desk, csv) == job, "the same is asked for once"
    assert ask(desk, csv.replace("csv", "json")) != job
    assert "前面还有 1 项" in desk.page
    do_jobs(hall, work)
    assert 'data-state="done"' in desk.look(f"{job}/now").text
    assert 'http-equiv="refresh"' not in desk.look(job).text
    answer = desk.look(LINK.findall(desk.page)[0])
    assert answer.text.startswith("\ufeff")
    assert ".csv" in answer.headers["Content-Disposition"]
    assert "排名 CSV" in desk.look("/jobs").text
    assert desk.page.count("已做好") == 2


def test_a_link_runs_out_and_the_page_of_the_job_has_a_new_one(
    desk: Desk, hall: Hall, csv: str, clock: Clock, long: None
) -> None:
    job = ask(desk, csv)
    do_jobs(hall, work)
    link = LINK.findall(desk.look(job).text)[0]
    assert desk.look(link).status_code == 200
    assert desk.look(link[:-1]).status_code == 410, "altered"
    clock.now += timedelta(hours=1, minutes=1)
    answer = desk.look(link)
    assert answer.status_code == 410
    assert "我的任务" in answer.text
    again = LINK.findall(desk.look(job).text)[0]
    assert desk.look(again).status_code == 200


def test_a_file_is_gone_with_its_link_and_the_job_after_a_day(
    desk: Desk,
    hall: Hall,
    csv: str,
    clock: Clock,
    tmp_path: Path,
    long: None,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr(clear_jobs, "YOUNG", timedelta(seconds=-1))
    folder, names = tmp_path / "data" / "jobs", {"at-work", "name"}
    job = ask(desk, csv)
    do_jobs(hall, work)
    (file,) = (path for path in folder.iterdir() if path.name not in names)
    assert (folder.stat().st_mode & 0o777, file.stat().st_mode & 0o777) == (0o700, 0o600)
    ask(desk, csv.replace("csv", "json"))
    clock.now += timedelta(minutes=59)
    clear_jobs.clear_jobs(hall, kinds.FILES)
    assert desk.look(LINK.findall(desk.look(job).text)[0]).status_code == 200
    clock.now += timedelta(minutes=2)
    link = LINK.findall(desk.look(job).text)[0]
    clear_jobs.clear_jobs(hall, kinds.FILES)
    assert {path.name for path in folder.iterdir()} == names
    assert desk.look(link).status_code == 410
    assert "已经自动删除" in desk.look(job).text
    desk.send(f"{job}/again")
    do_jobs(hall, work)
    assert desk.look(LINK.findall(desk.look(job).text)[0]).status_code == 200
    clock.now += timedelta(days=1, minutes=1)
    clear_jobs.clear_jobs(hall, kinds.FILES)
    assert desk.look(job).status_code == 404
    assert {path.name for path in folder.iterdir()} == names


def test_no_record_of_a_job_holds_a_password(desk: Desk, hall: Hall, csv: str, long: None) -> None:
    ask(desk, csv)
    rows = hall.database.read(lambda db: db.execute(select(tables.job)).all())
    assert rows
    assert PASSWORD not in repr(rows)


def test_the_journal_and_a_bundle_are_made_beside_the_pages(
    desk: Desk, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    at_once = desk.look("/journal.csv").text
    monkeypatch.setattr(giving, "LONG", 0)
    job = ask(desk, "/journal.csv?act=create")
    do_jobs(hall, work)
    made = desk.look(LINK.findall(desk.look(job).text)[0]).text
    assert "新建考核" in made
    assert set(made.splitlines()) < set(at_once.splitlines())


def test_a_job_and_its_file_are_nobody_elses(
    app: Application, desk: Desk, hall: Hall, csv: str, long: None
) -> None:
    """The control: whoever asked for it has page and file by the same addresses."""
    job = ask(desk, csv)
    do_jobs(hall, work)
    link = LINK.findall(desk.look(job).text)[0]
    county = list_people(hall, CONSOLE).units[0].id
    town = hall.database.write(lambda db: unit_tree.add_unit(db, "里岔镇", county))
    colleague = somebody(app, hall, "李强", Role.ORGANIZER, county)
    stranger = somebody(app, hall, "赵丽", Role.ORGANIZER, town)
    for other in (colleague, stranger):
        for address in (job, f"{job}/now", link):
            assert other.look(address).status_code == 404
        assert other.send(f"{job}/again").status_code == 404
        assert "没有任务" in other.look("/jobs").text
    assert stranger.look(csv).status_code == 403
    assert [desk.look(each).status_code for each in (job, link)] == [200, 200]
    nobody = app.test_client()
    assert nobody.get(job).status_code == nobody.get(link).status_code == 302


def test_who_may_not_see_the_assessment_any_more_has_neither_page_nor_file(
    app: Application, hall: Hall, csv: str, long: None
) -> None:
    county = list_people(hall, CONSOLE).units[0].id
    desk = somebody(app, hall, "李强", Role.ORGANIZER, county)
    job = ask(desk, csv)
    do_jobs(hall, work)
    link = LINK.findall(desk.look(job).text)[0]
    later = int(ask(desk, csv).removeprefix("/jobs/"))
    hall.database.write(lambda db: db.execute(delete(membership)))
    assert [desk.look(each).status_code for each in (job, link)] == [403, 403]
    do_jobs(hall, work)
    ended = hall.database.read(lambda db: jobs.find(db, later))
    assert ended
    assert (ended.state, ended.file) == ("refused", "")


def test_what_is_refused_is_told_in_the_words_of_the_page(
    desk: Desk, hall: Hall, csv: str, assessment: int, long: None
) -> None:
    desk.look("/jobs?lang=en")
    job = ask(desk, csv)
    forged = ReviewLine(kind=Kind.PASSED, ranking=None, step="部长办公会审核")
    hall.database.write(lambda db: reviews.add(db, assessment, forged, by="x", at=hall.clock()))
    do_jobs(hall, work)
    said = re.search(r"It was not done.</strong> ([^<]+)<", desk.look(job).text)
    assert said
    assert said[1] in desk.look(f"/assessments/{assessment}/ranking").text


def test_what_breaks_off_says_so_and_is_begun_again(
    desk: Desk, hall: Hall, csv: str, long: None, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = ask(desk, csv)
    broken = replace(kinds.KINDS[kinds.RANKING_FILE], make=lambda *_given: 1 / 0)
    with monkeypatch.context() as patched:
        patched.setitem(kinds.KINDS, kinds.RANKING_FILE, broken)
        do_jobs(hall, work)
    assert "中途断了" in desk.look(job).text
    desk.send(f"{job}/again")
    assert "马上开始" in desk.page
    do_jobs(hall, work)
    assert LINK.findall(desk.look(job).text)
    desk.send(f"{job}/again")
    assert LINK.findall(desk.page), "what is done stays as it is"
