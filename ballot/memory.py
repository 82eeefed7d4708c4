"""Which processes answer voters, and since when: what an ended meeting may have left in memory.

Each leaves a file in the data folder and holds its lock for as long as it lives, so that even of
a process that was killed nobody believes that it still remembers. The file holds a time and
nothing else.
"""

import fcntl
import os
from collections.abc import Callable
from contextlib import suppress
from datetime import datetime
from pathlib import Path

restart: Callable[[], None] | None = None
"""Asks the serving parent for new workers. It sets this before it makes a worker; elsewhere, and
where workers are not forked, there is nobody to ask."""


class Serving:
    """The processes that serve the data of ``folder``."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder / "workers"

    def enter(self, at: datetime) -> None:
        """Note that this process serves from ``at`` until it ends, however it ends."""
        self._folder.mkdir(mode=0o700, parents=True, exist_ok=True)
        fresh = self._folder / f"{os.getpid()}.new"
        # Never closed: the kernel lets go of the lock when the process ends.
        number = os.open(fresh, os.O_CREAT | os.O_TRUNC | os.O_RDWR | os.O_CLOEXEC, 0o600)
        fcntl.flock(number, fcntl.LOCK_EX)
        os.write(number, at.isoformat().encode())
        fresh.replace(self._of(os.getpid()))

    def oldest(self) -> datetime | None:
        """When the oldest of those that serve now began; None where nobody serves."""
        found = [_alive_since(path) for path in self._folder.glob("*.worker")]
        return min((each for each in found if each is not None), default=None)

    def has(self, process: int) -> bool:
        """Whether this process serves."""
        return _alive_since(self._of(process)) is not None

    def _of(self, process: int) -> Path:
        return self._folder / f"{process}.worker"


def _alive_since(path: Path) -> datetime | None:
    """When a process began; the file of one that has ended is taken away."""
    with suppress(FileNotFoundError), path.open("rb") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_SH | fcntl.LOCK_NB)
        except BlockingIOError:
            return datetime.fromisoformat(file.read().decode())
        path.unlink()
    return None
