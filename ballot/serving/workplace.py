"""Where long work is done: one process that works, how far it has come, the files that it makes.

The process holds a lock in the data folder for as long as it lives, so that nobody believes that
one which was killed still works. How far it has come is written into the file of that lock, a line
of three numbers, and never into the database: a note is no commit that votes would wait for. What
it makes lies beside it, readable to this user alone.
"""

import fcntl
import hashlib
import os
import secrets
import subprocess
import time
from collections.abc import Callable, Collection
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from threading import Lock

PATIENCE = 1.0
"""Seconds in which a lock comes free that somebody took for a look."""
WHOLE = 100

Start = Callable[[], "subprocess.Popen[bytes]"]
"""Starts the process that works."""


@dataclass(frozen=True, slots=True)
class AtWork:
    """A job, and how far it has come; ``total`` is 0 where nobody knows how much there is."""

    job: int
    done: int = 0
    total: int = 0

    def written(self) -> bytes:
        """One line; ``read`` takes it."""
        return f"{self.job} {self.done} {self.total}\n".encode()

    @classmethod
    def read(cls, raw: bytes) -> "AtWork":
        """What was written."""
        return cls(*map(int, raw.split()))


IDLE = AtWork(0)
"""A process that looks for work."""


class Workplace:
    """The folder of long work in the data folder, and the process that works there.

    ``start`` is None where nobody is to be called, as in that process itself.
    """

    def __init__(self, data: Path, start: Start | None = None) -> None:
        self._folder = data / "jobs"
        self._start = start
        self._called: subprocess.Popen[bytes] | None = None
        self._calling = Lock()
        self._held: int | None = None
        self._noted: tuple[int, int | None] | None = None

    @property
    def name(self) -> str:
        """What this folder is known by to others that share its database."""
        with suppress(FileNotFoundError):
            return self._name_file.read_text(encoding="ascii")
        self._make_folder()
        fresh = self._folder / f"{os.getpid()}.new"
        fresh.write_text(secrets.token_hex(8), encoding="ascii")
        with suppress(FileExistsError):  # another process was first
            self._name_file.hardlink_to(fresh)
        fresh.unlink()
        return self._name_file.read_text(encoding="ascii")

    @property
    def process(self) -> int | None:
        """The process that was called from here and has not ended."""
        called = self._called
        return called.pid if called and called.poll() is None else None

    def call(self) -> None:
        """Have a process that works, unless one lives."""
        with self._calling:
            if self._start and self.process is None and self.at_work() is None:
                self._called = self._start()

    def at_work(self) -> AtWork | None:
        """What the process that lives works at; None where none lives."""
        with suppress(FileNotFoundError), self._lock_file.open("rb") as file:
            try:
                fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
            except BlockingIOError:
                return AtWork.read(file.read() or IDLE.written())
        return None

    def enter(self) -> bool:
        """Whether this process is the one that works, from now until it ends, however it ends."""
        if self._held is not None:
            return True
        self._make_folder()
        # Never closed: the kernel lets go of the lock when the process ends.
        number = os.open(self._lock_file, os.O_CREAT | os.O_RDWR | os.O_CLOEXEC, 0o600)
        until = time.monotonic() + PATIENCE
        while not _locked(number):
            if time.monotonic() > until:
                os.close(number)
                return False
            time.sleep(PATIENCE / 20)
        self._held = number
        self._write(IDLE)
        return True

    def note(self, job: int, done: int = 0, total: int = 0) -> None:
        """Note how far a job has come, wherever that is another hundredth of it."""
        share = (job, WHOLE * done // total if total else None)
        if share != self._noted:
            self._noted = share
            self._write(AtWork(job, done, total))

    def rest(self) -> None:
        """Note that this process works at nothing."""
        self._write(IDLE)

    def keep(self, content: bytes) -> str:
        """Keep what a job made; the name of the file."""
        name = secrets.token_hex(16)
        self._put(name, content)
        return name

    def keep_once(self, content: bytes, of: str) -> str:
        """Keep what a job waits for, sent by somebody ``of`` this name; whoever sends the same
        again has the same file."""
        name = hashlib.sha256(of.encode() + b"|" + content).hexdigest()[:32]
        fresh = secrets.token_hex(16)
        self._put(fresh, content)
        (self._folder / fresh).replace(self._folder / name)
        return name

    def drop(self, name: str) -> None:
        """Remove what is needed no more."""
        (self._folder / name).unlink(missing_ok=True)

    def _put(self, name: str, content: bytes) -> None:
        self._make_folder()
        number = os.open(self._folder / name, os.O_CREAT | os.O_EXCL | os.O_WRONLY, 0o600)
        with os.fdopen(number, "wb") as file:
            file.write(content)

    def take(self, name: str) -> bytes | None:
        """What was kept under a name; None where it is gone."""
        with suppress(FileNotFoundError):
            return (self._folder / name).read_bytes()
        return None

    def keep_only(self, names: Collection[str], age: float) -> None:
        """Remove every other file that is older than ``age`` seconds."""
        for path in self._folder.glob("?" * 32):
            with suppress(FileNotFoundError):
                if path.name not in names and time.time() - path.stat().st_mtime > age:
                    path.unlink()

    def _write(self, now: AtWork) -> None:
        """In place, for the lock is the file's: who reads meanwhile sees a whole line."""
        if self._held is not None:
            os.pwrite(self._held, now.written().rjust(WIDE), 0)

    def _make_folder(self) -> None:
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)

    @property
    def _name_file(self) -> Path:
        return self._folder / "name"

    @property
    def _lock_file(self) -> Path:
        return self._folder / "at-work"


WIDE = 48
"""Bytes of the line: one that is shorter than the last leaves nothing of it."""


def _locked(number: int) -> bool:
    with suppress(BlockingIOError):
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
        return True
    return False
