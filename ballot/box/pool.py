"""Randomness ahead of time: all curve work of a seal is done before the voter comes.

One r used twice reveals two ballots. So what is drawn is drawn under a lock and never put back,
a child of a fork starts with empty pools, and nothing here ever reaches a disk.
"""

import os
import threading
import weakref
from collections import OrderedDict, deque
from collections.abc import Mapping

from ballot.box import group
from ballot.box.envelope import Kind

LIMIT = 64 * 1024 * 1024
"""Bytes of all pools together: 3,000 voters with four options and 弃权 take 4 MB a subject."""

BATCH = 256
"""Records that are made in one go, about 50 ms: no other meeting waits longer for its turn."""

PACE = 0.0003
"""Seconds that a record takes, as long as nothing is known of this machine."""

Wanted = Mapping[Kind, int]
"""So many records of each kind."""


class Shelf:
    """Records of one kind, in the pieces in which they came: nobody takes them apart before."""

    def __init__(self, size: int) -> None:
        """Begin empty. ``size`` is the length of a record in bytes."""
        self._size = size
        self._pieces: deque[bytes] = deque()
        self._at = 0
        self.count = 0

    def add(self, records: bytes) -> None:
        """Put whole records behind the others. Raises ValueError for a part of one."""
        count, rest = divmod(len(records), self._size)
        if rest:
            raise ValueError("a part of a record")
        if count:
            self._pieces.append(records)
            self.count += count

    def take(self, most: int) -> list[bytes]:
        """Up to ``most`` records, the oldest first; they are gone from here."""
        taken: list[bytes] = []
        while len(taken) < most and self.count:
            piece, end = self._pieces[0], self._at + self._size
            taken.append(piece[self._at : end])
            self._at, self.count = end, self.count - 1
            if end == len(piece):
                self._pieces.popleft()
                self._at = 0
        return taken

    def trim(self, most: int) -> None:
        """Throw away what is over ``most``, in whole pieces."""
        while self._pieces and self.count - (last := self._last()) >= most:
            self._pieces.pop()
            self.count -= last
            self._at = self._at if self._pieces else 0

    def _last(self) -> int:
        drawn = self._at if len(self._pieces) == 1 else 0
        return (len(self._pieces[-1]) - drawn) // self._size


class Pool:
    """Records of one key, in memory alone, of each kind as many as are ``wanted``."""

    def __init__(self, pk: bytes) -> None:
        """Begin empty, with nothing wanted. Raises ProofRefused where ``pk`` is no key."""
        self.pk = group.read_key(pk)
        self._allowed: Wanted = {}
        self._to_come: dict[Kind, int] = {}
        self.empty()
        _living.add(self)

    def empty(self) -> None:
        """Throw everything away, under a lock that nobody holds (a fork may have left one held)."""
        self._lock = threading.Lock()
        self._shelves: dict[Kind, Shelf] = {}

    def ready(self, kind: Kind) -> int:
        """How many records of a kind lie ready."""
        shelf = self._shelves.get(kind)
        return shelf.count if shelf else 0

    @property
    def held(self) -> int:
        """How many bytes lie ready."""
        return sum(shelf.count * kind.size for kind, shelf in list(self._shelves.items()))

    def want(self, allowed: Wanted, to_come: Wanted) -> None:
        """Hold ``allowed`` ready, and never more than the seals ``to_come`` will take."""
        with self._lock:
            self._allowed, self._to_come = allowed, dict(to_come)

    @property
    def wanted(self) -> Wanted:
        """How many are to lie ready now: whoever has drawn his own needs no others."""
        to_come = self._to_come
        return {kind: min(most, to_come.get(kind, 0)) for kind, most in self._allowed.items()}

    def take(self, kind: Kind, count: int) -> list[bytes]:
        """``count`` records of a kind, each handed out once; what is not ready is made now."""
        with self._lock:
            self._to_come[kind] = max(0, self._to_come.get(kind, 0) - count)
            shelf = self._shelves.get(kind)
            records = shelf.take(count) if shelf else []
        return records + [kind.make(self.pk) for _ in range(count - len(records))]

    def add(self, kind: Kind, records: bytes) -> None:
        """Put fresh records of this key in, end to end. Raises ValueError for a part of one."""
        with self._lock:
            self._shelves.setdefault(kind, Shelf(kind.size)).add(records)

    def lacking(self, kind: Kind) -> int:
        """How many records of a kind are wanted and not ready."""
        return max(0, self.wanted.get(kind, 0) - self.ready(kind))

    @property
    def all_lacking(self) -> int:
        """How many records of any kind are wanted and not ready."""
        return sum(self.lacking(kind) for kind in self.wanted)

    def trim(self) -> None:
        """Throw away what nobody wants."""
        with self._lock:
            for kind, shelf in self._shelves.items():
                shelf.trim(self.wanted.get(kind, 0))


