"""A proof is good for one answer at one place, in one spelling (ANONYMITY.md §8.17)."""

import dataclasses
import os
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballot.box import elgamal, group, proofs
from ballot.box.elgamal import Context
from ballot.domain.errors import ProofRefused

SECRET, PK = elgamal.make_key()
PLACE = Context(run=os.urandom(16), subject=1, question=2, voter_class=3, id=os.urandom(16), pk=PK)
FOUR = elgamal.seal(PLACE, 1, 4)
few = settings(max_examples=25, deadline=None)


def why_refused(check: Callable[..., object], *facts: Any) -> str:
    with pytest.raises(ProofRefused) as refused:
        check(*facts)
    return refused.value.why


@pytest.mark.parametrize(
    "change",
    [
        {"run": os.urandom(16)},
        {"subject": 0},
        {"question": 3},
        {"voter_class": 0},
        {"id": os.urandom(16)},
        {"pk": elgamal.make_key()[1]},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_sealed_answer_is_refused_at_every_other_place(change: dict[str, Any]) -> None:
    proofs.check(PLACE, 4, FOUR.ct, FOUR.proof)
    elsewhere = dataclasses.replace(PLACE, **change)
    assert why_refused(proofs.check, elsewhere, 4, FOUR.ct, FOUR.proof) == "bit"


def test_two_options_cannot_be_exchanged_with_their_proofs() -> None:
    ct = FOUR.ct[64:128] + FOUR.ct[:64] + FOUR.ct[128:]
    proof = FOUR.proof[128:256] + FOUR.proof[:128] + FOUR.proof[256:]
    assert why_refused(proofs.check, PLACE, 4, ct, proof) == "bit"


def test_an_answer_to_another_number_of_options_is_refused() -> None:
    for columns in (3, 5):
        assert why_refused(proofs.check, PLACE, columns, FOUR.ct, FOUR.proof) == "length"
    shorter = FOUR.proof[:384] + FOUR.proof[-64:]
    assert why_refused(proofs.check, PLACE, 3, FOUR.ct[:192], shorter) == "bit"


def test_a_proof_with_something_before_between_or_behind_is_refused() -> None:
    more = bytes(32)
    for proof in (
        more + FOUR.proof,
        FOUR.proof[:512] + more + FOUR.proof[512:],
        FOUR.proof + more,
        FOUR.proof[:-32],
        b"",
    ):
        assert why_refused(proofs.check, PLACE, 4, FOUR.ct, proof) == "length"


def test_a_choice_is_no_number_though_it_be_as_long() -> None:
    sealed = elgamal.seal(PLACE, 0, 14)
    facts = (PLACE, False, sealed.ct, sealed.proof)
    assert why_refused(proofs.check_number, *facts) == "number"


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
    assert why_refused(proofs.check, PLACE, 4, ct, FOUR.proof) == why


@pytest.mark.parametrize("scalar", range(18))
def test_a_scalar_written_a_second_way_is_refused(scalar: int) -> None:
    raw = FOUR.proof[32 * scalar : 32 * scalar + 32]
    second = (int.from_bytes(raw, "little") + group.ORDER).to_bytes(32, "little")
    proof = FOUR.proof[: 32 * scalar] + second + FOUR.proof[32 * scalar + 32 :]
    assert why_refused(proofs.check, PLACE, 4, FOUR.ct, proof) == "scalar"


def test_the_identity_is_no_key_to_seal_or_to_check_under() -> None:
    nowhere = dataclasses.replace(PLACE, pk=bytes(32))
    assert why_refused(proofs.check, nowhere, 4, FOUR.ct, FOUR.proof) == "identity"
    with pytest.raises(ProofRefused):
        elgamal.seal(nowhere, 0, 4)


@few
@given(st.integers(0, 8 * (256 + 576) - 1))
def test_one_flipped_bit_anywhere_is_refused(place: int) -> None:
    whole = bytearray(FOUR.ct + FOUR.proof)
    whole[place // 8] ^= 1 << place % 8
    assert why_refused(proofs.check, PLACE, 4, bytes(whole[:256]), bytes(whole[256:]))


@pytest.mark.parametrize("ct", [b"", bytes(63), bytes(65)])
def test_ciphertexts_that_are_cut_short_are_refused(ct: bytes) -> None:
    assert why_refused(elgamal.pairs, ct) == "length"
