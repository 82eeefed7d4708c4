"""A share reaches the page it was sealed to, and nobody else."""

import os

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballot.box import elgamal, pickup, shares
from ballot.domain.errors import ProofRefused

RUN = os.urandom(16)
PAGES = [elgamal.make_key() for _ in range(3)]
KEYS, SHARES = shares.split()
SEALED = [
    pickup.seal(RUN, share.number, public, share.secret)
    for share, (_, public) in zip(SHARES, PAGES, strict=True)
]
few = settings(max_examples=30, deadline=None)


def test_only_the_page_it_was_sealed_to_recovers_a_share() -> None:
    secret, sealed = PAGES[0][0], SEALED[0]
    assert pickup.recover(RUN, 1, secret, sealed) == SHARES[0].secret
    for run, place, key in (
        (RUN, 1, PAGES[1][0]),
        (RUN, 2, secret),
        (os.urandom(16), 1, secret),
    ):
        with pytest.raises(ProofRefused) as refused:
            pickup.recover(run, place, key, sealed)
        assert refused.value.why == "pickup"


@few
@given(st.integers(0, 96 * 8 - 1))
def test_a_sealed_share_with_one_flipped_bit_is_refused(place: int) -> None:
    sealed = bytearray(SEALED[0])
    sealed[place // 8] ^= 1 << place % 8
    with pytest.raises(ProofRefused):
        pickup.recover(RUN, 1, PAGES[0][0], bytes(sealed))


def test_a_sealed_share_shows_nothing_of_the_share_and_never_repeats() -> None:
    again = pickup.seal(RUN, 1, PAGES[0][1], SHARES[0].secret)
    assert SHARES[0].secret not in again
    assert not {again[:32], again[32:64], again[64:]} & {
        SEALED[0][:32],
        SEALED[0][32:64],
        SEALED[0][64:],
    }


def test_what_cannot_be_a_sealed_share_is_refused() -> None:
    for sealed, why in (
        (SEALED[0][:-1], "length"),
        (bytes(32) + SEALED[0][32:], "identity"),
        (b"\xff" * 32 + SEALED[0][32:], "point"),
    ):
        with pytest.raises(ProofRefused) as refused:
            pickup.recover(RUN, 1, PAGES[0][0], sealed)
        assert refused.value.why == why


def test_a_sealed_thing_that_is_no_scalar_is_refused() -> None:
    sealed = pickup.seal(RUN, 1, PAGES[0][1], b"\xff" * 32)
    with pytest.raises(ProofRefused) as refused:
        pickup.recover(RUN, 1, PAGES[0][0], sealed)
    assert refused.value.why == "scalar"


def test_the_comparison_code_is_six_digits_of_all_three_keys_in_order() -> None:
    publics = [public for _, public in PAGES]
    code = pickup.comparison_code(RUN, publics)
    assert len(code) == 6
    assert code.isdecimal()
    assert pickup.comparison_code(RUN, publics) == code
    others = [[*publics[:2], elgamal.make_key()[1]] for _ in range(20)]
    assert {pickup.comparison_code(RUN, keys) for keys in others} != {code}
    assert len({pickup.comparison_code(RUN, keys) for keys in others}) > 15
