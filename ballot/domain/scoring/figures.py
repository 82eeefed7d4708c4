"""One person's figures: the value of every item, the total, or why there is none (待测评)."""

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.scheme import quorum, satisfaction, sheet_rules
from ballot.domain.scheme.satisfaction import SatisfactionRule, Withheld
from ballot.domain.scheme.scheme import Adjustment, How, Item, ItemKind, Scheme
from ballot.domain.scheme.why import Reason, Why
from ballot.domain.scoring import needs, sheet_points
from ballot.domain.scoring.periods import rolled_up
from ballot.domain.scoring.person import BallotCount, Person

FULL = 100
ONE_CLASS = "有一类票"
"""A small class of a meeting whose classes were not opened apart: which it is, nobody knows."""


@dataclass(frozen=True, slots=True)
class Figures:
    """A person's values in the order of the scheme's items (None: not there), and the total.

    A ballot's value is a share of 1. ``waiting`` says why he cannot be ranked: there is no total,
    or one whose parts are not known.
    """

    values: tuple[Fraction | None, ...]
    total: Fraction | None
    waiting: Reason | None = None


def held(scheme: Scheme, people: Collection[Person]) -> frozenset[str]:
    """The items that anybody has: in a partial period the others are left out for all."""
    names = frozenset(item.name for item in scheme.items)
    return _there(scheme, people) or names if _is_partial(scheme) else names


def asked(scheme: Scheme, people: Collection[Person], planned: Collection[str]) -> frozenset[str]:
    """The items for which people wait; ``planned`` have a meeting.

    In a partial period what nobody has, and nobody plans, may lack: nobody waits for it. But where
    nothing is entered yet, all that is to be entered is waited for.
    """
    names = frozenset(item.name for item in scheme.items if not item.is_told)
    if not _is_partial(scheme):
        return names
    found = names & (_there(scheme, people) | frozenset(planned))
    first = frozenset(item.name for item in scheme.items if item.ballot is None) & names or names
    return found if found & first else found | first


def to_come(scheme: Scheme, person: Person, names: Collection[str]) -> tuple[Item, ...]:
    """The items among ``names`` of which he has no figure yet. What is entered and only adds is
    nothing where it was not entered."""
    items = (item for item in scheme.items if item.name in names)
    return tuple(
        item
        for item in items
        if not (item.adds and item.ballot is None) and not _has(scheme, item, person)
    )


def unmeasured(scheme: Scheme, people: Iterable[Person]) -> tuple[Person, ...]:
    """Those in post for whom the figure of a ballot is still to come."""
    items = [item for item in scheme.items if item.ballot is not None and not item.is_told]
    in_post = (one for one in people if not one.left)
    return tuple(one for one in in_post if not all(_has(scheme, item, one) for item in items))


def _is_partial(scheme: Scheme) -> bool:
    return scheme.aftermath.period.value in scheme.total.partial


def _there(scheme: Scheme, people: Collection[Person]) -> frozenset[str]:
    return frozenset(
        item.name for item in scheme.items if any(_has(scheme, item, one) for one in people)
    )


def _has(scheme: Scheme, item: Item, person: Person) -> bool:
    return (
        item.name in person.given
        or item.name in person.graded
        or item.name in person.ballots
        or (item.kind is ItemKind.SHEET and bool(person.sections or item.name in person.whole))
        or _has_parts(item, person)
        or rolled_up.value(scheme, item, person.given) is not None
    )


def _has_parts(item: Item, person: Person) -> bool:
    return bool(item.parts) and all(part in person.given for part in item.parts)


def of(scheme: Scheme, person: Person, counted: Collection[str]) -> Figures:
    """The figures of a person; ``counted`` are the items of the period (see ``held``)."""
    values: list[Fraction | None] = []
    waiting: Reason | None = None
    for item in scheme.items:
        if item.name not in counted:
            values.append(None)
            continue
        value, reason = _value(scheme, item, person)
        if item.is_told:
            value, reason = value if _has(scheme, item, person) else None, None
        values.append(value)
        waiting = waiting or reason
    if waiting is not None:
        return Figures(tuple(values), None, waiting)
    return Figures(tuple(values), _total(scheme, person, values), _parts(scheme, person))


def objective(scheme: Scheme, person: Person) -> tuple[Fraction | None, Reason | None]:
    """组织工作目标考评得分 as it counts, in a meeting's result and in a ranking alike, and what
    the ranking lacks of it. Nothing where the scheme has no such factor."""
    if scheme.objective is None:
        return None, None
    value, missing = _value(scheme, scheme.objective, person)
    return value, missing or _parts(scheme, person)


