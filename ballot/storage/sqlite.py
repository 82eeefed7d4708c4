"""SQLite through :mod:`sqlite3`: its engine, its settings, and how a writing transaction begins.

WAL, with every commit on the disk before it is answered. A writer begins with
``BEGIN IMMEDIATE``: a transaction that read first and wrote later would fail beside another.
"""

import os
import sqlite3
import stat
import time
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, Engine, create_engine, event

from ballot.domain.errors import SettingWrong

PATIENT = "PRAGMA busy_timeout=15000"
IMPATIENT = "PRAGMA busy_timeout=0"
PRAGMAS = (
    # Of a file that is made just now, and before its log; docs/decisions/page-size.md says why.
    "PRAGMA page_size=4096",
    PATIENT,
    "PRAGMA journal_mode=WAL",
    "PRAGMA synchronous=FULL",
    # 32 MB: a checkpoint waits twice for the disk, and every voter with it. The seal empties it.
    "PRAGMA wal_autocheckpoint=8000",
    "PRAGMA secure_delete=ON",
    "PRAGMA temp_store=MEMORY",
    "PRAGMA foreign_keys=ON",
)
TIMEOUT = 15
"""Seconds that a writer waits for another process's transaction."""
LOOK = 0.001
"""Seconds between two looks whether that transaction has ended."""
CONNECTIONS = 16
"""Readers whose connections stay open."""
BUSY = 0xFF
"""The bits of an error's code that say what kind it is; those above say why."""


def engine(address: URL, **options: Any) -> Engine:
    """An engine whose every connection has our settings; ``options`` go to ``create_engine``."""
    if not address.database or address.database == ":memory:":
        raise SettingWrong(name="journal_mode", found="memory", wanted="wal")
    _make_private(Path(address.database))
    made = create_engine(
        address,
        hide_parameters=True,
        echo=False,
        connect_args={"timeout": TIMEOUT, "isolation_level": None},
        **{"pool_size": CONNECTIONS, "max_overflow": -1, **options},
    )
    event.listen(made, "connect", _set_pragmas)
    event.listen(made, "begin", _begin)
    return made


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
    """Say BEGIN ourselves; a reader is held to reading, as PostgreSQL holds its own.

    Who alters tables may put one in the place of another to which rows refer: that they refer to
    something is checked at the end (``migrate``), and their connection serves nobody after.
    """
    if not connection.get_execution_options().get("ballot_writes", True):
        connection.exec_driver_sql("PRAGMA query_only=ON")
        connection.exec_driver_sql("BEGIN")
        return
    connection.exec_driver_sql("PRAGMA query_only=OFF")
    if connection.get_execution_options().get("ballot_alters", False):
        connection.exec_driver_sql("PRAGMA foreign_keys=OFF")
    connection.exec_driver_sql(IMPATIENT)
    try:
        if not begins_in_time(connection.connection.driver_connection):
            connection.exec_driver_sql("BEGIN IMMEDIATE")
    finally:
        connection.exec_driver_sql(PATIENT)


def begins_in_time(driver: Any) -> bool:
    """Begin a writing transaction, waiting for another process's and looking every millisecond.

    SQLite's own waiting, which an ``IMPATIENT`` connection does without, sleeps up to a tenth of
    a second between two looks: beside a crowd that casts without a pause, an organizer's command
    would hardly ever find the moment to close.
    """
    until = time.monotonic() + TIMEOUT
    while not _begins(driver):
        if time.monotonic() > until:
            return False
        time.sleep(LOOK)
    return True


def _begins(driver: Any) -> bool:
    """Whether the writing transaction has begun; False while another process writes."""
    try:
        driver.execute("BEGIN IMMEDIATE")
    except sqlite3.OperationalError as error:
        if error.sqlite_errorcode & BUSY != sqlite3.SQLITE_BUSY:
            raise
        return False
    return True
