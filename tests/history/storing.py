"""Writing the databases of the present program to where later versions find them."""

import json
import os
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from history import furnishing
from history.kept import BACKUP, DATA, DUMP, FILES, HOUSE, KINDS, TOLD, Kept, bundle, pack, squeezed
from makers.meetings import a_hall
from makers.postgres_server import PostgresServer
from makers.stores.backups import back_up, keys_in

from ballot.storage import key_set, migrate
from ballot.storage.database import Database

OF_OTHERS = re.compile(r"^(\\(un)?restrict \w+|SET transaction_timeout = 0;)\n", re.MULTILINE)
"""Lines of a dump that older servers, or drivers, do not take."""


def store(release: str) -> None:
    """Store a house of each kind for this release, in the place of what lies there."""
    for kind in KINDS:
        kept = Kept(release, kind)
        shutil.rmtree(kept.folder, ignore_errors=True)
        kept.folder.mkdir(parents=True)
        with tempfile.TemporaryDirectory(prefix="stored-") as folder:
            if kind == "sqlite":
                _store(kept, Path(folder), kept.address(Path(folder), ""))
            else:
                with _server() as server:
                    _store(kept, Path(folder), server.url())
                    (kept.folder / DUMP).write_bytes(
                        squeezed(OF_OTHERS.sub("", server.dump()).encode())
                    )


def _store(kept: Kept, folder: Path, url: str) -> None:
    for name in (DATA, FILES):
        (folder / name).mkdir(mode=0o700)
    mask = os.umask(0o077)
    try:
        migrate.upgrade(url)
        told = _furnished(folder, url)
    finally:
        os.umask(mask)
    (kept.folder / TOLD).write_text(told, encoding="utf-8")
    (kept.folder / HOUSE).write_bytes(pack(folder))


def _furnished(folder: Path, url: str) -> str:
    """Live through it in this folder; what is told of it."""
    with _opened(url) as database:
        hall = a_hall(database, folder, clock=furnishing.clock())
        database.write(lambda db: key_set.belong(db, keys_in(folder).fingerprint))
        told, bundles = furnishing.furnish(hall)
        if database.dialect == "sqlite":  # one is enough: it knows no kind of database
            back_up(hall, folder, BACKUP)
    for custody, made in bundles.items():
        (folder / bundle(custody)).write_bytes(made)
    return json.dumps(told, ensure_ascii=False, indent=1) + "\n"


@contextmanager
def _opened(url: str) -> Iterator[Database]:
    database = Database.connect(url)
    try:
        yield database
    finally:
        database.dispose()


@contextmanager
def _server() -> Iterator[PostgresServer]:
    server = PostgresServer()
    try:
        yield server
    finally:
        server.stop()
