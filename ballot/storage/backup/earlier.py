"""A backup of earlier tables is brought to those of this program before a row of it is put back.

Its rows come into tables of their own version, in an SQLite file of their own beside the data. The
migrations run there, and a backup of today is written from it. Both are gone afterwards.
"""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from sqlalchemy import DateTime, MetaData, Table
from sqlalchemy.orm import Session

from ballot.storage.backup import backup_file
from ballot.storage.backup.backup_file import Backup, Tell
from ballot.storage.database import Database
from ballot.storage.tables import Moment

ROOM = ".restoring"


@contextmanager
def room(data: Path) -> Iterator[Path]:
    """A folder for it in that of the data, gone at the end; with it what a killed restore left."""
    made = data / ROOM
    shutil.rmtree(made, ignore_errors=True)
    made.mkdir(mode=0o700)
    try:
        yield made
    finally:
        shutil.rmtree(made)


def of_today(backup: Backup, room: Path, key: bytes, fingerprint: bytes, tell: Tell) -> Backup:
    """The same rows in the tables of this program, in an empty ``room``.

    ``key`` and ``fingerprint`` are those of ``read``. Digest and time stay those of the file that
    was taken. Raises BackupRefused, UpgradeFailed.
    """
    fresh = room / "backup"
    _renew(backup, f"sqlite:///{room}/ballot.sqlite3", fresh, key, fingerprint, tell)
    return replace(backup_file.read(fresh, key, fingerprint, tell), sha256=backup.sha256)


def _renew(
    backup: Backup, url: str, fresh: Path, key: bytes, fingerprint: bytes, tell: Tell
) -> None:
    from ballot.storage import migrate  # seldom needed, and slow to load

    migrate.upgrade(url, to=backup.head)
    with _opened(url) as database:
        tables = database.read(lambda db: _as_they_are(db, backup))
        database.write(lambda db: backup_file.load(db, backup, tell, tables))
    migrate.upgrade(url)
    with _opened(url) as database, fresh.open("wb") as file:
        taken = backup.taken
        database.read(lambda db: backup_file.write(db, file, key, fingerprint, taken, tell))


def _as_they_are(db: Session, backup: Backup) -> list[Table]:
    """The tables of the backup, in its order, as the database has them: ours may be others."""
    found = MetaData()
    found.reflect(db.connection())
    tables = [found.tables[name] for name in backup.tables if name in found.tables]
    for column in (column for table in tables for column in table.columns):
        if isinstance(column.type, DateTime):
            column.type = Moment()
    return tables


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = Database.connect(url)
    try:
        yield database
    finally:
        database.dispose()
