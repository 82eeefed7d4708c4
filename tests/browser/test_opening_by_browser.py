"""A 监票人's browser checks the published list and opens its sums; the server accepts no other."""

import base64
import hashlib
import json
import os
from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from box import lists_of_phones as of_phones
from box.lists_of_phones import LISTED, NOTICE, REFUSED
from playwright.sync_api import Page

from ballot.box import elgamal, opening, partial, published, shares
from ballot.box.elgamal import ProofContext
from ballot.box.exclusion import Asked
from ballot.box.published import Published
from ballot.domain.errors import ProofRefused

RUN = os.urandom(16)
KEYS, SHARES = shares.split()
ASKED = (Asked(4), Asked(15, number=True))


def a_list(ballots: int, *, apart: bool = False, classes: int = 1) -> Published:
    """A meeting of one subject and two questions: ballot i chooses i mod 4 and gives 5·i."""
    lists: dict[opening.Cell, list[tuple[bytes, bytes, bytes]]] = {
        (0, question, each): [] for question in (0, 1) for each in range(classes)
    }
    for index in range(ballots):
        for question in (0, 1):
            cell = (0, question, index % classes)
            place = ProofContext(RUN, *cell, KEYS.pk)
            sealed = (
                elgamal.seal_number(place, None if index == 3 else 5 * index, True)
                if question
                else elgamal.seal(place, index % 4, 4)
            )
            lists[cell].append((sealed.id, sealed.ct, os.urandom(32)))
    rows = {cell: tuple(each) for cell, each in lists.items()}
    return Published("482913", RUN, KEYS, ASKED, apart, rows, bytes(range(32)))


def opened_by_browser(box_page: Page, listed: Published, share: shares.Share, **order: Any) -> Any:
    """What the browser sends back: JSON text, or the word with which it refuses."""
    wanted = {"sheet": listed.close_value.hex(), "minimum": 1, **order}
    return box_page.evaluate(
        """async ([text, { sheet, minimum }, secret]) => {
          try {
            const order = { sheet, minimum, secret: b(secret) };
            window.progress = [];
            const seen = (part) => window.progress.push(part);
            return JSON.stringify(await opening.partialsInWorker(text, order, seen));
          } catch (error) { return { why: error.why }; }
        }""",
        [published.to_json(listed), wanted, share.secret.hex()],
    )


def test_the_browser_finds_the_root_that_was_signed(box_page: Page) -> None:
    for listed in (a_list(1), a_list(5), a_list(6, apart=True, classes=2), a_list(1, classes=3)):
        text = published.to_json(listed)
        assert (
            box_page.evaluate("(text) => h(opening.rootOf(opening.readList(text)))", text)
            == listed.root.hex()
        )
        assert published.from_json(text) == listed


@pytest.mark.parametrize(("apart", "classes"), [(False, 1), (False, 2), (True, 2)])
def test_two_browsers_open_the_sums_and_the_server_accepts_them(
    box_page: Page, apart: bool, classes: int
) -> None:
    listed = a_list(16 if apart else 6, apart=apart, classes=classes)
    totals = published.totals(listed, listed.close_value, 6)
    made = [
        published.sent_from_json(opened_by_browser(box_page, listed, share)).partials
        for share in SHARES[1:]
    ]
    counts = [
        partial.combine(KEYS, total, both, limit=800)
        for total, *both in zip(totals, *made, strict=True)
    ]
    if apart:  # the ballots 0, 2 … 14 and 1, 3 … 15
        assert counts == [(4, 0, 4, 0), (0, 4, 0, 4), (280, 0), (305, 1)]
    else:
        assert counts == [(2, 2, 1, 1), (60, 1)]
    assert box_page.evaluate("() => window.progress.slice(-1)[0]") == 1


def test_a_browser_and_the_command_line_open_together(box_page: Page) -> None:
    listed = a_list(4)
    here = published.partials(listed, SHARES[0], listed.close_value, 4).partials
    there = published.sent_from_json(opened_by_browser(box_page, listed, SHARES[2])).partials
    totals = published.totals(listed, listed.close_value, 4)
    counts = [
        partial.combine(KEYS, *each, limit=400)
        for each in zip(totals, map(list, zip(here, there, strict=True)), strict=True)
    ]
    assert counts == [(1, 1, 1, 1), (15, 1)]


def test_the_browser_refuses_a_foreign_root_and_too_few_ballots(box_page: Page) -> None:
    listed = a_list(3)
    assert opened_by_browser(box_page, listed, SHARES[0], minimum=4) == {"why": "minimum"}
    foreign = a_list(3).close_value.hex()
    assert opened_by_browser(box_page, listed, SHARES[0], sheet=foreign) == {"why": "root"}
    assert "partials" in opened_by_browser(box_page, listed, SHARES[0], minimum=3)


def test_the_browser_opens_no_small_class_for_itself(box_page: Page) -> None:
    """The root is the same whether classes are opened apart or not: it holds no such word."""
    whole = a_list(15, classes=2)
    apart = replace(whole, apart=True)
    assert apart.root == whole.root
    assert opened_by_browser(box_page, apart, SHARES[0]) == {"why": "class"}
    assert "partials" in opened_by_browser(box_page, whole, SHARES[0])


