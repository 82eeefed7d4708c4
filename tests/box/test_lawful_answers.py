"""What a box takes: lawful answers for their place alone (docs/secrecy.md, test 17)."""

import os
from collections.abc import Callable, Sequence
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from people.forger import Forger

from ballot.box import elgamal, group, proofs
from ballot.box.elgamal import ProofContext, Sealed
from ballot.box.pool import Pool
from ballot.domain.errors import ProofRefused

SECRET, PK = elgamal.make_key()
PLACE = ProofContext(run=os.urandom(16), subject=1, question=2, voter_class=3, pk=PK)
FOUR = elgamal.seal(PLACE, 1, 4)
few = settings(max_examples=25, deadline=None)


def forge_number(messages: Sequence[int]) -> Sealed:
    """Seal columns of a number without asking whether they belong together."""
    bits = [int(message > 0) for message in messages]
    return elgamal._seal_bits(PLACE, bits, Forger(group.read_key(PK), messages))


def why_refused(check: Callable[..., object], *facts: Any) -> str:
    with pytest.raises(ProofRefused) as refused:
        check(*facts)
    return refused.value.why


def opened(ct: bytes) -> tuple[int, ...]:
    """The columns of one answer, 0 or 1, by the secret key (only a test ever does this)."""
    x = group.read_scalar(SECRET)
    plain = {bytes(group.IDENTITY): 0, bytes(group.BASE): 1}
    return tuple(plain[group.sub(two, group.mul(x, one))] for one, two in elgamal.pairs(ct))


@pytest.mark.parametrize("columns", [2, 4, 5, 22])
def test_every_choice_is_sealed_accepted_and_holds_a_one_in_its_column(columns: int) -> None:
    for choice in range(columns):
        sealed = elgamal.seal(PLACE, choice, columns)
        proofs.check(PLACE, columns, sealed)
        assert opened(sealed.ct) == tuple(int(each == choice) for each in range(columns))


@pytest.mark.parametrize("value", [0, 1, 27, 63, 64, 99, 100, None])
@pytest.mark.parametrize("blank", [True, False])
def test_every_whole_number_is_sealed_and_accepted(value: int | None, blank: bool) -> None:
    if value is None and not blank:
        with pytest.raises(ValueError, match="value"):
            elgamal.seal_number(PLACE, None, False)
        return
    sealed = elgamal.seal_number(PLACE, value, blank)
    proofs.check_number(PLACE, blank, sealed)
    bits = opened(sealed.ct)
    assert sum(bit << place for place, bit in enumerate(bits[:7])) == (value or 0)
    assert bits[14:] == ((int(value is None),) if blank else ())


@few
@given(st.integers(0, 100), st.booleans())
def test_a_number_and_its_proof_stay_below_three_kilobytes(value: int, blank: bool) -> None:
    sealed = elgamal.seal_number(PLACE, value, blank)
    proofs.check_number(PLACE, blank, sealed)
    assert len(sealed.ct) + len(sealed.proof) == (2944 if blank else 2752)


def test_the_relation_of_a_number_leaves_0_to_100_and_one_way_to_abstain() -> None:
    """All 32,768 ways to fill the fifteen bits, weighed as the proof weighs them."""
    weights = [int.from_bytes(each, "little") for each in elgamal.number_weights(15)]
    signed = [each if each < 1000 else each - group.ORDER for each in weights]
    lawful = {(v, v + 27, 0) for v in range(101)} | {(0, 127, 1)}
    found = set()
    for v in range(128):
        for w in range(128):
            for b in (0, 1):
                bits = [*(v >> i & 1 for i in range(7)), *(w >> i & 1 for i in range(7)), b]
                if sum(x * y for x, y in zip(signed, bits, strict=True)) == elgamal.SHIFT:
                    found.add((v, w, b))
    assert found == lawful


def bits_of(v: int, w: int, *rest: int) -> tuple[int, ...]:
    return (*(v >> i & 1 for i in range(7)), *(w >> i & 1 for i in range(7)), *rest)


@pytest.mark.parametrize(
    ("bits", "blank"),
    [
        (bits_of(101, 127), False),  # one above the highest
        (bits_of(127, 127), False),
        (bits_of(101, 0), False),  # 128 without its eighth bit
        (bits_of(50, 76), False),
        (bits_of(1, 127, 1), True),  # abstains and adds a point
        (bits_of(100, 127, 1), True),
        (bits_of(0, 27, 1), True),
        (bits_of(0, 127, 0), True),
        (bits_of(101, 127, 0), True),
    ],
)
def test_an_unlawful_number_is_refused(bits: tuple[int, ...], blank: bool) -> None:
    forged = forge_number(bits)
    assert why_refused(proofs.check_number, PLACE, blank, forged) == "number"


def test_the_forger_of_numbers_is_refused_for_what_he_seals_and_not_for_who_he_is() -> None:
    proofs.check_number(PLACE, False, forge_number(bits_of(100, 127)))
    proofs.check_number(PLACE, True, forge_number(bits_of(0, 127, 1)))


def test_a_bit_of_a_number_that_is_no_bit_is_refused() -> None:
    """v = 3·1 + 2·(−1) = 1 in its sum, but neither is a bit."""
    messages = (3, -1, *bits_of(1, 28)[2:])
    forged = forge_number(messages)
    assert why_refused(proofs.check_number, PLACE, False, forged) == "bit"


def test_the_same_answer_sealed_twice_has_nothing_in_common() -> None:
    again = elgamal.seal(PLACE, 1, 4)
    parts = {whole[at : at + 32] for whole in (FOUR.ct, again.ct) for at in range(0, 256, 32)}
    assert len(parts) == 16


@pytest.mark.parametrize(("choice", "columns"), [(4, 4), (-1, 4), (0, 1), (0, 23)])
def test_a_choice_that_is_none_is_never_sealed(choice: int, columns: int) -> None:
    with pytest.raises(ValueError, match="choice"):
        elgamal.seal(PLACE, choice, columns)


@pytest.mark.parametrize("value", [-1, 101])
def test_a_number_outside_its_borders_is_never_sealed(value: int) -> None:
    with pytest.raises(ValueError, match="value"):
        elgamal.seal_number(PLACE, value, True)


def test_a_pool_of_another_key_is_never_used() -> None:
    pool = Pool(elgamal.make_key()[1])
    kind, count = elgamal.needs(4)
    pool.add(kind, b"".join(kind.make(pool.pk) for _ in range(count)))
    with pytest.raises(ValueError, match="pool"):
        elgamal.seal(PLACE, 0, 4, pool)
    assert pool.ready(kind) == count
