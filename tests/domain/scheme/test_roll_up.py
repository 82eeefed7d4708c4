"""Months, quarters and halves into a longer period: each way, at its borders."""

from fractions import Fraction

import pytest

from ballot.domain.scheme import roll_up
from ballot.domain.scheme.consequences import Period
from ballot.domain.scheme.roll_up import RollUp, RollUpBy

TENTHS = tuple(Fraction(number, 10) for number in (1, 2, 3, 4))


def made(how: RollUpBy, *values: int | None, pro_rata: bool = False) -> Fraction | None:
    """What four quarters make in a year."""
    rule = RollUp(Period.QUARTER, how, TENTHS, pro_rata)
    numbers = [None if value is None else Fraction(value) for value in values]
    return roll_up.rolled(rule, Period.YEAR, numbers)


@pytest.mark.parametrize(
    ("how", "values", "whole"),
    [
        (RollUpBy.SUM, (90, 80, 70, 61), 301),
        (RollUpBy.SUM, (None, 80, None, 61), 141),
        (RollUpBy.MEAN, (90, 80, 70, 61), Fraction(301, 4)),
        (RollUpBy.MEAN, (None, 80, None, 61), Fraction(141, 2)),
        (RollUpBy.MEAN, (None, 0, None, 0), 0),
        (RollUpBy.LAST, (90, 80, 70, None), 70),
        (RollUpBy.LAST, (90, None, None, None), 90),
        (RollUpBy.WEIGHTED, (90, 80, 70, 60), 70),
        (RollUpBy.WEIGHTED, (None, 80, None, 50), 60),
        (RollUpBy.WEIGHTED, (None, None, None, None), None),
        (RollUpBy.SUM, (None, None, None, None), None),
    ],
)
def test_periods_make_one_value(
    how: RollUpBy, values: tuple[int | None, ...], whole: int | Fraction | None
) -> None:
    assert made(how, *values) == whole


def test_a_sum_may_be_stretched_to_the_whole_from_the_months_in_post() -> None:
    assert made(RollUpBy.SUM, None, 30, None, 50, pro_rata=True) == 160
    assert made(RollUpBy.SUM, 30, 50, 20, 10, pro_rata=True) == 110
    half = [Fraction(10)] * 6 + [None] * 6
    rule = RollUp(Period.MONTH, RollUpBy.SUM, pro_rata=True)
    assert roll_up.rolled(rule, Period.YEAR, half) == 120
    assert roll_up.rolled(rule, Period.HALF_YEAR, half[3:]) == 60
    assert roll_up.rolled(rule, Period.QUARTER, half[5:]) == 30


@pytest.mark.parametrize(
    ("of", "period", "count", "first"),
    [
        (Period.MONTH, Period.YEAR, 12, "1月"),
        (Period.MONTH, Period.QUARTER, 12, "1月"),
        (Period.QUARTER, Period.HALF_YEAR, 4, "第一季度"),
        (Period.HALF_YEAR, Period.YEAR, 2, "上半年"),
        (Period.MONTH, Period.MONTH, 0, ""),
        (Period.QUARTER, Period.MONTH, 0, ""),
        (Period.MONTH, Period.ROUND, 0, ""),
        (Period.YEAR, Period.YEAR, 0, ""),
    ],
)
def test_a_period_is_made_of_shorter_ones_alone(
    of: Period, period: Period, count: int, first: str
) -> None:
    names = roll_up.parts(of, period)
    assert (len(names), next(iter(names), "")) == (count, first)


@pytest.mark.parametrize(
    ("of", "period", "there", "one"),
    [
        (Period.MONTH, Period.QUARTER, (0, 1, 2), True),
        (Period.MONTH, Period.QUARTER, (3, 5), True),
        (Period.MONTH, Period.QUARTER, (2, 3), False),
        (Period.MONTH, Period.HALF_YEAR, (0, 5), True),
        (Period.MONTH, Period.HALF_YEAR, (5, 6), False),
        (Period.QUARTER, Period.HALF_YEAR, (1, 2), False),
        (Period.MONTH, Period.YEAR, (0, 11), True),
        (Period.MONTH, Period.QUARTER, (), True),
    ],
)
def test_the_months_of_a_quarter_are_its_own(
    of: Period, period: Period, there: tuple[int, ...], one: bool
) -> None:
    assert roll_up.is_one(of, period, there) is one
