"""How a scheme says that shorter periods make a longer one, and what is wrong with saying it so."""

from fractions import Fraction

import pytest
from schemes.test_reader import SMALL, faults

from ballot import schemes
from ballot.domain.errors import Missing, NotOneOf, SchemeContradiction, UnknownKey
from ballot.domain.scheme.consequences import Period
from ballot.domain.scheme.roll_up import RollUp, RollUpBy

ACHIEVED = "low = 0\n"


def with_periods(periods: str) -> str:
    """A policy of which 实绩 is made of periods."""
    return SMALL.replace(ACHIEVED, f"{ACHIEVED}periods = {{ {periods} }}\n", 1)


@pytest.mark.parametrize(
    ("said", "rule"),
    [
        ('of = "month", how = "mean"', RollUp(Period.MONTH, RollUpBy.MEAN)),
        (
            'of = "quarter", how = "sum", pro_rata = true, clause = "第一条"',
            RollUp(Period.QUARTER, RollUpBy.SUM, pro_rata=True, clause="第一条"),
        ),
        (
            'of = "half_year", how = "weighted", weights = { "上半年" = "40%", "下半年" = "60%" }',
            RollUp(Period.HALF_YEAR, RollUpBy.WEIGHTED, (Fraction(2, 5), Fraction(3, 5))),
        ),
    ],
)
def test_the_ways_are_read(said: str, rule: RollUp) -> None:
    assert schemes.read(with_periods(said), "ours.toml").items[1].periods == rule


@pytest.mark.parametrize(
    ("said", "key", "error"),
    [
        ('of = "year", how = "mean"', "items[2].periods.of", NotOneOf),
        ('of = "month", how = "product"', "items[2].periods.how", NotOneOf),
        ('of = "month"', "items[2].periods.how", Missing),
        ('of = "month", how = "mean", pro_rata = true', "items[2].periods.pro_rata", UnknownKey),
        (
            'of = "half_year", how = "weighted", weights = { "上半年" = 1, "下半年" = 1 }',
            "items[2].periods.weights",
            SchemeContradiction,
        ),
        (
            'of = "half_year", how = "weighted", weights = { "上半年" = 1 }',
            "items[2].periods.weights.下半年",
            Missing,
        ),
    ],
)
def test_what_cannot_be_is_named_by_its_key(said: str, key: str, error: type) -> None:
    assert (key, error) in [(at, type(each)) for at, each in faults(with_periods(said))]
