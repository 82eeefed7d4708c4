"""Checking what ``elgamal`` made, knowing nothing but the public key."""

from ballot.box import elgamal, group, one_of, transcript
from ballot.box.elgamal import Sealed
from ballot.box.group import Point, Scalar
from ballot.box.transcript import ProofContext
from ballot.domain.errors import ProofRefused

BIT_SIZE = 128
RELATION_SIZE = 64
Pairs = list[tuple[Point, Point]]


def size(columns: int) -> int:
    """Bytes of the proof of a choice."""
    return one_of.BRANCH_SIZE * columns


def number_size(columns: int) -> int:
    """Bytes of the proof of a whole number."""
    return BIT_SIZE * columns + RELATION_SIZE


def check(context: ProofContext, columns: int, answer: Sealed) -> None:
    """Refuse whatever is not a lawful choice of one out of ``columns``, sealed for this place.

    Raises ProofRefused with ``why`` one of ``length``, ``point``, ``identity``, ``id`` (another
    than follows from the ciphertexts), ``scalar`` and ``choice`` (not a 1 in one column and 0 in
    every other, or another place).
    """
    pk, pairs = _read(context, columns, answer, size(columns))
    said = transcript.statement(context, answer.id, answer.ct)
    one_of.check(said, pk, pairs, answer.proof)


def check_number(context: ProofContext, blank: bool, answer: Sealed) -> None:
    """Refuse whatever is not a lawful whole number 0…100 (or 弃权, with ``blank``).

    Raises ProofRefused like ``check``, with ``bit`` for a column that holds neither 0 nor 1 and
    ``number`` for a number outside its borders in the place of ``choice``.
    """
    columns = elgamal.number_columns(blank=blank)
    pk, pairs = _read(context, columns, answer, number_size(columns))
    for index, pair in enumerate(pairs):
        _check_bit(context, answer, index, pk, pair)
    _check_relation(context, answer, pk, pairs)


def _read(
    context: ProofContext, columns: int, answer: Sealed, proof_size: int
) -> tuple[Point, Pairs]:
    """The key and the ciphertexts, each point looked at."""
    if len(answer.ct) != 64 * columns or len(answer.proof) != proof_size:
        raise ProofRefused(why="length")
    pk = group.read_key(context.pk)
    pairs = elgamal.pairs(answer.ct)
    if any(first == group.IDENTITY for first, _ in pairs):
        raise ProofRefused(why="identity")
    if answer.id != transcript.id_of(context, answer.ct):
        raise ProofRefused(why="id")
    return pk, pairs


def _check_bit(
    context: ProofContext, answer: Sealed, index: int, pk: Point, pair: tuple[Point, Point]
) -> None:
    proof = answer.proof[index * BIT_SIZE : (index + 1) * BIT_SIZE]
    of_zero, of_one, answer_zero, answer_one = _scalars(proof)
    first, second = pair
    commitments = one_of.commitment(pk, (first, second), of_zero, answer_zero)
    less_one = (first, group.sub(second, group.BASE))
    commitments += one_of.commitment(pk, less_one, of_one, answer_one)
    expected = transcript.challenge(
        transcript.BIT, context, answer.id, answer.ct, index, commitments
    )
    if group.plus(of_zero, of_one) != expected:
        raise ProofRefused(why="bit")


def _check_relation(context: ProofContext, answer: Sealed, pk: Point, pairs: Pairs) -> None:
    first, second = _weighted(pairs)
    rest = (first, group.sub(second, group.base(group.scalar(elgamal.SHIFT))))
    challenge, response = _scalars(answer.proof[-RELATION_SIZE:])
    commitments = one_of.commitment(pk, rest, challenge, response)
    expected = transcript.challenge(
        transcript.NUMBER, context, answer.id, answer.ct, len(pairs), commitments
    )
    if challenge != expected:
        raise ProofRefused(why="number")


def _weighted(pairs: Pairs) -> tuple[Point, Point]:
    first = second = group.IDENTITY
    for weight, (one, two) in zip(elgamal.number_weights(len(pairs)), pairs, strict=True):
        first = group.add(first, _times(weight, one))
        second = group.add(second, _times(weight, two))
    return first, second


def _times(weight: Scalar, point: Point) -> Point:
    return point if weight == group.ONE else group.mul(weight, point)


def _scalars(proof: bytes) -> list[Scalar]:
    return [group.read_scalar(proof[at : at + 32]) for at in range(0, len(proof), 32)]
