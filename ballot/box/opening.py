"""Opening the box: adding ciphertexts, opening sums alone, and the roots that pin a list.

No function here takes a single ballot apart: what is opened is the sum of a list.
"""

import hashlib
import math
import os
from collections.abc import Iterable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from itertools import islice

from ballot.box import elgamal, group
from ballot.box.group import Point
from ballot.box.transcript import framed, number
from ballot.domain.errors import ProofRefused
from ballot.domain.paper import HIGHEST

PAIR = 64
BATCH = 500

Cell = tuple[int, int, int]
"""(subject, question, voter class): one list of sealed answers."""


def add(cts: Iterable[bytes], columns: int) -> bytes:
    """The sum of sealed answers, column by column: ``columns`` × 64 bytes.

    The sum of nothing is the identity in every place. Long lists are added on all cores:
    libsodium works outside Python's lock. Raises ProofRefused ``length`` or ``point``.
    """
    with ThreadPoolExecutor(os.cpu_count()) as threads:
        totals = threads.map(lambda batch: _add(batch, columns), _batches(cts))
        return _add(totals, columns)


def _add(cts: Iterable[bytes], columns: int) -> bytes:
    total = [group.IDENTITY] * (2 * columns)
    for ct in cts:
        if len(ct) != PAIR * columns:
            raise ProofRefused(why="length")
        for place in range(2 * columns):
            # An operand that is no point is refused by the addition itself.
            point = Point(ct[32 * place : 32 * place + 32])
            total[place] = group.add(total[place], point)
    return b"".join(total)


def _batches(cts: Iterable[bytes]) -> Iterator[list[bytes]]:
    rest = iter(cts)
    while batch := list(islice(rest, BATCH)):
        yield batch


def add_numbers(cts: Iterable[bytes], blank: bool) -> bytes:
    """The sum of sealed whole numbers: two ciphertexts, of Σv and of the count of 弃权.

    Without ``blank`` the second is the sum of nothing. Raises ProofRefused like ``add``.
    """
    columns = elgamal.number_columns(blank=blank)
    return collect_number(add(cts, columns))


def collect_number(total: bytes) -> bytes:
    """The two ciphertexts that are opened, out of a sum of all 14 or 15 columns."""
    pairs = elgamal.pairs(total)
    bits, abstained = pairs[: elgamal.BITS], pairs[2 * elgamal.BITS :]
    first = second = group.IDENTITY
    for one, two in reversed(bits):
        first = group.add(group.add(first, first), one)
        second = group.add(group.add(second, second), two)
    end = abstained[0] if abstained else (group.IDENTITY, group.IDENTITY)
    return first + second + end[0] + end[1]


def open_sum(secret: bytes, total: bytes, columns: int, limit: int) -> tuple[int, ...]:
    """The count of every column of a sum, each of 0…limit.

    Raises ProofRefused: ``length``, ``point``, ``scalar``, or ``count`` where a column holds
    none of 0…limit (another key, or another list).
    """
    pairs = elgamal.pairs(total)
    if len(pairs) != columns:
        raise ProofRefused(why="length")
    x = group.read_scalar(secret)
    return logarithms([group.sub(two, group.mul(x, one)) for one, two in pairs], limit)


def open_number_sum(secret: bytes, total: bytes, limit: int) -> tuple[int, int]:
    """(Σv, count of 弃权) of a sum by ``add_numbers`` over at most ``limit`` answers."""
    sum_of_values, abstained = open_sum(secret, total, 2, limit * HIGHEST)
    if abstained > limit:
        raise ProofRefused(why="count")
    return sum_of_values, abstained


def logarithms(points: Iterable[Point], limit: int) -> tuple[int, ...]:
    """The whole numbers 0…limit of which the points are the multiples of G.

    Baby steps and giant steps: about 2·√limit additions for the first, √limit for each further
    one. Raises ProofRefused ``count`` where there is none.
    """
    width = math.isqrt(limit) + 1
    steps: dict[Point, int] = {}
    step = group.IDENTITY
    for index in range(width):
        steps[step] = index
        step = group.add(step, group.BASE)
    return tuple(_logarithm(point, steps, step, limit) for point in points)


def _logarithm(point: Point, steps: dict[Point, int], giant: Point, limit: int) -> int:
    rest = point
    for high in range(len(steps)):
        found = high * len(steps) + steps.get(rest, limit + 1)
        if found <= limit:
            return found
        rest = group.sub(rest, giant)
    raise ProofRefused(why="count")


def root(rows: Iterable[tuple[bytes, bytes, bytes]]) -> bytes:
    """The root of a list of sealed answers (id, ct, proof), 32 bytes, whatever their order.

    Raises ProofRefused ``twice`` for an id that occurs twice.
    """
    return root_of_hashed((id, ct, hashlib.sha256(proof).digest()) for id, ct, proof in rows)


def root_of_hashed(rows: Iterable[tuple[bytes, bytes, bytes]]) -> bytes:
    """The root of a list that carries of each proof only its SHA-256.

    A Merkle tree of SHA-256 over the rows in the order of their ids: a leaf is H(0 | framed id,
    ct, H(proof)), a node H(1 | left | right), one without a partner goes up as it is, and the root
    is H(2 | number of rows | top).
    """
    ordered = sorted(rows)
    if len({row[0] for row in ordered}) != len(ordered):
        raise ProofRefused(why="twice")
    return root_of_leaves([hashlib.sha256(b"\0" + framed(*row)).digest() for row in ordered])


def root_of_lists(roots: Mapping[Cell, bytes]) -> bytes:
    """The root of a meeting, 32 bytes: what a key opens once, and what the wall and the ink name.

    H(3 | framed (subject, question, class, root) of every list that has a row, in their order).
    """
    fields = (b"".join(map(number, cell)) + roots[cell] for cell in sorted(roots))
    return hashlib.sha256(b"\3" + framed(*fields)).digest()


def root_of_leaves(leaves: list[bytes]) -> bytes:
    """The root over leaves in their order; of none, a top of 32 zeros."""
    level = leaves or [bytes(32)]
    while len(level) > 1:
        level = [_node(level[at : at + 2]) for at in range(0, len(level), 2)]
    return hashlib.sha256(b"\2" + number(len(leaves)) + level[0]).digest()


def _node(children: list[bytes]) -> bytes:
    if len(children) == 1:
        return children[0]
    return hashlib.sha256(b"\1" + children[0] + children[1]).digest()


def require_fresh(cts: Iterable[bytes], seen: set[bytes] | None = None) -> None:
    """Refuse a c1 that occurs twice among all the answers of a meeting.

    One r under two answers would let anyone compare them. Where the lists come one after another,
    ``seen`` holds the c1 of those before and takes up those of this one. Raises ProofRefused
    ``twice``.
    """
    known = set() if seen is None else seen
    for ct in cts:
        for at in range(0, len(ct), PAIR):
            first = ct[at : at + 32]
            if first in known:
                raise ProofRefused(why="twice")
            known.add(first)
