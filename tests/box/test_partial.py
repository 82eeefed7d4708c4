"""Two 监票人 open the sums with their shares in their own hands; one opens nothing."""

import dataclasses
import hashlib
import os
from itertools import combinations
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ballot.box import elgamal, group, opening, partial, shares
from ballot.box.elgamal import ProofContext
from ballot.box.partial import Partial, Total
from ballot.box.shares import Share
from ballot.domain.errors import ProofRefused, SharesNeeded

RUN, ROOT = os.urandom(16), os.urandom(32)
KEYS, SHARES = shares.split()
PLACE = ProofContext(run=RUN, subject=4, question=1, voter_class=0, pk=KEYS.pk)
SUM = opening.add([elgamal.seal(PLACE, choice, 4).ct for choice in (0, 0, 1, 3, 3, 3)], 4)
TOTAL = Total(run=RUN, root=ROOT, subject=4, question=1, voter_class=None, sum=SUM)
COUNTS = (2, 1, 0, 3)
PARTIALS = [partial.decrypt(share, TOTAL) for share in SHARES]
few = settings(max_examples=30, deadline=None)


def why_refused(total: Total, given_: Partial) -> str:
    with pytest.raises(ProofRefused) as refused:
        partial.check(KEYS, total, given_)
    return refused.value.why


@pytest.mark.parametrize("chosen", [*combinations((0, 1, 2), 2), (2, 0), (0, 1, 2)], ids=str)
def test_any_two_shares_open_the_same_counts(chosen: tuple[int, ...]) -> None:
    given_ = [PARTIALS[index] for index in chosen]
    assert partial.combine(KEYS, TOTAL, given_, limit=6) == COUNTS


@pytest.mark.parametrize("chosen", [(), (0,), (1, 1)])
def test_one_share_opens_nothing(chosen: tuple[int, ...]) -> None:
    with pytest.raises(SharesNeeded):
        partial.combine(KEYS, TOTAL, [PARTIALS[index] for index in chosen], limit=6)


def test_one_share_alone_leaves_a_sum_that_no_count_explains() -> None:
    """What an attacker with one share computes instead: the point is far from every count."""
    with pytest.raises(ProofRefused):
        opening.open_sum(SHARES[0].secret, SUM, 4, limit=100_000)


def test_an_empty_list_opens_to_nought() -> None:
    empty = dataclasses.replace(TOTAL, sum=opening.add([], 4))
    given_ = [partial.decrypt(share, empty) for share in SHARES[:2]]
    assert partial.combine(KEYS, empty, given_, limit=0) == (0, 0, 0, 0)


def test_a_share_of_another_dealing_is_refused() -> None:
    _, foreign = shares.split()
    for number in shares.NUMBERS:
        wrong = partial.decrypt(Share(number, foreign[0].secret), TOTAL)
        assert why_refused(TOTAL, wrong) == "partial"
        with pytest.raises(ProofRefused):
            partial.combine(KEYS, TOTAL, [*PARTIALS[:2], wrong], limit=6)


def test_a_share_under_another_number_is_refused() -> None:
    assert why_refused(TOTAL, dataclasses.replace(PARTIALS[0], number=2)) == "partial"
    for number in (0, 4):
        assert why_refused(TOTAL, dataclasses.replace(PARTIALS[0], number=number)) == "share"


@pytest.mark.parametrize(
    "change",
    [
        {"run": os.urandom(16)},
        {"root": os.urandom(32)},
        {"subject": 0},
        {"question": 0},
        {"voter_class": 0},
        {"sum": opening.add([elgamal.seal(PLACE, 0, 4).ct], 4)},
    ],
    ids=lambda change: next(iter(change)),
)
def test_a_partial_decryption_is_good_for_one_list_alone(change: dict[str, Any]) -> None:
    partial.check(KEYS, TOTAL, PARTIALS[0])
    assert why_refused(dataclasses.replace(TOTAL, **change), PARTIALS[0]) == "partial"


def test_a_class_of_its_own_is_another_list_than_the_sum_over_all() -> None:
    of_class = dataclasses.replace(TOTAL, voter_class=0)
    made = partial.decrypt(SHARES[0], of_class)
    partial.check(KEYS, of_class, made)
    assert why_refused(TOTAL, made) == "partial"


