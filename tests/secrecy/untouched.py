"""Whether reading leaves the database as it was, to the byte (docs/secrecy.md, test 9).

    with untouched(database):
        … a hundred GET and HEAD …

SQLite: the file and its log are equal, byte by byte (the index of the log, ``-shm``, is memory).
PostgreSQL: every row is equal, and no transaction took a number.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import make_url, text

from ballot.storage.database import Database
from ballot.storage.tables import metadata

NUMBERS = "SELECT pg_snapshot_xmax(pg_current_snapshot())::text"


@contextmanager
def untouched(database: Database) -> Iterator[None]:
    """Fail unless the database is the same after the block."""
    before = snapshot(database)
    yield
    after = snapshot(database)
    changed = {name for name in before | after if before.get(name) != after.get(name)}
    assert not changed, f"reading has changed {sorted(changed)}"


def snapshot(database: Database) -> dict[str, object]:
    """Files of SQLite by name, or tables of PostgreSQL and the next transaction's number."""
    if database.dialect == "sqlite":
        path = Path(str(make_url(str(database.engine.url)).database))
        names = (path.name, f"{path.name}-wal")
        files = [path.with_name(name) for name in names]
        return {file.name: file.read_bytes() for file in files if file.exists()}
    return {"next transaction": _one(database, NUMBERS), **_dump(database)}


def _dump(database: Database) -> dict[str, object]:
    """Every row with the numbers of the transactions that wrote it."""
    rows = "SELECT string_agg(t.xmin::text || t.xmax::text || t::text, '' ORDER BY t.ctid) FROM"
    return {name: _one(database, f'{rows} "{name}" t') for name in metadata.tables}


def _one(database: Database, statement: str) -> object:
    return database.read(lambda db: db.execute(text(statement)).scalar())
