"""What is a working day, how many a 公示 has, and what of it was announced."""

from datetime import date

import pytest

from ballot.domain.scheme import consequences, working_days
from ballot.domain.scheme.consequences import Notice
from ballot.domain.scheme.working_days import WEEKENDS, Calendar, Counted

MONDAY, FRIDAY = date(2026, 6, 1), date(2026, 6, 5)
SATURDAY, SUNDAY = date(2026, 6, 6), date(2026, 6, 7)
NEXT_MONDAY = date(2026, 6, 8)
KNOWN = Calendar(
    off=frozenset([FRIDAY, SUNDAY]), made_up=frozenset([SATURDAY]), until=date(2026, 6, 30)
)


def test_the_week_has_five_working_days_where_nothing_is_announced() -> None:
    week = tuple(working_days.between(MONDAY, SUNDAY))
    assert [WEEKENDS.works(day) for day in week] == [True] * 5 + [False] * 2


def test_who_is_off_does_not_work_and_who_makes_it_up_does() -> None:
    works = [KNOWN.works(day) for day in (FRIDAY, SATURDAY, SUNDAY, NEXT_MONDAY)]
    assert works == [False, True, False, True]
    both = Calendar(off=frozenset([SATURDAY]), made_up=frozenset([SATURDAY]))
    assert not both.works(SATURDAY)


def test_days_that_are_named_are_off_too() -> None:
    named = KNOWN.without([SATURDAY, NEXT_MONDAY])
    assert not any(named.works(day) for day in (FRIDAY, SATURDAY, SUNDAY, NEXT_MONDAY))
    assert (named.made_up, named.until) == (KNOWN.made_up, KNOWN.until)


@pytest.mark.parametrize(
    ("days", "first", "last", "calendar"),
    [
        (5, MONDAY, FRIDAY, WEEKENDS),
        (5, MONDAY, SATURDAY, KNOWN),
        (6, MONDAY, NEXT_MONDAY, KNOWN),
        (1, FRIDAY, SATURDAY, KNOWN),
        (1, SUNDAY, NEXT_MONDAY, KNOWN),
        (1, MONDAY, MONDAY, KNOWN),
    ],
)
def test_the_last_day_is_the_last_that_counts(
    days: int, first: date, last: date, calendar: Calendar
) -> None:
    assert working_days.last_of(days, first, calendar) == last
    assert consequences.last_day(Notice(days, working=True), first, calendar) == last
    assert working_days.count(first, last, calendar).days == days


def test_what_was_counted_is_told() -> None:
    assert working_days.count(MONDAY, NEXT_MONDAY, KNOWN) == Counted(
        days=6, off=(FRIDAY,), made_up=(SATURDAY,)
    )
    assert working_days.count(
        MONDAY, NEXT_MONDAY, KNOWN, [date(2026, 7, 1), NEXT_MONDAY, MONDAY, MONDAY], "文件"
    ) == Counted(
        days=4,
        off=(MONDAY, FRIDAY, NEXT_MONDAY),
        made_up=(SATURDAY,),
        named=(MONDAY, NEXT_MONDAY),
        reason="文件",
    )


def test_a_weekend_that_is_off_is_a_weekend() -> None:
    off = Calendar(off=frozenset([SATURDAY, SUNDAY]), until=NEXT_MONDAY)
    assert working_days.count(FRIDAY, NEXT_MONDAY, off) == Counted(days=2)


@pytest.mark.parametrize(
    ("last", "unknown"), [(date(2026, 6, 30), None), (date(2026, 7, 1), date(2026, 7, 1))]
)
def test_the_first_day_of_which_nothing_is_known_is_told(last: date, unknown: date | None) -> None:
    assert working_days.count(NEXT_MONDAY, last, KNOWN).unknown == unknown


def test_where_nothing_was_announced_nothing_is_known() -> None:
    assert working_days.count(MONDAY, FRIDAY, WEEKENDS).unknown == MONDAY


def test_days_that_follow_one_another_are_one_run() -> None:
    assert working_days.runs([]) == ()
    days = [NEXT_MONDAY, FRIDAY, SATURDAY, SUNDAY, MONDAY]
    assert working_days.runs(days) == ((MONDAY, MONDAY), (FRIDAY, NEXT_MONDAY))
    many = [date(2026, 6, day) for day in (1, 10, 12, 14, 15)]
    assert working_days.runs(many) == (
        *((day, day) for day in many[:3]),
        (many[3], many[4]),
    )
