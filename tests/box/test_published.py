"""The published list: checked before anything is decrypted, and read back without trust."""

import dataclasses
import json
import os
from typing import Any

import pytest

from ballot.box import elgamal, opening, partial, published, shares
from ballot.box.elgamal import ProofContext
from ballot.box.exclusion import Asked
from ballot.box.partial import Partial
from ballot.box.published import Published, Sent
from ballot.domain.errors import ProofRefused
from ballot.domain.scheme.satisfaction import SMALLEST_CLASS

RUN = os.urandom(16)
KEYS, SHARES = shares.split()


def row(cell: opening.Cell, choice: int) -> tuple[bytes, bytes, bytes]:
    """A sealed answer as the list has it; the second question asks for a whole number."""
    place = ProofContext(RUN, *cell, KEYS.pk)
    sealed = (
        elgamal.seal_number(place, 10 * choice, False)
        if cell[1]
        else elgamal.seal(place, choice, 3)
    )
    return sealed.id, sealed.ct, os.urandom(32)


CELLS = [(subject, question, each) for subject in (0, 1) for question in (0, 1) for each in (0, 1)]
LISTED = Published(
    meeting="482913",
    run=RUN,
    keys=KEYS,
    asked=(Asked(3), Asked(14, number=True)),
    apart=False,
    lists={cell: tuple(row(cell, choice) for choice in (0, 2)) for cell in CELLS},
    head=bytes(range(32)),
)
ROOT, SHEET = LISTED.root, LISTED.close_value
APART = dataclasses.replace(
    LISTED,
    apart=True,
    lists={cell: tuple(row(cell, at % 3) for at in range(SMALLEST_CLASS)) for cell in CELLS[:4]},
)


def why_refused(listed: Published, sheet: bytes, minimum: int) -> str:
    with pytest.raises(ProofRefused) as refused:
        published.totals(listed, sheet, minimum)
    return refused.value.why


def opened(listed: Published) -> list[tuple[int, ...]]:
    totals = published.totals(listed, listed.close_value, 4)
    made = [
        published.partials(listed, share, listed.close_value, 4).partials for share in SHARES[:2]
    ]
    pairs = zip(totals, *made, strict=True)
    return [partial.combine(KEYS, total, both, limit=400) for total, *both in pairs]


def test_two_shares_open_every_sum_over_all_classes() -> None:
    assert opened(LISTED) == [(2, 0, 2), (40, 0)] * 2
    assert [total.voter_class for total in published.totals(LISTED, SHEET, 4)] == [None] * 4


def test_classes_that_are_opened_apart_have_sums_of_their_own() -> None:
    assert opened(APART) == [(3, 3, 2), (3, 3, 2), (70, 0), (70, 0)]
    places = [
        (total.subject, total.question, total.voter_class)
        for total in published.totals(APART, APART.close_value, 4)
    ]
    assert places == CELLS[:4]


@pytest.mark.parametrize("size", [1, SMALLEST_CLASS - 1])
def test_a_small_class_is_never_added_for_itself(size: int) -> None:
    """Whoever carries the list to a 监票人 could ask for it: ``apart`` stands in no root."""
    rows = {cell: APART.lists[cell][: size if cell[2] else None] for cell in APART.lists}
    small = dataclasses.replace(APART, lists=rows)
    assert why_refused(small, small.close_value, 1) == "class"
    whole = dataclasses.replace(small, apart=False)
    assert whole.root == small.root
    assert [each.voter_class for each in published.totals(whole, small.close_value, 1)] == [
        None
    ] * 2


def test_a_list_comes_back_from_its_text() -> None:
    text = published.to_json(LISTED)
    assert published.from_json(text) == LISTED
    assert published.to_json(published.from_json(text)) == text
    assert json.loads(text)["root"] == ROOT.hex()


def test_a_list_with_another_root_than_the_signed_one_is_refused() -> None:
    assert why_refused(LISTED, os.urandom(32), 0) == "root"
    other = {**LISTED.lists, (0, 0, 0): (row((0, 0, 0), 1), *LISTED.lists[0, 0, 0][1:])}
    assert why_refused(dataclasses.replace(LISTED, lists=other), SHEET, 0) == "root"


def test_fewer_ballots_than_the_minimum_are_never_added() -> None:
    assert len(published.totals(LISTED, SHEET, 4)) == 4
    assert why_refused(LISTED, SHEET, 5) == "minimum"


@pytest.mark.parametrize(
    "lists",
    [
        {},
        {**LISTED.lists, (0, 0, 0): LISTED.lists[0, 0, 0][1:]},
        {**LISTED.lists, (0, 0, 0): ()},
    ],
    ids=["nothing", "a row is missing", "a list is empty"],
)
def test_lists_that_do_not_hold_the_same_ballots_are_refused(lists: Any) -> None:
    listed = dataclasses.replace(LISTED, lists=lists)
    assert why_refused(listed, listed.close_value, 0) == "list"


