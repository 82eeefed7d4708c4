"""Randomness ahead of time: all curve work of a seal is done before the voter comes.

One r used twice reveals two ballots. So what is drawn is drawn under a lock and never put back,
a child of a fork starts with empty pools, and nothing here ever reaches a disk.
"""

import os
import threading
import weakref
from collections import OrderedDict, deque
from collections.abc import Set
from dataclasses import dataclass

from ballot.box import group
from ballot.box.group import Point, Scalar

LIMIT = 16384
"""Envelopes in memory, about 9 MB: a hall of 3,000 with four options and 弃权 in one second."""


@dataclass(frozen=True, slots=True)
class Mask:
    """A random k with k·G and k·P: the commitment of one proof of equality."""

    k: Scalar
    k_g: Point
    k_p: Point


@dataclass(frozen=True, slots=True)
class Envelope:
    """One ciphertext with the commitments of its 0/1 proof, ready for either bit.

    Where there are two values the first is for a 0 and the second for a 1, so that choosing
    costs no curve operation and both choices cost the same. ``c1`` = r·G and ``c2`` = m·G + r·P.
    The branch that is true commits to w; the other was simulated with the challenge ``fake``.
    """

    r: Scalar
    w: Scalar
    u: Scalar
    fake: Scalar
    c1: Point
    c2: tuple[Point, Point]
    w_g: Point
    w_p: Point
    u_g: Point
    u_p: tuple[Point, Point]

    def pack(self) -> bytes:
        """As 384 bytes: thousands lie in memory, and twelve objects would take thrice as much."""
        numbers = (self.r, self.w, self.u, self.fake)
        points = (self.c1, *self.c2, self.w_g, self.w_p, self.u_g, *self.u_p)
        return b"".join((*numbers, *points))

    @classmethod
    def unpack(cls, packed: bytes) -> "Envelope":
        """The envelope that was packed."""
        r, w, u, fake = (Scalar(packed[at : at + 32]) for at in range(0, 128, 32))
        points = [Point(packed[at : at + 32]) for at in range(128, 384, 32)]
        c1, zero, one, w_g, w_p, u_g, low, high = points
        return cls(r, w, u, fake, c1, (zero, one), w_g, w_p, u_g, (low, high))


def make_mask(pk: Point) -> Mask:
    """A fresh mask for a key."""
    k = group.random_scalar()
    return Mask(k, group.base(k), group.mul(k, pk))


def make_envelope(pk: Point) -> Envelope:
    """A fresh envelope for a key: three masks, and a simulated challenge.

    With m the bit and f = 1 − m, the simulated branch is A = z·G − fake·c1 and
    B = z·P − fake·(c2 − f·G); putting z = u + fake·r leaves A = u·G and B = u·P ± fake·G.
    """
    r, w, u = make_mask(pk), make_mask(pk), make_mask(pk)
    fake = group.random_scalar()
    step = group.base(fake)
    return Envelope(
        r=r.k,
        w=w.k,
        u=u.k,
        fake=fake,
        c1=r.k_g,
        c2=(r.k_p, group.add(r.k_p, group.BASE)),
        w_g=w.k_g,
        w_p=w.k_p,
        u_g=u.k_g,
        u_p=(group.add(u.k_p, step), group.sub(u.k_p, step)),
    )


