"""Sealing on PostgreSQL: rows of one meeting written anew, and old ones that are looked for.

VACUUM keeps a row for whoever may still see it: another session, whatever its role, a prepared
transaction, a replication slot, a standby. It says nothing of it that every role could read. So
it is asked to freeze as well: then a table tells the oldest transaction of which it still holds a
row, and one that is later than the rewriting proves that nothing older lies there.
"""

import time
from typing import Any

from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.storage.seal.tries import Holder

PATIENCE = 1000
"""Milliseconds that a seal waits for who still sees the old rows; it is tried again later."""

LOOK = 0.02
"""Seconds between two looks whether they have gone."""

LONGEST = 300_000
"""Milliseconds that wiping may take; it waits for whoever holds on to a page."""

HORIZON = "SELECT pg_snapshot_xmax(pg_current_snapshot())::xid::text"

HOLDERS = """
WITH seen AS (SELECT age(%(horizon)s::text::xid) AS since)
SELECT 'session', concat_ws(' · ', usename, nullif(application_name, ''), pid)
  FROM pg_stat_activity, seen
 WHERE pid <> pg_backend_pid() AND (datname = current_database() OR datname IS NULL)
   AND (age(backend_xmin) > since OR age(backend_xid) > since)
UNION ALL
SELECT 'prepared', concat_ws(' · ', owner, gid) FROM pg_prepared_xacts, seen
 WHERE database = current_database() AND age(transaction) > since
UNION ALL
SELECT 'slot', slot_name FROM pg_replication_slots, seen WHERE age(xmin) > since
ORDER BY 1, 2
"""
"""Who still sees the database as it was. The kind of a foreign session is hidden from a role that
is nobody's superior; its transactions are not. A standby that sends feedback is a session without
a database, or its slot."""

TABLES = ("slip", "sealed_vote", "roster", "arrivals")

OLDEST = """
SELECT count(*) FROM pg_class
 WHERE age(relfrozenxid) > age(%(horizon)s::text::xid)
   AND (oid = ANY(%(tables)s::regclass[])
        OR oid IN (SELECT reltoastrelid FROM pg_class WHERE oid = ANY(%(tables)s::regclass[])))
"""
"""How many of the tables, with what is kept beside them, may hold a row of an earlier time."""

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

UNKNOWN = Holder("unknown", "")
"""Nobody is seen, and the rows are there all the same (vacuum_defer_cleanup_age)."""


def rewrite(db: Session, number: str) -> None:
    """Write the rows of a meeting anew; each then bears the number of this one transaction."""
    for make, keep, delete, insert in REWRITE:
        db.execute(text(make))
        for statement in (keep, delete):
            db.execute(text(statement), {"number": number})
        db.execute(text(insert))


def waited_for(cursor: Any) -> tuple[Holder, ...]:
    """Who still sees what is there now, after some patience; empty: nobody.

    A transaction of its own comes between: who looks at this very moment began before it.
    """
    cursor.execute("SELECT pg_current_xact_id()")
    return _waited_for(cursor, _horizon(cursor))


def wipe(cursor: Any) -> tuple[Holder, ...]:
    """Wipe old rows out of the tables; who keeps them there, empty where they have gone."""
    horizon = _horizon(cursor)
    held = _waited_for(cursor, horizon)
    if held:
        return held
    from psycopg import errors  # loaded where it is the database

    cursor.execute(f"SET lock_timeout = {PATIENCE}")
    cursor.execute(f"SET statement_timeout = {LONGEST}")
    try:
        cursor.execute(f"VACUUM (FREEZE) {', '.join(TABLES)}")
    except (errors.LockNotAvailable, errors.QueryCanceled):
        return _holders(cursor, horizon) or (UNKNOWN,)
    if _may_hold_older(cursor, horizon):
        return _holders(cursor, horizon) or (UNKNOWN,)
    _shorten_log(cursor)
    return ()


def _shorten_log(cursor: Any) -> None:
    """Where this role may: end the segment of the log and make the one before it free for reuse."""
    from psycopg import errors

    for statement in ("SELECT pg_switch_wal()", "CHECKPOINT"):
        try:
            cursor.execute(statement)
        except errors.InsufficientPrivilege:
            return


def _horizon(cursor: Any) -> str:
    (found,) = cursor.execute(HORIZON).fetchone()
    return str(found)


def _may_hold_older(cursor: Any, horizon: str) -> bool:
    found = cursor.execute(OLDEST, {"horizon": horizon, "tables": list(TABLES)}).fetchone()
    return bool(found != (0,))


def _waited_for(cursor: Any, horizon: str) -> tuple[Holder, ...]:
    until = time.monotonic() + PATIENCE / 1000
    while held := _holders(cursor, horizon):
        if time.monotonic() > until:
            return held
        time.sleep(LOOK)
    return ()


def _holders(cursor: Any, horizon: str) -> tuple[Holder, ...]:
    rows = cursor.execute(HOLDERS, {"horizon": horizon}).fetchall()
    return tuple(Holder(kind, name) for kind, name in rows)
