"""Who answers: workers are started, started again when they die, and replaced without loss.

Each worker has a place. What happens to one place does not touch the others. Nothing here waits
for anybody but ``stop``: ``look`` does what is due, and ``pause`` says when to look again.
"""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from typing import Protocol

APART = 0.5
"""Seconds between two starts in one place, at least."""

LONGEST = 10.0
"""Seconds between two starts in one place, at most: each one that did not come to answer makes
the next wait twice as long."""

START_SECONDS = 60
"""How long a worker may take before it answers; then another one is tried, which may take so much
longer, in the end ten times: it may be the machine that is slow.
"""

SETTLE_SECONDS = 2
"""How long a worker that is replaced may read what it has taken, before it is told to end."""

DRAIN_SECONDS = 20
"""How long it may then finish what it has begun: a file may be on its way over a weak line, and
nobody waits for the end of this worker."""

SOON = 0.05
"""Seconds between two looks while a worker starts or ends."""

SELDOM = 1.0
"""Seconds between two looks while nothing happens. The end of a worker is told at once; this is
for one whose own child outlives it and holds the sign."""


NEVER = float("-inf")


class Log(Protocol):
    """Where a line of the log goes: an event, and what is known of it."""

    def __call__(self, event: str, **known: object) -> None:
        """Write the line."""


@dataclass(slots=True)
class WorkerSlot:
    """One of the workers that there are to be. ``due`` is before when none is started here."""

    index: int
    worker: BaseProcess | None = None
    began: float = NEVER
    is_answering: bool = False
    failures: int = 0
    due: float = NEVER


@dataclass(slots=True)
class Leaving:
    """A worker that takes no more since ``since``; ``told`` to end once it has settled."""

    worker: BaseProcess
    since: float
    is_told: bool = False


@dataclass(slots=True)
class Successors:
    """Workers that will take the places of all, as soon as all of them answer."""

    workers: list[BaseProcess]
    since: float


@dataclass(slots=True)
class Supervisor:
    """Holds ``count`` places. ``spawn`` starts a worker; ``answers`` says whether one, by its
    process number, is ready for voters.
    """

    count: int
    spawn: Callable[[int], BaseProcess]
    answers: Callable[[int], bool]
    log: Log
    clock: Callable[[], float] = time.monotonic
    places: list[WorkerSlot] = field(init=False)
    _successors: Successors | None = field(init=False, default=None)
    _leaving: list[Leaving] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.places = [WorkerSlot(index) for index in range(self.count)]

    def look(self) -> None:
        """Take note of who has died and who answers, and do what is due."""
        for place in self.places:
            self._attend(place)
        if self._successors:
            self._attend_successors(self._successors)
        self._leaving = [each for each in self._leaving if not self._see_off(each)]

    def is_complete(self) -> bool:
        """Whether a worker answers in every place."""
        return all(place.is_answering for place in self.places)

    def replace(self) -> None:
        """Put new workers in the place of all: first they answer, then the old ones finish.

        Where one of the new does not come up, the old ones stay. Nothing is begun before the last
        replacement has ended.
        """
        if self._successors or self._leaving:
            return
        started = [self._spawned(index) for index in range(self.count)]
        successors = [each for each in started if each]
        if len(successors) == self.count:
            self._successors = Successors(successors, self.clock())
        else:
            self._give_up(successors)

    def pause(self) -> float:
        """Seconds after which to look again, unless a worker ends before."""
        if self._successors or self._leaving or not self.is_complete():
            return SOON
        return SELDOM

    def workers(self) -> list[BaseProcess]:
        """All that have not been seen to end."""
        placed = [place.worker for place in self.places if place.worker]
        coming = self._successors.workers if self._successors else []
        return [*placed, *coming, *(each.worker for each in self._leaving)]

    def stop(self, seconds: float) -> None:
        """End all; who has not gone after ``seconds`` is killed."""
        workers = self.workers()
        for each in workers:
            each.terminate()
        until = self.clock() + seconds
        while any(each.is_alive() for each in workers) and self.clock() < until:
            connection.wait([each.sentinel for each in workers if each.is_alive()], SOON)
        for each in workers:
            each.kill()
            each.join()

    def _attend(self, place: WorkerSlot) -> None:
        now = self.clock()
        if place.worker and not place.worker.is_alive():
            self._bury(place, place.worker, now)
        if place.worker is None:
            if now >= place.due:
                self._start(place, now)
        elif not place.is_answering:
            self._wait_for(place, place.worker, now)

    def _wait_for(self, place: WorkerSlot, new: BaseProcess, now: float) -> None:
        place.is_answering = self.answers(_number(new))
        patience = START_SECONDS * min(1 + place.failures, 10)
        if not place.is_answering and now > place.began + patience:
            new.kill()

    def _start(self, place: WorkerSlot, now: float) -> None:
        is_first = place.began == NEVER
        place.worker, place.began = self._spawned(place.index), now
        if place.worker is None:
            self._put_off(place, now)
        elif not is_first:
            self.log("started again", worker=place.index + 1, process=_number(place.worker))

    def _bury(self, place: WorkerSlot, dead: BaseProcess, now: float) -> None:
        self.log("died", worker=place.index + 1, process=_number(dead), exit=dead.exitcode)
        dead.close()
        place.worker = None
        self._put_off(place, now)

    def _put_off(self, place: WorkerSlot, now: float) -> None:
        """The next one: at once where the last one answered, else later each time."""
        place.failures = 0 if place.is_answering else place.failures + 1
        wait = APART * 2.0 ** min(place.failures - 1, 10) if place.failures else 0.0
        place.due = max(now + min(wait, LONGEST), place.began + APART)
        place.is_answering = False

    def _spawned(self, index: int) -> BaseProcess | None:
        """A new worker; None where the system has no room for a process at this moment."""
        try:
            return self.spawn(index)
        except OSError as error:
            self.log("not started", worker=index + 1, error=type(error).__name__)
            return None

    def _attend_successors(self, new: Successors) -> None:
        answering = [each.is_alive() and self.answers(_number(each)) for each in new.workers]
        if all(answering):
            self._succeed(new)
        elif (
            not all(each.is_alive() for each in new.workers)
            or self.clock() > new.since + START_SECONDS
        ):
            self.log("not replaced")
            self._give_up(new.workers)

    def _succeed(self, new: Successors) -> None:
        now = self.clock()
        for place, worker in zip(self.places, new.workers, strict=True):
            old = place.worker
            place.worker, place.began = worker, new.since
            place.is_answering = True
            if old and old.is_alive():
                os.kill(_number(old), signal.SIGUSR2)
                self._leaving.append(Leaving(old, now))
        self._successors = None

    def _give_up(self, workers: list[BaseProcess]) -> None:
        for each in workers:
            each.kill()
            each.join()
            each.close()
        self._successors = None

    def _see_off(self, gone: Leaving) -> bool:
        """Whether it has ended."""
        age = self.clock() - gone.since
        if not gone.worker.is_alive():
            gone.worker.close()
            return True
        if age > SETTLE_SECONDS + DRAIN_SECONDS:
            gone.worker.kill()
        elif age > SETTLE_SECONDS and not gone.is_told:
            gone.worker.terminate()
            gone.is_told = True
        return False


def _number(worker: BaseProcess) -> int:
    """The process number of one that was started."""
    return worker.pid or 0
