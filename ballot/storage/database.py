"""The one way into the database: reading, writing, casting; each call is one transaction.

SQLite is opened through :mod:`sqlite3` in WAL with every commit on the disk before it is
answered, and a writer begins with ``BEGIN IMMEDIATE``: a transaction that read first and wrote
later would fail beside another writer. PostgreSQL is opened through psycopg.
"""

import os
import sqlite3
import stat
import time
from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager, nullcontext
from pathlib import Path
from threading import Lock
from typing import Any, Self, TypeVar

from sqlalchemy import URL, Connection, Engine, create_engine, event, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.orm import Session

from ballot.domain.errors import DatabaseUnreachable, SettingWrong
from ballot.storage import settings
from ballot.storage.group_commit import GroupCommit

T = TypeVar("T")
Work = Callable[[Session], T]

PRAGMAS = (
    "PRAGMA busy_timeout=15000",
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA foreign_keys=ON",
)
DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}
SQLITE_TIMEOUT = 15
"""Seconds that a writer waits for another process's transaction."""
LOOK = 0.001
"""Seconds between two looks whether that transaction has ended."""
_READING: dict[str, dict[str, object]] = {
    "sqlite": {"ballot_writes": False},
    "postgresql": {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"},
}
"""A reader sees one moment, however many statements it makes, and cannot write."""
CONNECTIONS = 16
"""Connections that a process keeps open to PostgreSQL, or readers to SQLite."""


class Database:
    """An open database of the product, its settings checked."""

    def __init__(self, engine: Engine) -> None:
        """Use ``Database.connect``, which also checks."""
        self.engine = engine
        self._reading = engine.execution_options(**_READING[engine.dialect.name])
        self._writing = engine.execution_options(ballot_writes=True)
        self._one_writer: AbstractContextManager[object] = (
            Lock() if self.dialect == "sqlite" else nullcontext()
        )
        self._group = GroupCommit(self.write)

    @classmethod
    def connect(cls, url: str) -> Self:
        """Open ``url`` (``sqlite:///path`` or ``postgresql://…``) and check its settings.

        Raises DatabaseUnreachable, and SettingWrong with the name of a setting under which a
        ballot could be lost or read.
        """
        address = _address(url)
        try:
            sqlite = address.get_backend_name() == "sqlite"
            engine = sqlite_engine(address) if sqlite else _pg(address)
            _check(engine)
        except (DatabaseError, OSError) as error:
            raise DatabaseUnreachable(where=address.render_as_string()) from error
        return cls(engine)

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    def read(self, work: Work[T]) -> T:
        """Answer ``work(db)`` from one consistent view; a statement that writes fails."""
        with Session(self._reading) as db:
            return work(db)

    def write(self, work: Work[T]) -> T:
        """Answer ``work(db)`` after its COMMIT; any exception rolls everything back.

        ``work`` touches only the database: it may be run again. On SQLite the writers of this
        process queue here rather than in SQLite's busy handler, which sleeps and is unfair.
        """
        with self._one_writer, Session(self._writing) as db, db.begin():
            return work(db)

    def cast(self, work: Work[T]) -> T:
        """Like ``write``, for the ballots. On SQLite those who come together share a commit.

        A work that answers has disturbed no other; one that raises is rolled back alone.
        """
        return self._group.run(work) if self.dialect == "sqlite" else self.write(work)

    @contextmanager
    def outside_transactions(self) -> Iterator[Any]:
        """A cursor of the driver in no transaction, for what a database does to its own files.

        On SQLite no other writer of this process runs meanwhile. The connection is closed after.
        """
        with self._one_writer:
            pooled = self.engine.raw_connection()
            driver: Any = pooled.driver_connection
            pooled.detach()
            try:
                if self.dialect == "sqlite":
                    driver.execute("PRAGMA query_only=OFF")
                else:
                    driver.autocommit = True
                yield driver.cursor()
            finally:
                driver.close()

    def dispose(self) -> None:
        """Close all connections that are not in use."""
        self._group.stop()
        self.engine.dispose()


def _address(url: str) -> URL:
    """The address with the driver that the program is built on; the words never hold a password."""
    wanted = "sqlite:///… | postgresql://…"
    try:
        address = make_url(url)
    except ArgumentError:
        raise SettingWrong(name="BALLOT_DATABASE_URL", wanted=wanted) from None
    backend = address.drivername.partition("+")[0]
    if backend not in DRIVERS:
        raise SettingWrong(name="BALLOT_DATABASE_URL", found=backend, wanted=wanted)
    return address.set(drivername=DRIVERS[backend])


def sqlite_engine(address: URL, **options: Any) -> Engine:
    """An engine whose every connection has our settings; ``options`` go to ``create_engine``."""
    if not address.database or address.database == ":memory:":
        raise SettingWrong(name="journal_mode", found="memory", wanted="wal")
    _make_private(Path(address.database))
    engine = create_engine(
        address,
        hide_parameters=True,
        echo=False,
        connect_args={"timeout": SQLITE_TIMEOUT, "isolation_level": None},
        **{"pool_size": CONNECTIONS, "max_overflow": -1, **options},
    )
    event.listen(engine, "connect", _set_pragmas)
    event.listen(engine, "begin", _begin)
    return engine


def _pg(address: URL) -> Engine:
    return create_engine(
        address,
        hide_parameters=True,
        echo=False,
        isolation_level="READ COMMITTED",
        pool_size=CONNECTIONS,
        max_overflow=0,
        pool_pre_ping=True,
        connect_args={"connect_timeout": 10},
    )


def _check(engine: Engine) -> None:
    try:
        with engine.connect().execution_options(ballot_writes=False) as connection:
            settings.check_connection(connection)
    except BaseException:
        engine.dispose()
        raise


def _make_private(path: Path) -> None:
    """Create the file for its owner alone; SQLite gives the WAL the same mode.

    Raises SettingWrong for a file that is there and that others may read or write.
    """
    path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    try:
        os.close(os.open(path, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600))
    except FileExistsError:
        mode = stat.S_IMODE(path.stat().st_mode)
        if mode & 0o077:
            found = f"{path} {mode:04o}"
            raise SettingWrong("BALLOT_DATABASE_URL", found, "0600") from None


def _set_pragmas(connection: sqlite3.Connection, _record: object) -> None:
    for pragma in PRAGMAS:
        connection.execute(pragma)


def _begin(connection: Connection) -> None:
    """Say BEGIN ourselves; a reader is held to reading, as PostgreSQL holds its own."""
    if connection.get_execution_options().get("ballot_writes", True):
        connection.exec_driver_sql("PRAGMA query_only=OFF")
        _begin_writing(connection)
    else:
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.exec_driver_sql("BEGIN")


def _begin_writing(connection: Connection) -> None:
    """Wait for the writer of another process, looking every millisecond.

    SQLite's own waiting sleeps up to a tenth of a second between two looks: beside a crowd that
    casts without a pause, an organizer's command would hardly ever find the moment to close.
    """
    until = time.monotonic() + SQLITE_TIMEOUT
    connection.exec_driver_sql("PRAGMA busy_timeout=0")
    try:
        while not _is_our_turn(connection):
            if time.monotonic() > until:
                connection.exec_driver_sql("BEGIN IMMEDIATE")
                return
            time.sleep(LOOK)
    finally:
        connection.exec_driver_sql(PRAGMAS[0])


def _is_our_turn(connection: Connection) -> bool:
    """Whether the writing transaction has begun; False while another process writes."""
    try:
        connection.connection.cursor().execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
