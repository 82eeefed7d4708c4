"""All rows of a database as lines that every kind of database writes and reads alike.

Rows stand in the order of their keys: neither a line nor its place tells when it was written.
"""

import base64
import json
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    Column,
    Date,
    LargeBinary,
    Table,
    Text,
    collate,
    delete,
    func,
    insert,
    select,
    update,
)
from sqlalchemy.orm import Session
from sqlalchemy.sql.elements import ColumnElement

from ballot.storage.tables import Moment, key_set, metadata

ROWS_AT_ONCE = 1000
"""Rows in memory at once."""


def tables() -> list[Table]:
    """Every table of a backup, each after those that it refers to."""
    return [each for each in metadata.sorted_tables if each is not key_set]


def count(db: Session) -> int:
    """How many rows there are."""
    return sum(db.scalar(select(func.count()).select_from(each)) or 0 for each in tables())


def lines(db: Session, table: Table) -> Iterator[bytes]:
    """The rows of a table, a line each, without holding them all."""
    order = [_in_order(db, column) for column in table.primary_key.columns]
    statement = select(table).order_by(*order).execution_options(yield_per=ROWS_AT_ONCE)
    for row in db.execute(statement):
        yield (
            json.dumps(
                [_plain(value) for value in row], separators=(",", ":"), ensure_ascii=False
            ).encode()
            + b"\n"
        )


def clear(db: Session) -> None:
    """Delete every row."""
    for table in reversed(tables()):
        for column in _own_references(table):
            db.execute(update(table).values({column.name: None}))
        db.execute(delete(table))


def load(db: Session, table: Table, found: Iterable[bytes]) -> None:
    """Add the rows of these lines to an empty table."""
    own = _own_references(table)
    for some in _batches(found):
        rows = [_row(table, line) for line in some]
        db.execute(insert(table), [row | {each.name: None for each in own} for row in rows])
        for row in rows:
            _refer(db, table, {each.name: row[each.name] for each in own}, row)
    _count_on(db, table)


def _batches(found: Iterable[bytes]) -> Iterator[Sequence[bytes]]:
    some: list[bytes] = []
    for line in found:
        some.append(line)
        if len(some) == ROWS_AT_ONCE:
            yield some
            some = []
    if some:
        yield some


def _own_references(table: Table) -> list[Column[Any]]:
    """Columns that refer to another row of the same table, which may come later."""
    return [c for c in table.columns for key in c.foreign_keys if key.column.table is table]


def _refer(db: Session, table: Table, values: dict[str, Any], row: dict[str, Any]) -> None:
    if any(value is not None for value in values.values()):
        this = [column == row[column.name] for column in table.primary_key.columns]
        db.execute(update(table).where(*this).values(values))


def _count_on(db: Session, table: Table) -> None:
    """On PostgreSQL the next serial number follows those that were put back."""
    serial = table.autoincrement_column
    if db.get_bind().dialect.name == "postgresql" and serial is not None:
        highest = select(func.max(serial)).scalar_subquery()
        place = func.pg_get_serial_sequence(table.name, serial.name)
        db.execute(select(func.setval(place, func.coalesce(highest, 1), highest.is_not(None))))


def _in_order(db: Session, column: Column[Any]) -> ColumnElement[Any]:
    """Texts in the order of their code points, whatever language the database sorts by."""
    if isinstance(column.type, Text) and db.get_bind().dialect.name == "postgresql":
        return collate(column, "C")
    return column


def _plain(value: Any) -> Any:
    if isinstance(value, bytes | memoryview):
        return base64.b64encode(value).decode("ascii")
    if isinstance(value, date):
        return value.isoformat()
    return value


def _row(table: Table, line: bytes) -> dict[str, Any]:
    return {
        column.name: _value(column, value)
        for column, value in zip(table.columns, json.loads(line), strict=True)
    }


def _value(column: Column[Any], value: Any) -> Any:
    if value is None:
        return None
    if isinstance(column.type, LargeBinary):
        return base64.b64decode(value, validate=True)
    if isinstance(column.type, Moment):
        return datetime.fromisoformat(value)
    if isinstance(column.type, Date):
        return date.fromisoformat(value)
    return value
