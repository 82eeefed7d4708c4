"""Who gets which of the few threads: nobody can take the quota of another."""

import asyncio
from collections import Counter, deque
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from enum import StrEnum

from ballot.web.audience import is_kiosks, is_voters

THREADS = 16
"""Threads of a process in which Flask answers."""


class Quota(StrEnum):
    """For whom some of the threads are kept free."""

    VOTERS = "voters"
    """Typed codes, and what else is asked at the voters' addresses."""
    KIOSKS = "kiosks"
    DOOR = "door"
    """Signing in, where every guess costs much."""
    DOWNLOADS = "downloads"
    """Papers and files, which take long to make and long to read."""
    ORGANIZERS = "organizers"
    """Organizers, scrutineers, screens and the interface for programs."""


KEPT = {
    Quota.VOTERS: 3,
    Quota.KIOSKS: 3,
    Quota.DOOR: 2,
    Quota.DOWNLOADS: 2,
    Quota.ORGANIZERS: 4,
}
"""Threads that are kept; whoever comes first takes those that are left."""

DOORS = ("/sign-in", "/setup")
FILES = ("bundle", "list", "print", "slips")
"""Last parts of addresses at which an answer is long, as all are whose name has an ending."""


def quota_of(path: str) -> Quota:
    """In whose quota a request is answered. Flask takes any number of slashes before it for one."""
    path = "/" + path.lstrip("/")
    last = path.rpartition("/")[2]
    if is_kiosks(path):
        return Quota.KIOSKS
    if is_voters(path):
        return Quota.VOTERS
    if path.startswith(DOORS):
        return Quota.DOOR
    if not path.startswith("/static/") and ("." in last or last in FILES):
        return Quota.DOWNLOADS
    return Quota.ORGANIZERS


class Threads:
    """The threads of a process. Its methods belong to the loop alone."""

    def __init__(self) -> None:
        self._pool = ThreadPoolExecutor(THREADS, "flask")
        self._busy: Counter[Quota] = Counter()
        self._waiting: dict[Quota, deque[asyncio.Future[None]]] = {each: deque() for each in Quota}

    async def run(self, quota: Quota, work: Callable[[], None]) -> None:
        """Do ``work`` in a thread as soon as this quota has one. Raises what it raises."""
        await self._enter(quota)
        try:
            await asyncio.get_running_loop().run_in_executor(self._pool, work)
        finally:
            self._leave(quota)

    def close(self) -> None:
        """Begin nothing new; what is under way ends by itself."""
        self._pool.shutdown(wait=False, cancel_futures=True)

    async def _enter(self, quota: Quota) -> None:
        if self._has_room(quota) and not self._waiting[quota]:
            self._busy[quota] += 1
            return
        turn = asyncio.get_running_loop().create_future()
        self._waiting[quota].append(turn)
        await turn

    def _leave(self, quota: Quota) -> None:
        """The freed thread goes to whoever may have it: first its own quota, then the others."""
        self._busy[quota] -= 1
        for each in (quota, *Quota):
            if self._waiting[each] and self._has_room(each):
                self._busy[each] += 1
                self._waiting[each].popleft().set_result(None)
                return

    def _has_room(self, quota: Quota) -> bool:
        """Its own quota, or one of those that are left; never one that is kept for another."""
        beyond = sum(max(0, self._busy[each] - KEPT[each]) for each in Quota)
        return self._busy[quota] < KEPT[quota] or beyond < THREADS - sum(KEPT.values())