class Pools:
    """The pools of the keys in use, which share one limit of memory.

    ``workers`` processes seal for the same meetings: each holds its part of the demand and of the
    memory.
    """

    def __init__(self, limit: int = LIMIT, workers: int = 1) -> None:
        """Begin with none. ``limit`` bytes in all processes together."""
        self._limit = limit // workers
        self._workers = workers
        self._pace = PACE
        self.empty()
        _living.add(self)

    def empty(self) -> None:
        """Forget every pool, under a lock that nobody holds."""
        self._lock = threading.Lock()
        self._pools: OrderedDict[bytes, Pool] = OrderedDict()

    def of(self, pk: bytes) -> Pool:
        """The pool of a key. Raises ProofRefused where ``pk`` is no key."""
        with self._lock:
            pool = self._pools.get(pk)
            if pool is None:
                pool = self._pools[pk] = Pool(pk)
            return pool

    def forget(self, pk: bytes) -> None:
        """Let go of the pool of a key that seals no more."""
        with self._lock:
            self._pools.pop(pk, None)

    def want(self, demand: Mapping[bytes, Wanted]) -> None:
        """What all processes together want for each key; other keys' pools are let go.

        Where the memory does not hold it all, small meetings get what they want and large ones
        an equal share of the rest; what another meeting has too much of is thrown away.
        Raises ProofRefused where a key is none.
        """
        mine = {pk: self._part(wanted) for pk, wanted in demand.items()}
        allowed = shares(self._limit, {pk: size_of(wanted) for pk, wanted in mine.items()})
        for pk, wanted in mine.items():
            self.of(pk).want(_within(wanted, allowed[pk]), wanted)
        with self._lock:
            for pk in self._pools.keys() - mine.keys():
                del self._pools[pk]
            pools = list(self._pools.values())
        if sum(max(pool.held, size_of(pool.wanted)) for pool in pools) > self._limit:
            for pool in pools:
                pool.trim()

    def next_order(self) -> tuple[Pool, Kind, int] | None:
        """Which records to make next, the meetings in turn; None where all is ready."""
        with self._lock:
            for pk, pool in list(self._pools.items()):
                for kind in pool.wanted:
                    if lacking := pool.lacking(kind):
                        self._pools.move_to_end(pk)
                        return pool, kind, min(lacking, BATCH)
        return None

    def note_pace(self, count: int, seconds: float) -> None:
        """Making ``count`` records has taken so long; it weighs as much as it made."""
        self._pace += (seconds - count * self._pace) / (8 * BATCH)

    def seconds_for(self, pk: bytes, wanted: Wanted) -> float:
        """About how long until the part of this process is ready, the other keys in turn with it.

        ``wanted`` is what all processes together want for the key, which may be new here.
        """
        with self._lock:
            pools = dict(self._pools)
        pool = pools.pop(pk, None)
        mine = sum(
            max(0, count - (pool.ready(kind) if pool else 0))
            for kind, count in self._part(wanted).items()
        )
        others = sum(min(mine, each.all_lacking) for each in pools.values())
        return self._pace * (mine + others)

    def _part(self, wanted: Wanted) -> Wanted:
        return {kind: -(-count // self._workers) for kind, count in wanted.items()}


def size_of(wanted: Wanted) -> int:
    """How many bytes the records are."""
    return sum(kind.size * count for kind, count in wanted.items())


def shares(limit: int, sizes: Mapping[bytes, int]) -> dict[bytes, int]:
    """How much of ``limit`` each gets, the smallest first: at most an equal share of the rest."""
    given, rest = {}, limit
    for place, pk in enumerate(sorted(sizes, key=lambda each: sizes[each])):
        given[pk] = min(sizes[pk], rest // (len(sizes) - place))
        rest -= given[pk]
    return given


def _within(wanted: Wanted, size: int) -> Wanted:
    """As much of each kind, in proportion, as ``size`` bytes hold."""
    whole = size_of(wanted)
    if whole <= size:
        return wanted
    return {kind: count * size // whole for kind, count in wanted.items()}


_living: weakref.WeakSet[Pool | Pools] = weakref.WeakSet()


def _empty_all() -> None:
    for each in list(_living):
        each.empty()


os.register_at_fork(after_in_child=_empty_all)
