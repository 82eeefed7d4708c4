"""Periods roll up: what months, quarters or half-years bring into a longer period.

A policy that sums up its months says so at the item (``[items.periods]``); each month then has a
column of its own, 1月月考, and the year is reckoned from them exactly, never from rounded sums.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.scheme.consequences import Period

MONTHS_IN = {Period.MONTH: 1, Period.QUARTER: 3, Period.HALF_YEAR: 6, Period.YEAR: 12}
"""A round is a stage of a term and has no length."""
NAMES = {
    Period.MONTH: tuple(f"{number}月" for number in range(1, 13)),
    Period.QUARTER: ("第一季度", "第二季度", "第三季度", "第四季度"),
    Period.HALF_YEAR: ("上半年", "下半年"),
}
"""The periods of a year, as their columns begin."""


class RollUpBy(StrEnum):
    """How the values of periods make one."""

    SUM = "sum"
    MEAN = "mean"
    LAST = "last"
    """The value of the latest period that has one."""
    WEIGHTED = "weighted"
    """Each period by its weight; the weights of those that are there are stretched to 1."""


@dataclass(frozen=True, slots=True)
class RollUp:
    """How the periods ``of`` a longer one make its value.

    A period in which somebody was not in post has no value: a mean is over the others, and
    ``pro_rata`` stretches a sum from them to the whole. ``weights`` are those of the periods of a
    year, in order.
    """

    of: Period
    how: RollUpBy
    weights: tuple[Fraction, ...] = ()
    pro_rata: bool = False
    clause: str = ""


def parts(of: Period, period: Period) -> tuple[str, ...]:
    """The names of the periods ``of`` which ``period`` is made: all of a year, for a quarter says
    nowhere which one it is; none where it is no longer than they are."""
    if of not in NAMES or period not in MONTHS_IN or MONTHS_IN[period] <= MONTHS_IN[of]:
        return ()
    return NAMES[of]


def size(of: Period, period: Period) -> int:
    """Of how many periods ``of`` the longer ``period`` is made."""
    return MONTHS_IN[period] // MONTHS_IN[of]


def is_one(of: Period, period: Period, there: Sequence[int]) -> bool:
    """Whether the periods at these places of the year lie in one ``period``: of a quarter the
    months 4, 5 and 6, and not 3, 4 and 5."""
    return len({place // size(of, period) for place in there}) <= 1


def rolled(rule: RollUp, period: Period, values: Sequence[Fraction | None]) -> Fraction | None:
    """What the values of the periods of a year make in ``period``; None where there is none."""
    there = [(place, value) for place, value in enumerate(values) if value is not None]
    if not there:
        return None
    whole = rounding.total(value for _, value in there)
    if rule.how is RollUpBy.LAST:
        return there[-1][1]
    if rule.how is RollUpBy.MEAN:
        return whole / len(there)
    if rule.how is RollUpBy.WEIGHTED:
        weights = rounding.total(rule.weights[place] for place, _ in there)
        return rounding.total(rule.weights[place] * value for place, value in there) / weights
    return whole * size(rule.of, period) / len(there) if rule.pro_rata else whole
