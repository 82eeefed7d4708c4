"""Group commit: ballots that arrive while the disk is busy share the next transaction.

One thread writes. It takes whatever has queued since its last commit and never waits for more, so
that a single voter is as fast as ever and three hundred at once cost a few commits instead of
three hundred. Everybody is answered after the COMMIT that holds what he did.
"""

import os
from collections.abc import Callable
from concurrent.futures import Future
from queue import Empty, SimpleQueue
from threading import Lock, Thread
from typing import Any, TypeVar

from sqlalchemy.orm import Session

T = TypeVar("T")
Work = Callable[[Session], T]

MOST = 256
"""Casts that share a transaction at most."""


class GroupCommit:
    """Runs works through ``write``, which makes one transaction of each work given to it."""

    def __init__(self, write: Callable[[Work[Any]], Any]) -> None:
        self._write = write
        self._lock = Lock()
        self._process = 0
        self._queue: SimpleQueue[_Waiting | None] = SimpleQueue()

    def run(self, work: Work[T]) -> T:
        """The answer of ``work`` after its commit, or its exception after a rollback.

        ``work`` may run twice: a transaction that fails is made again, one work at a time, so
        that nobody suffers for another.
        """
        waiting = _Waiting(work)
        self._start().put(waiting)
        answer: T = waiting.answer.result()
        return answer

    def stop(self) -> None:
        """End the thread after what is queued; a later ``run`` starts another."""
        with self._lock:
            if self._process == os.getpid():
                self._queue.put(None)
                self._process = 0

    def _start(self) -> "SimpleQueue[_Waiting | None]":
        """The queue of this process. A thread does not survive a fork, nor does its queue."""
        with self._lock:
            if self._process != os.getpid():
                self._process, self._queue = os.getpid(), SimpleQueue()
                keep = Thread(target=self._keep, args=(self._queue,), name="casting", daemon=True)
                keep.start()
            return self._queue

    def _keep(self, queue: "SimpleQueue[_Waiting | None]") -> None:
        while batch := _take(queue):
            self._commit(batch)

    def _commit(self, batch: "list[_Waiting]") -> None:
        try:
            answers = self._write(lambda db: [each.work(db) for each in batch])
        except Exception as error:
            if len(batch) == 1:
                batch[0].answer.set_exception(error)
                return
            for each in batch:
                self._commit([each])
        else:
            for each, answer in zip(batch, answers, strict=True):
                each.answer.set_result(answer)


class _Waiting:
    """Somebody who waits for the answer of his work."""

    def __init__(self, work: Work[Any]) -> None:
        self.work = work
        self.answer: Future[Any] = Future()


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
