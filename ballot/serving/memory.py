"""Which processes answer voters, since when, and for which votes they are ready.

Each leaves a file in the data folder and holds its lock for as long as it lives, so that even of
a process that was killed nobody believes that it still remembers, or that it is ready. The file
holds a time, and the runs of the meetings whose stock was ready once; nothing that goes up or down
with the votes.
"""

import fcntl
import os
from collections.abc import Callable, Set
from contextlib import suppress
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path

restart: Callable[[], None] | None = None
"""Asks the serving parent for new workers. It sets this before it makes a worker; elsewhere, and
where workers are not forked, there is nobody to ask."""


@dataclass(frozen=True, slots=True)
class Worker:
    """What a process says of itself; ``ready`` are runs, 16 bytes each."""

    since: datetime
    ready: frozenset[bytes] = frozenset()

    def written(self) -> bytes:
        """A line each; ``read`` takes it."""
        lines = [self.since.isoformat(), *sorted(run.hex() for run in self.ready)]
        return "".join(f"{line}\n" for line in lines).encode()

    @classmethod
    def read(cls, raw: bytes) -> "Worker":
        """What was written."""
        since, *ready = raw.decode().split()
        return cls(datetime.fromisoformat(since), frozenset(map(bytes.fromhex, ready)))


class Serving:
    """The processes that serve the data of ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "workers"
        self._entered: tuple[int, Worker] | None = None

    def enter(self, at: datetime) -> None:
        """Note that this process serves from ``at`` until it ends, however it ends."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self._folder / f"{os.getpid()}.new"
        # Never closed: the kernel lets go of the lock when the process ends.
        number = os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(number, fcntl.LOCK_EX)
        self._write(number, Worker(at))
        fresh.replace(self._of(os.getpid()))

    def tell_ready(self, runs: Set[bytes]) -> None:
        """Note for which runs the stock of this process is ready, once it has entered."""
        if self._entered is None:
            return
        number, said = self._entered
        if said.ready != runs:
            self._write(number, replace(said, ready=frozenset(runs)))

    def oldest(self) -> datetime | None:
        """When the oldest of those that serve now began; None where nobody serves."""
        return min((each.since for each in self._living()), default=None)

    def is_ready(self, run: bytes) -> bool | None:
        """Whether the stock for a run is ready in all that serve now; None where nobody does."""
        found = self._living()
        return all(run in each.ready for each in found) if found else None

    def has(self, process: int) -> bool:
        """Whether this process serves."""
        return _said(self._of(process)) is not None

    def _living(self) -> list[Worker]:
        found = map(_said, self._folder.glob("*.worker"))
        return [each for each in found if each is not None]

    def _write(self, number: int, worker: Worker) -> None:
        """In place, for the lock is the file's: who reads meanwhile sees whole lines."""
        written = worker.written()
        os.pwrite(number, written, 0)
        os.ftruncate(number, len(written))
        self._entered = number, worker

    def _of(self, process: int) -> Path:
        return self._folder / f"{process}.worker"


def _said(path: Path) -> Worker | None:
    """What a process says of itself; the file of one that has ended is taken away."""
    with suppress(FileNotFoundError), path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return Worker.read(file.read())
        path.unlink()
    return None
