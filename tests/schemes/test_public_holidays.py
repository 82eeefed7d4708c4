"""The public holidays of China as they were announced, and what is not known yet."""

from datetime import date, timedelta

import pytest

from ballot.domain.scheme import working_days
from ballot.schemes import public_holidays


@pytest.mark.parametrize(
    ("days", "first", "last"),
    [
        # 国庆 2025: 1 to 8 October off, Saturday 11 October made up
        (5, date(2025, 9, 29), date(2025, 10, 11)),
        # 春节 2026: 15 to 23 February off, Saturdays 14 and 28 made up
        (5, date(2026, 2, 12), date(2026, 2, 25)),
        (5, date(2026, 2, 23), date(2026, 2, 28)),
        # 元旦 2026: 1 to 3 January off, Sunday 4 January made up
        (2, date(2025, 12, 31), date(2026, 1, 4)),
    ],
)
def test_holidays_move_the_last_day(days: int, first: date, last: date) -> None:
    known = public_holidays.calendar()
    assert working_days.last_of(days, first, known) == last
    counted = working_days.count(first, last, known)
    assert (counted.days, counted.unknown) == (days, None)
    assert counted.off
    assert working_days.last_of(days, first) != last, "the control: weekends alone"


def test_past_the_last_year_weekends_alone_are_left_out() -> None:
    known = public_holidays.calendar()
    assert known.until is not None
    new_year = known.until + timedelta(days=1)
    last = working_days.last_of(10, new_year, known)
    assert last == working_days.last_of(10, new_year)
    assert working_days.count(known.until, last, known).unknown == new_year


def test_what_is_known_ends_with_a_year_and_reaches_beyond_2025() -> None:
    until = public_holidays.calendar().until
    assert until is not None
    assert (until.month, until.day) == (12, 31)
    assert until.year >= 2026
