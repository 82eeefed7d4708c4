"""The file of a backup: one format for SQLite and PostgreSQL, under one HMAC to the last byte.

    magic · zlib of all lines · manifest (JSON) · its length, 8 bytes · HMAC-SHA-256, 32 bytes

The lines are those of every table, one after another; the manifest tells how many are of which,
their digest, the version of the tables, the key set and the time. Neither writing nor reading
holds more than a thousand rows.
"""

import hashlib
import hmac
import json
import zlib
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO, Protocol

from sqlalchemy import Table
from sqlalchemy.orm import Session

from ballot.domain.errors import BackupRefused, DatabaseBehind, KeysDoNotMatch
from ballot.storage import version
from ballot.storage.backup import dump
from ballot.storage.key_set import SHOWN

MAGIC = b"ballot-backup-1\n"
LENGTH, TAG = 8, 32
LONGEST_MANIFEST = 1024 * 1024
CHUNK = 256 * 1024
LEVEL = 1
"""Ciphertexts do not compress; what makes them text does, however little one tries."""

Tell = Callable[[int, int], None]
"""``tell(done, total)``, in rows or bytes."""


class Digest(Protocol):
    """A hash or an HMAC that grows."""

    def update(self, data: bytes, /) -> None:
        """Take in more."""


@dataclass(frozen=True, slots=True)
class TableTold:
    """What the manifest tells of a table."""

    rows: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup whose HMAC was checked. ``sha256`` is the digest of the whole file, in hex."""

    path: Path
    taken: datetime
    sha256: str
    tables: dict[str, TableTold]
    end: int
    """Where the lines end in the file."""
    head: str
    """The version of the tables that the rows are of."""

    @property
    def rows(self) -> int:
        """Rows in all."""
        return sum(each.rows for each in self.tables.values())

    @property
    def is_of_today(self) -> bool:
        """Whether its rows are of the tables of this program."""
        return self.head == version.HEAD

    def lines(self) -> Iterator[bytes]:
        """All lines, in the order of the tables."""
        with self.path.open("rb") as file:
            file.seek(len(MAGIC))
            yield from _lines(file, self.end - len(MAGIC))


class _Through:
    """A file that takes every byte into an HMAC on its way."""

    def __init__(self, file: BinaryIO, key: bytes) -> None:
        self._file = file
        self._tag = hmac.new(key, digestmod="sha256")

    def write(self, content: bytes) -> None:
        self._file.write(content)
        self._tag.update(content)

    def finish(self) -> None:
        self._file.write(self._tag.digest())


def write(
    db: Session, file: BinaryIO, key: bytes, fingerprint: bytes, at: datetime, tell: Tell
) -> int:
    """Write all rows of this view of the database; how many. ``key`` is that of the HMAC."""
    out, packed = _Through(file, key), zlib.compressobj(LEVEL)
    total, done = dump.count(db), 0
    tables: dict[str, dict[str, object]] = {}
    out.write(MAGIC)
    for table in dump.tables():
        digest, rows = hashlib.sha256(), 0
        for line in dump.lines(db, table):
            digest.update(line)
            out.write(packed.compress(line))
            rows += 1
            if rows % dump.ROWS_AT_ONCE == 0:
                tell(done + rows, total)
        tables[table.name] = {"rows": rows, "sha256": digest.hexdigest()}
        done += rows
        tell(done, total)
    out.write(packed.flush())
    manifest = json.dumps(
        {
            "head": version.HEAD,
            "fingerprint": fingerprint.hex(),
            "taken": at.isoformat(timespec="seconds"),
            "tables": tables,
        }
    ).encode()
    out.write(manifest + len(manifest).to_bytes(LENGTH, "big"))
    out.finish()
    return done


def read(path: Path, key: bytes, fingerprint: bytes, tell: Tell) -> Backup:
    """Check a backup to its last byte, before a row of it is believed.

    Raises KeysDoNotMatch for that of another key set, BackupRefused, DatabaseAhead for tables of
    a later program, OSError. One of earlier tables is loaded by ``earlier`` alone.
    """
    with path.open("rb") as file:
        size = file.seek(0, 2)
        manifest, end = _manifest(file, size, str(path))
        if manifest.get("fingerprint") != fingerprint.hex():
            named = str(manifest.get("fingerprint"))[:SHOWN]
            raise KeysDoNotMatch(found=fingerprint.hex()[:SHOWN], wanted=named)
        sha256 = _check(file, size, key, str(path), tell)
    head = manifest["head"]
    version.require_not_ahead(head)
    tables = {name: TableTold(**told) for name, told in manifest["tables"].items()}
    return Backup(path, datetime.fromisoformat(manifest["taken"]), sha256, tables, end, head)


def load(db: Session, backup: Backup, tell: Tell, into: Sequence[Table] | None = None) -> None:
    """Add all rows to empty tables: those of the program, or ``into`` others in the same order.

    Raises DatabaseBehind for rows of earlier tables than the program's, BackupRefused where tables
    or a digest do not fit.
    """
    if into is None and not backup.is_of_today:
        raise DatabaseBehind(found=backup.head, wanted=version.HEAD)
    found, done = backup.lines(), 0
    into = dump.tables() if into is None else into
    if list(backup.tables) != [each.name for each in into]:
        raise BackupRefused(file=str(backup.path), broken="backup")
    for table in into:
        told = backup.tables[table.name]
        digest = hashlib.sha256()
        dump.load(db, table, _counted(found, told.rows, digest, backup, done, tell))
        if digest.hexdigest() != told.sha256:
            raise BackupRefused(file=str(backup.path), broken="altered")
        done += told.rows


def _counted(
    found: Iterator[bytes], rows: int, digest: Digest, backup: Backup, done: int, tell: Tell
) -> Iterator[bytes]:
    """The next ``rows`` lines."""
    for place in range(rows):
        line = next(found, None)
        if line is None:
            raise BackupRefused(file=str(backup.path), broken="altered")
        digest.update(line)
        if place % dump.ROWS_AT_ONCE == 0:
            tell(done + place, backup.rows)
        yield line
    tell(done + rows, backup.rows)


def _manifest(file: BinaryIO, size: int, name: str) -> tuple[dict[str, Any], int]:
    """The manifest, not believed yet, and where it begins. Raises BackupRefused ``backup``."""
    file.seek(0)
    least = len(MAGIC) + LENGTH + TAG
    if size < least or file.read(len(MAGIC)) != MAGIC:
        raise BackupRefused(file=name, broken="backup")
    file.seek(size - TAG - LENGTH)
    length = int.from_bytes(file.read(LENGTH), "big")
    if length > min(LONGEST_MANIFEST, size - least):
        raise BackupRefused(file=name, broken="altered")
    end = size - TAG - LENGTH - length
    file.seek(end)
    try:
        return dict(json.loads(file.read(length))), end
    except ValueError:
        raise BackupRefused(file=name, broken="altered") from None


def _check(file: BinaryIO, size: int, key: bytes, name: str, tell: Tell) -> str:
    """The digest of the whole file. Raises BackupRefused unless its last 32 bytes are its HMAC."""
    tag, digest, left = hmac.new(key, digestmod="sha256"), hashlib.sha256(), size - TAG
    file.seek(0)
    while left and (chunk := file.read(min(CHUNK, left))):
        tag.update(chunk)
        digest.update(chunk)
        left -= len(chunk)
        tell(size - TAG - left, size)
    last = file.read(TAG)
    if left or not hmac.compare_digest(tag.digest(), last):
        raise BackupRefused(file=name, broken="altered")
    digest.update(last)
    return digest.hexdigest()


def _lines(file: BinaryIO, left: int) -> Iterator[bytes]:
    """The lines in so many bytes of the file, unpacked piece by piece."""
    packed, rest = zlib.decompressobj(), b""
    while left:
        chunk = file.read(min(CHUNK, left))
        left -= len(chunk)
        while chunk:
            *whole, rest = (rest + packed.decompress(chunk, CHUNK)).split(b"\n")
            yield from (line + b"\n" for line in whole)
            chunk = packed.unconsumed_tail
    yield from (line + b"\n" for line in (rest + packed.flush()).split(b"\n") if line)