def _parts(scheme: Scheme, person: Person) -> Reason | None:
    """What is lacking of a total that came whole."""
    whole = next(iter(person.whole.values()), None)
    return None if whole is None or person.sections else needs.of_whole(scheme, whole)


def _value(scheme: Scheme, item: Item, person: Person) -> tuple[Fraction | None, Reason | None]:
    if item.ballot is not None and item.name in person.ballots:
        return of_ballot(scheme, item.ballot, person.ballots[item.name])
    made = rolled_up.value(scheme, item, person.given)
    if made is not None:
        return made, None
    value = _points(item, person)
    if value is None and item.adds:
        return Fraction(0), None
    if value is None:
        return None, Reason(Why.MISSING, ("、".join(_lacking(item, person)),))
    return value + changes(scheme, person, item.name), None


def _lacking(item: Item, person: Person) -> list[str]:
    """What is missing of an item: those of its parts that are not there, where any is."""
    left = [part for part in item.parts if part not in person.given]
    return left if len(left) < len(item.parts) else [item.name]


def _points(item: Item, person: Person) -> Fraction | None:
    """What the item is worth; a number brought in for a ballot is a mean of 100."""
    if item.kind is ItemKind.SHEET and item.sheet is not None:
        if not person.sections:
            return person.whole.get(item.name)
        return sheet_rules.total(item.sheet, person.sections.values())
    if item.name in person.graded and item.graded is not None:
        return item.graded.coefficients[person.graded[item.name]] * FULL
    if item.name in person.given:
        value = person.given[item.name]
        return value / FULL if item.kind is ItemKind.BALLOT else value
    if _has_parts(item, person):
        made = sum(
            (weight * person.given[part] for part, weight in item.parts.items()), Fraction(0)
        )
        return made / FULL if item.kind is ItemKind.BALLOT else made
    return None


def of_ballot(
    scheme: Scheme, rule: SatisfactionRule, ballot: BallotCount
) -> tuple[Fraction | None, Reason | None]:
    """The share 0…1 of an opened ballot, or why there is none: quorum, nobody, a small class."""
    tally = ballot.tally
    if not quorum.is_met(scheme.quorum, returned=tally.returned, eligible=ballot.eligible):
        needed = quorum.required(scheme.quorum, ballot.eligible)
        return None, Reason(Why.QUORUM, (str(tally.returned), str(needed)))
    figure = satisfaction.of_voters(rule, scheme.class_weights, tally, ballot.by_class)
    if figure is Withheld.SMALL_CLASS:
        pairs = zip(scheme.classes, ballot.by_class, strict=bool(ballot.by_class))
        small = (voters.name for voters, part in pairs if satisfaction.is_small(part))
        said = (next(small, ONE_CLASS), str(satisfaction.SMALLEST_CLASS))
        return None, Reason(Why.SMALL_CLASS, said)
    if figure is Withheld.NOBODY_VOTED:
        return None, Reason(Why.NOBODY_VOTED)
    return figure.value, None


def adjusted(scheme: Scheme, adjustment: Adjustment, person: Person) -> Fraction:
    """The points of a deduction or addition outside the sheet; 0 where nothing was entered."""
    entered = rolled_up.entered(scheme, adjustment, person.given)
    return Fraction(0) if entered is None else sheet_points.of_number(adjustment.rule, entered)


def changes(scheme: Scheme, person: Person, name: str) -> Fraction:
    """What additions and deductions of the period add to an item, or to the total, of this name;
    of an item that its periods make, what they change of it."""
    by_period = rolled_up.change(scheme, name, person.given)
    if by_period is not None:
        return by_period
    to_it = (one for one in scheme.adjustments_of_period if one.to == name)
    return rounding.total(adjusted(scheme, one, person) for one in to_it)


def _total(scheme: Scheme, person: Person, values: list[Fraction | None]) -> Fraction:
    total = _product(values) if scheme.total.how is How.PRODUCT else _sum(scheme, values)
    return total + changes(scheme, person, scheme.total.name)


def _product(values: list[Fraction | None]) -> Fraction:
    first, *others = [value for value in values if value is not None]
    for value in others:
        first *= value
    return first


def _sum(scheme: Scheme, values: list[Fraction | None]) -> Fraction:
    """Σ weight × value, weights stretched to 1 over the items that count, plus what adds."""
    total, weights, added = Fraction(0), Fraction(0), Fraction(0)
    for item, value in zip(scheme.items, values, strict=True):
        if value is None or item.weight is None:
            continue
        points = value * FULL if item.kind is ItemKind.BALLOT else value
        if item.adds:
            added += item.weight * points
        else:
            total += item.weight * points
            weights += item.weight
    return total / weights + added if weights else added
