"""What was entered of a person by month (or quarter): its columns, what it makes, what contradicts.

Additions and deductions of a period change the item in that period alone: a day of 旷工 in March is
a point of the 月考 of March (李俊 三(一)).
"""

from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.errors import BallotError, Missing, PartsDisagree, PeriodsApart
from ballot.domain.scheme import columns, roll_up
from ballot.domain.scheme.consequences import Period
from ballot.domain.scheme.scheme import Adjustment, Item, Scheme
from ballot.domain.scoring import sheet_points

Given = Mapping[str, Fraction]


def value(scheme: Scheme, item: Item, given: Given, *, adjusted: bool = True) -> Fraction | None:
    """What the periods make of an item, each after its own additions and deductions unless those
    are left out; None where nothing was entered by period."""
    if item.periods is None:
        return None
    names = columns.of_periods(scheme, item.periods.of, item.name)
    values = [given.get(name) for name in names]
    if adjusted:
        changes = [_change(scheme, item, given, place) for place in range(len(names))]
        pairs = zip(values, changes, strict=True)
        values = [None if one is None else one + change for one, change in pairs]
    return roll_up.rolled(item.periods, scheme.aftermath.period, values)


def change(scheme: Scheme, name: str, given: Given) -> Fraction | None:
    """What additions and deductions, each in its own period, change of the item of this name; None
    where no periods make one. One point in one of two months is half a point of their mean."""
    found = (
        made - plain
        for item in scheme.items
        if item.name == name
        and (made := value(scheme, item, given)) is not None
        and (plain := value(scheme, item, given, adjusted=False)) is not None
    )
    return next(found, None)


def entered(scheme: Scheme, one: Adjustment, given: Given) -> Fraction | None:
    """What was entered for an addition or deduction: the sum of its periods, else the whole."""
    by_period = _by_period(scheme, one, given)
    there = [number for number in by_period if number is not None]
    return rounding.total(there) if there else given.get(one.column)


def faults(scheme: Scheme, given: Given) -> Iterator[tuple[str, BallotError]]:
    """What does not fit together, by column: a whole beside parts that make another, periods that
    are not of one quarter, deductions of a month that has no value."""
    for item in scheme.items:
        yield from _faults_of_parts(item, given)
        if item.periods is not None:
            yield from _faults_of_periods(scheme, item, item.periods.of, given)
    for one in scheme.adjustments_entered:
        whole = given.get(one.column)
        made = entered(scheme, one, given)
        if whole is not None and made is not None and whole != made:
            yield one.column, _disagree(whole, made)


def fewer(scheme: Scheme, people: Sequence[Given]) -> list[tuple[int, str, tuple[str, ...]]]:
    """Whose item is made of fewer periods than those of others: the place among the people, the
    item, and the periods that he lacks."""
    found = []
    for item in scheme.items:
        if item.periods is None:
            continue
        names = columns.of_periods(scheme, item.periods.of, item.name)
        held = [name for name in names if any(name in given for given in people)]
        for place, given in enumerate(people):
            lacks = tuple(name.removesuffix(item.name) for name in held if name not in given)
            if lacks and len(lacks) < len(held):
                found.append((place, item.name, lacks))
    return found


def _by_period(scheme: Scheme, one: Adjustment, given: Given) -> list[Fraction | None]:
    names = columns.of_periods(scheme, one.of, one.column) if one.of else ()
    return [given.get(name) for name in names]


def _change(scheme: Scheme, item: Item, given: Given, place: int) -> Fraction:
    """The points of what was entered in one period for the item."""
    found = [
        sheet_points.of_number(one.rule, number)
        for one in _of_item(scheme, item)
        if (number := _by_period(scheme, one, given)[place]) is not None
    ]
    return rounding.total(found)


def _of_item(scheme: Scheme, item: Item) -> list[Adjustment]:
    of = item.periods.of if item.periods else None
    return [one for one in scheme.adjustments_of_period if one.to == item.name and one.of == of]


def _disagree(whole: Fraction, made: Fraction) -> PartsDisagree:
    return PartsDisagree(value=rounding.shown(whole), made=rounding.shown(made))


def _faults_of_parts(item: Item, given: Given) -> Iterator[tuple[str, BallotError]]:
    whole, made = given.get(item.name), of_parts(item, given)
    if whole is not None and made is not None and rounding.shown(whole) != rounding.shown(made):
        yield item.column, _disagree(whole, made)


def of_parts(item: Item, given: Given) -> Fraction | None:
    """What the parts of an item make, where all of them are there."""
    if not item.parts or any(part not in given for part in item.parts):
        return None
    return rounding.total(weight * given[part] for part, weight in item.parts.items())


def _faults_of_periods(
    scheme: Scheme, item: Item, of: Period, given: Given
) -> Iterator[tuple[str, BallotError]]:
    period = scheme.aftermath.period
    names = columns.of_periods(scheme, of, item.name)
    there = [place for place, name in enumerate(names) if name in given]
    if not roll_up.is_one(of, period, there):
        said = tuple(names[place] for place in there)
        yield names[there[-1]], PeriodsApart(columns=said, kind_chosen=period.value)
    made = value(scheme, item, given, adjusted=False)
    whole = given.get(item.name, of_parts(item, given))
    if whole is not None and made is not None and rounding.shown(whole) != rounding.shown(made):
        yield item.column, _disagree(whole, made)
    for one in _of_item(scheme, item):
        by_period = _by_period(scheme, one, given)
        for place, name in enumerate(names):
            if by_period[place] and name not in given:
                yield name, Missing()
        if there and given.get(one.column) and all(number is None for number in by_period):
            yield columns.of_periods(scheme, of, one.column)[there[-1]], Missing()
