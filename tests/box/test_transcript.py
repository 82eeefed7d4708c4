"""A challenge covers everything that a cheating prover could want to choose after it."""

import dataclasses
import hashlib
import os
from typing import Any

import pytest

from ballot.box import group, transcript
from ballot.box.transcript import ProofContext, framed, number

PLACE = ProofContext(run=b"r" * 16, subject=1, question=2, voter_class=3, pk=bytes(group.BASE))
ANSWER: dict[str, Any] = {
    "kind": transcript.BIT,
    "context": PLACE,
    "id": b"i" * 16,
    "ct": b"c" * 256,
    "index": 0,
    "commitments": b"m" * 128,
}
CHANGES: list[dict[str, Any]] = [
    {"kind": transcript.NUMBER},
    {"context": dataclasses.replace(PLACE, run=b"s" * 16)},
    {"context": dataclasses.replace(PLACE, subject=0)},
    {"context": dataclasses.replace(PLACE, question=0)},
    {"context": dataclasses.replace(PLACE, voter_class=0)},
    {"id": b"j" * 16},
    {"context": dataclasses.replace(PLACE, pk=b"p" * 32)},
    {"ct": b"c" * 320},
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
    kinds = (transcript.BIT, transcript.NUMBER, transcript.SHARE, transcript.PARTIAL)
    fields = (os.urandom(16), os.urandom(32))
    assert len({transcript.hashed(kind, *fields) for kind in kinds}) == 4


# --- the id, and the one proof of a choice ----------------------------------------------------

CT = b"c" * 256
PLACED = [
    dataclasses.replace(PLACE, run=b"s" * 16),
    dataclasses.replace(PLACE, subject=0),
    dataclasses.replace(PLACE, question=0),
    dataclasses.replace(PLACE, voter_class=0),
]
SAID = transcript.statement(PLACE, b"i" * 16, CT)
OTHERS = [
    *(transcript.statement(place, b"i" * 16, CT) for place in PLACED),
    transcript.statement(dataclasses.replace(PLACE, pk=b"p" * 32), b"i" * 16, CT),
    transcript.statement(PLACE, b"j" * 16, CT),
    *(
        transcript.statement(PLACE, b"i" * 16, CT[:at] + b"d" * 64 + CT[at + 64 :])
        for at in range(0, 256, 64)
    ),
]
FIELDS = [b"r" * 16, b"\0\0\0\1", b"\0\0\0\2", b"\0\0\0\3"]


def digest(*fields: bytes) -> bytes:
    """SHA-512 over framed fields, written out."""
    text = b"".join(len(field).to_bytes(4, "big") + field for field in fields)
    return hashlib.sha512(text).digest()


def test_the_id_is_the_one_written_down_and_follows_from_place_and_ciphertexts() -> None:
    assert transcript.id_of(PLACE, CT) == digest(b"ballot-v1", b"id", *FIELDS, CT)[:16]
    ids = {transcript.id_of(place, CT) for place in (PLACE, *PLACED)}
    ids |= {transcript.id_of(PLACE, b"d" + CT[1:]), transcript.id_of(PLACE, CT[:192])}
    assert len(ids) == 7


def test_weights_and_challenge_are_those_written_down() -> None:
    said = [*FIELDS, b"i" * 16, b"\0\0\0\4", bytes(group.BASE), CT]
    expected = [
        int.from_bytes(digest(b"ballot-v2", b"combine", *said, bytes([0, 0, 0, at])), "little")
        for at in range(4)
    ]
    assert transcript.weights(SAID, 4) == [each % group.ORDER for each in expected]
    challenge = int.from_bytes(digest(b"ballot-v2", b"one-of", *said, b"t" * 256), "little")
    assert transcript.one_of(SAID, b"t" * 256) == challenge % group.ORDER


def test_weights_and_challenge_change_with_everything_that_is_said() -> None:
    assert len({tuple(transcript.weights(each, 4)) for each in (SAID, *OTHERS)}) == 11
    assert len({each for said in (SAID, *OTHERS) for each in transcript.weights(said, 4)}) == 44
    assert len({transcript.one_of(each, b"t" * 256) for each in (SAID, *OTHERS)}) == 11
    assert transcript.one_of(SAID, b"t" * 256) != transcript.one_of(SAID, b"t" * 255 + b"u")
