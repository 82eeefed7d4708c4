"""What works while nobody asks: what voters will take, seals of what has ended, new processes in
the place of those that remember an ended vote; and by itself the note of what was acknowledged.
"""

import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from threading import Thread

from ballot.jobs.kinds import FILES
from ballot.serving import log, memory, process
from ballot.serving.memory import Serving
from ballot.usecases import heads
from ballot.usecases.assessment.people import staged_people
from ballot.usecases.casting.note_received import note_received
from ballot.usecases.casting.prepare_pools import prepare_pools
from ballot.usecases.hall import Hall
from ballot.usecases.jobs.clear_jobs import call_for_waiting, clear_jobs
from ballot.usecases.roster.forget_rosters import forget_rosters
from ballot.usecases.traces import clear_memory
from ballot.usecases.traces.forget_rehearsals import forget_rehearsals
from ballot.usecases.traces.seal_meetings import seal_meetings

PAUSE = 0.5
"""Seconds between two looks whether something is due."""

LOOK = 3.0
"""Seconds between two looks for meetings that were frozen, or ended."""

SELDOM = 600.0
"""Seconds between two looks for lines of the journal that a crash has kept from the house, for
rosters whose time is over, and for what a rehearsal that was reset has left in the key folder."""

SECOND = 1.0
"""Seconds between two notes of how many ballots were acknowledged, and until one is tried again."""

LATER = 30.0
"""Seconds after which a duty that could not be done is tried again."""


@dataclass(slots=True)
class Duty:
    """A work that is due again and again; False says that something was in its way."""

    work: Callable[[Hall], bool]
    pause: float = LOOK
    later: float | None = None
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
        self.due = time.monotonic() + (self.pause if done else self.later or LATER)


def _never() -> bool:
    return False


def start(
    hall: Hall, since: datetime, serving: Serving, is_busy: Callable[[], bool] = _never
) -> Thread:
    """Start it as a daemon: a stopping program does not wait for it, and no request does.

    ``since`` is when this process began to serve, ``serving`` where it tells what it is ready for.
    While it ``is_busy`` it is not replaced.
    """
    duties = (
        Duty(_preparing(serving)),
        Duty(seal_meetings),
        Duty(heads.catch_up, pause=SELDOM),
        Duty(forget_rosters, pause=SELDOM),
        Duty(forget_rehearsals, pause=SELDOM),
        *_jobs(hall),
        Duty(lambda hall: not is_busy() and _clear_memory(hall, since)),
    )
    # Apart from the others: a seal takes longer than ballots may wait for their note.
    _begin(hall, "marks", (Duty(note_received, pause=SECOND, later=SECOND),))
    return _begin(hall, "housekeeping", duties)


def _jobs(hall: Hall) -> tuple[Duty, ...]:
    """Where long work is done beside this process."""
    if hall.workplace is None:
        return ()
    return (
        Duty(call_for_waiting),
        Duty(lambda hall: clear_jobs(hall, FILES), pause=SELDOM),
        Duty(staged_people.clear_old, pause=SELDOM),
    )


def _begin(hall: Hall, name: str, duties: Sequence[Duty]) -> Thread:
    thread = Thread(target=_keep, args=(hall, duties), name=name, daemon=True)
    thread.start()
    return thread


def _keep(hall: Hall, duties: Sequence[Duty]) -> None:
    while True:
        for duty in duties:
            duty.do_if_due(hall, time.monotonic())
        time.sleep(PAUSE)


def _preparing(serving: Serving) -> Callable[[Hall], bool]:
    """Say what the voters to come will take, and tell others when it is ready."""
    ready: frozenset[bytes] = frozenset()

    def prepare(hall: Hall) -> bool:
        nonlocal ready
        before, ready = ready, prepare_pools(hall, ready)
        serving.tell_ready(ready)
        if ready != before:
            process.give_back_memory()  # a stock came in over many buffers
        return True

    return prepare


def _clear_memory(hall: Hall, since: datetime) -> bool:
    """Ask for a new process in the place of this one, unless nobody is there to give one."""
    if memory.restart is not None and clear_memory.is_due(hall, since):
        memory.restart()
        return False
    return True
