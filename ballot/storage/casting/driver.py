"""What every voter runs, on the driver's own connections: no pool, no Session, no ping.

A :class:`Direct` belongs to one process: neither a connection nor a thread survives a fork.
"""

from collections.abc import Sequence
from contextlib import AbstractContextManager
from functools import cache
from typing import Any

from sqlalchemy import Engine

from ballot.storage.casting import voter_read
from ballot.storage.casting.compiled import SQLITE, Compiled, compiled, postgresql
from ballot.storage.casting.group_commit import Answered, Box, Cast, Casting
from ballot.storage.casting.postgresql_box import PostgresqlBox
from ballot.storage.casting.readers import Readers
from ballot.storage.casting.sqlite_box import SqliteBox
from ballot.storage.casting.voter_read import Standing
from ballot.storage.slips import SlipKey, column_of

READERS = {"sqlite": 16, "postgresql": 8}
"""Who reads at the same moment in a process, each on a connection of his own."""


class Direct:
    """Reading how a slip stands, and casting."""

    def __init__(self, engine: Engine, one_writer: AbstractContextManager[object]) -> None:
        kind = engine.dialect.name
        self._kind = kind
        self._readers = Readers(lambda: reader(engine), _ROW[kind], is_lost, READERS[kind])
        box: Box = PostgresqlBox(lambda: own(engine))
        if kind == "sqlite":
            box = SqliteBox(lambda: own(engine), one_writer)
        self._casting = Casting(box)

    def standing(self, number: str, key: SlipKey) -> Standing | None:
        """How the meeting and its slip stand; None where there is no such meeting."""
        # Either database chokes on some text that an address can hold; a number is digits alone.
        if not (number.isascii() and number.isdecimal()):
            return None
        by, secret = column_of(key)
        text = _read(self._kind, by)
        row = self._readers.row(text.sql, text.values({"number": number, "secret": secret}))
        return None if row is None else voter_read.of_row(number, row)

    def drop_in(self, cast: Cast, answered: Answered) -> None:
        """Queue a cast for the writer's thread."""
        self._casting.drop_in(cast, answered)

    def close(self) -> None:
        """Answer what has queued and close the connections that are not in use."""
        self._casting.stop()
        self._readers.close()


def own(engine: Engine) -> Any:
    """A connection with all of our settings that the pool has forgotten."""
    pooled = engine.raw_connection()
    driver: Any = pooled.driver_connection
    pooled.detach()
    if engine.dialect.name == "sqlite":
        driver.execute("PRAGMA query_only=OFF")
    return driver


def reader(engine: Engine) -> Any:
    """One that cannot write, and that reads without a transaction around it."""
    driver = own(engine)
    if engine.dialect.name == "sqlite":
        driver.execute("PRAGMA query_only=ON")
    else:
        driver.autocommit = True
        driver.execute("SET default_transaction_read_only = on")
    return driver


def _sqlite_row(driver: Any, sql: str, values: Sequence[object]) -> Any:
    return driver.execute(sql, values).fetchone()


def _postgresql_row(driver: Any, sql: str, values: Sequence[object]) -> Any:
    return driver.execute(sql, values, prepare=True, binary=True).fetchone()


def is_lost(driver: Any) -> bool:
    # Of the drivers only psycopg knows, and it is loaded where there is PostgreSQL.
    return bool(getattr(driver, "broken", False))


_ROW = {"sqlite": _sqlite_row, "postgresql": _postgresql_row}


@cache
def _read(kind: str, by: str) -> Compiled:
    return compiled(voter_read.READ[by], SQLITE if kind == "sqlite" else postgresql())
