"""``ballot score``: rows of people in, the same rows with figures, ranks, grades and reasons out.

Pure: the files are read in ``intake`` and written in ``exports`` (docs/rules.md §5).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date
from fractions import Fraction

from ballot.domain import rounding
from ballot.domain.scheme import columns, even_decimals, satisfaction
from ballot.domain.scheme.scheme import Item, ItemKind, Scheme
from ballot.domain.scoring import combined_villages, figures, lists, pay_told, people_rows
from ballot.domain.scoring.periods import rolled_up
from ballot.domain.scoring.person import Person
from ballot.domain.scoring.ranking import Doubt, Placed, Ranking, rank

NO_ENDS: Mapping[int, date] = {}


@dataclass(frozen=True, slots=True)
class Scored:
    """The outcome: ``columns`` is the heading, ``rows`` stand in the order of the input."""

    columns: tuple[str, ...]
    rows: tuple[dict[str, str], ...]
    provisional: bool
    doubts: tuple[Doubt, ...]
    ranking: Ranking


def score(
    scheme: Scheme,
    rows: Sequence[Mapping[str, str]],
    file: str | None = None,
    heading: Sequence[str] = (),
    first_row: int = people_rows.FIRST_ROW,
) -> Scored:
    """Score, rank and grade the people of a file, the first of whom stands in ``first_row``.

    Raises Refused with every fault by row and column; nothing is computed then.
    """
    names = tuple(heading or (rows[0] if rows else ()))
    people = people_rows.read(scheme, rows, file, names, first_row)
    return of_people(scheme, people, [row for _number, row in people_rows.numbered(rows)], names)


def of_people(
    scheme: Scheme,
    people: Sequence[Person],
    rows: Sequence[Mapping[str, str]],
    names: tuple[str, ...],
) -> Scored:
    """The same of people who are read already; ``rows`` are how each is shown under ``names``."""
    ranking = rank(scheme, combined_villages.combine(scheme, people))
    lines = combined_villages.combine_rows(scheme, rows, people)
    out = _Writer(scheme, lists.of(scheme, ranking))
    written = tuple(
        row | out.row(place, placed)
        for place, (row, placed) in enumerate(zip(lines, ranking.placed, strict=True))
    )
    heading = (*names, *_made(scheme, names), *columns.going_out(scheme))
    return Scored(heading, written, ranking.provisional, ranking.doubts, ranking)


def _made(scheme: Scheme, names: tuple[str, ...]) -> tuple[str, ...]:
    """The items that came in by their parts alone: their column is not among ``names``."""
    return tuple(item.name for item in scheme.items if item.parts and item.name not in names)


def reviewed(
    scheme: Scheme, scored: Scored, ranking: Ranking, ends: Mapping[int, date] = NO_ENDS
) -> Scored:
    """The same as a review left it (``review.settled``): 建议等次 beside 审定等次, and the lists,
    the pay and the reasons of those. ``ends`` has by place the last day of what lasts."""
    on_lists = lists.of(scheme, ranking)
    rows = tuple(
        _reviewed(scheme, row, one, on_lists[at], ends.get(at))
        for at, (row, one) in enumerate(zip(scored.rows, ranking.placed, strict=True))
    )
    heading = tuple(each for name in scored.columns for each in _decided(scheme, name))
    return Scored(heading, rows, scored.provisional, scored.doubts, ranking)


def even(scheme: Scheme, scored: Scored) -> Scored:
    """The same with one number of decimals in a column of figures."""
    return replace(scored, rows=even_decimals.even(scheme, scored.rows))


def _decided(scheme: Scheme, name: str) -> tuple[str, ...]:
    """What stands in the place of 等次."""
    if name != columns.GRADE:
        return (name,)
    until = (columns.UNTIL,) if columns.lasts(scheme) else ()
    return (columns.PROPOSED, columns.DECIDED, *until)


def _reviewed(
    scheme: Scheme,
    row: Mapping[str, str],
    one: Placed,
    on_lists: tuple[str, ...],
    end: date | None,
) -> dict[str, str]:
    told = {
        **pay_told.of(scheme, one),
        columns.PROPOSED: one.by_rules,
        columns.DECIDED: one.decided or "",
        columns.LISTS: "、".join(on_lists),
        columns.UNTIL: "" if end is None else end.isoformat(),
        columns.WHY: one.why,
    }
    names = [each for name in row for each in _decided(scheme, name)]
    return {name: told[name] if name in told else row[name] for name in names}


class _Writer:
    """Writes the added cells of each person."""

    def __init__(self, scheme: Scheme, on_lists: list[tuple[str, ...]]) -> None:
        self.scheme = scheme
        self.on_lists = on_lists

    def row(self, place: int, one: Placed) -> dict[str, str]:
        total, after = one.figures.total, self.scheme.aftermath
        cells = self._figures(one)
        if columns.is_changed(self.scheme, self.scheme.total.name):
            cells[columns.changes_column(self.scheme)] = self._changes(one)
        cells[self.scheme.total.name] = "" if total is None else rounding.shown(total)
        cells[columns.GROUP] = one.group_name
        cells[columns.RANK] = "" if one.rank is None else str(one.rank)
        cells[columns.GRADE] = one.grade
        if after.lists_of_period or after.runs_of_period:
            cells[columns.LISTS] = "、".join(self.on_lists[place])
        cells |= {pay.name: "" for pay in after.pay_of_period} | pay_told.of(self.scheme, one)
        cells[columns.WHY] = one.why
        return cells

    def _figures(self, one: Placed) -> dict[str, str]:
        cells: dict[str, str] = {}
        for item, value in zip(self.scheme.items, one.figures.values, strict=True):
            if columns.is_counted(self.scheme, item):
                name = columns.count_column(self.scheme, item, columns.RETURNED)
                cells[name] = self._denominator(item, one)
                cells[item.name] = "" if value is None else _shown(item, value)
            elif item.kind is ItemKind.SHEET or item.column != item.name:
                cells[item.name] = "" if value is None else rounding.shown(value)
            elif item.parts and item.name not in one.person.given and value is not None:
                made = value - figures.changes(self.scheme, one.person, item.name)
                cells[item.name] = _shown(item, made)
            rolled = rolled_up.value(self.scheme, item, one.person.given, adjusted=False)
            cells |= {item.name: rounding.shown(rolled)} if rolled is not None else {}
            if columns.is_changed(self.scheme, item.name):
                counting = columns.counting_column(item)
                cells[counting] = "" if value is None else rounding.shown(value)
        return cells

    def _changes(self, one: Placed) -> str:
        """What is added to the total or taken from it besides the items."""
        if one.figures.total is None:
            return ""
        changes = figures.changes(self.scheme, one.person, self.scheme.total.name)
        return rounding.shown(changes)

    def _denominator(self, item: Item, one: Placed) -> str:
        ballot = one.person.ballots.get(item.name)
        if ballot is None or item.ballot is None:
            return ""
        return str(satisfaction.divisor(item.ballot.denominator, ballot.tally))


def _shown(item: Item, value: Fraction) -> str:
    if item.ballot is None:
        return rounding.shown(value)
    in_points = item.ballot.in_points
    return rounding.percent(value) + ("" if in_points else "%")
