"""Sealing a closed meeting: nothing on the disk tells any more in which order its rows came.

A second layer, never the claim: what was committed was unreadable from the beginning. It touches
one meeting alone, and the others vote on meanwhile. To copy a table and drop the old one would
lose what a neighbour casts between the two.
"""

import sqlite3
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.storage import meetings
from ballot.storage.database import Database

ONE_AT_A_TIME = 0x62616C73
"""Any number: the key of the lock on PostgreSQL under which one process alone seals."""

PATIENCE = 1000
"""Milliseconds that a seal waits for readers; it is tried again later."""

LOOK = 0.02
"""Seconds between two looks whether the readers on PostgreSQL have gone."""

HORIZON = "SELECT pg_snapshot_xmax(pg_current_snapshot())::xid::text"
OLDER = (
    "SELECT count(*) FROM pg_stat_activity WHERE backend_type = 'client backend'"
    " AND datname = current_database() AND pid <> pg_backend_pid()"
    " AND age(backend_xmin) > age(%s::text::xid)"
)
"""How many still see the database as it was before: for them a VACUUM keeps the old rows."""

CLEAN = (0, 0, 0)
"""What SQLite answers when its log is empty: nobody was in the way, no frame is left."""

REWRITE = (
    (
        "CREATE TEMPORARY TABLE kept_slip (LIKE slip) ON COMMIT DROP",
        "INSERT INTO kept_slip SELECT * FROM slip WHERE meeting = :number",
        "DELETE FROM slip WHERE meeting = :number",
        "INSERT INTO slip SELECT * FROM kept_slip ORDER BY 1, 2",
    ),
    (
        "CREATE TEMPORARY TABLE kept_vote (LIKE sealed_vote) ON COMMIT DROP",
        "INSERT INTO kept_vote SELECT * FROM sealed_vote WHERE meeting = :number",
        "DELETE FROM sealed_vote WHERE meeting = :number",
        "INSERT INTO sealed_vote SELECT * FROM kept_vote ORDER BY 1, 2, 3, 4, 5",
    ),
)
"""For each table: a place beside it, the rows of the meeting there, away, and back in the order
of the key, which is its first columns."""


def seal(database: Database, numbers: Sequence[str]) -> bool:
    """Rewrite the rows of these meetings in the order of their keys; wipe what lay there before.

    False, and to be tried again, while a reader holds on to what was, another process writes for
    long, or another process seals. Raises MeetingUnknown.
    """
    with _alone(database) as is_ours:
        if not is_ours:
            return False
        versions = {each: _rewritten(database, each) for each in numbers}
        if not wipe(database):
            return False
        database.write(lambda db: _note(db, versions))
        return True


def _note(db: Session, versions: Mapping[str, int]) -> None:
    for number, version in versions.items():
        meetings.mark_sealed(db, number, version)


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


def _rewritten(database: Database, number: str) -> int:
    """The version of the meeting whose rows were rewritten, in one transaction."""
    return database.write(lambda db: _rewrite(db, number))


def _rewrite(db: Session, number: str) -> int:
    """On PostgreSQL every row then bears the number of this one transaction.

    On SQLite the VACUUM that follows does all of it.
    """
    version = meetings.lock_for_closing(db, number).version
    if db.get_bind().dialect.name == "postgresql":
        for make, keep, delete, insert in REWRITE:
            db.execute(text(make))
            for statement in (keep, delete):
                db.execute(text(statement), {"number": number})
            db.execute(text(insert))
    return version


def wipe(database: Database) -> bool:
    """Take rows that were deleted or rewritten off the disk; False where somebody is in the way."""
    with database.outside_transactions() as cursor:
        if database.dialect == "postgresql":
            return _wipe_tables(cursor)
        return _wipe_file(cursor)


def _wipe_tables(cursor: Any) -> bool:
    """Wipe the old rows out of the tables; False where somebody still looks at them."""
    (horizon,) = cursor.execute(HORIZON).fetchone()
    until = time.monotonic() + PATIENCE / 1000
    while cursor.execute(OLDER, [horizon]).fetchone() != (0,):
        if time.monotonic() > until:
            return False
        time.sleep(LOOK)
    cursor.execute("VACUUM slip, sealed_vote")
    return True


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
