"""The one proof of a choice: lawful answers pass, and nothing else that anybody can make."""

import dataclasses
import os
import random
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people.forger import FIELDS, Forger, Given, unframed, with_message

from ballot.box import elgamal, envelope, group, proofs, transcript
from ballot.box.elgamal import ProofContext, Sealed
from ballot.box.envelope import Fresh
from ballot.box.transcript import framed
from ballot.domain.errors import ProofRefused

SECRET, PK = elgamal.make_key()
KEY = group.read_key(PK)
PLACE = ProofContext(run=os.urandom(16), subject=1, question=2, voter_class=3, pk=PK)
COUNT = 2000 if os.environ.get("BALLOT_TEST_SCALE") == "full" else 200
few = settings(max_examples=30, deadline=None)
Hash = Callable[..., Any]


def why_refused(answer: Sealed, columns: int = 4, place: ProofContext = PLACE) -> str:
    """The word with which it is refused; empty where it is accepted."""
    try:
        proofs.check(place, columns, answer)
    except ProofRefused as refused:
        return refused.why
    return ""


# --- properties -----------------------------------------------------------------------------------


def test_random_answers_are_proved_and_accepted() -> None:
    for _ in range(COUNT):
        columns = random.choice((2, 3, 4, 5, 5, 5, 8))  # noqa: S311
        choice = random.randrange(columns)  # noqa: S311
        place = ProofContext(os.urandom(16), *random.choices(range(2**32), k=3), PK)  # noqa: S311
        assert why_refused(elgamal.seal(place, choice, columns), columns, place) == ""


@few
@given(st.integers(2, 22).flatmap(lambda k: st.tuples(st.just(k), st.integers(0, k - 1))))
def test_a_proof_is_64_bytes_a_column(asked: tuple[int, int]) -> None:
    columns, choice = asked
    sealed = elgamal.seal(PLACE, choice, columns)
    assert (len(sealed.id), len(sealed.ct), len(sealed.proof)) == (16, 64 * columns, 64 * columns)
    assert sealed.id == transcript.id_of(PLACE, sealed.ct)


def test_seven_multiplications_a_column_are_checked(monkeypatch: pytest.MonkeyPatch) -> None:
    done = {"base": 0, "mul": 0}
    for name in done:
        real = getattr(group, name)

        def counting(*operands: Any, name: str = name, real: Hash = real) -> Any:
            done[name] += 1
            return real(*operands)

        monkeypatch.setattr(group, name, counting)
    sealed = elgamal.seal(PLACE, 3, 5)
    done.update(base=0, mul=0)
    proofs.check(PLACE, 5, sealed)
    assert done == {"base": 2 * 5, "mul": 5 * 5}


