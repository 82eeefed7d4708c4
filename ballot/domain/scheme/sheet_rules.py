"""考核评分表: the lines of a score sheet as a scheme writes them (第十六条 is the model).

A section is one column of the summary. A line may have base points that stand until something is
deducted; its rules say what is deducted and what is awarded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from fractions import Fraction

from ballot.domain import rounding


class RuleKind(StrEnum):
    """How an entry becomes points. What the examiner enters stands behind each."""

    ONCE = "once"
    """Yes or no; yes brings ``points`` once."""
    COUNT = "count"
    """A whole number of times; each brings ``points``, at most ``most`` times."""
    MISSING = "missing"
    """How often it was done; each time short of ``required`` brings ``points``."""
    AMOUNT = "amount"
    """An amount of 万元; each whole 万元 (or, ``pro_rata``, each part) brings ``points``."""
    CLASS = "class"
    """How many of each class; ``by_name`` gives the points of a class."""
    SEVERITY = "severity"
    """How many incidents of each degree; ``by_name`` gives the points of a degree."""
    LEVELS = "levels"
    """How many levels, at most ``most``; each brings ``points``. Where ``most_of`` says how far
    each level can move, the number stands under the level that was left: ``{"B级": 1}``."""
    RANGE = "range"
    """0, or a whole number of points from ``low`` to ``high``, with a reason."""


@dataclass(frozen=True, slots=True)
class Rule:
    """One scored rule. ``points`` is signed: +5 awards, −5 deducts. Numbers are exact."""

    no: str
    kind: RuleKind
    text: str
    points: Fraction = Fraction(0)
    low: int = 0
    high: int = 0
    deducts: bool = False
    """Whether the points of a range are taken away."""
    most: int | None = None
    most_of: Mapping[str, int] = field(default_factory=dict)
    """By level how many levels up (or down) there are from it: from B级 one up to A."""
    required: Mapping[str, int] = field(default_factory=dict)
    """How often it is due in a full period: ``{"": 12}``, or by the value of ``required_by``."""
    required_by: str | None = None
    pro_rata: bool = False
    by_name: Mapping[str, Fraction] = field(default_factory=dict)
    sets: str = ""
    """The column of a bar that an entry sets (晋位升级: a level lost sets 党组织降位)."""
    one_voucher: bool = False
    """A voucher (a sum of money) may stand under only one of the rules that say so."""
    clause: str = ""

    @property
    def is_named(self) -> bool:
        """Whether an entry is a number under names: of classes, of degrees, of a level."""
        return self.kind in (RuleKind.CLASS, RuleKind.SEVERITY) or bool(self.most_of)

    @property
    def points_by_name(self) -> Mapping[str, Fraction]:
        """What one of each name brings; nothing where entries have no names."""
        return self.by_name or dict.fromkeys(self.most_of, self.points)

    @property
    def awards(self) -> bool:
        """Whether it adds points; otherwise it takes points away."""
        if self.kind is RuleKind.RANGE:
            return not self.deducts
        return all(points > 0 for points in self.by_name.values()) and self.points >= 0


@dataclass(frozen=True, slots=True)
class SheetLine:
    """One number of the sheet. ``base`` 0: no base points, and no floor of its own.

    ``ratings`` are the names of two ratings, before and now, that are asked for instead of the
    levels of its two rules, of which the first goes up and the second down.
    """

    no: str
    text: str
    base: Fraction
    rules: tuple[Rule, ...]
    ratings: tuple[str, ...] = ()
    clause: str = ""

    @property
    def levels(self) -> tuple[str, ...]:
        """The ratings that there are, the best first; only where two are asked for."""
        up, down = self.rules
        known = dict.fromkeys((*down.most_of, *up.most_of))
        return tuple(sorted(known, key=lambda name: up.most_of.get(name, 0)))


@dataclass(frozen=True, slots=True)
class Section:
    """A part of the sheet, one column of the summary; ``base`` is the sum of its lines' bases."""

    name: str
    base: Fraction
    lines: tuple[SheetLine, ...]
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """A whole score sheet; its sum is never shown below ``floor``."""

    sections: tuple[Section, ...]
    floor: Fraction | None = Fraction(0)


def total(sheet: Sheet, sections: Iterable[Fraction]) -> Fraction:
    """The sum of the sections' points, not below the floor (docs/rules.md §2, “floors”)."""
    points = rounding.total(sections)
    return points if sheet.floor is None else max(points, sheet.floor)
