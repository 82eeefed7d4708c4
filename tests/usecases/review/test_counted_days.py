"""工作日 of a 公示: counted by what is announced, kept as counted, told where nothing is known."""

from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from makers.meetings import Clock
from makers.reviewed import TODAY, a_movable_hall, by_working_days, seven, walk

from ballot.domain.access import CONSOLE
from ballot.domain.errors import HolidaysIdle, Missing, NotADate, OutOfRange, Refused
from ballot.domain.scheme.working_days import Calendar
from ballot.schemes import public_holidays
from ballot.storage.assessment import notices
from ballot.storage.database import Database
from ballot.usecases.forms.print_review_form import print_notice
from ballot.usecases.hall import Hall
from ballot.usecases.review.post_notice import NoticePlan, post_notice, write_notice
from ballot.usecases.review.read_notice import read_notice
from ballot.usecases.review.see_notice import NoticeView, see_notices
from ballot.usecases.verified import posted_notices

PLAN = NoticePlan("按照办法规定，经研究", "中共某市委组织部", "0532-12345678", TODAY)
NEW_YEAR = "2027年1月1日起的放假安排尚未列入，只扣除了周六、周日"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Both kinds keep the same text."""
    return sqlite_url


@pytest.fixture(autouse=True)
def known_to_2026(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is known ends with 2026, whatever the library has learned since."""
    known = public_holidays.calendar()
    until = date(2026, 12, 31)
    upto = replace(known, off=frozenset(day for day in known.off if day <= until), until=until)
    monkeypatch.setattr(public_holidays, "calendar", lambda: upto)


@pytest.fixture
def hall(database: Database, tmp_path: Path) -> Hall:
    return a_movable_hall(database, tmp_path)[0]


@pytest.fixture
def id(hall: Hall, tmp_path: Path) -> int:
    return by_working_days(hall, tmp_path)


def put_clock(hall: Hall, day: date) -> None:
    """It is nine in the morning of that day."""
    assert isinstance(hall.clock, Clock)
    hall.clock.now = datetime(day.year, day.month, day.day, 1, tzinfo=UTC)


def written(hall: Hall, id: int, first: date, **more: str) -> NoticeView:
    write_notice(hall, CONSOLE, id, replace(PLAN, first=first.isoformat(), **more))
    found = see_notices(hall, CONSOLE, id).present
    assert found is not None
    return found


@pytest.mark.parametrize(
    ("first", "last", "said"),
    [
        (
            date(2025, 9, 29),
            date(2025, 10, 11),
            "2025年10月1日至2025年10月3日、2025年10月6日至2025年10月8日放假，不计在内。2025年10月11日调休上班，计在内。",
        ),
        (
            date(2026, 2, 12),
            date(2026, 2, 25),
            "2026年2月16日至2026年2月20日、2026年2月23日放假，不计在内。2026年2月14日调休上班，计在内。",
        ),
        (date(2026, 6, 1), date(2026, 6, 5), ""),
    ],
)
def test_holidays_do_not_count_and_days_made_up_do(
    hall: Hall, id: int, first: date, last: date, said: str
) -> None:
    put_clock(hall, first)
    notice = written(hall, id, first)
    assert (notice.last, notice.days, notice.counting) == (last, 5, said)
    assert said in repr(print_notice(hall, CONSOLE, id, notice.id))


def test_past_the_last_year_weekends_alone_count_and_it_is_said(hall: Hall, id: int) -> None:
    notice = written(hall, id, date(2026, 12, 30))
    assert (notice.last, notice.unknown) == (date(2027, 1, 5), date(2027, 1, 1))
    assert NEW_YEAR in notice.counting
    assert NEW_YEAR in repr(print_notice(hall, CONSOLE, id, notice.id))


