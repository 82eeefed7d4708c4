"""A challenge covers everything that a cheating prover could want to choose after it."""

import dataclasses
import hashlib
import os
from typing import Any

import pytest

from ballot.box import group, transcript
from ballot.box.transcript import Context, framed, number

PLACE = Context(
    run=b"r" * 16, subject=1, question=2, voter_class=3, id=b"i" * 16, pk=bytes(group.BASE)
)
ANSWER: dict[str, Any] = {
    "kind": transcript.BIT,
    "context": PLACE,
    "columns": 4,
    "index": 0,
    "ct": b"c" * 256,
    "commitments": b"m" * 128,
}
CHANGES: list[dict[str, Any]] = [
    {"kind": transcript.SUM},
    {"context": dataclasses.replace(PLACE, run=b"s" * 16)},
    {"context": dataclasses.replace(PLACE, subject=0)},
    {"context": dataclasses.replace(PLACE, question=0)},
    {"context": dataclasses.replace(PLACE, voter_class=0)},
    {"context": dataclasses.replace(PLACE, id=b"j" * 16)},
    {"context": dataclasses.replace(PLACE, pk=b"p" * 32)},
    {"columns": 5},
    {"index": 1},
    {"ct": b"c" * 192 + b"d" * 64},
    {"commitments": b"m" * 127 + b"n"},
]


@pytest.mark.parametrize("change", CHANGES, ids=str)
def test_the_challenge_changes_with_every_field(change: dict[str, Any]) -> None:
    challenge = transcript.challenge(**ANSWER)
    assert group.read_scalar(challenge) == challenge
    assert transcript.challenge(**{**ANSWER, **change}) != challenge


def test_the_challenge_is_the_one_written_down() -> None:
    fields = [b"ballot-v1", b"bit", b"r" * 16, b"\0\0\0\1", b"\0\0\0\2", b"\0\0\0\3", b"i" * 16]
    fields += [b"\0\0\0\4", b"\0\0\0\0", bytes(group.BASE), b"c" * 256, b"m" * 128]
    text = b"".join(len(field).to_bytes(4, "big") + field for field in fields)
    expected = int.from_bytes(hashlib.sha512(text).digest(), "little") % group.ORDER
    assert transcript.challenge(**ANSWER) == expected.to_bytes(32, "little")


def test_a_number_takes_four_bytes_and_no_other_fits() -> None:
    assert number(258) == b"\0\0\1\2"
    assert framed(number(0), b"") == b"\0\0\0\4\0\0\0\0\0\0\0\0"
    for value in (-1, 2**32):
        with pytest.raises(OverflowError):
            number(value)


def test_two_kinds_of_proof_share_no_challenge() -> None:
    kinds = (transcript.BIT, transcript.SUM, transcript.NUMBER, transcript.SHARE)
    kinds += (transcript.PARTIAL,)
    fields = (os.urandom(16), os.urandom(32))
    assert len({transcript.hashed(kind, *fields) for kind in kinds}) == 5
