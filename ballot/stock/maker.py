"""The maker: a process that makes records for public keys, until nobody asks it any more.

It is started by exec with closed descriptors and an empty environment. What it is told comes over
its stdin, what it makes goes out over its stdout, and nothing is kept. It imports the curve alone:
no key but the public ones that it is told, no database, no socket is ever in its memory.

An order is a kind (its place in ``KINDS``, one byte), a public key (32 bytes), a count (4 bytes,
little-endian) and 16 fresh bytes that name it. The answer is so many records end to end, and a
BLAKE2b of 32 bytes over order and records: what was cut, mixed up or sent before is not taken for
an answer.
"""

import os
import struct
from collections.abc import Callable
from hashlib import blake2b

from ballot.box import group
from ballot.box.envelope import KINDS
from ballot.serving import process

ORDER = struct.Struct("<B32sI16s")
"""Kind, public key, count, name."""

SEAL = 32
"""Bytes of the digest behind the records."""


def seal(order: bytes, records: bytes) -> bytes:
    """The digest that goes with an answer."""
    digest = blake2b(order, digest_size=SEAL)
    digest.update(records)
    return digest.digest()


def run(parent: int) -> None:
    """Answer orders until stdin or stdout ends, or process ``parent`` does."""
    process.keep_memory_private()
    process.end_with(parent)
    os.nice(process.LOWEST)
    process.give_back_memory()
    try:
        while order := read(lambda most: os.read(0, most), ORDER.size):
            _write(answer(order))
    except BrokenPipeError:
        return


def answer(order: bytes) -> bytes:
    """The records that were ordered, and their seal. Raises ProofRefused for a key that is none."""
    place, pk, count, _name = ORDER.unpack(order)
    kind, key = KINDS[place], group.read_key(pk)
    records = b"".join(kind.make(key) for _ in range(count))
    return records + seal(order, records)


def read(some: Callable[[int], bytes], size: int) -> bytes:
    """``size`` bytes, or none where they end before: a part is thrown away."""
    parts: list[bytes] = []
    while missing := size - sum(map(len, parts)):
        part = some(missing)
        if not part:
            return b""
        parts.append(part)
    return b"".join(parts)


def _write(all_of_it: bytes) -> None:
    rest = memoryview(all_of_it)
    while rest:
        rest = rest[os.write(1, rest) :]
