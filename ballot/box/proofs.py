"""Checking what ``elgamal`` made, knowing nothing but the public key."""

from collections.abc import Sequence
from dataclasses import dataclass

from ballot.box import elgamal, group, transcript
from ballot.box.group import Point, Scalar
from ballot.box.transcript import Context
from ballot.domain.errors import ProofRefused

BIT_SIZE = 128
RELATION_SIZE = 64


@dataclass(frozen=True, slots=True)
class _Answer:
    """An answer under check: its ciphertexts as bytes and as pairs of points."""

    context: Context
    pk: Point
    ct: bytes
    columns: tuple[tuple[Point, Point], ...]


def check(context: Context, columns: int, ct: bytes, proof: bytes) -> None:
    """Refuse whatever is not a lawful choice of one out of ``columns``, sealed for this place.

    Raises ProofRefused with ``why`` one of ``length``, ``point``, ``identity``, ``scalar``,
    ``bit`` (a column holds neither 0 nor 1) and ``sum`` (the columns do not sum to 1).
    """
    answer = _read(context, columns, ct, proof)
    total = _weighted(answer, (group.ONE,) * columns)
    _check(answer, transcript.SUM, total, group.BASE, proof)


def check_number(context: Context, blank: bool, ct: bytes, proof: bytes) -> None:
    """Refuse whatever is not a lawful whole number 0…100 (or 弃权, with ``blank``).

    Raises ProofRefused like ``check``, with ``number`` for a number outside its borders.
    """
    columns = elgamal.number_columns(blank=blank)
    answer = _read(context, columns, ct, proof)
    total = _weighted(answer, elgamal.number_weights(columns))
    shift = group.base(group.scalar(elgamal.SHIFT))
    _check(answer, transcript.NUMBER, total, shift, proof)


def _read(context: Context, columns: int, ct: bytes, proof: bytes) -> _Answer:
    if len(ct) != 64 * columns or len(proof) != BIT_SIZE * columns + RELATION_SIZE:
        raise ProofRefused(why="length")
    pk = group.read_key(context.pk)
    points = tuple(elgamal.pairs(ct))
    if any(first == group.IDENTITY for first, _ in points):
        raise ProofRefused(why="identity")
    return _Answer(context, pk, ct, points)


def _check(
    answer: _Answer, kind: bytes, total: tuple[Point, Point], constant: Point, proof: bytes
) -> None:
    for index in range(len(answer.columns)):
        _check_bit(answer, index, proof[index * BIT_SIZE : (index + 1) * BIT_SIZE])
    first, second = total
    _check_relation(answer, kind, (first, group.sub(second, constant)), proof[-RELATION_SIZE:])


def _check_bit(answer: _Answer, index: int, proof: bytes) -> None:
    of_zero, of_one, answer_zero, answer_one = _scalars(proof)
    first, second = answer.columns[index]
    commitments = _commitment(answer.pk, (first, second), of_zero, answer_zero)
    less_one = (first, group.sub(second, group.BASE))
    commitments += _commitment(answer.pk, less_one, of_one, answer_one)
    expected = _challenge(answer, transcript.BIT, index, commitments)
    if group.plus(of_zero, of_one) != expected:
        raise ProofRefused(why="bit")


def _check_relation(answer: _Answer, kind: bytes, rest: tuple[Point, Point], proof: bytes) -> None:
    challenge, response = _scalars(proof)
    commitments = _commitment(answer.pk, rest, challenge, response)
    if challenge != _challenge(answer, kind, len(answer.columns), commitments):
        raise ProofRefused(why=kind.decode())


def _commitment(pk: Point, rest: tuple[Point, Point], challenge: Scalar, response: Scalar) -> bytes:
    """What the prover must have committed to: response·(G, P) − challenge·rest."""
    left = group.sub(group.base(response), group.mul(challenge, rest[0]))
    right = group.sub(group.mul(response, pk), group.mul(challenge, rest[1]))
    return left + right


def _challenge(answer: _Answer, kind: bytes, index: int, commitments: bytes) -> Scalar:
    columns = len(answer.columns)
    return transcript.challenge(kind, answer.context, columns, index, answer.ct, commitments)


def _scalars(proof: bytes) -> list[Scalar]:
    return [group.read_scalar(proof[at : at + 32]) for at in range(0, len(proof), 32)]


def _weighted(answer: _Answer, weights: Sequence[Scalar]) -> tuple[Point, Point]:
    first = second = group.IDENTITY
    for weight, (one, two) in zip(weights, answer.columns, strict=True):
        first = group.add(first, _times(weight, one))
        second = group.add(second, _times(weight, two))
    return first, second


def _times(weight: Scalar, point: Point) -> Point:
    return point if weight == group.ONE else group.mul(weight, point)
