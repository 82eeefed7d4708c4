"""One person in a ranking under way: rank, what bars him, and the grade once it is found."""

from dataclasses import dataclass, field
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.scheme import satisfaction
from ballot.domain.scheme.grade_rules import Bar, BarKind
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.why import Reason, Why
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.person import Person

SCALE = 10**12
YES = "是"
NOTHING = Fraction(0)

Key = tuple[int, Fraction]
"""What is ranked on: an exact value, led by its whole part × 10¹² so that sorting is quick."""


@dataclass(slots=True)
class Candidate:
    """``rank`` counts from 1 in the group; None for a person without a total."""

    person: Person
    figures: Figures
    group: tuple[str, ...]
    rank: int | None = None
    grade: str = ""
    decided: bool = False
    """Graded by a veto or by the ballot: does not compete for places."""
    barred: frozenset[str] = frozenset()
    reasons: list[Reason] = field(default_factory=list)


def key_of(value: Fraction) -> Key:
    """An exact value as a key that sorts quickly."""
    return (value.numerator * SCALE // value.denominator, value)


def tie_of(scheme: Scheme, one: Candidate) -> tuple[Fraction, ...]:
    """The figures that decide between equal totals, in the order of the tie rule."""
    return tuple(_tie(scheme, name, one.person, one.figures) for name in scheme.placing.ties)


def _tie(scheme: Scheme, name: str, person: Person, figures: Figures) -> Fraction:
    for item, value in zip(scheme.items, figures.values, strict=True):
        if item.name == name:
            return value if value is not None else Fraction(0)
    if name in person.sections:
        return person.sections[name]
    return _rate(scheme, name.removesuffix("率"), person)


def _rate(scheme: Scheme, option: str, person: Person) -> Fraction:
    """The share of one option among 投票数, such as 很满意率."""
    for item in scheme.items:
        ballot = person.ballots.get(item.name)
        if item.ballot is None or ballot is None:
            continue
        options = scheme.questions[item.ballot.question].options
        below = satisfaction.divisor(item.ballot.denominator, ballot.tally)
        if option in options and below:
            return Fraction(ballot.tally.counts[options.index(option)], below)
    return Fraction(0)


def bar_reason(bar: Bar, person: Person) -> Reason | None:
    """Why a bar holds for a person, or None where it does not."""
    if bar.kind is BarKind.BELOW:
        return _below(bar, person)
    ground = person.grounds.get(bar.column, "")
    if not ground:
        return None
    said = bar.name if ground == YES else f"{bar.name}:{ground}"
    return Reason(Why.BARRED_GROUND, (said, bar.grade), bar.clause)


def _below(bar: Bar, person: Person) -> Reason | None:
    total = rounding.total(person.sections.get(name, NOTHING) for name in bar.of)
    if bar.base_only:
        total -= rounding.total(person.bonus.get(name, NOTHING) for name in bar.bonus_columns)
    if total >= bar.bound:
        return None
    said = (bar.name, rounding.plain(total), rounding.plain(bar.bound), bar.grade)
    return Reason(Why.BARRED_BELOW, said, bar.clause)
