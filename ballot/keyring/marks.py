"""Marks: what the key folder remembers of a database, so that a lost tail is noticed.

A mark is one small file: the highest received total of a run, the one list that its box was opened
for, or where a chain of the journal ended.
Whoever cuts the journal, or puts an earlier copy of the database in its place, does not reach
them. They only rise. Every process of an installation shares them, so each change is made under
a lock and replaces the file whole.
"""

import fcntl
import os
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from threading import Lock

from ballot.domain.errors import Tampered
from ballot.domain.journal_line import End

_CHAIN = re.compile("journal-(house|(meeting|assessment)-[0-9]+)")
NAME = re.compile(f"{_CHAIN.pattern}|(received|opened)-[0-9a-f]{{32}}")
"""What a mark is called."""


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

    def opened(self, run: bytes) -> bytes | None:
        """The root of the list that the box of a run was opened for, None where it was not.

        Raises Tampered("mark").
        """
        text = _read(self._opened(run))
        try:
            return None if text is None else bytes.fromhex(text)
        except ValueError:
            raise Tampered(what="mark") from None

    def bind_opened(self, run: bytes, root: bytes) -> bytes:
        """Note the list that a box is opened for, once; the root that was noted first.

        An earlier copy of the database knows of no opening: two lists that differ in one ballot
        would open that ballot.
        """
        with self._one_thread, locked(self._folder):
            first = self.opened(run)
            if first is None:
                _replace(self._opened(run), root.hex())
            return first or root

    def forget(self, run: bytes) -> None:
        """Forget what was noted of a run that is gone for good, ballots, key and all."""
        with self._one_thread, locked(self._folder):
            there = [path for path in (self._run(run), self._opened(run)) if path.exists()]
            for path in there:
                path.unlink()
            if there:
                sync_folder(self._folder)

    def journal(self, chain: str) -> End | None:
        """Where a chain of the journal ended, as last noted. Raises Tampered("mark")."""
        text = _read(self._chain(chain))
        return None if text is None else _end(text)

    def journals(self) -> dict[str, End]:
        """The same of every chain that was ever noted. Raises Tampered("mark")."""
        names = [each.name for each in self._folder.iterdir() if _CHAIN.fullmatch(each.name)]
        found = {_chain_of(name): _read(self._folder / name) for name in sorted(names)}
        return {chain: _end(text) for chain, text in found.items() if text is not None}

    def note_journal(self, ends: Mapping[str, End]) -> None:
        """Note where chains end; one that was longer as last noted is left out."""
        with self._one_thread, locked(self._folder):
            for chain, end in ends.items():
                last = self.journal(chain)
                if last is None or end.length > last.length:
                    text = f"{end.length} {end.tag.hex()} {end.head.hex()}"
                    _replace(self._chain(chain), text)

    def all(self) -> dict[str, str]:
        """Every mark by the name of its file."""
        with self._one_thread, locked(self._folder):
            found = sorted(each for each in self._folder.iterdir() if NAME.fullmatch(each.name))
            return {each.name: each.read_text("ascii") for each in found}

    def take_over(self, marks: Mapping[str, str]) -> None:
        """Note marks of another folder; none is lowered by it. Raises Tampered("mark")."""
        for name, text in marks.items():
            kind, _, run = name.partition("-")
            if not NAME.fullmatch(name):
                raise Tampered(what="mark")
            try:
                if kind == "received":
                    self.note_received(bytes.fromhex(run), _whole(text))
                elif kind == "opened":
                    self.bind_opened(bytes.fromhex(run), bytes.fromhex(text))
                else:
                    self.note_journal({_chain_of(name): _end(text)})
            except ValueError:
                raise Tampered(what="mark") from None

    def _chain(self, chain: str) -> Path:
        return self._folder / f"journal-{chain.replace(':', '-')}"

    def _opened(self, run: bytes) -> Path:
        return self._folder / f"opened-{run.hex()}"

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


def _chain_of(name: str) -> str:
    """The chain that a mark is of, by the name of its file."""
    return name.removeprefix("journal-").replace("-", ":")


def _end(text: str) -> End:
    """Raises Tampered("mark")."""
    length, *digests = text.split(" ")
    try:
        tag, head = map(bytes.fromhex, digests)
        return End(_whole(length), tag, head)
    except ValueError:
        raise Tampered(what="mark") from None


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
