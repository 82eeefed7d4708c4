"""Marks: what the key folder remembers of a database, so that a lost tail is noticed.

A mark is one small file: the highest received total of a run, or length and head of the journal.
Whoever cuts the journal, or puts an earlier copy of the database in its place, does not reach
them. They only rise. Every process of an installation shares them, so each change is made under
a lock and replaces the file whole.
"""

import fcntl
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from ballot.domain.errors import Tampered


class MarkFiles:
    """The marks in ``folder``. Threads and processes may note at the same time."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder
        self._one_thread = Lock()

    def received(self, run: bytes) -> int:
        """The highest received total ever noted of a run, 0 where none was.

        Raises Tampered("mark") where the file holds anything else.
        """
        text = _read(self._run(run))
        return 0 if text is None else _whole(text)

    def note_received(self, run: bytes, total: int) -> None:
        """Note a received total; a lower one than the last is left out."""
        if total <= self.received(run):
            return
        with self._one_thread, locked(self._folder):
            if total > self.received(run):
                _replace(self._run(run), str(total))

    def journal(self) -> tuple[int, bytes] | None:
        """Length of the journal and its head, as last noted. Raises Tampered("mark")."""
        text = _read(self._folder / "journal")
        if text is None:
            return None
        length, _, head = text.partition(" ")
        if not head:
            raise Tampered(what="mark")
        try:
            return _whole(length), bytes.fromhex(head)
        except ValueError:
            raise Tampered(what="mark") from None

    def note_journal(self, length: int, head: bytes) -> None:
        """Note the journal's length and head; a shorter journal than the last is left out."""
        with self._one_thread, locked(self._folder):
            last = self.journal()
            if last is None or length > last[0]:
                _replace(self._folder / "journal", f"{length} {head.hex()}")

    def _run(self, run: bytes) -> Path:
        return self._folder / f"received-{run.hex()}"


@contextmanager
def locked(folder: Path) -> Iterator[None]:
    """One process at a time in this folder; the kernel frees the lock of a process that dies."""
    number = os.open(folder, os.O_RDONLY | os.O_CLOEXEC)
    try:
        fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)


def sync_folder(folder: Path) -> None:
    """Bring a new or removed name in a folder down to the disk."""
    number = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(number)
    finally:
        os.close(number)


def _read(path: Path) -> str | None:
    try:
        return path.read_text("ascii")
    except FileNotFoundError:
        return None


def _whole(text: str) -> int:
    if not (text.isascii() and text.isdigit()):
        raise Tampered(what="mark")
    return int(text)


def _replace(path: Path, text: str) -> None:
    """Replace the file whole: after a power cut it is the old one or the new one."""
    fresh = path.with_suffix(".new")
    number = os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_WRONLY | os.O_CLOEXEC, 0o600)
    with os.fdopen(number, "w", encoding="ascii") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())
    fresh.replace(path)
    sync_folder(path.parent)
