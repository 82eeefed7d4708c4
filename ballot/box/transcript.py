"""What a challenge covers: who is asked what, under which key, and all that was committed to."""

import hashlib
from dataclasses import dataclass

from ballot.box import group
from ballot.box.group import Scalar

LABEL = b"ballot-v1"
BIT = b"bit"
SUM = b"sum"
NUMBER = b"number"
SHARE = b"share"
PARTIAL = b"partial"


@dataclass(frozen=True, slots=True)
class Context:
    """The place of one answer. A proof made for one place is refused at every other.

    ``run`` and ``id`` are 16 bytes, ``pk`` 32; subject, question and class are their indexes.
    """

    run: bytes
    subject: int
    question: int
    voter_class: int
    id: bytes
    pk: bytes


def number(value: int) -> bytes:
    """A whole number 0…2³²−1 as a field: four bytes, the highest first."""
    return value.to_bytes(4, "big")


def framed(*fields: bytes) -> bytes:
    """The fields, each after its length in four bytes, the highest first.

    No two different lists of fields give the same bytes.
    """
    return b"".join(len(field).to_bytes(4, "big") + field for field in fields)


def hashed(*fields: bytes) -> Scalar:
    """SHA-512 over the label and the framed fields, reduced to a scalar."""
    return group.reduce(hashlib.sha512(framed(LABEL, *fields)).digest())


def challenge(
    kind: bytes, context: Context, columns: int, index: int, ct: bytes, commitments: bytes
) -> Scalar:
    """The challenge of one proof about an answer (ANONYMITY.md §2).

    ``ct`` are all ciphertexts of the answer, 64 bytes a column; ``index`` is the column that the
    proof speaks of, or ``columns`` where it speaks of all of them together.
    """
    return hashed(
        kind,
        context.run,
        number(context.subject),
        number(context.question),
        number(context.voter_class),
        context.id,
        number(columns),
        number(index),
        context.pk,
        ct,
        commitments,
    )