@few
@given(st.integers(0, 8 * (4 * 32 + 4 * 64) - 1))
def test_one_flipped_bit_is_refused(place: int) -> None:
    whole = bytearray(PARTIALS[0].points + PARTIALS[0].proof)
    whole[place // 8] ^= 1 << place % 8
    assert why_refused(TOTAL, Partial(1, bytes(whole[:128]), bytes(whole[128:])))


@pytest.mark.parametrize(
    ("points", "proof"), [(96, 256), (128, 192), (0, 0), (160, 256), (128, 257)]
)
def test_a_partial_decryption_of_another_length_is_refused(points: int, proof: int) -> None:
    assert why_refused(TOTAL, Partial(1, bytes(points), bytes(proof))) == "length"


def test_counts_beyond_the_returned_are_refused() -> None:
    with pytest.raises(ProofRefused) as refused:
        partial.combine(KEYS, TOTAL, PARTIALS[:2], limit=2)
    assert refused.value.why == "count"


def test_numbers_are_opened_by_two_shares_alike() -> None:
    cts = [elgamal.seal_number(PLACE, value, True).ct for value in (90, None, 7)]
    total = dataclasses.replace(TOTAL, sum=opening.add_numbers(cts, blank=True))
    given_ = [partial.decrypt(share, total) for share in SHARES[1:]]
    assert partial.combine(KEYS, total, given_, limit=300) == (97, 1)


def test_an_opener_of_two_shares_stands_in_for_the_key() -> None:
    other = dataclasses.replace(
        TOTAL, question=2, sum=opening.add([elgamal.seal(PLACE, 1, 2).ct], 2)
    )
    made = [[partial.decrypt(share, total) for total in (TOTAL, other)] for share in SHARES[:2]]
    open_sum = partial.opener(KEYS, [TOTAL, other], *made)
    assert open_sum(TOTAL.sum, 4, 6) == COUNTS
    assert open_sum(other.sum, 2, 6) == (0, 1)


def test_an_opener_opens_no_ballot_and_no_other_sum() -> None:
    open_sum = partial.opener(KEYS, [TOTAL], *([each] for each in PARTIALS[:2]))
    ballot = elgamal.seal(PLACE, 3, 4).ct
    for sum_, columns in ((ballot, 4), (TOTAL.sum, 3), (TOTAL.sum[:192], 3)):
        with pytest.raises(ProofRefused) as refused:
            open_sum(sum_, columns, 6)
        assert refused.value.why == "root"


def test_an_opener_needs_two_shares_and_all_the_sums() -> None:
    with pytest.raises(SharesNeeded):
        partial.opener(KEYS, [TOTAL], [PARTIALS[0]])(TOTAL.sum, 4, 6)
    with pytest.raises(ProofRefused) as refused:
        partial.opener(KEYS, [TOTAL], [PARTIALS[0]], [])
    assert refused.value.why == "length"


def test_the_challenge_of_a_partial_decryption_is_the_one_written_down() -> None:
    """Two shares, two classes, every column: recomputed from the text of the format alone."""
    for share, voter_class in ((SHARES[0], None), (SHARES[2], 7)):
        total = dataclasses.replace(TOTAL, voter_class=voter_class)
        made = partial.decrypt(share, total)
        vk = KEYS.vks[share.number - 1]
        for column, (c1, _) in enumerate(elgamal.pairs(SUM)):
            point = group.Point(made.points[32 * column : 32 * column + 32])
            e, z = shares.read_proof(made.proof[64 * column : 64 * column + 64])
            left = group.sub(group.base(z), group.mul(e, group.Point(vk)))
            right = group.sub(group.mul(z, c1), group.mul(e, point))
            fields = [b"ballot-v1", b"partial", RUN, ROOT, b"\0\0\0\4", b"\0\0\0\1"]
            fields += [b"" if voter_class is None else b"\0\0\0\7", bytes([0, 0, 0, share.number])]
            fields += [bytes([0, 0, 0, column]), SUM, vk, point, left + right]
            text = b"".join(len(field).to_bytes(4, "big") + field for field in fields)
            assert e == group.reduce(hashlib.sha512(text).digest())


def test_the_whole_key_opens_and_proves_it() -> None:
    secret, pk = elgamal.make_key()
    place = dataclasses.replace(PLACE, pk=pk)
    total = dataclasses.replace(
        TOTAL, sum=opening.add([elgamal.seal(place, choice, 4).ct for choice in (0, 3, 3)], 4)
    )
    made = partial.decrypt_whole(secret, total)
    assert partial.open_whole(pk, total, made, limit=3) == (1, 0, 0, 2)
    other = dataclasses.replace(total, root=os.urandom(32))
    foreign = elgamal.make_key()
    for key, given_, of in (
        (foreign[1], made, total),
        (pk, partial.decrypt_whole(foreign[0], total), total),
        (pk, made, other),
        (pk, dataclasses.replace(made, points=made.points[32:] + made.points[:32]), total),
    ):
        with pytest.raises(ProofRefused) as refused:
            partial.open_whole(key, of, given_, limit=3)
        assert refused.value.why == "partial"


def test_a_part_of_a_key_is_not_the_whole_and_the_whole_is_no_part() -> None:
    with pytest.raises(ProofRefused) as refused:
        partial.open_whole(KEYS.pk, TOTAL, PARTIALS[0], limit=6)
    assert refused.value.why == "share"
    whole = dataclasses.replace(PARTIALS[0], number=partial.WHOLE)
    assert why_refused(TOTAL, whole) == "share"
