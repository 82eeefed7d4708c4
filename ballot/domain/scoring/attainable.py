"""What a score sheet can bring at most: its base points and all that its rules can add.

Many awards have no end in the text. Each of those is taken for four times a year, once a quarter
(文件未规定): what is beyond is no fault, but nobody brings it in without being asked.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.errors import BeyondAttainable
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.sheet_rules import Rule, RuleKind, Section

OFTEN = 4
"""Times, levels, 万元 or projects for which an award without an end is taken."""
BY_NAME = (RuleKind.CLASS, RuleKind.SEVERITY)


@dataclass(frozen=True, slots=True)
class Attainable:
    """Points: ``base``, the awards that have an end, an estimate of those that have none; the
    latter by the numbers of their rules."""

    base: Fraction
    bounded: Fraction
    estimated: Fraction
    endless: tuple[str, ...]

    @property
    def most(self) -> Fraction:
        """Beyond it somebody is asked."""
        return self.base + self.bounded + self.estimated


def of_sections(sections: Iterable[Section]) -> Attainable:
    """What these sections can bring together."""
    there = tuple(sections)
    rules = [rule for one in there for line in one.lines for rule in line.rules if rule.awards]
    bounded = [most for rule in rules if (most := ceiling(rule)) is not None]
    endless = [rule for rule in rules if ceiling(rule) is None]
    return Attainable(
        base=rounding.total(one.base for one in there),
        bounded=rounding.total(bounded),
        estimated=rounding.total(OFTEN * _once(rule) for rule in endless),
        endless=tuple(rule.no for rule in endless),
    )


def ceiling(rule: Rule) -> Fraction | None:
    """The most that an award can bring; None where the text sets no end."""
    if rule.kind is RuleKind.ONCE:
        return rule.points
    if rule.kind is RuleKind.RANGE:
        return Fraction(rule.high)
    if rule.kind is RuleKind.MISSING:
        return rule.points * max(rule.required.values(), default=0)
    return None if rule.most is None else rule.points * rule.most


def _once(rule: Rule) -> Fraction:
    return max(rule.by_name.values()) if rule.kind in BY_NAME else rule.points


def by_column(scheme: Scheme) -> dict[str, Attainable]:
    """What each column of a section can hold, and the column of the whole."""
    found = {one.name: of_sections([one]) for one in scheme.sections}
    for item in scheme.items:
        if item.sheet is not None:
            found[item.name] = of_sections(item.sheet.sections)
    return found


def beyond(value: Fraction, end: Attainable, name: str) -> BeyondAttainable | None:
    """What is to be asked about the points of somebody, or None. Where no rule awards anything
    and there is no base, nothing can be told."""
    if value <= end.most or not end.most:
        return None
    return BeyondAttainable(
        name=name,
        value=rounding.plain(value),
        most=rounding.plain(end.most),
        base=rounding.plain(end.base),
        bounded=rounding.plain(end.bounded),
        estimated=rounding.plain(end.estimated),
        rules=end.endless,
    )


def all_beyond(
    ends: Mapping[str, Attainable], points: Mapping[str, Fraction], name: str
) -> dict[str, BeyondAttainable]:
    """By column what is to be asked about points of one person."""
    found = (
        (column, beyond(value, ends[column], name))
        for column, value in points.items()
        if column in ends
    )
    return {column: error for column, error in found if error is not None}
