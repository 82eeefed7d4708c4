"""Statements about units, and the paths that a role reaches down."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import delete, distinct, exists, func, select, update
from sqlalchemy.orm import Session

from ballot.domain import unit_path
from ballot.domain.meeting import Custody
from ballot.storage.rows import add_one
from ballot.storage.tables import (
    api_key,
    assessment,
    column_name,
    invitation,
    meeting,
    membership,
    unit,
)


@dataclass(frozen=True, slots=True)
class UnitRow:
    """A county or a township; ``parent`` is None at the top. ``custody`` is who it asks to keep the
    keys of new meetings; None: what the unit above it asks."""

    id: int
    parent: int | None
    name: str
    custody: Custody | None = None


@dataclass(frozen=True, slots=True)
class Holdings:
    """How much is a unit's own, what stands below it not counted."""

    units: int = 0
    accounts: int = 0
    meetings: int = 0
    assessments: int = 0
    keys: int = 0


_ALONE = exists().where(meeting.c.assessment == assessment.c.id) & (assessment.c.title == "")
"""What a meeting rests on that stands alone: nobody asked for it, and the meeting is counted."""
_HELD = {
    "units": select(unit.c.parent, func.count()).where(unit.c.parent.is_not(None)),
    "accounts": select(membership.c.unit, func.count(distinct(membership.c.account))),
    "meetings": select(meeting.c.unit, func.count()),
    "assessments": select(assessment.c.unit, func.count()).where(~_ALONE),
    "keys": select(api_key.c.unit, func.count()),
}
"""By kind the counts of all units, to be grouped by the first column."""


def add_unit(db: Session, name: str, parent: int | None = None) -> int:
    """The id of the unit of that name under ``parent``, which is added where it is not there."""
    there = db.scalar(
        select(unit.c.id).where(unit.c.name == name, unit.c.parent.is_not_distinct_from(parent))
    )
    if there is not None:
        return int(there)
    return add_one(db, unit, name=name, parent=parent)


def units(db: Session) -> list[UnitRow]:
    """All units by id."""
    columns = (unit.c.id, unit.c.parent, unit.c.name, unit.c.custody)
    return [
        UnitRow(id, parent, name, Custody(custody) if custody else None)
        for id, parent, name, custody in db.execute(select(*columns).order_by(unit.c.id))
    ]


def hold(db: Session) -> list[UnitRow]:
    """All units by id, held until the transaction ends: no other moves, renames or removes any."""
    db.execute(select(unit.c.id).order_by(unit.c.id).with_for_update())
    return units(db)


def change(db: Session, new: UnitRow) -> None:
    """Give a unit another name, another one above it, or other keepers of keys to ask for."""
    values = {"name": new.name, "parent": new.parent, "custody": new.custody}
    db.execute(update(unit).where(unit.c.id == new.id).values(**values))


def asking(rows: Iterable[UnitRow], of_unit: int) -> UnitRow | None:
    """The nearest of all units, from this one upwards, that says who is to keep the keys."""
    known = {each.id: each for each in rows}
    path = unit_path.up({each.id: each.parent for each in known.values()}, of_unit)
    return next((known[id] for id in reversed(path) if known[id].custody), None)


def remove(db: Session, of_unit: int) -> None:
    """Remove a unit that holds nothing, with its one-time links and its memory of headings."""
    for table in (invitation, column_name):
        db.execute(delete(table).where(table.c.unit == of_unit))
    db.execute(delete(unit).where(unit.c.id == of_unit))


def holdings(db: Session) -> dict[int, Holdings]:
    """What the units hold themselves, those that hold nothing left out: five counts a unit."""
    found: dict[int, dict[str, int]] = {}
    for kind, counted in _HELD.items():
        for of_unit, count in db.execute(counted.group_by(counted.selected_columns[0])):
            found.setdefault(of_unit, {})[kind] = count
    return {of_unit: Holdings(**counts) for of_unit, counts in found.items()}


def hold_titles(db: Session, of_unit: int) -> None:
    """Hold the titles of a unit's assessments until the transaction ends: none is given twice.

    Whoever refers to the unit meanwhile does not wait.
    """
    held = select(unit.c.id).where(unit.c.id == of_unit).with_for_update(key_share=True)
    db.execute(held)


def path_of(db: Session, of_unit: int) -> tuple[int, ...]:
    """The unit and all units above it, the highest first."""
    return unit_path.up(_parents(db), of_unit)


def under(db: Session, roots: tuple[int, ...]) -> tuple[int, ...]:
    """These units and all units below them, by id."""
    return unit_path.below(_parents(db), roots)


def is_above(db: Session, of_unit: int) -> bool:
    """Whether other units stand below this one: a county above its townships."""
    return any(each.parent == of_unit for each in units(db))


def _parents(db: Session) -> dict[int, int | None]:
    return {each.id: each.parent for each in units(db)}
