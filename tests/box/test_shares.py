"""Three 监票人, any two of them: the dealing and the proofs."""

import hashlib
import os
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballot.box import elgamal, group, pickup, shares
from ballot.box.shares import PublicKeys, Share
from ballot.domain.errors import ProofRefused, SharesNeeded

RUN = os.urandom(16)
PAGES = [elgamal.make_key() for _ in range(3)]
DEALT = shares.deal(RUN, [public for _, public in PAGES])
KEYS = DEALT.keys
few = settings(max_examples=30, deadline=None)


def recovered(number: int) -> Share:
    secret, _ = PAGES[number - 1]
    return shares.find(KEYS, pickup.recover(RUN, number, secret, DEALT.sealed[number - 1]))


SHARES = [recovered(number) for number in (1, 2, 3)]


def test_every_page_recovers_its_own_share() -> None:
    assert [share.number for share in SHARES] == [1, 2, 3]
    for share, vk in zip(SHARES, KEYS.vks, strict=True):
        assert group.base(group.read_scalar(share.secret)) == vk
    shares.check_keys(KEYS)


@pytest.mark.parametrize("two", list(combinations((0, 1, 2), 2)))
def test_any_two_shares_make_the_key_of_the_box(two: tuple[int, int]) -> None:
    chosen = [SHARES[index] for index in two]
    weights = shares.weights([share.number for share in chosen])
    x = group.ZERO
    for share in chosen:
        x = group.plus(x, group.times(weights[share.number], group.Scalar(share.secret)))
    assert group.base(x) == KEYS.pk
    assert all(share.secret != x for share in SHARES)


def test_one_share_twice_is_one_share() -> None:
    for numbers, given_ in (([], 0), ([2], 1), ([2, 2], 1)):
        with pytest.raises(SharesNeeded) as refused:
            shares.weights(numbers)
        assert refused.value.given == given_


def test_of_three_shares_two_are_used() -> None:
    assert shares.weights([3, 1, 2]) == shares.weights([2, 1])


def test_a_share_never_shows_in_a_representation() -> None:
    assert repr(SHARES[1]) == str(SHARES[1]) == "Share(2)"


def test_two_dealings_share_nothing() -> None:
    again = shares.deal(RUN, [public for _, public in PAGES])
    assert not {KEYS.pk, *KEYS.vks, *DEALT.sealed} & {
        again.keys.pk,
        *again.keys.vks,
        *again.sealed,
    }


def test_a_dealing_needs_three_different_pages() -> None:
    publics = [public for _, public in PAGES]
    for pages, why in (
        (publics[:2], "length"),
        ([*publics, publics[0]], "length"),
        ([publics[0], publics[1], publics[0]], "twice"),
        ([publics[0], publics[1], bytes(32)], "identity"),
        ([publics[0], publics[1], b"\xff" * 32], "point"),
    ):
        with pytest.raises(ProofRefused) as refused:
            shares.deal(RUN, pages)
        assert refused.value.why == why


def test_public_halves_that_no_dealing_gives_are_refused() -> None:
    one, two, three = KEYS.vks
    other = elgamal.make_key()[1]
    for keys, why in (
        (PublicKeys(other, KEYS.vks), "keys"),
        (PublicKeys(KEYS.pk, (one, two, other)), "keys"),
        (PublicKeys(KEYS.pk, (two, one, three)), "keys"),
        (PublicKeys(KEYS.pk, (one, one, one)), "twice"),
        (PublicKeys(KEYS.pk, (KEYS.pk,) * 3), "twice"),
        (PublicKeys(KEYS.pk, (one, two)), "length"),
        (PublicKeys(bytes(32), KEYS.vks), "identity"),
        (PublicKeys(KEYS.pk, (one, two, b"\xff" * 32)), "point"),
    ):
        with pytest.raises(ProofRefused) as refused:
            shares.check_keys(keys)
        assert refused.value.why == why


def test_a_share_of_another_meeting_is_not_found() -> None:
    _, foreign = shares.split()
    for share in foreign:
        with pytest.raises(ProofRefused) as refused:
            shares.find(KEYS, share.secret)
        assert refused.value.why == "share"


def test_a_share_is_proved_without_being_shown() -> None:
    for share in SHARES:
        proof = shares.prove(RUN, share, b"confirm")
        shares.check_proof(RUN, KEYS, share.number, b"confirm", proof)
        assert share.secret not in proof


def test_a_proof_is_good_for_one_share_one_run_and_one_purpose() -> None:
    proof = shares.prove(RUN, SHARES[0], b"open")
    for run, number, purpose in (
        (os.urandom(16), 1, b"open"),
        (RUN, 2, b"open"),
        (RUN, 1, b"close"),
        (RUN, 0, b"open"),
        (RUN, 4, b"open"),
    ):
        with pytest.raises(ProofRefused) as refused:
            shares.check_proof(run, KEYS, number, purpose, proof)
        assert refused.value.why == "share"


def test_the_challenge_of_a_share_is_the_one_written_down() -> None:
    e, z = shares.read_proof(shares.prove(RUN, SHARES[1], b"open"))
    vk = KEYS.vks[1]
    commitment = group.sub(group.base(z), group.mul(e, group.Point(vk)))
    fields = (b"ballot-v1", b"share", RUN, b"\0\0\0\2", vk, b"open", commitment)
    text = b"".join(len(field).to_bytes(4, "big") + field for field in fields)
    assert e == group.reduce(hashlib.sha512(text).digest())


def test_who_holds_another_share_proves_nothing() -> None:
    foreign = Share(1, shares.split()[1][0].secret)
    proof = shares.prove(RUN, foreign, b"open")
    with pytest.raises(ProofRefused) as refused:
        shares.check_proof(RUN, KEYS, 1, b"open", proof)
    assert refused.value.why == "share"


@few
@given(st.integers(0, 511))
def test_a_proof_with_one_flipped_bit_is_refused(place: int) -> None:
    proof = bytearray(shares.prove(RUN, SHARES[0], b"open"))
    proof[place // 8] ^= 1 << place % 8
    with pytest.raises(ProofRefused):
        shares.check_proof(RUN, KEYS, 1, b"open", bytes(proof))


@pytest.mark.parametrize("length", [0, 32, 63, 65])
def test_a_proof_of_another_length_is_refused(length: int) -> None:
    with pytest.raises(ProofRefused) as refused:
        shares.check_proof(RUN, KEYS, 1, b"open", bytes(length))
    assert refused.value.why == "length"
