"""Group commit: ballots that arrive while the disk is busy share the next transaction.

One thread writes. It takes whatever has queued since its last commit and never waits for more, so
that a single voter is as fast as ever and three hundred at once cost a few commits instead of
three hundred. Everybody is answered after the COMMIT that holds what he did, whoever is told
that the slip did not vote now included.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Protocol

from ballot.domain.meeting import SlipState
from ballot.serving import logfmt
from ballot.storage.slips import SlipKey
from ballot.storage.votes import SealedVote

MOST = 256
"""Casts that share a transaction at most."""


@dataclass(frozen=True, slots=True)
class Cast:
    """A sealed ballot on its way into the box: spend this slip, and drop these votes in.

    ``run`` is the run of the meeting that it was sealed for, ``channel`` what the slip becomes.
    """

    number: str
    run: bytes
    key: SlipKey
    channel: SlipState
    sealed: Sequence[SealedVote]


Outcome = bool | Exception
"""True: the slip is spent and the votes lie in the box. False: the slip does not vote now, and
nothing was changed. An exception: not told; the ballot may lie in the box after all."""
Answered = Callable[[Cast, Outcome], None]
"""Called on the writer's thread, so that it returns at once and raises nothing."""


class WholeBatchFailed(Exception):
    """Nothing of the batch is tried again: its COMMIT gave no answer, or no transaction began."""


class Box(Protocol):
    """Writes casts in one transaction; belongs to the writer's thread alone."""

    def put(self, casts: Sequence[Cast]) -> list[bool]:
        """Whether each slip was spent and its votes dropped in, after the COMMIT.

        Raises WholeBatchFailed; any other exception says that all was rolled back.
        """

    def close(self) -> None:
        """Close the connection."""


_Waiting = tuple[Cast, Answered]


class Casting:
    """The queue and the thread of one process."""

    def __init__(self, box: Box) -> None:
        self._box = box
        self._lock = Lock()
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()
        self._thread: Thread | None = None

    def drop_in(self, cast: Cast, answered: Answered) -> None:
        """Queue a cast; ``answered`` is called once, after the COMMIT or when it failed.

        Raises RuntimeError where the system has no thread to give; the next cast asks anew.
        """
        with self._lock:
            if self._thread is None:
                thread = Thread(target=self._keep, name="casting", daemon=True)
                thread.start()
                self._thread = thread
            self._queue.put((cast, answered))

    def stop(self) -> None:
        """Wait until all that has queued is answered, and close; a later cast starts again."""
        with self._lock:
            thread, self._thread = self._thread, None
            if thread is not None:
                self._queue.put(None)
                thread.join()

    def _keep(self) -> None:
        while batch := _take(self._queue):
            self._commit(batch)
            # Which slip gave which votes is remembered no longer than until they are told.
            batch.clear()
        self._box.close()

    def _commit(self, batch: Sequence[_Waiting]) -> None:
        """What fails is made again one by one with the same rows: nobody suffers for another."""
        outcomes: Sequence[Outcome]
        try:
            outcomes = self._box.put([cast for cast, _answered in batch])
        except Exception as error:
            if len(batch) > 1 and not isinstance(error, WholeBatchFailed):
                for each in batch:
                    self._commit([each])
                return
            outcomes = [error] * len(batch)
        for (cast, answered), outcome in zip(batch, outcomes, strict=True):
            _tell(answered, cast, outcome)


def _tell(answered: Answered, cast: Cast, outcome: Outcome) -> None:
    """Whoever cannot take his answer costs neither the others theirs nor the writer its life."""
    try:
        answered(cast, outcome)
    except Exception as error:
        logfmt.write("error", "answer not taken", error=type(error).__name__)


def _take(queue: "SimpleQueue[_Waiting | None]") -> list[_Waiting]:
    """Wait for one, then take all who wait; empty when the thread shall end."""
    first = queue.get()
    if first is None:
        return []
    batch = [first]
    while len(batch) < MOST:
        try:
            each = queue.get_nowait()
        except Empty:
            break
        if each is None:
            queue.put(None)
            break
        batch.append(each)
    return batch
