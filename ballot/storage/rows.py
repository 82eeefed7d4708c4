"""How many rows a statement touched, and adding a row only where its key is free."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import CursorResult, Executable, Table, insert
from sqlalchemy.dialects import sqlite
from sqlalchemy.orm import Session


def touched(
    db: Session, statement: Executable, rows: Sequence[Mapping[str, Any]] | None = None
) -> int:
    """Execute a writing statement, once a row of ``rows``, and answer the rows it touched."""
    # Of an INSERT, psycopg forgets the count unless it is asked to keep it.
    done = db.execute(statement, rows, execution_options={"preserve_rowcount": True})
    if not isinstance(done, CursorResult):
        raise TypeError("not a writing statement")
    if done.rowcount < 0:
        raise RuntimeError("the driver did not count the rows")
    return done.rowcount


def add_all(db: Session, table: Table, rows: Sequence[Mapping[str, Any]]) -> None:
    """Add all rows; no rows are no fault."""
    if rows:
        db.execute(insert(table), rows)


def add_one(db: Session, table: Table, **values: Any) -> int:
    """Add a row to a table with a serial ``id`` and answer that id."""
    made = db.execute(insert(table).values(**values).returning(table.c.id)).scalar_one()
    return int(made)


def insert_unless_there(db: Session, table: Table, key: Iterable[str], **values: Any) -> bool:
    """Whether the row was added; a row with the same ``key`` stays as it is.

    Two transactions that add the same key wait for each other; neither is lost to it.
    """
    elements = list(key)
    statement: Executable
    if db.get_bind().dialect.name == "sqlite":
        statement = sqlite.insert(table).values(**values).on_conflict_do_nothing(elements)
    else:
        from sqlalchemy.dialects import postgresql  # loaded where it is the database

        added = postgresql.insert(table).values(**values)
        statement = added.on_conflict_do_nothing(index_elements=elements)
    return touched(db, statement) == 1
