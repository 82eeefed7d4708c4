"""The vectors of docs/box.md: its text, the files and the product agree on every byte."""

import json
from typing import Any

import pytest
from box.vectors import choice_vectors, number_vectors
from people.forger import Given

from ballot.box import elgamal, envelope, group, proofs
from ballot.box.elgamal import ProofContext, Sealed
from ballot.domain.errors import ProofRefused

CHOICES = json.loads(choice_vectors.FILE.read_text())
NUMBERS = json.loads(number_vectors.FILE.read_text())


def named(case: dict[str, Any]) -> str:
    kind = "number" if "blank" in case else "choice"
    return f"{kind}: {case['name']}"


def why_refused(case: dict[str, Any]) -> str | None:
    """The word with which an answer of the file is refused; None where it is accepted."""
    place, answer = answer_of(case)
    try:
        if "blank" in case:
            proofs.check_number(place, case["blank"], answer)
        else:
            proofs.check(place, case["columns"], answer)
    except ProofRefused as refused:
        return refused.why
    return None


def answer_of(case: dict[str, Any]) -> tuple[ProofContext, Sealed]:
    raw = {name: bytes.fromhex(case[name]) for name in ("run", "pk", "id", "ct", "proof")}
    place = ProofContext(raw["run"], case["subject"], case["question"], case["class"], raw["pk"])
    return place, Sealed(raw["id"], raw["ct"], raw["proof"])


def test_the_files_are_what_the_text_computes() -> None:
    assert choice_vectors.everything() == CHOICES
    assert number_vectors.everything() == NUMBERS


@pytest.mark.parametrize("case", [*CHOICES["lawful"], *NUMBERS["lawful"]], ids=named)
def test_a_lawful_vector_is_accepted(case: dict[str, Any]) -> None:
    assert why_refused(case) is None


@pytest.mark.parametrize("case", [*CHOICES["refused"], *NUMBERS["refused"]], ids=named)
def test_a_vector_that_is_altered_is_refused(case: dict[str, Any]) -> None:
    assert why_refused(case) == case["why"]


@pytest.mark.parametrize("case", CHOICES["lawful"], ids=named)
def test_a_choice_is_sealed_byte_for_byte(case: dict[str, Any]) -> None:
    place, expected = answer_of(case)
    key = group.read_key(place.pk)
    numbers = ([group.read_scalar(bytes.fromhex(raw)) for raw in case[each]] for each in "rud")
    records = [envelope.pack_column(key, *each) for each in zip(*numbers, strict=True)]
    sealed = elgamal.seal(place, case["choice"], case["columns"], Given(key, records))
    assert sealed == expected


def test_the_borders_are_really_in_the_vectors() -> None:
    """Scalars of 0 in the proof, and the identity where a verifier computes."""
    proof = {case["name"]: bytes.fromhex(case["proof"]) for case in CHOICES["lawful"]}
    nought = bytes(32)
    assert proof["a response is 0"][32:64] == nought
    assert proof["a challenge is 0"][:32] == nought
    assert proof["a challenge and its response are 0"][128:192] == bytes(64)
    by_name = {case["name"]: case for case in CHOICES["lawful"]}
    assert by_name["T of the true branch is the identity twice"]["T"][1] == [nought.hex()] * 2
    assert by_name["the second T of a branch is the identity"]["T"][2][1] == nought.hex()
    assert by_name["the second half of a ciphertext is the identity"]["ct"][192:256] == nought.hex()
