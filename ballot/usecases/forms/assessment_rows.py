"""The people of an assessment as cells of its papers: everything known of each, by column name.

Beside the columns of a file there are the figures by the name of their item, ``月考打分`` (before
points are added and taken off outside the sheet), ``月考增减`` (those points), ``月考计入`` (what
counts), ``月考位次`` (the place by that item alone), and whatever the newest ranking says.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from sqlalchemy.orm import Session

from ballot.domain import rounding
from ballot.domain.scheme import columns
from ballot.domain.scheme.scheme import Item, ItemKind, Scheme
from ballot.domain.scoring import figures
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.person import Person
from ballot.storage import unit_tree
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.usecases.assessment import ranking_inputs, reviewing
from ballot.usecases.assessment.ranking_inputs import Gathered
from ballot.usecases.hall import Hall

PERIOD = "考核时间"
Cells = dict[str, str]


@dataclass(frozen=True, slots=True)
class AssessmentRows:
    """``rows`` and ``ids`` stand in the order in which the people were added."""

    scheme: Scheme
    period: str
    unit: str
    rows: tuple[Cells, ...]
    ids: tuple[int, ...]


def of(hall: Hall, db: Session, kept: AssessmentRow) -> AssessmentRows:
    """What is known of everybody. Raises Tampered."""
    found = ranking_inputs.gather(hall, db, kept)
    ranked = _ranked(hall, db, kept)
    units = {each.id: each.name for each in unit_tree.units(db)}
    rows = zip(found.ids, _computed(found), strict=True)
    return AssessmentRows(
        scheme=found.scheme,
        period=kept.period,
        unit=units[kept.unit],
        rows=tuple(row | {PERIOD: kept.period} | ranked.get(id, {}) for id, row in rows),
        ids=found.ids,
    )


def _ranked(hall: Hall, db: Session, kept: AssessmentRow) -> dict[int, Cells]:
    """The rows of the newest ranking, 等次 as it was decided; nothing where there is none yet."""
    desk = reviewing.stands(hall, db, kept)
    if desk.latest is None:
        return {}
    found = reviewing.settled(hall, db, desk, desk.latest)
    rows = reviewing.as_decided(hall, db, desk, found).rows
    said = [
        {name: text for name, text in row.items() if text} | {columns.GRADE: row[columns.DECIDED]}
        for row in rows
    ]
    return dict(zip(found.ids, said, strict=True))


def _computed(found: Gathered) -> list[Cells]:
    counted = figures.held(found.scheme, found.people)
    computed = [figures.of(found.scheme, one, counted) for one in found.people]
    places = [_places([one.values[n] for one in computed]) for n in range(len(found.scheme.items))]
    return [
        row
        | dict(person.columns)
        | _figures(found.scheme, person, one)
        | {f"{item.name}位次": at[n] for item, at in zip(found.scheme.items, places, strict=True)}
        for n, (row, person, one) in enumerate(zip(found.rows, found.people, computed, strict=True))
    ]


def _figures(scheme: Scheme, person: Person, one: Figures) -> Cells:
    cells: Cells = {}
    for item, value in zip(scheme.items, one.values, strict=True):
        if value is not None and not _is_assumed(item, person):
            cells[item.name] = cells[columns.counting_column(item)] = _shown(item, value)
            before = value - figures.changes(scheme, person, item.name)
            cells[f"{item.name}打分"] = _shown(item, before)
        cells[f"{item.name}增减"] = _changes(scheme, person, item)
    if one.total is not None:
        cells[scheme.total.name] = rounding.shown(one.total)
    return cells


def _is_assumed(item: Item, person: Person) -> bool:
    """Whether nobody gave the points that are added to a total: none are, and none are printed."""
    return item.adds and (item.column or item.name) not in person.given


def _shown(item: Item, value: Fraction) -> str:
    return rounding.percent(value) if item.kind is ItemKind.BALLOT else rounding.shown(value)


def _changes(scheme: Scheme, person: Person, item: Item) -> str:
    """The points outside the sheet of an item; empty where it has none."""
    found = figures.changes(scheme, person, item.name)
    rules = [one for one in scheme.adjustments_of_period if one.to == item.name]
    said = found != 0 or any(one.column in person.given for one in rules)
    return rounding.shown(found) if said else ""


def _places(values: Sequence[Fraction | None]) -> list[str]:
    """The place of each value, the highest first; equal ones share it."""
    order = sorted((value for value in values if value is not None), reverse=True)
    first: dict[Fraction, int] = {}
    for place, value in enumerate(order, start=1):
        first.setdefault(value, place)
    return ["" if value is None else str(first[value]) for value in values]