def test_an_equal_c1_in_two_lists_is_refused() -> None:
    copied = (LISTED.lists[0, 0, 0][0][0], LISTED.lists[1, 0, 0][0][1], b"")
    lists = {**LISTED.lists, (0, 0, 0): (copied, *LISTED.lists[0, 0, 0][1:])}
    listed = dataclasses.replace(LISTED, lists=lists)
    assert why_refused(listed, listed.close_value, 0) == "twice"


def test_a_class_that_nobody_came_from_has_an_empty_list() -> None:
    """It adds nothing to the root, and its sum opens to nought."""
    cells = {(0, 0, 0): APART.lists[0, 0, 0], (0, 0, 1): ()}
    listed = dataclasses.replace(APART, lists=cells)
    assert opened(listed) == [(3, 3, 2), (0, 0, 0)]
    without = dataclasses.replace(listed, lists={(0, 0, 0): APART.lists[0, 0, 0]})
    assert without.root == listed.root


def spoilt(**change: Any) -> str:
    return json.dumps({**json.loads(published.to_json(LISTED)), **change})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "null",
        "7",
        spoilt(format=1),
        spoilt(sealing="tablet"),
        spoilt(excluded=[{}]),
        spoilt(sealing="phone", excluded=[{}]),
        spoilt(excluded=[{"cell": [0, 0, 0], "id": "", "proof": "", "why": "proof"}]),
        spoilt(
            sealing="phone",
            excluded=[{"cell": [0, 0, 0], "id": "", "proof": "", "why": "other"}],
        ),
        spoilt(run="xyz"),
        spoilt(vks=[1]),
        spoilt(pk=None),
        spoilt(asked=[{"columns": "many", "number": False}]),
        spoilt(asked=[{"columns": 3, "number": 0}, {"columns": 14, "number": True}]),
        spoilt(asked=[{"columns": 3, "number": False}, {"columns": 10**9, "number": True}]),
        spoilt(asked=[{"columns": 1, "number": False}, {"columns": 14, "number": True}]),
        spoilt(apart="no"),
        spoilt(minimum=-1),
        spoilt(minimum="4"),
        spoilt(frozen=7),
        spoilt(frozen=None),
        spoilt(lists=[{"cell": [0, 0, -1], "rows": []}]),
        spoilt(lists=[{"cell": [0, 0, 2**32], "rows": []}]),
        spoilt(lists=[{"cell": [0, 0, "0"], "rows": []}]),
        spoilt(asked=[]),  # a list whose question is not asked
        spoilt(lists=[{"cell": [0, 0], "rows": []}]),
        spoilt(lists=[{"cell": [0, 0, 0], "rows": []}] * 2),
        spoilt(lists=[{"cell": [0, 0, 0], "rows": [["AA==", "AA=="]]}]),
        spoilt(lists=[{"cell": [0, 0, 0], "rows": [["?", "AA==", "AA=="]]}]),
        spoilt(lists=[{"cell": [0, 0, 0], "rows": 5}]),
    ],
)
def test_a_text_that_is_no_list_is_refused(text: str) -> None:
    with pytest.raises(ProofRefused) as refused:
        published.from_json(text)
    assert refused.value.why == "list"


def test_partial_decryptions_come_back_from_their_text() -> None:
    made = published.partials(LISTED, SHARES[2], SHEET, 4)
    assert (made.meeting, made.root, made.number) == (LISTED.meeting, ROOT, 3)
    text = published.sent_to_json(made)
    assert published.sent_from_json(text) == made
    assert SHARES[2].secret.hex() not in text


def sent(**change: Any) -> str:
    """The text of what was sent, empty of partial decryptions, with one part of it changed."""
    text = published.sent_to_json(Sent("482913", ROOT, 1, ()))
    return json.dumps({**json.loads(text), **change})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        "[" * 100_000,
        sent(format=1),
        sent(root="xyz"),
        sent(root=None),
        sent(number=True),
        sent(number="1"),
        sent(number=0),
        sent(number=4),
        sent(partials=7),
        sent(partials=[{"points": "AA=="}]),
        sent(partials=[{"points": "?", "proof": ""}]),
        sent(partials=[{"points": 1, "proof": ""}]),
    ],
)
def test_a_text_that_is_no_partial_decryption_is_refused(text: str) -> None:
    with pytest.raises(ProofRefused) as refused:
        published.sent_from_json(text)
    assert refused.value.why == "list"


def test_a_partial_decryption_read_from_text_is_still_checked() -> None:
    total = published.totals(LISTED, SHEET, 4)[0]
    (read,) = published.sent_from_json(sent(partials=[{"points": "", "proof": ""}])).partials
    assert read == Partial(1, b"", b"")
    with pytest.raises(ProofRefused):
        partial.check(KEYS, total, read)
