"""Sealing: an answer as exponential ElGamal ciphertexts, with proofs that it is a lawful one.

**A choice** out of ``columns`` has one ciphertext a column: (r·G, m·G + r·P), m = 1 in the column
chosen and 0 in the others. One proof (``one_of``): 64 bytes a column.

**A whole number** v of 0…100 has seven bits of v, seven bits of w and, where 弃权 is allowed, one
bit b that says 弃权, lowest bit first: 14 or 15 columns. Proofs: every column holds 0 or 1, and
w − v − 100·b = 27. Both v and w lie in 0…127 by their bits, so b = 0 leaves v in 0…100, and
b = 1 leaves only v = 0: whoever abstains adds nothing to the sum. Only the sum of v and the count
of b are ever opened. 128 bytes a column (challenge of 0, challenge of 1, response of 0, response
of 1), then 64 bytes (challenge, response) for the relation.

Ciphertext: 64 bytes a column. The id of an answer follows from its ciphertexts.
"""

import functools
from collections.abc import Sequence
from dataclasses import dataclass

from ballot.box import envelope, group, one_of, transcript
from ballot.box.envelope import Bit, Column, Fresh, Kind, Source
from ballot.box.group import Point, Scalar
from ballot.box.transcript import ProofContext
from ballot.domain.errors import ProofRefused
from ballot.domain.paper import HIGHEST

__all__ = ["ProofContext", "Sealed", "make_key", "seal", "seal_number"]

LEAST_COLUMNS = 2
MOST_COLUMNS = 22
"""21 options, and one for 弃权."""
BITS = 7
SHIFT = 2**BITS - 1 - HIGHEST
"""27: with it the highest number fills its seven bits."""


@dataclass(frozen=True, slots=True)
class Sealed:
    """A sealed answer. It has no time, no order and no road back to a slip.

    ``id`` are the 16 bytes that follow from ``ct`` and the place (``transcript.id_of``).
    """

    id: bytes
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


def seal(context: ProofContext, choice: int, columns: int, source: Source | None = None) -> Sealed:
    """Seal the choice of one column out of ``columns`` (2…22), counted from 0.

    Without a source all randomness is made now. Raises ProofRefused where ``place.pk`` is no key;
    ValueError for a choice that the caller should have refused.
    """
    if not (LEAST_COLUMNS <= columns <= MOST_COLUMNS and 0 <= choice < columns):
        raise ValueError("choice")
    records = _source(context.pk, source).take(*needs(columns))
    drawn = [Column.unpack(each) for each in records]
    ct = b"".join([each.c1 + each.c2[at == choice] for at, each in enumerate(drawn)])
    id = transcript.id_of(context, ct)
    return Sealed(id, ct, one_of.prove(transcript.statement(context, id, ct), drawn, choice))


def needs(columns: int) -> tuple[Kind, int]:
    """Which records the choice of one out of ``columns`` takes, and how many."""
    return envelope.CHOICE, columns


def number_needs(*, blank: bool) -> tuple[Kind, int]:
    """Which records a whole number takes, and how many."""
    return envelope.NUMBER, number_columns(blank=blank) + 1


def seal_number(
    context: ProofContext, value: int | None, blank: bool, source: Source | None = None
) -> Sealed:
    """Seal a whole number 0…100; ``None`` is 弃权, which ``blank`` says is allowed.

    Raises like ``seal``.
    """
    if not (blank if value is None else 0 <= value <= HIGHEST):
        raise ValueError("value")
    bits = _number_bits(value)[: number_columns(blank=blank)]
    return _seal_bits(context, bits, _source(context.pk, source))


def _source(pk: bytes, source: Source | None) -> Source:
    if source is None:
        return Fresh(group.read_key(pk))
    if source.pk != pk:
        raise ValueError("pool")
    return source


def _number_bits(value: int | None) -> list[int]:
    low = value or 0
    high = 2**BITS - 1 if value is None else value + SHIFT
    bits = [number >> bit & 1 for number in (low, high) for bit in range(BITS)]
    return [*bits, int(value is None)]


def _seal_bits(context: ProofContext, bits: Sequence[int], source: Source) -> Sealed:
    *drawn, mask = map(Bit.unpack, source.take(envelope.NUMBER, len(bits) + 1))
    ct = b"".join(each.c1 + each.c2[bit] for each, bit in zip(drawn, bits, strict=True))
    id = transcript.id_of(context, ct)
    proofs = [
        _prove_bit(context, id, ct, index, each, bit)
        for index, (each, bit) in enumerate(zip(drawn, bits, strict=True))
    ]
    proofs.append(_prove_relation(context, id, ct, drawn, mask))
    return Sealed(id, ct, b"".join(proofs))


def _prove_bit(
    context: ProofContext, id: bytes, ct: bytes, index: int, drawn: Bit, bit: int
) -> bytes:
    """The proof that a column holds 0 or 1. Places are picked by index, never by a branch."""
    true = drawn.w_g + drawn.w_p
    simulated = drawn.u_g + drawn.u_p[bit]
    commitments = (true, simulated)[bit] + (simulated, true)[bit]
    total = transcript.challenge(transcript.BIT, context, id, ct, index, commitments)
    challenge = group.minus(total, drawn.fake)
    response = _response(drawn.w, challenge, drawn.r)
    simulated_response = _response(drawn.u, drawn.fake, drawn.r)
    return b"".join(
        (
            (challenge, drawn.fake)[bit],
            (drawn.fake, challenge)[bit],
            (response, simulated_response)[bit],
            (simulated_response, response)[bit],
        )
    )


def _prove_relation(
    context: ProofContext, id: bytes, ct: bytes, drawn: Sequence[Bit], mask: Bit
) -> bytes:
    """The proof that the weighted sum of the columns is the constant that the law asks for.

    Their weighted sum less that constant is (ρ·G, ρ·P), ρ the weighted sum of the randomness.
    """
    rho = group.ZERO
    for weight, each in zip(number_weights(len(drawn)), drawn, strict=True):
        rho = group.plus(rho, group.times(weight, each.r))
    commitments = mask.w_g + mask.w_p
    challenge = transcript.challenge(transcript.NUMBER, context, id, ct, len(drawn), commitments)
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
