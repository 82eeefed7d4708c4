"""A list of a meeting whose phones seal: what is left out fails indeed, and nothing else is."""

import dataclasses
from collections.abc import Callable

import pytest
from box.lists_of_phones import (
    ALL,
    CELL,
    FIRST,
    GOOD,
    KEYS,
    LISTED,
    NOTICE,
    OTHER,
    QUESTIONS,
    REFUSED,
    RUN,
    SECOND,
    SHARES,
    STUFFED,
    excluding,
    left_out,
    rows,
)

from ballot.box import checking, exclusion, opening, partial, published
from ballot.box.checking import Answers
from ballot.box.elgamal import Sealed
from ballot.box.published import Published
from ballot.domain.errors import ProofRefused
from ballot.domain.excluded import Flaw
from ballot.domain.paper import Question


def opened(listed: Published) -> list[tuple[int, ...]]:
    made = [
        published.partials(listed, share, listed.close_value, 1).partials for share in SHARES[:2]
    ]
    totals = published.totals(listed, listed.close_value, 1)
    pairs = zip(totals, *made, strict=True)
    return [partial.combine(KEYS, total, both, limit=700) for total, *both in pairs]


def why_refused(listed: Published) -> str:
    with pytest.raises(ProofRefused) as refused:
        published.totals(listed, listed.close_value, 1)
    return refused.value.why


def test_what_fails_is_in_no_sum_and_the_rest_opens() -> None:
    assert opened(LISTED) == [(1, 2, 0), (15, 0)]
    assert published.from_json(published.to_json(LISTED)) == LISTED


def test_the_control_a_list_that_is_added_up_as_it_stands_counts_what_fails() -> None:
    """Whoever looks at no proof opens three for 是, and as many in all as there are ballots."""
    total = opening.add((each.ct for each in (*GOOD, STUFFED)), 3)
    whole = partial.Total(RUN, bytes(32), 0, 0, None, total)
    made = [partial.decrypt(share, whole) for share in SHARES[:2]]
    assert partial.combine(KEYS, whole, made, limit=4) == (3, 1, 0)


@pytest.mark.parametrize(
    ("change", "why"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED]
)
def test_a_list_is_refused_that_leaves_out(change: Callable[[], Published], why: str) -> None:
    assert why_refused(change()) == why


def test_the_control_of_another_key_its_own_notice_would_let_it_pass() -> None:
    """So its fingerprint is compared with the wall: a notice of his own has another one."""
    pk = KEYS.vks[0]
    own = NOTICE.replace(KEYS.pk.hex(), pk.hex())
    listed = excluding(
        *(left_out(CELL, each, Flaw.PROOF) for each in FIRST[1:]),
        keys=dataclasses.replace(KEYS, pk=pk),
        frozen=own,
    )
    assert published.totals(listed, listed.close_value, 1)
    assert listed.fingerprint != LISTED.fingerprint


def test_a_class_is_small_by_what_is_counted() -> None:
    apart = dataclasses.replace(
        LISTED, apart=True, lists={CELL: rows(FIRST)}, excluded=ALL[:4], asked=LISTED.asked
    )
    assert why_refused(apart) == "class"


def answers(cell: opening.Cell, listed: list[Sealed], seal: Question) -> Answers:
    joined = b"".join(part for each in listed for part in (each.id, each.ct, each.proof))
    return Answers("", RUN, KEYS.pk, *cell, seal, joined)


def test_who_has_all_proofs_finds_the_same() -> None:
    lists = [answers(CELL, FIRST, QUESTIONS[0]), answers(OTHER, SECOND, QUESTIONS[1])]
    failed = {(each.cell, id) for each, id, _ in checking.failing(lists, lambda *_: None)}
    found = {(each.cell, each.id, each.why) for each in checking.excluded(lists, failed)}
    assert found == {(each.cell, each.id, each.why) for each in ALL}


def test_an_id_that_does_not_follow_is_told_before_all_else() -> None:
    wrong = dataclasses.replace(STUFFED, id=bytes(16))
    (found,) = checking.failing([answers(CELL, [wrong], QUESTIONS[0])], lambda *_: None)
    assert found[2] == "id"


def test_two_of_one_answer_are_enough_to_share() -> None:
    ct = GOOD[0].ct[:64] * 2
    assert exclusion.twice([("a", ct), ("b", GOOD[1].ct)]) == {"a"}
    assert exclusion.twice([("b", GOOD[1].ct), ("c", GOOD[2].ct)]) == set()
