"""How ranks become grades: quotas, bands, bars, vetoes, ties. Data only; ``grading`` applies it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

WAITING = "待测评"
"""The grade of a person without a valid measurement; never a score of 0."""
TO_DECIDE = "待定"
"""The grade that the policy leaves to a body of people."""
LEFT = "已离岗"
"""The grade of one who left his post in the period: he stays on the list, without rank or place."""
NOT_DUE = (WAITING, LEFT)
"""Grades of those of whom no share of a group is taken, and who get nothing of a result."""
NOT_GRADED = "不评等次"
"""In a period, or under a policy, that ranks without grades."""


class By(StrEnum):
    """What gives a grade."""

    QUOTA = "quota"
    """A share of the group, from the first rank down."""
    FIRST = "first"
    """A number of places from the first rank down."""
    LAST = "last"
    """A number of places from the last rank up."""
    BAND = "band"
    """A total of ``at_least``."""
    REST = "rest"
    """Everybody whom nothing else has graded, with a total of ``at_least`` where there is one."""
    HAND = "hand"
    """Only a veto, the ballot or a decision by hand."""


class Rounding(StrEnum):
    """How a share of a group becomes whole places."""

    FLOOR = "floor"
    HALF_UP = "half_up"
    CEIL = "ceil"
    MIN_ONE = "min_one"
    """Floor, but never less than one."""


class Base(StrEnum):
    """Of whom a share is taken."""

    DUE = "due"
    """All of the group who were due, vetoed ones included, those 待测评 or gone not."""
    COMPETING = "competing"
    """Only those who compete for places."""


class Barred(StrEnum):
    """What becomes of the place of a barred person."""

    MOVE_UP = "move_up"
    """顺延: the next in rank moves up."""
    LAPSE = "lapse"


class TieAtBorder(StrEnum):
    """What becomes of a tied set that does not fit whole into the places left."""

    BELOW = "below"
    INCLUDE = "include"
    MANUAL = "manual"


@dataclass(frozen=True, slots=True)
class Grade:
    """等次. Which numbers count depends on ``by``."""

    name: str
    by: By
    share: Fraction = Fraction(0)
    places: int = 0
    at_least: Fraction | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Cap:
    """At most a share of a group may have a grade; a hard cap refuses, a soft one asks a reason."""

    grade: str
    share: Fraction
    rounding: Rounding
    hard: bool
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Veto:
    """一票否决: a column with a written ground sends straight to a grade."""

    column: str
    grade: str
    grounds: tuple[str, ...] = ()
    clause: str = ""


class BarKind(StrEnum):
    """What bars."""

    FLAG = "flag"
    """是 in a column."""
    GROUND = "ground"
    """A written ground in a column."""
    BELOW = "below"
    """A sum of sections under a bound."""


@dataclass(frozen=True, slots=True)
class Bar:
    """Something that keeps a person out of one grade.

    ``by_hand``: what he gets below it people decide, no rule gives him another grade.
    ``negative`` names the section that must be below 0 exactly when the flag is 是. With
    ``base_only`` the bonus items in ``bonus_columns`` are taken out of the sum first.
    """

    name: str
    kind: BarKind
    grade: str
    by_hand: bool = False
    column: str = ""
    negative: str = ""
    of: tuple[str, ...] = ()
    bound: Fraction = Fraction(0)
    base_only: bool = False
    bonus_columns: tuple[str, ...] = ()
    clause: str = ""


@dataclass(frozen=True, slots=True)
class BallotGrade:
    """A threshold: ``option`` has more than a share of the ballots, or the figure is below one."""

    grade: str
    option: str = ""
    more_than: Fraction | None = None
    below: Fraction | None = None
    clause: str = ""


@dataclass(frozen=True, slots=True)
class ByBallot:
    """The grade that the ballot alone gives (J9); ``manual``: entered in a column instead."""

    item: str
    manual: bool
    grades: tuple[BallotGrade, ...]
    column: str
    clause: str = ""


@dataclass(frozen=True, slots=True)
class Placing:
    """All that turns totals into grades."""

    grades: tuple[Grade, ...] = ()
    group_by: tuple[str, ...] = ()
    ties: tuple[str, ...] = ()
    """Names of figures in order: an item, a section, or an option with 率 behind it."""
    rounding: Rounding = Rounding.FLOOR
    base: Base = Base.DUE
    barred: Barred = Barred.MOVE_UP
    tie_at_border: TieAtBorder = TieAtBorder.BELOW
    bars: tuple[Bar, ...] = ()
    vetoes: tuple[Veto, ...] = ()
    by_ballot: ByBallot | None = None
    caps: tuple[Cap, ...] = ()
    periods: tuple[str, ...] = ()
    """The periods in which grades are given; empty: in all."""
    tie_clause: str = ""


def whole_share(share: Fraction, people: int, rounding: Rounding) -> int:
    """How many whole places a share of a group is: 30 % of 7 by floor is 2."""
    due = share * people
    low = due.numerator // due.denominator
    if rounding is Rounding.HALF_UP:
        return (2 * due.numerator + due.denominator) // (2 * due.denominator)
    if rounding is Rounding.CEIL:
        return -(-due.numerator // due.denominator)
    if rounding is Rounding.MIN_ONE:
        return max(low, 1) if people else 0
    return low


def due(grades: Iterable[str]) -> int:
    """Of how many people shares are taken: vetoed ones count, those 待测评 or gone do not (J8)."""
    return sum(1 for grade in grades if grade not in NOT_DUE)
