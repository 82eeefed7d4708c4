"""What a challenge covers: who is asked what, under which key, and all that was committed to."""

import hashlib
from dataclasses import dataclass

from ballot.box import group
from ballot.box.group import Scalar

LABEL = b"ballot-v1"
BIT = b"bit"
NUMBER = b"number"
SHARE = b"share"
PARTIAL = b"partial"
ID_BYTES = 16


@dataclass(frozen=True, slots=True)
class ProofContext:
    """The place of one answer. A proof made for one place is refused at every other.

    ``run`` is 16 bytes, ``pk`` 32; subject, question and class are their indexes, from 0.
    """

    run: bytes
    subject: int
    question: int
    voter_class: int
    pk: bytes


def number(value: int) -> bytes:
    """A whole number 0…2³²−1 as a field: four bytes, the highest first."""
    return value.to_bytes(4, "big")


def framed(*fields: bytes) -> bytes:
    """The fields, each after its length in four bytes, the highest first.

    No two different lists of fields give the same bytes.
    """
    return b"".join([part for field in fields for part in (len(field).to_bytes(4, "big"), field)])


ID = framed(LABEL, b"id")
COMBINE = framed(b"ballot-v2", b"combine")
ONE_OF = framed(b"ballot-v2", b"one-of")


def hashed(*fields: bytes) -> Scalar:
    """SHA-512 over the label and the framed fields, reduced to a scalar."""
    return group.reduce(hashlib.sha512(framed(LABEL, *fields)).digest())


def id_of(context: ProofContext, ct: bytes) -> bytes:
    """The id of an answer, 16 bytes, which follows from its ciphertexts and its place.

    So no id can mark a ballot or steer the order of a list, and a ciphertext that is copied has
    the id of the one that it was copied from (docs/box.md, “A sealed answer”).
    """
    fields = framed(context.run, *_cell(context), ct)
    return hashlib.sha512(ID + fields).digest()[:ID_BYTES]


def statement(context: ProofContext, id: bytes, ct: bytes) -> bytes:
    """What the one proof of a choice speaks of, framed: its place, its id and all ciphertexts.

    ``ct`` are 64 bytes a column; their number is a field of its own.
    """
    return framed(context.run, *_cell(context), id, number(len(ct) // 64), context.pk, ct)


def weights(said: bytes, columns: int) -> list[int]:
    """λ of every column: what it weighs in the one combination that the proof is about.

    ``said`` is a ``statement``, so each depends on every ciphertext, and on the key and the id.
    """
    common = hashlib.sha512(COMBINE + said)
    found = []
    for column in range(columns):
        each = common.copy()
        each.update(framed(number(column)))
        found.append(group.reduced(each.digest()))
    return found


def one_of(said: bytes, commitments: bytes) -> int:
    """The challenge of the one proof of a choice: c.

    ``commitments`` are the two points of every branch in their order, 64 bytes each.
    """
    return group.reduced(hashlib.sha512(ONE_OF + said + framed(commitments)).digest())


def challenge(
    kind: bytes, context: ProofContext, id: bytes, ct: bytes, index: int, commitments: bytes
) -> Scalar:
    """The challenge of one proof about a whole number (docs/box.md, “A whole number”).

    ``ct`` are all ciphertexts of the answer, 64 bytes a column; ``index`` is the column that the
    proof speaks of, or their number where it speaks of all of them together.
    """
    columns = number(len(ct) // 64)
    at = (context.run, *_cell(context), id, columns, number(index), context.pk)
    return hashed(kind, *at, ct, commitments)


def _cell(context: ProofContext) -> tuple[bytes, bytes, bytes]:
    return number(context.subject), number(context.question), number(context.voter_class)
