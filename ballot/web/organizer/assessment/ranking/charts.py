"""Groups held against each other as bars: widths in hundredths of a line, texts rounded."""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.scheme.grade_rules import WAITING
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.groups_compared import Spread
from ballot.domain.scoring.periods_compared import Compared

WHOLE = 100
MARK = Fraction(3, 2)
"""How wide the mark of a total is."""
COLOURS = 6
"""So many shades are there for grades; the last one is for all further ones."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A grade in a bar: where it begins, how wide it is, which shade it has."""

    grade: str
    count: int
    at: str
    width: str
    shade: int
    percent: str


@dataclass(frozen=True, slots=True)
class Bar:
    """A group: its grades as one bar, its totals as a line from the lowest to the highest."""

    group: tuple[str, ...]
    people: int
    waiting: int
    pieces: tuple[Piece, ...]
    added: str
    """What the shares add up to as they are shown, where that is not 100."""
    mean: str
    lowest: str
    highest: str
    at: str
    width: str
    middle: str


@dataclass(frozen=True, slots=True)
class Shift:
    """A person's total in two periods: a line from the one (``was``) to the other (``now``)."""

    name: str
    village: str
    before: str
    after: str
    was: str
    now: str
    at: str
    width: str
    fell: bool


def share(part: int, whole: int) -> str:
    """A part of a whole as hundredths of a line."""
    return rounding.shown(Fraction(part, max(1, whole)) * WHOLE, 1)


def bars(scheme: Scheme, groups: Sequence[Spread]) -> tuple[Bar, ...]:
    """A bar a group, all on one scale."""
    known = [grade.name for grade in scheme.placing.grades]
    others = {name for one in groups for name, _count in one.grades} - {*known, WAITING}
    names = [*known, *sorted(others), WAITING]
    low = min((one.lowest for one in groups if one.lowest is not None), default=Fraction(0))
    high = max((one.highest for one in groups if one.highest is not None), default=Fraction(1))
    return tuple(_bar(one, names, low, high) for one in groups)


def shifts(people: Sequence[Compared]) -> dict[int, Shift]:
    """By place in ``people`` the line of each who has a total in both periods, on one scale."""
    both = {
        place: (one.before.total, one.after.total)
        for place, one in enumerate(people)
        if one.before and one.after
    }
    totals = {
        place: (was, now)
        for place, (was, now) in both.items()
        if was is not None and now is not None
    }
    low = min((min(pair) for pair in totals.values()), default=Fraction(0))
    high = max((max(pair) for pair in totals.values()), default=Fraction(1))
    return {place: _shift(people[place], *pair, low, high) for place, pair in totals.items()}


def _shift(one: Compared, was: Fraction, now: Fraction, low: Fraction, high: Fraction) -> Shift:
    begin, end = _on(was, low, high), _on(now, low, high)
    return Shift(
        name=one.name,
        village=one.village,
        before=rounding.shown(was),
        after=rounding.shown(now),
        was=_mark(begin),
        now=_mark(end),
        at=rounding.shown(min(begin, end), 1),
        width=rounding.shown(max(Fraction(1, 2), abs(end - begin)), 1),
        fell=now < was,
    )


def _mark(at: Fraction) -> str:
    """Where a mark begins so that it stays within the line."""
    return rounding.shown(min(at, WHOLE - MARK), 1)


def legend(bars: Sequence[Bar]) -> list[tuple[str, int]]:
    """(grade, shade) of every grade that occurs, in the order of the bars."""
    seen = {piece.grade: piece.shade for bar in bars for piece in bar.pieces}
    return sorted(seen.items(), key=lambda pair: pair[1])


def _bar(one: Spread, names: Sequence[str], low: Fraction, high: Fraction) -> Bar:
    counts = dict(one.grades)
    pieces = []
    begun = 0
    for place, name in enumerate(names):
        count = counts.get(name, 0)
        if count:
            shade = COLOURS if name == WAITING else min(place, COLOURS - 1)
            at, width = share(begun, one.people), share(count, one.people)
            percent = rounding.percent(Fraction(count, one.people), 1)
            pieces.append(Piece(name, count, at, width, shade, percent))
            begun += count
    begin, end = (_on(value, low, high) for value in (one.lowest, one.highest))
    return Bar(
        group=one.group,
        people=one.people,
        waiting=one.waiting,
        pieces=tuple(pieces),
        added=rounding.off_hundred([piece.count for piece in pieces], 1),
        mean=_shown(one.mean),
        lowest=_shown(one.lowest),
        highest=_shown(one.highest),
        at=rounding.shown(begin, 1),
        width=rounding.shown(max(Fraction(1), end - begin), 1),
        middle=rounding.shown(_on(one.mean, low, high), 1),
    )


def _on(value: Fraction | None, low: Fraction, high: Fraction) -> Fraction:
    """Where a total lies on the common scale."""
    if value is None or high == low:
        return Fraction(0)
    return (value - low) / (high - low) * WHOLE


def _shown(value: Fraction | None) -> str:
    return "—" if value is None else rounding.shown(value)
