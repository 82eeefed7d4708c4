"""What is prepared for one ciphertext before the voter comes: all of its curve work.

There are two kinds, one for a column of a choice and one for a column of a whole number, each
packed into bytes of one size. This module imports the group alone, so that a process which knows
no more than a public key can make them.

One record used for two ciphertexts reveals both: who draws one never gives it back.
"""

from collections.abc import Callable
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from ballot.box import group
from ballot.box.group import Point, Scalar


@dataclass(frozen=True, slots=True)
class Kind:
    """A kind of record: ``size`` bytes each, fresh ones by ``make(pk)``."""

    name: str
    size: int
    make: Callable[[Point], bytes]


class Source(Protocol):
    """Where records of one key come from, each handed out once."""

    @property
    def pk(self) -> Point:
        """The key for which the records are made."""

    def take(self, kind: Kind, count: int) -> list[bytes]:
        """``count`` records of a kind; what is not ready is made now."""


@dataclass(frozen=True, slots=True)
class Fresh:
    """A source that has nothing ready and makes every record now."""

    pk: Point

    def take(self, kind: Kind, count: int) -> list[bytes]:
        """``count`` records, about 0.2 ms each."""
        return [kind.make(self.pk) for _ in range(count)]


# --- a column of a choice -------------------------------------------------------------------------


class Column(NamedTuple):
    """One ciphertext of a choice and its branch of the proof (docs/box.md).

    ``c2`` and ``second`` hold two points from which the seal picks by index, so that choosing costs
    no curve operation and all choices cost the same: ``c1`` = r·G and ``c2`` = (r·P, r·P + G), for
    a column not chosen and for the one chosen; ``first`` = u·G and ``second`` = (u·P + d·G, u·P),
    for a branch that is simulated and for the true one.
    """

    r: int
    u: int
    d: int
    c1: bytes
    c2: tuple[bytes, bytes]
    first: bytes
    second: tuple[bytes, bytes]

    @classmethod
    def unpack(cls, packed: bytes) -> "Column":
        """The column that ``pack_column`` packed."""
        r, u, d = (int.from_bytes(packed[at : at + 32], "little") for at in (0, 32, 64))
        c1, zero, one, first, simulated, true = (packed[at : at + 32] for at in range(96, 288, 32))
        return cls(r, u, d, c1, (zero, one), first, (simulated, true))


def make_column(pk: Point) -> bytes:
    """A fresh column for a key, 288 bytes."""
    return pack_column(pk, *(group.random_scalar() for _ in range(3)))


def pack_column(pk: Point, r: Scalar, u: Scalar, d: Scalar) -> bytes:
    """The column of these numbers for a key: r, u, d, then ``c1 c2 first second``."""
    zero, true = group.mul(r, pk), group.mul(u, pk)
    one, simulated = group.add(zero, group.BASE), group.add(true, group.base(d))
    return b"".join((r, u, d, group.base(r), zero, one, group.base(u), simulated, true))


# --- a column of a whole number -------------------------------------------------------------------


class Bit(NamedTuple):
    """One ciphertext of a number with the commitments of its 0/1 proof, ready for either bit.

    Where there are two values the first is for a 0 and the second for a 1. ``c1`` = r·G and
    ``c2`` = m·G + r·P. The branch that is true commits to w; the other was simulated with the
    challenge ``fake``. A number takes one record more than it has columns: its w is the mask of
    the proof that the columns belong together, and the rest of it stays unused.
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

    @classmethod
    def unpack(cls, packed: bytes) -> "Bit":
        """The column that ``pack_bit`` packed."""
        r, w, u, fake = (Scalar(packed[at : at + 32]) for at in range(0, 128, 32))
        points = [Point(packed[at : at + 32]) for at in range(128, 384, 32)]
        c1, zero, one, w_g, w_p, u_g, low, high = points
        return cls(r, w, u, fake, c1, (zero, one), w_g, w_p, u_g, (low, high))


def make_bit(pk: Point) -> bytes:
    """A fresh column of a number for a key, 384 bytes."""
    return pack_bit(pk, *(group.random_scalar() for _ in range(4)))


def pack_bit(pk: Point, r: Scalar, w: Scalar, u: Scalar, fake: Scalar) -> bytes:
    """The column of a number of these scalars for a key, in the order of ``Bit``.

    With m the bit and f = 1 − m, the simulated branch is A = z·G − fake·c1 and
    B = z·P − fake·(c2 − f·G); putting z = u + fake·r leaves A = u·G and B = u·P ± fake·G.
    """
    zero, u_p, step = group.mul(r, pk), group.mul(u, pk), group.base(fake)
    c2 = (zero, group.add(zero, group.BASE))
    simulated = (group.add(u_p, step), group.sub(u_p, step))
    commitments = (group.base(w), group.mul(w, pk), group.base(u))
    return b"".join((r, w, u, fake, group.base(r), *c2, *commitments, *simulated))


CHOICE = Kind("choice", 288, make_column)
NUMBER = Kind("number", 384, make_bit)
KINDS = (CHOICE, NUMBER)