def test_two_columns_of_one_weight_are_not_proved_at_all(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(transcript, "weights", lambda *_: [5, 7, 7, 9])
    with pytest.raises(ValueError, match="invertible"):
        elgamal.seal(PLACE, 1, 4)


# --- forged ---------------------------------------------------------------------------------------


def forged(messages: Sequence[int], claim: int) -> Sealed:
    """Seal ``messages`` and claim that the column ``claim`` is the one chosen."""
    return elgamal.seal(PLACE, claim, len(messages), Forger(KEY, messages))


UNLAWFUL = [
    (1, 1, 0, 0),  # two votes on one slip
    (1, 1, 1, 1),
    (0, 0, 0, 0),  # a returned slip without an answer
    (2, 0, 0, 0),
    (2, 0, 0, -1),  # sums to 1, and takes a vote from another
    (2, -1, 0, 0),
    (1, 1, -1, 0),
    (-1, 0, 0, 0),
    (0, 0, 0, 3),
]


@pytest.mark.parametrize("claim", range(4))
@pytest.mark.parametrize("messages", UNLAWFUL, ids=str)
def test_an_unlawful_answer_is_refused_whatever_it_claims(
    messages: tuple[int, ...], claim: int
) -> None:
    assert why_refused(forged(messages, claim)) == "choice"


def test_the_forger_is_refused_for_what_he_seals_and_not_for_who_he_is() -> None:
    """The control: he seals a lawful answer and claims what he sealed."""
    assert why_refused(forged((0, 1, 0, 0), 1)) == ""
    assert why_refused(forged((0, 1, 0, 0), 2)) == "choice"


@pytest.mark.parametrize("claim", range(3))
def test_weights_known_beforehand_would_let_two_ones_pass(
    claim: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A verifier whose weights are 1, 2, 3 takes (1, 1, 0) for a choice of the third."""
    answer_before = forged((1, 1, 0), claim)
    assert why_refused(answer_before, 3) == "choice"
    monkeypatch.setattr(transcript, "weights", lambda _, columns: [*range(1, columns + 1)])
    assert why_refused(forged((1, 1, 0), claim), 3) == ("" if claim == 2 else "choice")


def without(said: bytes, forgotten: Sequence[str]) -> bytes:
    """The statement as somebody hashes it who forgets fields, or the ``last`` ciphertext alone."""
    fields = dict(zip(FIELDS, unframed(said), strict=True))
    if "last" in forgotten:
        fields["ciphertexts"] = fields["ciphertexts"][:-64]
    return framed(*(value for name, value in fields.items() if name not in forgotten))


def forgetting(name: str, *forgotten: str) -> Hash:
    """``transcript.weights`` or ``transcript.one_of`` of somebody who forgets these fields."""
    real: Hash = getattr(transcript, name)

    return lambda said, rest: real(without(said, forgotten), rest)


@pytest.mark.parametrize("field", [*FIELDS, "last"])
@pytest.mark.parametrize("name", ["weights", "one_of"])
def test_a_hash_that_leaves_a_field_out_is_refused(
    name: str, field: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    with monkeypatch.context() as naive:
        naive.setattr(transcript, name, forgetting(name, field))
        answer = elgamal.seal(PLACE, 1, 4)
        assert why_refused(answer) == ""  # the control: he who leaves it out too
    assert why_refused(answer) == "choice"


def test_a_ciphertext_left_out_of_the_weights_would_let_anything_pass(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Two ones, and a last column chosen once the weights are known, so that they cancel."""
    drawn = Fresh(KEY).take(envelope.CHOICE, 4)
    naive = forgetting("weights", "last", "id")

    def seal(last: int) -> Sealed:
        sealed = zip(drawn, (1, 1, 0, last), strict=True)
        records = [with_message(envelope.CHOICE, *each) for each in sealed]
        return elgamal.seal(PLACE, 0, 4, Given(KEY, records))

    first = seal(0)
    weights = naive(transcript.statement(PLACE, first.id, first.ct), 4)
    answer = seal(-weights[1] * pow(weights[3], -1, group.ORDER))
    assert why_refused(answer) == "choice"
    monkeypatch.setattr(transcript, "weights", naive)
    answer = seal(-weights[1] * pow(weights[3], -1, group.ORDER))
    assert why_refused(answer) == ""


MOVED: list[tuple[str, dict[str, Any]]] = [
    ("run", {"run": os.urandom(16)}),
    ("subject", {"subject": 0}),
    ("question", {"question": 3}),
    ("class", {"voter_class": 0}),
]


@pytest.mark.parametrize(("field", "change"), MOVED, ids=[each[0] for each in MOVED])
def test_a_proof_is_refused_at_every_other_place_even_under_its_id_there(
    field: str, change: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    elsewhere = dataclasses.replace(PLACE, **change)
    answer = elgamal.seal(PLACE, 1, 4)
    renamed = dataclasses.replace(answer, id=transcript.id_of(elsewhere, answer.ct))
    assert why_refused(answer, place=elsewhere) == "id"
    assert why_refused(renamed, place=elsewhere) == "choice"
    for name in ("weights", "one_of"):
        monkeypatch.setattr(transcript, name, forgetting(name, field, "id"))
    naively = elgamal.seal(PLACE, 1, 4)
    renamed = dataclasses.replace(naively, id=transcript.id_of(elsewhere, naively.ct))
    assert why_refused(renamed, place=elsewhere) == ""  # the control


def test_a_proof_under_another_id_is_refused_twice_over(monkeypatch: pytest.MonkeyPatch) -> None:
    """By the rule that the id follows from the ciphertexts, and by both hashes."""
    other = os.urandom(16)
    answer = dataclasses.replace(elgamal.seal(PLACE, 1, 4), id=other)
    assert why_refused(answer) == "id"
    monkeypatch.setattr(transcript, "id_of", lambda *_: other)  # a verifier without the rule
    assert why_refused(answer) == "choice"
    with monkeypatch.context() as naive:
        for name in ("weights", "one_of"):
            naive.setattr(transcript, name, forgetting(name, "id"))
        drawn = elgamal.seal(PLACE, 1, 4)
        naive.setattr(transcript, "id_of", lambda *_: bytes(16))
        assert why_refused(dataclasses.replace(drawn, id=bytes(16))) == ""  # the control


def test_a_proof_for_another_key_is_refused() -> None:
    other = dataclasses.replace(PLACE, pk=elgamal.make_key()[1])
    answer = elgamal.seal(other, 1, 4)
    assert why_refused(answer, place=other) == ""
    assert why_refused(answer) == "choice"  # no key stands in the id


def test_columns_and_branches_keep_their_order() -> None:
    answer = elgamal.seal(PLACE, 1, 4)
    for at in range(3):
        swapped = dataclasses.replace(answer, proof=_swapped(answer.proof, at))
        assert why_refused(swapped) == "choice"
        ct = _swapped(answer.ct, at)
        moved = Sealed(transcript.id_of(PLACE, ct), ct, _swapped(answer.proof, at))
        assert why_refused(moved) == "choice"


def _swapped(raw: bytes, at: int) -> bytes:
    one, two = (raw[64 * each : 64 * each + 64] for each in (at, at + 1))
    return raw[: 64 * at] + two + one + raw[64 * at + 128 :]


def test_no_proof_of_another_answer_fits() -> None:
    one, two = (elgamal.seal(PLACE, 1, 4) for _ in range(2))
    assert why_refused(dataclasses.replace(one, proof=two.proof)) == "choice"
