"""The tables of the program as lines."""

from collections.abc import Iterator
from typing import Any

from sqlalchemy import (
    CheckConstraint,
    Column,
    Dialect,
    ForeignKeyConstraint,
    Table,
    UniqueConstraint,
)
from sqlalchemy.schema import CreateTable

from ballot.storage.catalogue import lines
from ballot.storage.catalogue.of_postgresql import COUNTS
from ballot.storage.tables import metadata


def told(dialect: Dialect) -> Iterator[str]:
    """Every line that a database of this kind should say."""
    for table in metadata.tables.values():
        yield from _columns(table, dialect)
        yield lines.of_columns(table.name, "key", table.primary_key.columns.keys())
        for index in table.indexes:
            what = "unique" if index.unique else "index"
            yield lines.of_columns(table.name, what, index.columns.keys())
        yield from _constraints(table)
        if dialect.name == "sqlite" and not table.dialect_options["sqlite"]["with_rowid"]:
            yield lines.without_rowid(table.name)


def _columns(table: Table, dialect: Dialect) -> Iterator[str]:
    counted = table.autoincrement_column if dialect.name == "postgresql" else None
    for column in table.columns:
        kind = column.type.compile(dialect)
        default = COUNTS if column is counted else _default(column, dialect)
        empty = bool(column.nullable)
        yield lines.column(table.name, column.name, kind, empty=empty, default=default)


def _default(column: "Column[Any]", dialect: Dialect) -> str:
    """What stands in a row that was there before the column; empty where nothing does."""
    if column.server_default is None:
        return ""
    compiler = dialect.ddl_compiler(dialect, CreateTable(column.table))
    return compiler.get_column_default_string(column) or ""


def _constraints(table: Table) -> Iterator[str]:
    for each in table.constraints:
        if isinstance(each, UniqueConstraint):
            yield lines.of_columns(table.name, "unique", each.columns.keys())
        elif isinstance(each, ForeignKeyConstraint):
            others = [part.column.name for part in each.elements]
            yield lines.reference(table.name, each.column_keys, each.referred_table.name, others)
        elif isinstance(each, CheckConstraint):
            yield lines.check(table.name, str(each.name), str(each.sqltext))