def test_days_off_that_the_organizer_names_do_not_count_and_stand_with_their_reason(
    hall: Hall, id: int
) -> None:
    off = {"holidays": "2027-01-01至2027-01-03、2027-01-05", "holidays_reason": "国办发明电9号"}
    notice = written(hall, id, date(2026, 12, 30), **off)
    assert (notice.last, notice.days) == (date(2027, 1, 7), 5)
    assert (
        "2027年1月1日至2027年1月3日、2027年1月5日放假，不计在内，依据：国办发明电9号。"
        in notice.counting
    )
    assert f"{NEW_YEAR}和写明的放假日。" in notice.counting
    assert notice.holidays == off["holidays"]
    post_notice(hall, CONSOLE, id)
    put_clock(hall, date(2027, 1, 4))
    hung = read_notice(hall, notice.url.rpartition("/")[2])
    assert (hung.last, hung.counting) == (notice.last, notice.counting)


def test_what_becomes_known_later_moves_no_day_of_a_notice(
    hall: Hall, id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = date(2026, 12, 30)
    before = written(hall, id, first)
    later = Calendar(off=frozenset([date(2027, 1, 1), date(2027, 1, 4)]), until=date(2027, 12, 31))
    monkeypatch.setattr(public_holidays, "calendar", lambda: later)
    post_notice(hall, CONSOLE, id)
    after = see_notices(hall, CONSOLE, id).present
    assert after is not None
    assert (after.last, after.days, after.counting) == (before.last, 5, before.counting)


def test_the_control_what_is_written_anew_is_counted_anew(
    hall: Hall, id: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    first = date(2026, 12, 30)
    before = written(hall, id, first)
    later = Calendar(off=frozenset([date(2027, 1, 1)]), until=date(2027, 12, 31))
    monkeypatch.setattr(public_holidays, "calendar", lambda: later)
    after = written(hall, id, first)
    assert (before.last, after.last) == (date(2027, 1, 5), date(2027, 1, 6))
    assert after.unknown is None


@pytest.mark.parametrize(
    ("holidays", "reason", "key", "error"),
    [
        ("明天", "文件", "holidays", NotADate),
        ("2027-01-01", " ", "holidays_reason", Missing),
        ("2027-01-03至2027-01-01", "文件", "holidays", OutOfRange),
        ("2027-01-01至2027-01-02至2027-01-03", "文件", "holidays", OutOfRange),
        ("2027-01-01至2027-03-02", "文件", "holidays", OutOfRange),
        ("2027-01-01至2027-02-28、2027-05-01、2027-05-02", "文件", "holidays", OutOfRange),
    ],
)
def test_days_off_are_days_few_and_have_a_reason(
    hall: Hall, id: int, holidays: str, reason: str, key: str, error: type[Exception]
) -> None:
    with pytest.raises(Refused) as refused:
        written(hall, id, date(2026, 12, 30), holidays=holidays, holidays_reason=reason)
    (fault,) = refused.value.faults
    assert (fault.key, type(fault.error)) == (key, error)
    assert see_notices(hall, CONSOLE, id).notices == ()


def test_where_every_day_counts_no_day_off_is_asked_for(hall: Hall) -> None:
    id = seven(hall)
    walk(hall, id)
    with pytest.raises(Refused) as refused:
        written(hall, id, date(2026, 12, 30), holidays="2027-01-01", holidays_reason="文件")
    assert isinstance(refused.value.faults[0].error, HolidaysIdle)
    notice = written(hall, id, date(2026, 12, 30))
    assert (notice.last, notice.days, notice.counting) == (date(2027, 1, 5), 7, "")


def test_a_notice_of_which_nothing_was_kept_bears_the_print_it_had(hall: Hall) -> None:
    """Notices that hung before how they were counted was kept."""
    id = seven(hall)
    walk(hall, id)
    written(hall, id, date(2026, 12, 30))
    (row,) = hall.database.read(lambda db: notices.of_assessment(db, id))
    assert row.calendar is None
    assert posted_notices.print_of(row) != posted_notices.print_of(
        replace(row, calendar={"days": 1})
    )
    assert "calendar" not in posted_notices.said_by(row)
