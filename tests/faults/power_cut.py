"""A disk whose power is cut: SQLite writes through it, and what was not synced may be lost.

The product runs unchanged on it: ``driver`` is the little of Python's DB-API that SQLAlchemy asks
of :mod:`sqlite3`, over APSW, whose file system can be replaced. Shared memory cannot, so that one
connection locks the file for itself alone, and all who ask for a connection share it.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from types import SimpleNamespace
from typing import Any

import apsw

Write = tuple[str, int, bytes | None]
"""(file, offset, content) of a write; without content the file is cut to the offset."""


ERRORS = (
    "Error",
    "DatabaseError",
    "DataError",
    "IntegrityError",
    "InterfaceError",
    "InternalError",
    "NotSupportedError",
    "OperationalError",
    "ProgrammingError",
    "Warning",
)
"""The names by which SQLAlchemy catches what a driver raises."""


@dataclass(slots=True)
class Disk:
    """Everything that happened to the disk, in order: writes, syncs, and notes of the test."""

    events: list[Write | str | int] = field(default_factory=list)
    """A write; the name of a file that was synced; or a number that the test noted."""

    def after_cut(self, at: int, start: dict[str, bytes], random: Random) -> dict[str, bytes]:
        """The files after a power cut behind the first ``at`` events.

        What was synced is there. Of what was not, some writes are, in no order: a disk
        writes as it likes.
        """
        files = {name: bytearray(content) for name, content in start.items()}
        pending: list[Write] = []
        for event in self.events[:at]:
            if isinstance(event, str):
                _apply(files, (each for each in pending if each[0] == event))
                pending = [each for each in pending if each[0] != event]
            elif isinstance(event, tuple):
                pending.append(event)
        share = random.choice((0.0, 0.5, 0.9))
        _apply(files, (each for each in pending if random.random() < share))
        return {name: bytes(content) for name, content in files.items()}


def _apply(files: dict[str, bytearray], writes: Iterable[Write]) -> None:
    for name, offset, content in writes:
        file = files.setdefault(name, bytearray())
        if content is None:
            del file[offset:]
            continue
        file.extend(bytes(max(0, offset - len(file))))
        file[offset : offset + len(content)] = content


class _FileSystem(apsw.VFS):
    def __init__(self, name: str, disk: Disk) -> None:
        self._disk = disk
        super().__init__(name, "")

    def xOpen(self, name: Any, flags: list[int]) -> apsw.VFSFile:  # noqa: N802  SQLite's name
        return _File(name, flags, self._disk)


class _File(apsw.VFSFile):
    def __init__(self, name: Any, flags: list[int], disk: Disk) -> None:
        self._name = Path(name.filename() if hasattr(name, "filename") else name).name
        self._disk = disk
        super().__init__("", name, flags)

    def xWrite(self, data: bytes, offset: int) -> None:  # noqa: N802  SQLite's name
        self._disk.events.append((self._name, offset, bytes(data)))
        super().xWrite(data, offset)

    def xTruncate(self, newsize: int) -> None:  # noqa: N802  SQLite's name
        self._disk.events.append((self._name, newsize, None))
        super().xTruncate(newsize)

    def xSync(self, flags: int) -> None:  # noqa: N802  SQLite's name
        super().xSync(flags)
        self._disk.events.append(self._name)


class _Connection:
    """What SQLAlchemy and the product ask of a connection."""

    isolation_level = None

    def __init__(self, shared: apsw.Connection) -> None:
        self.apsw = shared

    @property
    def in_transaction(self) -> bool:
        """Whether a transaction is under way."""
        return self.apsw.in_transaction

    def cursor(self) -> "_Cursor":
        return _Cursor(self.apsw)

    def execute(self, sql: str, values: Sequence[Any] = ()) -> "_Cursor":
        # Readers and the writer share a connection, and the test has one of them at a time.
        if sql == "PRAGMA query_only=ON":
            return self.cursor()
        return self.cursor().execute(sql, values)

    def create_function(self, *_words: Any, **_more: Any) -> None:
        """SQLAlchemy's own functions are not used."""

    def commit(self) -> None:
        if self.apsw.in_transaction:
            self.execute("COMMIT")

    def rollback(self) -> None:
        if self.apsw.in_transaction:
            self.execute("ROLLBACK")

    def close(self) -> None:
        """The others go on; the file is closed with the last of them."""


class _Cursor:
    """A cursor that has read its rows when it returns."""

    arraysize = 1
    lastrowid = None

    def __init__(self, connection: apsw.Connection) -> None:
        self._connection = connection
        self._rows: list[Any] = []
        self.description: Any = None
        self.rowcount = -1

    def execute(self, sql: str, values: Sequence[Any] = ()) -> "_Cursor":
        before = self._connection.total_changes()
        cursor = self._connection.cursor()
        self.description = None
        self._rows = []
        for row in cursor.execute(sql, tuple(values)):
            self.description = self.description or cursor.description_full
            self._rows.append(row)
        if self.description is None and sql.lstrip()[:6].upper() == "SELECT":
            self.description = _columns(self._connection, sql, values)
        self.rowcount = self._connection.total_changes() - before
        return self

    def executemany(self, sql: str, many: Iterable[Sequence[Any]]) -> "_Cursor":
        self.rowcount = sum(self.execute(sql, values).rowcount for values in many)
        return self

    def fetchone(self) -> Any:
        return self._rows.pop(0) if self._rows else None

    def fetchmany(self, size: int = 1) -> list[Any]:
        taken, self._rows = self._rows[:size], self._rows[size:]
        return taken

    def fetchall(self) -> list[Any]:
        return self.fetchmany(len(self._rows))

    def close(self) -> None:
        self._rows = []


def _columns(connection: apsw.Connection, sql: str, values: Sequence[Any]) -> Any:
    """The columns of a query that has no row."""
    found: list[Any] = []

    def note(cursor: apsw.Cursor, _sql: str, _values: Any) -> bool:
        found.append(
            [(each[0], each[1], None, None, None, None, None) for each in cursor.get_description()]
        )
        return True

    cursor = connection.cursor()
    cursor.exec_trace = note
    list(cursor.execute(sql, tuple(values)))
    return found[0]


def driver(disk: Disk, name: str) -> SimpleNamespace:
    """A DB-API module for ``create_engine(module=…)`` that writes through ``disk``."""
    vfs = _FileSystem(name, disk)
    shared: list[apsw.Connection] = []

    def connect(path: str, **_more: Any) -> _Connection:
        if not shared:
            shared.append(apsw.Connection(path, vfs=name))
            shared[0].execute("PRAGMA locking_mode=EXCLUSIVE")
        return _Connection(shared[0])

    return SimpleNamespace(
        vfs=vfs,
        paramstyle="qmark",
        sqlite_version_info=tuple(int(part) for part in apsw.sqlite_lib_version().split(".")),
        Binary=bytes,
        connect=connect,
        **dict.fromkeys(ERRORS, apsw.Error),
    )
