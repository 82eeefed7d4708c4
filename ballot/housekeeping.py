"""The one thread that works while nobody asks: randomness for voters, seals of what has ended,
new processes in the place of those that remember an ended vote.
"""

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from threading import Thread

from ballot import memory
from ballot.usecases import clear_memory
from ballot.usecases.hall import Hall
from ballot.usecases.prepare_pools import prepare_pools
from ballot.usecases.seal_meetings import seal_meetings
from ballot.web import log

PAUSE = 0.2
"""Seconds between two looks, where there is nothing to do or voters keep coming."""

LOOK = 3.0
"""Seconds between two looks for meetings that have opened, or ended."""

FEW = 16
"""Records made in one go."""

LATER = 30.0
"""Seconds after which a duty that could not be done is tried again."""


@dataclass(slots=True)
class Duty:
    """A work that is due again and again; False says that something was in its way."""

    work: Callable[[Hall], bool]
    due: float = float("-inf")

    def do_if_due(self, hall: Hall, now: float) -> None:
        """A database that is away for a while does not end the thread."""
        if now < self.due:
            return
        done = False
        try:
            done = self.work(hall)
        except Exception as error:
            log.failure(error, "housekeeping")
        self.due = time.monotonic() + (LOOK if done else LATER)


def start(hall: Hall, since: datetime) -> Thread:
    """Start it as a daemon: a stopping program does not wait for it, and no request does.

    ``since`` is when this process began to serve.
    """
    thread = Thread(target=_keep, args=(hall, since), name="housekeeping", daemon=True)
    thread.start()
    return thread


def _keep(hall: Hall, since: datetime) -> None:
    duties = (
        Duty(_prepare),
        Duty(seal_meetings),
        Duty(lambda hall: _clear_memory(hall, since)),
    )
    while True:
        for duty in duties:
            duty.do_if_due(hall, time.monotonic())
        if not _fill(hall):
            time.sleep(PAUSE)


def _fill(hall: Hall) -> bool:
    """Make a few records, about 3 ms; False where all is ready."""
    order = hall.pools.next_order()
    if order:
        pool, kind, count = order
        pool.add(kind, b"".join(kind.make(pool.pk) for _ in range(min(count, FEW))))
    return order is not None


def _prepare(hall: Hall) -> bool:
    prepare_pools(hall)
    return True


def _clear_memory(hall: Hall, since: datetime) -> bool:
    """Ask for a new process in the place of this one, unless nobody is there to give one."""
    if memory.restart is not None and clear_memory.is_due(hall, since):
        memory.restart()
        return False
    return True
