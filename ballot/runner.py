"""The process that does long work: a hall of its own, at the lowest priority, until nothing waits.

It is started by exec, ends with the process that called it, and answers nobody. One thread of it
stays as urgent as voters are: the one that writes, for on SQLite they wait until it has written.
"""

import os
from collections.abc import Callable
from concurrent.futures import Executor, ThreadPoolExecutor
from dataclasses import replace
from typing import TypeVar

from ballot.config import Config
from ballot.hall import make_hall
from ballot.jobs.working import work
from ballot.serving import log, process
from ballot.serving.workplace import Workplace
from ballot.storage.database import Database, Work
from ballot.usecases.jobs.do_jobs import do_jobs

T = TypeVar("T")


class WrittenBeside(Database):
    """A database that a thread of its own writes."""

    def __init__(self, database: Database, thread: Executor) -> None:
        super().__init__(database.engine)
        self._thread = thread

    def write(self, work: Work[T]) -> T:
        """The same, in that thread."""
        write: Callable[[Work[T]], T] = super().write
        return self._thread.submit(write, work).result()


def run(parent: int) -> None:
    """Do whatever waits, unless ``parent`` has ended or another process works already."""
    process.keep_memory_private()
    process.end_with(parent)
    log.set_up()
    config = Config.from_environment(os.environ)
    with ThreadPoolExecutor(1) as urgent:
        urgent.submit(int).result()  # it begins before this thread stands back
        process.stand_back()
        hall = make_hall(config)
        beside = WrittenBeside(hall.database, urgent)
        try:
            do_jobs(replace(hall, database=beside, workplace=Workplace(config.data)), work)
        finally:
            hall.database.dispose()
