"""Who answers: workers are started, started again when they die, and replaced without loss.

Each worker has a slot. What happens to one slot does not touch the others. Nothing here waits
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
"""Seconds between two starts in one slot, at least."""

LONGEST = 10.0
"""Seconds between two starts in one slot, at most: each one that did not come to answer makes
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
    """Workers that will take the slots of all, as soon as all of them answer."""

    workers: list[BaseProcess]
    since: float


@dataclass(slots=True)
class Supervisor:
    """Holds ``count`` slots. ``spawn`` starts a worker; ``answers`` says whether one, by its
    process number, is ready for voters.
    """

    count: int
    spawn: Callable[[int], BaseProcess]
    answers: Callable[[int], bool]
    log: Log
    clock: Callable[[], float] = time.monotonic
    slots: list[WorkerSlot] = field(init=False)
    _successors: Successors | None = field(init=False, default=None)
    _leaving: list[Leaving] = field(init=False, default_factory=list)

    def __post_init__(self) -> None:
        self.slots = [WorkerSlot(index) for index in range(self.count)]

    def look(self) -> None:
        """Take note of who has died and who answers, and do what is due."""
        for slot in self.slots:
            self._attend(slot)
        if self._successors:
            self._attend_successors(self._successors)
        self._leaving = [each for each in self._leaving if not self._see_off(each)]

    def is_complete(self) -> bool:
        """Whether a worker answers in every slot."""
        return all(slot.is_answering for slot in self.slots)

    def replace(self) -> None:
        """Put new workers in the slots of all: first they answer, then the old ones finish.

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
        placed = [slot.worker for slot in self.slots if slot.worker]
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

    def _attend(self, slot: WorkerSlot) -> None:
        now = self.clock()
        if slot.worker and not slot.worker.is_alive():
            self._bury(slot, slot.worker, now)
        if slot.worker is None:
            if now >= slot.due:
                self._start(slot, now)
        elif not slot.is_answering:
            self._wait_for(slot, slot.worker, now)

    def _wait_for(self, slot: WorkerSlot, new: BaseProcess, now: float) -> None:
        slot.is_answering = self.answers(_number(new))
        patience = START_SECONDS * min(1 + slot.failures, 10)
        if not slot.is_answering and now > slot.began + patience:
            new.kill()

    def _start(self, slot: WorkerSlot, now: float) -> None:
        is_first = slot.began == NEVER
        slot.worker, slot.began = self._spawned(slot.index), now
        if slot.worker is None:
            self._put_off(slot, now)
        elif not is_first:
            self.log("started again", worker=slot.index + 1, process=_number(slot.worker))

    def _bury(self, slot: WorkerSlot, dead: BaseProcess, now: float) -> None:
        self.log("died", worker=slot.index + 1, process=_number(dead), exit=dead.exitcode)
        dead.close()
        slot.worker = None
        self._put_off(slot, now)

    def _put_off(self, slot: WorkerSlot, now: float) -> None:
        """The next one: at once where the last one answered, else later each time."""
        slot.failures = 0 if slot.is_answering else slot.failures + 1
        wait = APART * 2.0 ** min(slot.failures - 1, 10) if slot.failures else 0.0
        slot.due = max(now + min(wait, LONGEST), slot.began + APART)
        slot.is_answering = False

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
        for slot, worker in zip(self.slots, new.workers, strict=True):
            old = slot.worker
            slot.worker, slot.began = worker, new.since
            slot.is_answering = True
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
