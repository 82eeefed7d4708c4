"""What finished months say of somebody goes into his quarter, quarters into the year: column by
column, beside what stands there already.

A value that was decided in a part is taken as it was decided, exactly, before the additions and
deductions of its period, which are taken beside it.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.scheme import columns, roll_up
from ballot.domain.scheme.consequences import Period
from ballot.domain.scheme.scheme import Item, ItemKind, Scheme
from ballot.domain.scoring import figures
from ballot.domain.scoring.periods import rolled_up
from ballot.domain.scoring.periods.span import Span
from ballot.domain.scoring.person import Person

FULL = 100


class Standing(StrEnum):
    """How a value that a part offers stands to what is there."""

    NEW = "new"
    SAME = "same"
    OUTDATED = "outdated"
    """What is there was taken from that part, which says something else by now."""
    OTHERWISE = "otherwise"
    """Somebody entered another value: he is asked."""
    APART = "apart"
    """Two parts say different things, a month and its quarter: people say which one counts."""


@dataclass(frozen=True, slots=True)
class Offered:
    """A value for a column, as the part ``source`` has it; the longest part is the first one."""

    source: int
    text: str


def kinds(scheme: Scheme) -> tuple[Period, ...]:
    """The kinds of period that may go into the present one, the shortest first; none where the
    policy makes nothing of shorter periods."""
    now = scheme.aftermath.period
    of = [item.periods.of for item in scheme.items if item.periods is not None]
    least = min((roll_up.MONTHS_IN[each] for each in of), default=None)
    if least is None:
        return ()
    most = roll_up.MONTHS_IN.get(now, 0)
    return tuple(kind for kind in roll_up.NAMES if least <= roll_up.MONTHS_IN[kind] < most)


def carried(
    whole: Scheme, part: Scheme, span: Span, person: Person, values: Sequence[Fraction | None]
) -> dict[str, str]:
    """By column of ``whole`` what the ``part`` of this span says of a person, as decimal text.

    ``values`` are his figures there. Of additions and deductions that nobody entered there are 0.
    """
    made: dict[str, Fraction] = {}
    for item in whole.items:
        if item.periods is not None:
            made |= _of_item(item, item.periods.of, part, span, person, values)
    there = bool(made)
    for one in whole.adjustments_entered:
        if one.of is not None and there:
            for target, source in _columns(one.column, one.of, span):
                made[target] = person.given.get(source, Fraction(0))
    return {name: _text(value) for name, value in made.items()}


def lacking(whole: Scheme, part: Scheme, span: Span, person: Person) -> Iterator[str]:
    """The items of which a longer ``part`` has one value, not those of its periods: nothing can be
    taken of them."""
    for item in whole.items:
        if item.periods is None or part.item(item.name) is None:
            continue
        if not span.places_of(item.periods.of) or item.periods.of is span.kind:
            continue
        by_period = rolled_up.value(part, item, person.given) is not None
        parts = bool(item.parts) and all(each in person.given for each in item.parts)
        if not by_period and (item.name in person.given or parts):
            yield item.name


def standing(
    offered: Sequence[Offered], stands: str, taken_from: int | None, *, counts_empty: bool
) -> Standing:
    """How what is offered stands to the text that is there. ``taken_from`` is the part it was taken
    from, if it was; ``counts_empty``: an empty cell is a 0."""
    values = {rounding.read_decimal(each.text) for each in offered}
    there = rounding.read_decimal(stands) if stands else Fraction(0) if counts_empty else None
    if there in values:
        return Standing.SAME
    if len(values) > 1:
        return Standing.APART
    if not stands:
        return Standing.NEW
    is_taken = taken_from in [each.source for each in offered]
    return Standing.OUTDATED if is_taken else Standing.OTHERWISE


def counting_empty(scheme: Scheme) -> frozenset[str]:
    """The columns in which an empty cell is a 0: those of additions and deductions by period."""
    found = (
        columns.of_periods(scheme, one.of, one.column)
        for one in scheme.adjustments_entered
        if one.of is not None
    )
    return frozenset(name for names in found for name in names)


def period_of(column: str) -> str:
    """The period whose column it is: 7月 of 7月月考."""
    names = (name for each in roll_up.NAMES.values() for name in each)
    return next(name for name in names if column.startswith(name))


def uncovered(of: Period, span: Span, there: Iterable[Span]) -> tuple[str, ...]:
    """The names of the periods ``of`` this span that no part covers: 9月 of a third quarter."""
    covered = {place for each in there for place in each.places_of(of)}
    return tuple(roll_up.NAMES[of][place] for place in span.places_of(of) if place not in covered)


def _columns(name: str, of: Period, span: Span) -> list[tuple[str, str]]:
    """The columns of the whole, each with the one of the part that it is taken from."""
    names = [f"{roll_up.NAMES[of][place]}{name}" for place in span.places_of(of)]
    return [(each, name if of is span.kind else each) for each in names]


def _of_item(
    item: Item,
    of: Period,
    part: Scheme,
    span: Span,
    person: Person,
    values: Sequence[Fraction | None],
) -> Mapping[str, Fraction]:
    there = next((place for place, each in enumerate(part.items) if each.name == item.name), None)
    if there is None:
        return {}
    if of is span.kind:
        ((target, _source),) = _columns(item.name, of, span)
        value = _points(part, part.items[there], person, values[there])
        return {} if value is None else {target: value}
    pairs = _columns(item.name, of, span)
    return {target: person.given[source] for target, source in pairs if source in person.given}


def _points(part: Scheme, item: Item, person: Person, value: Fraction | None) -> Fraction | None:
    """What the item is worth before the additions and deductions of its period, of 100 points."""
    if value is None:
        return None
    if item.kind is ItemKind.BALLOT:
        return value * FULL
    return value - figures.changes(part, person, item.name)


def _text(value: Fraction) -> str:
    """As decimal text, exactly where it has an end."""
    text = rounding.plain(value)
    return rounding.shown(value, rounding.LONGEST) if "/" in text else text
