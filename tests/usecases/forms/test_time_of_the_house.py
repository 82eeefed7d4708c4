"""Pages and papers of a house show one clock, its own, whatever the machine's zone is."""

import io
import time
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from makers.meetings import AMeeting, Clock, a_hall, an_open_meeting
from makers.settings import settings
from people.desk import a_desk
from printing.reading import words

from ballot.app import create_app
from ballot.domain import house_time
from ballot.domain.access import CONSOLE
from ballot.printing import printers
from ballot.storage.database import Database
from ballot.usecases.assessment import reviewing
from ballot.usecases.forms.close_form import print_close_form
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting

NEW_YEAR = datetime(2026, 12, 31, 15, 59, tzinfo=UTC)
"""In Beijing a minute before the year ends, in Urumqi two hours before."""


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Both databases keep UTC."""
    return sqlite_url


@pytest.fixture
def machine(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The zone of the machine, which nobody is to see."""
    monkeypatch.setenv("TZ", "America/New_York")
    time.tzset()
    yield
    monkeypatch.undo()
    time.tzset()


@pytest.fixture
def hall(database: Database, tmp_path: Path) -> Hall:
    return a_hall(database, tmp_path, clock=Clock(NEW_YEAR))


def at(hall: Hall, zone: str) -> Hall:
    return replace(hall, zone=ZoneInfo(zone))


@pytest.fixture
def meeting(hall: Hall) -> AMeeting:
    """Opened before midnight in Beijing, closed after it."""
    made = an_open_meeting(hall, slips=3, eligible=3)
    assert isinstance(hall.clock, Clock)
    hall.clock.now = NEW_YEAR + timedelta(minutes=1)
    close_voting(hall, CONSOLE, made.number)
    return made


@pytest.mark.usefixtures("machine")
@pytest.mark.parametrize(
    ("zone", "day", "clock", "said"),
    [
        ("Asia/Shanghai", "2027年1月1日", "00:00", "时间为北京时间（UTC+8）"),
        ("Asia/Urumqi", "2026年12月31日", "22:00", "时间为新疆时间（UTC+6）"),
        ("Europe/Berlin", "2026年12月31日", "17:00", "Europe/Berlin（UTC+1、UTC+2）"),
    ],
)
def test_papers_and_pages_show_the_clock_of_the_house(
    hall: Hall, meeting: AMeeting, tmp_path: Path, zone: str, day: str, clock: str, said: str
) -> None:
    there = at(hall, zone)
    leaf = print_close_form(there, CONSOLE, meeting.number)
    file = tmp_path / "close.pdf"
    file.write_bytes(printers.render(leaf, "pdf", there.now()))
    assert f"{day}{clock}" in words(file)
    assert said in words(file)
    desk = a_desk(create_app(settings(tmp_path, hall.database), there), there)
    desk.look(f"/meetings/{meeting.number}")
    today = reviewing.today(there)
    assert f"{today} {clock}" in desk.page
    assert house_time.in_words(today) == day


def test_a_vote_over_midnight_has_both_days_on_its_report(hall: Hall, meeting: AMeeting) -> None:
    def report(zone: str) -> str:
        return repr(print_meeting_form(at(hall, zone), CONSOLE, meeting.number, MeetingForm.REPORT))

    assert "2026年12月31日 23:59–2027年1月1日 00:00" in report("Asia/Shanghai")
    assert "2026年12月31日 21:59–22:00" in report("Asia/Urumqi")


def test_word_and_workbook_name_the_time_too(hall: Hall, meeting: AMeeting) -> None:
    leaf = print_meeting_form(hall, CONSOLE, meeting.number, MeetingForm.LEDGER)
    for kind, part in (("docx", "word/footer1.xml"), ("xlsx", "xl/worksheets/sheet1.xml")):
        with zipfile.ZipFile(io.BytesIO(printers.render(leaf, kind, hall.now()))) as file:
            assert "时间为北京时间（UTC+8）" in file.read(part).decode()


def test_a_ballot_names_none(hall: Hall, meeting: AMeeting, tmp_path: Path) -> None:
    leaf = print_meeting_form(hall, CONSOLE, meeting.number, MeetingForm.BALLOT)
    file = tmp_path / "ballot.pdf"
    file.write_bytes(printers.render(leaf, "pdf", hall.now()))
    assert "时间为" not in words(file)
