"""Sealing: an answer as exponential ElGamal ciphertexts, with proofs that it is a lawful one.

**A choice** out of ``columns`` has one ciphertext a column: (r·G, m·G + r·P), m = 1 in the column
chosen and 0 in the others. Proofs: every column holds 0 or 1, and the columns sum to 1.

**A whole number** v of 0…100 has seven bits of v, seven bits of w and, where 弃权 is allowed, one
bit b that says 弃权, lowest bit first: 14 or 15 columns. Proofs: every column holds 0 or 1, and
w − v − 100·b = 27. Both v and w lie in 0…127 by their bits, so b = 0 leaves v in 0…100, and
b = 1 leaves only v = 0: whoever abstains adds nothing to the sum. Only the sum of v and the count
of b are ever opened.

Ciphertext: 64 bytes a column. Proof: 128 bytes a column (challenge of 0, challenge of 1, response
of 0, response of 1), then 64 bytes (challenge, response) for the relation.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from ballot.box import group, transcript
from ballot.box.envelope import NUMBER, Bit, Fresh, Kind, Source
from ballot.box.group import Point, Scalar
from ballot.box.transcript import Context
from ballot.domain.errors import ProofRefused

__all__ = ["Context", "Sealed", "make_key", "seal", "seal_number"]

LEAST_COLUMNS = 2
MOST_COLUMNS = 22
"""21 options, and one for 弃权."""
HIGHEST = 100
BITS = 7
SHIFT = 2**BITS - 1 - HIGHEST
"""27: with it the highest number fills its seven bits."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed answer. It has no time, no order and no road back to a slip."""

    ct: bytes
    proof: bytes


def make_key() -> tuple[bytes, bytes]:
    """A new key of a box: (secret, public), 32 bytes each."""
    secret = group.random_scalar()
    return secret, group.base(secret)


def number_columns(*, blank: bool) -> int:
    """How many ciphertexts a whole number has: 14, or 15 where 弃权 is allowed."""
    return 2 * BITS + (1 if blank else 0)


@functools.cache
def number_weights(columns: int) -> tuple[Scalar, ...]:
    """What each column of a number counts in w − v − 100·b."""
    powers = [2**bit for bit in range(BITS)]
    weights = [*(-power for power in powers), *powers, -HIGHEST][:columns]
    return tuple(group.scalar(weight) for weight in weights)


def seal(context: Context, choice: int, columns: int, source: Source | None = None) -> Sealed:
    """Seal the choice of one column out of ``columns`` (2…22), counted from 0.

    Without a source, or with an empty one, all randomness is made now. Raises ProofRefused where
    ``context.pk`` is no key; ValueError for a choice that the caller should have refused.
    """
    if not (LEAST_COLUMNS <= columns <= MOST_COLUMNS and 0 <= choice < columns):
        raise ValueError("choice")
    bits = [int(column == choice) for column in range(columns)]
    return _seal(context, bits, transcript.SUM, (group.ONE,) * columns, source)


def seal_number(
    context: Context, value: int | None, blank: bool, source: Source | None = None
) -> Sealed:
    """Seal a whole number 0…100; ``None`` is 弃权, which ``blank`` says is allowed.

    Raises like ``seal``.
    """
    if not (blank if value is None else 0 <= value <= HIGHEST):
        raise ValueError("value")
    bits = _number_bits(value)[: number_columns(blank=blank)]
    return _seal(context, bits, transcript.NUMBER, number_weights(len(bits)), source)


def _number_bits(value: int | None) -> list[int]:
    low = value or 0
    high = 2**BITS - 1 if value is None else value + SHIFT
    bits = [number >> bit & 1 for number in (low, high) for bit in range(BITS)]
    return [*bits, int(value is None)]


def _seal(
    context: Context,
    bits: Sequence[int],
    relation: bytes,
    weights: Sequence[Scalar],
    source: Source | None,
) -> Sealed:
    envelopes, mask = _draw(context.pk, len(bits), source)
    ct = b"".join(
        envelope.c1 + envelope.c2[bit] for envelope, bit in zip(envelopes, bits, strict=True)
    )
    proofs = [
        _prove_bit(context, ct, len(bits), index, envelope, bit)
        for index, (envelope, bit) in enumerate(zip(envelopes, bits, strict=True))
    ]
    proofs.append(_prove_relation(context, ct, relation, weights, envelopes, mask))
    return Sealed(ct=ct, proof=b"".join(proofs))


def needs(columns: int) -> tuple[Kind, int]:
    """Which records the choice of one out of ``columns`` takes, and how many."""
    return NUMBER, columns + 1


def number_needs(*, blank: bool) -> tuple[Kind, int]:
    """Which records a whole number takes, and how many."""
    return NUMBER, number_columns(blank=blank) + 1


def _draw(pk: bytes, columns: int, source: Source | None) -> tuple[list[Bit], Bit]:
    found = source or Fresh(group.read_key(pk))
    if found.pk != pk:
        raise ValueError("pool")
    *envelopes, mask = map(Bit.unpack, found.take(*needs(columns)))
    return envelopes, mask


def _prove_bit(
    context: Context, ct: bytes, columns: int, index: int, envelope: Bit, bit: int
) -> bytes:
    """The proof that a column holds 0 or 1. Places are picked by index, never by a branch."""
    true = envelope.w_g + envelope.w_p
    simulated = envelope.u_g + envelope.u_p[bit]
    commitments = (true, simulated)[bit] + (simulated, true)[bit]
    total = transcript.challenge(transcript.BIT, context, columns, index, ct, commitments)
    challenge = group.minus(total, envelope.fake)
    response = _response(envelope.w, challenge, envelope.r)
    simulated_response = _response(envelope.u, envelope.fake, envelope.r)
    return b"".join(
        (
            (challenge, envelope.fake)[bit],
            (envelope.fake, challenge)[bit],
            (response, simulated_response)[bit],
            (simulated_response, response)[bit],
        )
    )


def _prove_relation(
    context: Context,
    ct: bytes,
    kind: bytes,
    weights: Sequence[Scalar],
    envelopes: Sequence[Bit],
    mask: Bit,
) -> bytes:
    """The proof that the weighted sum of the columns is the constant that the law asks for.

    Their weighted sum less that constant is (ρ·G, ρ·P), ρ the weighted sum of the randomness.
    """
    rho = group.ZERO
    for weight, envelope in zip(weights, envelopes, strict=True):
        rho = group.plus(rho, group.times(weight, envelope.r))
    columns = len(envelopes)
    challenge = transcript.challenge(kind, context, columns, columns, ct, mask.w_g + mask.w_p)
    return challenge + _response(mask.w, challenge, rho)


def _response(commitment: Scalar, challenge: Scalar, secret: Scalar) -> Scalar:
    return group.plus(commitment, group.times(challenge, secret))


def pairs(ct: bytes) -> list[tuple[Point, Point]]:
    """The ciphertexts of an answer or of a sum, each point checked.

    Raises ProofRefused ``length`` or ``point``.
    """
    if not ct or len(ct) % 64:
        raise ProofRefused(why="length")
    return [
        (group.read_point(ct[at : at + 32]), group.read_point(ct[at + 32 : at + 64]))
        for at in range(0, len(ct), 64)
    ]