def test_the_browser_refuses_a_share_of_another_meeting(box_page: Page) -> None:
    _, foreign = shares.split()
    assert opened_by_browser(box_page, a_list(2), foreign[0]) == {"why": "share"}


@pytest.mark.parametrize(
    ("spoil", "why"),
    [
        (lambda rows: (*rows[:-1], rows[0]), "twice"),  # one row instead of another
        (
            lambda rows: ((rows[0][0], b"\xff" * 32 + rows[0][1][32:], rows[0][2]), *rows[1:]),
            "point",
        ),
        (lambda rows: ((rows[0][0], rows[0][1][:192], rows[0][2]), *rows[1:]), "length"),
        (lambda rows: ((rows[0][0], rows[1][1], rows[0][2]), *rows[1:]), "twice"),  # an equal c1
        (lambda rows: rows[1:], "list"),  # another number of ballots than the other question's
    ],
    ids=["id twice", "no point", "cut", "c1 twice", "row missing"],
)
def test_the_browser_refuses_a_spoilt_list_even_with_its_own_root(
    box_page: Page, spoil: Any, why: str
) -> None:
    listed = a_list(3)
    lists = {**listed.lists, (0, 0, 0): spoil(listed.lists[0, 0, 0])}
    spoilt = Published(listed.meeting, RUN, KEYS, ASKED, False, lists, bytes(32))
    text = published.to_json(listed)
    rows = [[base64.b64encode(part).decode() for part in row] for row in lists[0, 0, 0]]
    plain = json.loads(text)
    plain["lists"][0]["rows"] = rows
    result = box_page.evaluate(
        """([text, secret]) => why(() => {
          const list = opening.readList(text);
          const sheet = h(opening.sheetValueOf(list));
          opening.partialsOf(text, { sheet, minimum: 1, secret: b(secret) });
        })""",
        [json.dumps(plain), SHARES[0].secret.hex()],
    )
    assert result == why
    with pytest.raises(ProofRefused) as refused:
        published.totals(spoilt, spoilt.close_value, 1)
    assert refused.value.why == why


def spoilt(**change: Any) -> str:
    """The text of a good list with one part of it changed."""
    return json.dumps({**json.loads(published.to_json(a_list(1))), **change})


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{}",
        '{"format":2,"lists":[]}',
        spoilt(format=1),
        spoilt(run="xyz"),
        spoilt(apart="no"),
        spoilt(asked=[]),
        spoilt(asked=[{"columns": 4, "number": False}, {"columns": 10**9, "number": True}]),
        spoilt(lists=[{"cell": [0, 0, -1], "rows": []}]),
        spoilt(lists=[{"cell": [0, 0, 0], "rows": []}] * 2),
        spoilt(lists=[{"cell": [0, 0, 0], "rows": [["?", "AA==", "AA=="]]}]),
    ],
)
def test_what_is_no_list_is_refused_in_both(box_page: Page, text: str) -> None:
    assert box_page.evaluate("(text) => why(() => opening.readList(text))", text) == "list"
    with pytest.raises(ProofRefused) as refused:
        published.from_json(text)
    assert refused.value.why == "list"


# --- a meeting whose phones seal ----------------------------------------------------------------

WALL = hashlib.sha256(NOTICE.encode()).hexdigest()


def made_by(page: Page, listed: Published, place: int = 0, fingerprint: str = WALL) -> Any:
    """What the browser sends back: JSON text, or the word with which it refuses."""
    order = {"sheet": listed.close_value.hex(), "minimum": 1, "fingerprint": fingerprint}
    return page.evaluate(
        """async ([text, order, secret]) => {
          try {
            const made = await opening.partialsInWorker(text, { ...order, secret: b(secret) });
            return JSON.stringify(made);
          } catch (error) { return { why: error.why }; }
        }""",
        [published.to_json(listed), order, of_phones.SHARES[place].secret.hex()],
    )


def test_two_browsers_open_the_sums_of_what_is_counted(box_page: Page) -> None:
    totals = published.totals(LISTED, LISTED.close_value, 1)
    made = [published.sent_from_json(made_by(box_page, LISTED, place)).partials for place in (0, 2)]
    pairs = zip(totals, *made, strict=True)
    counts = [partial.combine(of_phones.KEYS, total, both, limit=700) for total, *both in pairs]
    assert counts == [(1, 2, 0), (15, 0)]


@pytest.mark.parametrize(
    ("change", "why"), [each[1:] for each in REFUSED], ids=[each[0] for each in REFUSED]
)
def test_the_browser_refuses_a_list_that_leaves_out(
    box_page: Page, change: Callable[[], Published], why: str
) -> None:
    assert made_by(box_page, change()) == {"why": why}


def test_the_browser_refuses_a_notice_that_is_not_on_the_wall(box_page: Page) -> None:
    assert made_by(box_page, LISTED, fingerprint="00" * 32) == {"why": "frozen"}


def test_the_control_where_nothing_is_left_out_no_notice_is_asked_for(box_page: Page) -> None:
    kept = {cell: rows[:1] for cell, rows in LISTED.lists.items()}
    plain = replace(LISTED, lists=kept, excluded=())
    assert "partials" in made_by(box_page, plain, fingerprint="00" * 32)
