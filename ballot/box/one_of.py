"""The one proof of a choice: exactly one column holds 1 and every other 0, and nobody learns which.

A K-way OR over one random combination. Every column has a weight λ that is hashed from all the
ciphertexts; with A = Σ λᵢ·c1ᵢ, B = Σ λᵢ·c2ᵢ and ρ = Σ λᵢ·rᵢ, the column j holds the 1 exactly
where (A, B − λⱼ·G) = (ρ·G, ρ·P): one branch a column, and only one of them is true. The others
are simulated. docs/box.md says why this is enough.

Proof: 64 bytes a column, its challenge and its response.
"""

from collections.abc import Sequence
from operator import mul

from ballot.box import group, transcript
from ballot.box.envelope import Column
from ballot.box.group import Point, Scalar
from ballot.domain.errors import ProofRefused

BRANCH_SIZE = 64
ORDER = group.ORDER


def prove(said: bytes, columns: Sequence[Column], choice: int) -> bytes:
    """The proof for ciphertexts with a 1 in the column ``choice``; ``said`` is their statement.

    No curve operation, and the same work for every choice: places are picked by index, and the
    true branch inverts 1. Raises ValueError where two weights are equal, once in 2²⁵² answers.
    """
    weights = transcript.weights(said, len(columns))
    commitments = [each.first + each.second[at == choice] for at, each in enumerate(columns)]
    total = transcript.one_of(said, b"".join(commitments))
    differences = [weight - weights[choice] for weight in weights]
    differences[choice] = 1
    inverses = group.inverses(differences)
    challenges = [each.d * inverse for each, inverse in zip(columns, inverses, strict=True)]
    challenges[choice] += total - sum(challenges)
    rho = sum(map(mul, weights, (each.r for each in columns))) % ORDER
    numbers = [
        number % ORDER
        for each, challenge in zip(columns, challenges, strict=True)
        for number in (challenge, each.u + challenge % ORDER * rho)
    ]
    return b"".join([number.to_bytes(32, "little") for number in numbers])


def check(said: bytes, pk: Point, columns: Sequence[tuple[Point, Point]], proof: bytes) -> None:
    """Refuse ciphertexts that are not one choice: seven multiplications a column.

    ``said`` is the statement of the ``columns``; the length of ``proof`` was looked at. Raises
    ProofRefused ``scalar`` for one written a second way, ``choice`` for a proof that fails.
    """
    weights = transcript.weights(said, len(columns))
    first = second = group.IDENTITY
    for weight, (one, two) in zip(weights, columns, strict=True):
        by = group.scalar(weight)
        first, second = group.add(first, group.mul(by, one)), group.add(second, group.mul(by, two))
    commitments, challenges = [], group.ZERO
    for at, weight in enumerate(weights):
        challenge, response = _branch(proof, at)
        less = group.sub(second, group.base(group.scalar(weight)))
        commitments.append(commitment(pk, (first, less), challenge, response))
        challenges = group.plus(challenges, challenge)
    if group.scalar(transcript.one_of(said, b"".join(commitments))) != challenges:
        raise ProofRefused(why="choice")


def commitment(pk: Point, rest: tuple[Point, Point], challenge: Scalar, response: Scalar) -> bytes:
    """What the prover must have committed to: response·(G, P) − challenge·rest, 64 bytes."""
    left = group.sub(group.base(response), group.mul(challenge, rest[0]))
    right = group.sub(group.mul(response, pk), group.mul(challenge, rest[1]))
    return left + right


def _branch(proof: bytes, at: int) -> tuple[Scalar, Scalar]:
    start = BRANCH_SIZE * at
    return (
        group.read_scalar(proof[start : start + 32]),
        group.read_scalar(proof[start + 32 : start + 64]),
    )
