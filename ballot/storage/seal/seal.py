"""Sealing a closed meeting: nothing on the disk tells any more in which order its rows came.

A second layer, never the claim: what was committed was unreadable from the beginning. It touches
one meeting alone, and the others vote on meanwhile. To copy a table and drop the old one would
lose what a neighbour casts between the two.
"""

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from functools import partial
from typing import Any

from sqlalchemy.orm import Session

from ballot.storage import meetings
from ballot.storage.database import Database
from ballot.storage.seal import of_postgresql, tries
from ballot.storage.seal.tries import Holder

ONE_AT_A_TIME = 0x62616C73
"""Any number: the key of the lock on PostgreSQL under which one process alone seals."""

PATIENCE = 1000
"""Milliseconds that a seal of SQLite waits for readers; it is tried again later."""

CLEAN = (0, 0, 0)
"""What SQLite answers when its log is empty: nobody was in the way, no frame is left."""

IN_THE_WAY = (Holder("unknown", ""),)
"""Somebody whom SQLite does not name."""


def seal(database: Database, numbers: Sequence[str]) -> bool:
    """Rewrite the rows of these meetings in the order of their keys; wipe what lay there before.

    False, and to be tried again, while somebody holds on to what was, another process writes for
    long, or another process seals; whom it waits for is noted. On PostgreSQL the rows are written
    anew only where nobody holds on to them, and once. Raises MeetingUnknown.
    """
    with _alone(database) as is_ours:
        if not is_ours:
            return False
        versions = database.read(
            lambda db: {each: meetings.get(db, each).version for each in numbers}
        )
        held = _rewritten(database, versions) or _wiped(database)
        database.write(lambda db: _note(db, versions, held))
        return not held


def _versions(db: Session, numbers: Sequence[str]) -> dict[str, int]:
    return {each: meetings.get(db, each).version for each in numbers}


def _note(db: Session, versions: Mapping[str, int], held: Sequence[Holder]) -> None:
    if held:
        tries.note_held(db, versions, held)
        return
    for number, version in versions.items():
        meetings.mark_sealed(db, number, version)
        tries.forget(db, number)


@contextmanager
def _alone(database: Database) -> Iterator[bool]:
    """Whether no other worker seals on PostgreSQL. The lock goes with its connection.

    On SQLite there is one worker, and the VACUUM itself is alone.
    """
    if database.dialect == "sqlite":
        yield True
        return
    with database.outside_transactions() as cursor:
        cursor.execute("SELECT pg_try_advisory_lock(%s)", [ONE_AT_A_TIME])
        yield bool(cursor.fetchone()[0])


def _rewritten(database: Database, versions: Mapping[str, int]) -> Sequence[Holder]:
    """Who keeps the rows of these meetings from being written anew; empty where they are.

    On SQLite the VACUUM that follows does all of it.
    """
    if database.dialect == "sqlite":
        return ()
    due = database.read(
        lambda db: [
            (number, version)
            for number, version in versions.items()
            if not tries.is_rewritten(db, number, version)
        ]
    )
    with database.outside_transactions() as cursor:
        held = of_postgresql.waited_for(cursor) if due else ()
    for each in () if held else due:
        database.write(partial(_rewrite, *each))
    return held


def _rewrite(number: str, version: int, db: Session) -> None:
    """In one transaction; what has changed meanwhile waits for a seal of its own."""
    if meetings.lock_for_closing(db, number).version == version:
        of_postgresql.rewrite(db, number)
        tries.note_rewritten(db, number, version)


def wipe(database: Database) -> bool:
    """Take rows that were deleted or rewritten off the disk; False where somebody is in the way."""
    return not _wiped(database)


def _wiped(database: Database) -> Sequence[Holder]:
    with database.outside_transactions() as cursor:
        if database.dialect == "postgresql":
            return of_postgresql.wipe(cursor)
        return () if _wipe_file(cursor) else IN_THE_WAY


def _wipe_file(cursor: Any) -> bool:
    """Write the file of SQLite anew and empty its log; False where somebody was in the way."""
    # Not for long: while it waits, no other meeting casts.
    cursor.execute(f"PRAGMA busy_timeout={PATIENCE}")
    try:
        cursor.execute("VACUUM")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode != sqlite3.SQLITE_BUSY:
            raise
        return False
    # Row: whether somebody was in the way, frames in the log, frames written back.
    return tuple(cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()) == CLEAN
