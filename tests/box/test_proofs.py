"""A proof is good for one answer at one place, in one spelling (docs/secrecy.md, test 17)."""

import dataclasses
import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballot.box import elgamal, group, proofs, transcript
from ballot.box.elgamal import ProofContext, Sealed
from ballot.domain.errors import ProofRefused

SECRET, PK = elgamal.make_key()
PLACE = ProofContext(run=os.urandom(16), subject=1, question=2, voter_class=3, pk=PK)
FOUR = elgamal.seal(PLACE, 1, 4)
NUMBER = elgamal.seal_number(PLACE, 57, True)
few = settings(max_examples=25, deadline=None)


def why_refused(check: Callable[..., object], *facts: Any) -> str:
    with pytest.raises(ProofRefused) as refused:
        check(*facts)
    return refused.value.why


def named(answer: Sealed, place: ProofContext = PLACE) -> Sealed:
    """The answer under the id that follows from its ciphertexts at a place."""
    return dataclasses.replace(answer, id=transcript.id_of(place, answer.ct))


@pytest.mark.parametrize(
    "change",
    [
        {"run": os.urandom(16)},
        {"subject": 0},
        {"question": 3},
        {"voter_class": 0},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_sealed_answer_is_refused_at_every_other_place(change: dict[str, Any]) -> None:
    proofs.check(PLACE, 4, FOUR)
    proofs.check_number(PLACE, True, NUMBER)
    elsewhere = dataclasses.replace(PLACE, **change)
    assert why_refused(proofs.check, elsewhere, 4, FOUR) == "id"
    assert why_refused(proofs.check, elsewhere, 4, named(FOUR, elsewhere)) == "choice"
    assert why_refused(proofs.check_number, elsewhere, True, NUMBER) == "id"
    assert why_refused(proofs.check_number, elsewhere, True, named(NUMBER, elsewhere)) == "bit"


def test_an_answer_is_refused_under_another_key() -> None:
    other = dataclasses.replace(PLACE, pk=elgamal.make_key()[1])
    assert why_refused(proofs.check, other, 4, FOUR) == "choice"
    assert why_refused(proofs.check_number, other, True, NUMBER) == "bit"


def test_an_answer_has_the_id_that_follows_from_it_and_no_other(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """A number's too, and by the proofs as well: they name the id."""
    other = os.urandom(16)
    four, number = (dataclasses.replace(each, id=other) for each in (FOUR, NUMBER))
    assert why_refused(proofs.check, PLACE, 4, four) == "id"
    assert why_refused(proofs.check_number, PLACE, True, number) == "id"
    monkeypatch.setattr(transcript, "id_of", lambda *_: other)
    assert why_refused(proofs.check, PLACE, 4, four) == "choice"
    assert why_refused(proofs.check_number, PLACE, True, number) == "bit"
    proofs.check(PLACE, 4, elgamal.seal(PLACE, 1, 4))  # the control: one who draws his ids


def test_two_bits_of_a_number_cannot_be_exchanged_with_their_proofs() -> None:
    ct = NUMBER.ct[64:128] + NUMBER.ct[:64] + NUMBER.ct[128:]
    proof = NUMBER.proof[128:256] + NUMBER.proof[:128] + NUMBER.proof[256:]
    swapped = named(Sealed(b"", ct, proof))
    assert why_refused(proofs.check_number, PLACE, True, swapped) == "bit"


def test_an_answer_to_another_number_of_options_is_refused() -> None:
    for columns in (3, 5):
        assert why_refused(proofs.check, PLACE, columns, FOUR) == "length"
    shorter = named(Sealed(b"", FOUR.ct[:192], FOUR.proof[:192]))
    assert why_refused(proofs.check, PLACE, 3, shorter) == "choice"


def test_a_proof_with_something_before_between_or_behind_is_refused() -> None:
    more = bytes(32)
    for proof in (
        more + FOUR.proof,
        FOUR.proof[:128] + more + FOUR.proof[128:],
        FOUR.proof + more,
        FOUR.proof[:-32],
        b"",
    ):
        answer = dataclasses.replace(FOUR, proof=proof)
        assert why_refused(proofs.check, PLACE, 4, answer) == "length"


def test_a_choice_is_no_number_and_a_number_no_choice() -> None:
    sealed = elgamal.seal(PLACE, 0, 14)
    assert why_refused(proofs.check_number, PLACE, False, sealed) == "length"
    assert why_refused(proofs.check, PLACE, 15, NUMBER) == "length"
    longer = dataclasses.replace(sealed, proof=sealed.proof * 2 + bytes(64))
    assert why_refused(proofs.check_number, PLACE, False, longer) == "bit"
    shorter = dataclasses.replace(NUMBER, proof=NUMBER.proof[: 64 * 15])
    assert why_refused(proofs.check, PLACE, 15, shorter) == "choice"


@pytest.mark.parametrize(
    ("at", "raw", "why"),
    [
        (0, bytes(32), "identity"),  # c1 of the first column: the answer would lie open
        (64, bytes(32), "identity"),
        (0, b"\xff" * 32, "point"),
        (32, b"\x01" + bytes(31), "point"),
    ],
)
def test_a_ciphertext_of_bad_points_is_refused(at: int, raw: bytes, why: str) -> None:
    ct = FOUR.ct[:at] + raw + FOUR.ct[at + 32 :]
    assert why_refused(proofs.check, PLACE, 4, dataclasses.replace(FOUR, ct=ct)) == why


@pytest.mark.parametrize("scalar", range(8))
def test_a_scalar_written_a_second_way_is_refused(scalar: int) -> None:
    assert why_refused(proofs.check, PLACE, 4, rewritten(FOUR, scalar)) == "scalar"


@pytest.mark.parametrize("scalar", [*range(8), 60, 61])
def test_a_scalar_of_a_number_written_a_second_way_is_refused(scalar: int) -> None:
    assert why_refused(proofs.check_number, PLACE, True, rewritten(NUMBER, scalar)) == "scalar"


def rewritten(answer: Sealed, scalar: int) -> Sealed:
    """With one scalar of its proof larger by the order of the group: the same number."""
    raw = answer.proof[32 * scalar : 32 * scalar + 32]
    second = (int.from_bytes(raw, "little") + group.ORDER).to_bytes(32, "little")
    proof = answer.proof[: 32 * scalar] + second + answer.proof[32 * scalar + 32 :]
    return dataclasses.replace(answer, proof=proof)


def test_the_identity_is_no_key_to_seal_or_to_check_under() -> None:
    nowhere = dataclasses.replace(PLACE, pk=bytes(32))
    assert why_refused(proofs.check, nowhere, 4, FOUR) == "identity"
    with pytest.raises(ProofRefused):
        elgamal.seal(nowhere, 0, 4)


@few
@given(st.integers(0, 8 * (16 + 256 + 256) - 1))
def test_one_flipped_bit_anywhere_is_refused(place: int) -> None:
    whole = bytearray(FOUR.id + FOUR.ct + FOUR.proof)
    whole[place // 8] ^= 1 << place % 8
    flipped = Sealed(bytes(whole[:16]), bytes(whole[16:272]), bytes(whole[272:]))
    assert why_refused(proofs.check, PLACE, 4, flipped)
    renamed = named(flipped) if place >= 128 else flipped
    assert why_refused(proofs.check, PLACE, 4, renamed)


@pytest.mark.parametrize("ct", [b"", bytes(63), bytes(65)])
def test_ciphertexts_that_are_cut_short_are_refused(ct: bytes) -> None:
    assert why_refused(elgamal.pairs, ct) == "length"
