"""满意度 and its relatives: one figure out of one tally, exact, with its denominator (第十七条)."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import lcm

from ballot.domain import rounding
from ballot.domain.tally import Tally

SATISFACTION_NAMES = ("满意率", "满意度")
"""A figure named so gives the worst option no weight (docs/rules.md §1)."""
SMALLEST_CLASS = 8
"""A class that returned fewer is reported only within the whole (docs/secrecy.md)."""


class Withheld(StrEnum):
    """Why an opened ballot yields no figure."""

    NOBODY_VOTED = "nobody_voted"
    SMALL_CLASS = "small_class"


class Denominator(StrEnum):
    """What 投票数 means."""

    RETURNED = "returned"
    """Every ballot that came back, 弃权 and 无效 included."""
    VALID_AND_BLANK = "valid_and_blank"
    VALID = "valid"


@dataclass(frozen=True, slots=True)
class SatisfactionRule:
    """A figure out of a ballot: Σ count × weight ÷ denominator.

    ``weights`` stand in the order of the options, 1 being full; for a whole number 0…100 they are
    empty and the figure is the mean, again as a share of 1. ``question`` counts from 0. ``trim``
    drops the highest and the lowest answer where more than ``trim_above`` count.
    """

    name: str
    weights: tuple[Fraction, ...]
    denominator: Denominator = Denominator.RETURNED
    question: int = 0
    trim: bool = False
    trim_above: int = 0
    in_points: bool = False
    """Shown as points of 100 instead of a percentage."""

    @property
    def is_satisfaction(self) -> bool:
        """Whether the name claims a 满意度."""
        return any(name in self.name for name in SATISFACTION_NAMES)


@dataclass(frozen=True, slots=True)
class Satisfaction:
    """An exact share 0…1 and the number of ballots it was divided by."""

    value: Fraction
    denominator: int

    @property
    def percent(self) -> str:
        """As printed, without the sign: ``87.10``."""
        return rounding.percent(self.value)


def divisor(rule: Denominator, tally: Tally) -> int:
    """投票数 of a tally: the ballots that the figure is divided by."""
    if rule is Denominator.RETURNED:
        return tally.returned
    return tally.valid + (tally.blank if rule is Denominator.VALID_AND_BLANK else 0)


def of(rule: SatisfactionRule, tally: Tally) -> Satisfaction | None:
    """The figure of a tally, or None where the denominator is 0 (待测评, never 0 points)."""
    tally = counted(rule, tally)
    below = divisor(rule.denominator, tally)
    if below == 0:
        return None
    return Satisfaction(value=_share(rule, tally, below), denominator=below)


def counted(rule: SatisfactionRule, tally: Tally) -> Tally:
    """The tally that the figure is computed from: trimmed where the rule says so."""
    if rule.trim and divisor(rule.denominator, tally) > rule.trim_above:
        return _trimmed(tally)
    return tally


def is_small(part: Tally) -> bool:
    """Whether so few of a class voted that its counts would nearly name them."""
    return part.returned < SMALLEST_CLASS


def of_voters(
    rule: SatisfactionRule, weights: Sequence[Fraction], whole: Tally, by_class: Sequence[Tally]
) -> Satisfaction | Withheld:
    """The figure of a ballot: of all voters, or weighted by their classes, or why there is none.

    ``weights`` sum up to 1, one a class; where they are empty nobody votes in classes, and
    ``by_class`` is not looked at. Where the classes were not opened apart it is empty.
    """
    if not weights:
        return of(rule, whole) or Withheld.NOBODY_VOTED
    if not by_class or any(map(is_small, by_class)):
        return Withheld.SMALL_CLASS
    return _of_classes(rule, weights, by_class) or Withheld.NOBODY_VOTED


def _of_classes(
    rule: SatisfactionRule, weights: Sequence[Fraction], by_class: Sequence[Tally]
) -> Satisfaction | None:
    """Several classes of voters (A/B/C 票): Σ weight × figure. None where one has none."""
    value, below = Fraction(0), 0
    for weight, tally in zip(weights, by_class, strict=True):
        figure = of(rule, tally)
        if figure is None:
            return None
        value += weight * figure.value
        below += figure.denominator
    return Satisfaction(value=value, denominator=below)


def _share(rule: SatisfactionRule, tally: Tally, below: int) -> Fraction:
    """Σ count × weight ÷ ``below``, in whole numbers until the last step."""
    if not rule.weights:
        return Fraction(tally.total, 100 * below)
    common = lcm(*(weight.denominator for weight in rule.weights))
    above = sum(
        count * weight.numerator * (common // weight.denominator)
        for count, weight in zip(tally.counts, rule.weights, strict=True)
        if count
    )
    return Fraction(above, common * below)


def _trimmed(tally: Tally) -> Tally:
    """One answer of the best and one of the worst option given taken out."""
    counts = list(tally.counts)
    given = [index for index, count in enumerate(counts) if count]
    if given and sum(counts) > 1:
        counts[given[0]] -= 1
        counts[given[-1]] -= 1
    return Tally(tuple(counts), tally.blank, tally.invalid, tally.numbers, tally.total)
