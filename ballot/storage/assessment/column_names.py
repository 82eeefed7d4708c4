"""Statements about the names that a unit's lists have for the columns of ours."""

from collections.abc import Sequence

from sqlalchemy import select
from sqlalchemy.orm import Session

from ballot.storage.rows import add_all
from ballot.storage.tables import column_name


def of_unit(db: Session, unit: int) -> tuple[tuple[str, str], ...]:
    """(our column, column of the file), in the order in which they were chosen."""
    statement = select(column_name.c.ours, column_name.c.theirs)
    rows = db.execute(statement.where(column_name.c.unit == unit).order_by(column_name.c.id))
    return tuple((ours, theirs) for ours, theirs in rows)


def add(db: Session, unit: int, pairs: Sequence[tuple[str, str]]) -> None:
    """Keep pairs that are not there yet."""
    add_all(db, column_name, [{"unit": unit, "ours": a, "theirs": b} for a, b in pairs])
