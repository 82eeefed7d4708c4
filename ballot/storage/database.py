"""The one way into the database: reading, writing, casting; each call is one transaction.

What every voter runs goes past SQLAlchemy's Session, on connections of its own.
"""

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from threading import Lock
from typing import Any, Self, TypeVar

from sqlalchemy import URL, Engine, make_url
from sqlalchemy.exc import ArgumentError, DatabaseError
from sqlalchemy.orm import Session

from ballot.domain.errors import DatabaseUnreachable, SettingWrong
from ballot.storage import postgresql, settings, sqlite
from ballot.storage.casting.driver import Direct
from ballot.storage.casting.group_commit import Answered, Cast
from ballot.storage.casting.voter_read import Standing
from ballot.storage.slips import SlipKey

T = TypeVar("T")
Work = Callable[[Session], T]

DRIVERS = {
    "sqlite": "sqlite+pysqlite",
    "postgresql": "postgresql+psycopg",
    "postgres": "postgresql+psycopg",
}
_READING: dict[str, dict[str, object]] = {
    "sqlite": {"ballot_writes": False},
    "postgresql": {"postgresql_readonly": True, "isolation_level": "REPEATABLE READ"},
}
"""A reader sees one moment, however many statements it makes, and cannot write."""
_NOTED = "noted"


class ViewTooOld(Exception):
    """Something ``noted`` outside the database under a ``name`` is newer than what a reader sees.

    The reader is given a view that begins after it.
    """

    def __init__(self, name: str, noted: object) -> None:
        """Both are found again in the later view, by ``noted_before``."""
        super().__init__(name)
        self.name = name
        self.noted = noted


def noted_before(db: Session) -> Mapping[str, object] | None:
    """What was noted before this view began, by name. None of a writer: he sees what is there now,
    whenever he looks."""
    found: Mapping[str, object] | None = db.info.get(_NOTED)
    return found


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
        self._direct: dict[int, Direct] = {}

    @classmethod
    def connect(cls, url: str) -> Self:
        """Open ``url`` (``sqlite:///path`` or ``postgresql://…``) and check its settings.

        Raises DatabaseUnreachable, and SettingWrong with the name of a setting under which a
        ballot could be lost or read.
        """
        address = _address(url)
        try:
            kind = sqlite if address.get_backend_name() == "sqlite" else postgresql
            engine = kind.engine(address)
            _check(engine)
        except (DatabaseError, OSError) as error:
            raise DatabaseUnreachable(where=address.render_as_string()) from error
        return cls(engine)

    @property
    def dialect(self) -> str:
        """``sqlite`` or ``postgresql``."""
        return self.engine.dialect.name

    def read(self, work: Work[T]) -> T:
        """Answer ``work(db)`` from one consistent view; a statement that writes fails.

        Where ``work`` finds its view too old it is run again in a later one.
        """
        noted: dict[str, object] = {}
        while True:
            try:
                with Session(self._reading, info={_NOTED: noted}) as db:
                    return work(db)
            except ViewTooOld as old:
                noted[old.name] = old.noted

    def write(self, work: Work[T]) -> T:
        """Answer ``work(db)`` after its COMMIT; any exception rolls everything back.

        ``work`` touches only the database: it may be run again. On SQLite the writers of this
        process queue here rather than in SQLite's busy handler, which sleeps and is unfair.
        """
        with self._one_writer, Session(self._writing) as db, db.begin():
            return work(db)

    def standing(self, number: str, key: SlipKey) -> Standing | None:
        """How a meeting and its slip stand, in one statement; None where there is no meeting.

        For every page of a voter: from a thread or, on SQLite, from an event loop.
        """
        return self._of_this_process().standing(number, key)

    def drop_in(self, cast: Cast, answered: Answered) -> None:
        """Queue a cast; ``answered(cast, outcome)`` is called after its COMMIT by the writer.

        Those who come together share a transaction; one that fails is rolled back alone.
        """
        self._of_this_process().drop_in(cast, answered)

    def _of_this_process(self) -> Direct:
        """Those of a parent stay where they are: to close them would end the parent's."""
        process = os.getpid()
        direct = self._direct.get(process)
        if direct is None:
            made = Direct(self.engine, self._one_writer)
            direct = self._direct.setdefault(process, made)
        return direct

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
        direct = self._direct.pop(os.getpid(), None)
        if direct is not None:
            direct.close()
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


def _check(engine: Engine) -> None:
    try:
        with engine.connect().execution_options(ballot_writes=False) as connection:
            settings.check_connection(connection)
    except BaseException:
        engine.dispose()
        raise
