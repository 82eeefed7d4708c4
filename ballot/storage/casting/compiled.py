"""Core statements as text for a driver: what every voter runs is compiled once.

To build and to compile a statement costs more than to execute it, and a Session more than both;
the statements themselves stand once, beside the others of their table.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from sqlalchemy import Dialect, make_url
from sqlalchemy.sql import ClauseElement
from sqlalchemy.sql.compiler import SQLCompiler

SQLITE = make_url("sqlite+pysqlite://").get_dialect()()


@cache
def postgresql() -> Dialect:
    """The dialect of psycopg, which is loaded where it is the database."""
    psycopg: Any = make_url("postgresql+psycopg://").get_dialect()
    dialect: Dialect = psycopg(paramstyle="format")
    return dialect


@dataclass(frozen=True, slots=True)
class Compiled:
    """A statement with marks for its values."""

    sql: str
    names: tuple[str, ...]
    """The names of the values, in the order of the marks."""
    constants: Mapping[str, object]
    """Those values that the statement brings along."""

    def values(self, given: Mapping[str, object]) -> tuple[object, ...]:
        """``given`` by name, in the order of the marks."""
        known = {**self.constants, **given}
        return tuple([known[name] for name in self.names])


def compiled(statement: ClauseElement, dialect: Dialect) -> Compiled:
    """The text of a Core statement. A bound value without a content is asked for at each run."""
    made = statement.compile(dialect=dialect)
    if not isinstance(made, SQLCompiler):
        raise TypeError("not a statement")
    constants = {name: value for name, value in made.params.items() if value is not None}
    return Compiled(str(made), tuple(made.positiontup or ()), constants)