class Pool:
    """Envelopes and masks of one key, in memory alone, at most ``limit`` envelopes."""

    def __init__(self, pk: bytes, limit: int = LIMIT) -> None:
        """Begin empty. Raises ProofRefused where ``pk`` is no key."""
        self.pk = group.read_key(pk)
        self.limit = limit
        self.taken = 0
        """How often an answer has been sealed: filling stops for a voter."""
        self.empty()
        _living.add(self)

    def empty(self) -> None:
        """Throw everything away, under a lock that nobody holds (a fork may have left one held)."""
        self._lock = threading.Lock()
        self._envelopes: deque[bytes] = deque()
        self._masks: deque[Mask] = deque()

    @property
    def ready(self) -> int:
        """How many envelopes lie ready."""
        return len(self._envelopes)

    def take(self, columns: int) -> tuple[list[Envelope], Mask]:
        """Envelopes for the columns of one answer and a mask; what is lacking is made now."""
        with self._lock:
            self.taken += 1
            ready = min(columns, len(self._envelopes))
            packed = [self._envelopes.popleft() for _ in range(ready)]
            mask = self._masks.popleft() if self._masks else None
        envelopes = [Envelope.unpack(each) for each in packed]
        envelopes += [make_envelope(self.pk) for _ in range(columns - ready)]
        return envelopes, mask or make_mask(self.pk)

    def fill(self, most: int) -> int:
        """Make up to ``most`` envelopes, fewer once a voter comes or the limit is reached.

        Returns how many were made; one takes about a third of a millisecond.
        """
        taken = self.taken
        for made in range(most):
            if self.ready >= self.limit or self.taken != taken:
                return made
            self._add_one()
        return most

    def _add_one(self) -> None:
        envelope = make_envelope(self.pk)
        # An answer has two columns or more: a mask for every second envelope is enough.
        mask = make_mask(self.pk) if len(self._masks) * 2 <= self.ready else None
        with self._lock:
            self._envelopes.append(envelope.pack())
            if mask:
                self._masks.append(mask)

    def trim(self, limit: int) -> None:
        """Hold at most ``limit`` envelopes from now on; what is over is thrown away."""
        self.limit = limit
        with self._lock:
            while len(self._envelopes) > limit:
                self._envelopes.pop()
            while 2 * len(self._masks) > limit:
                self._masks.pop()


class Pools:
    """The pools of the keys in use, which share one limit of memory.

    The key unused for the longest gives way to a new one.
    """

    def __init__(self, limit: int = LIMIT, most_keys: int = 64) -> None:
        """Begin with none. ``limit`` envelopes in all, ``most_keys`` keys."""
        self._limit = limit
        self._most_keys = most_keys
        self.empty()
        _living.add(self)

    def empty(self) -> None:
        """Forget every pool, under a lock that nobody holds."""
        self._lock = threading.Lock()
        self._pools: OrderedDict[bytes, Pool] = OrderedDict()

    def of(self, pk: bytes) -> Pool:
        """The pool of a key. Raises ProofRefused where ``pk`` is no key."""
        with self._lock:
            if pk not in self._pools:
                self._pools[pk] = Pool(pk)
                if len(self._pools) > self._most_keys:
                    self._pools.popitem(last=False)
                self._share_out()
            self._pools.move_to_end(pk)
            return self._pools[pk]

    def forget(self, pk: bytes) -> None:
        """Let go of the pool of a key that seals no more."""
        with self._lock:
            if self._pools.pop(pk, None):
                self._share_out()

    def keep_only(self, keys: Set[bytes]) -> None:
        """Let go of the pool of every other key."""
        with self._lock:
            others = self._pools.keys() - keys
        for pk in others:
            self.forget(pk)

    def fill_idle(self, most: int = 64) -> int:
        """Fill for a little while (``most`` envelopes, about 20 ms); returns how many were made.

        0 means that all is full or that a voter came: then sleep before asking again.
        """
        with self._lock:
            pools = list(reversed(self._pools.values()))
        taken = [pool.taken for pool in pools]
        made = 0
        for pool in pools:
            made += pool.fill(most - made)
        return made if taken == [pool.taken for pool in pools] else 0

    def _share_out(self) -> None:
        for pool in self._pools.values():
            pool.trim(self._limit // len(self._pools))


_living: weakref.WeakSet[Pool | Pools] = weakref.WeakSet()


def _empty_all() -> None:
    for each in list(_living):
        each.empty()


os.register_at_fork(after_in_child=_empty_all)
