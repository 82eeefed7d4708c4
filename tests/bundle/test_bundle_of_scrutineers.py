"""A bundle whose sums two of the three 监票人 opened, with their shares in their own hands."""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from bundle.corpus import meetings
from makers.meetings import BAD, GOOD, VERY
from people.bundle_forger import COLUMNS, LIST, Parts, edited, parts_of, relined, resigned, why

from ballot.box import elgamal, group, opening, partial, shares
from ballot.box.elgamal import ProofContext
from ballot.box.partial import Total
from ballot.box.shares import Share
from ballot.bundle import canonical, layout, verify
from ballot.domain.meetings import frozen


def three() -> tuple[Share, ...]:
    """The shares of the three 监票人."""
    return meetings.held().shares


@pytest.fixture
def parts() -> Parts:
    """A meeting of 监票人: three by phone and one on paper; nobody has used a key yet."""
    made = parts_of(meetings.held().bundles["scrutineers"])
    return relined(made, without_keys)


def without_keys(lines: list[dict[str, Any]]) -> None:
    lines[:] = [line for line in lines if line["act"] != "send_partials"]


def total(parts: Parts) -> Total:
    """The one sum of the meeting, which is to be opened."""
    facts = frozen.from_text(parts[layout.FROZEN].decode())
    roots = json.loads(parts[layout.CLOSE])["roots"]
    root = opening.root_of_lists({(0, 0, 0): bytes.fromhex(roots["1.1.1"])})
    size = 16 + 128 * COLUMNS
    cts = [parts[LIST][at + 16 : at + 16 + 64 * COLUMNS] for at in range(0, len(parts[LIST]), size)]
    return Total(facts.run, root, 0, 0, None, opening.add(cts, COLUMNS))


def another_total(parts: Parts) -> Total:
    """The sum of other answers under the same key, and the root of the list that they make."""
    facts = frozen.from_text(parts[layout.FROZEN].decode())
    place = ProofContext(facts.run, 0, 0, 0, facts.pk)
    made = [elgamal.seal(place, answer, COLUMNS) for answer in (VERY, GOOD, BAD)]
    rows = sorted((each.id, each.ct, each.proof) for each in made)
    root = opening.root_of_lists({(0, 0, 0): opening.root(rows)})
    return Total(facts.run, root, 0, 0, None, opening.add([row[1] for row in rows], COLUMNS))


def told(parts: Parts, root: bytes, numbers: Sequence[int], **other: Any) -> Parts:
    """The parts whose journal, record and result say that these keys came over this root."""
    holders = [{"number": at, "name": f"监票人{at}", "way": "page", **other} for at in numbers]

    def came(lines: list[dict[str, Any]]) -> None:
        last = lines.pop()
        for holder in holders:
            said = {"scrutineer": holder["number"], "name": holder["name"], "way": holder["way"]}
            detail = canonical.write(said | {"root": root.hex()}).decode()
            lines.append(last | {"act": "send_partials", "detail": detail})
        lines.append(last)

    made = relined(parts, came)
    ordered = sorted(holders, key=lambda each: each["number"])
    made = edited(made, layout.RECORD, lambda record: record.update(opened_by=ordered))
    return edited(made, layout.RESULT, lambda value: value.update(opened_by=ordered))


def opened_by(
    parts: Parts, of: Total, holders: Sequence[Share], said: Sequence[int] | None = None
) -> bytes:
    """The bundle with the partial decryptions of these shares; the journal may say others."""
    numbers = [share.number for share in holders] if said is None else said
    parts = told(parts, of.root, numbers)
    openings = []
    for share in holders:
        made = partial.decrypt(share, of)
        place = {"subject": 0, "question": 0, "class": None, "number": made.number}
        openings.append(place | {"points": made.points.hex(), "proof": made.proof.hex()})
    parts = parts | {layout.OPENINGS: canonical.write(openings)}
    return resigned(parts, meetings.held().seed)


@pytest.mark.parametrize("chosen", [*combinations((0, 1, 2), 2), (0, 1, 2)], ids=str)
def test_any_two_shares_or_all_three_verify(parts: Parts, chosen: tuple[int, ...]) -> None:
    found = verify.verify(opened_by(parts, total(parts), [three()[at] for at in chosen]))
    opened = found.result.subjects[0].opened
    assert opened is not None
    assert [count for _, count in opened.counts] == [2, 1, 0, 1]


def test_one_share_or_the_whole_key_or_a_foreign_share_does_not(parts: Parts) -> None:
    """The key that nobody may hold whole opens nothing here, even if somebody rebuilt it."""
    of = total(parts)
    weights = shares.weights((1, 2))
    products = [
        int.from_bytes(weights[share.number], "little") * int.from_bytes(share.secret, "little")
        for share in three()[:2]
    ]
    whole = Share(partial.WHOLE, group.scalar(sum(products)))
    foreign = shares.split()[1]
    for holders in ([three()[0]], [whole], [whole, three()[0]], [foreign[0], three()[1]], []):
        for said in ((1, 2), [share.number for share in holders]):
            assert why(opened_by(parts, of, holders, said)) in ("opening", "journal")


@pytest.mark.parametrize("said", [(), (1,), (1, 3), (1, 2, 3), (2, 2)], ids=str)
def test_a_journal_that_tells_of_other_keys_is_refused(parts: Parts, said: tuple[int, ...]) -> None:
    of = total(parts)
    assert why(opened_by(parts, of, three()[:2], said)) in ("opening", "journal")
    assert why(opened_by(parts, of, three()[:2], (1, 2))) == "", "the control"


@pytest.mark.parametrize(
    "other", [{"way": "nowhere"}, {"name": 7}, {"number": True}, {"number": "1"}], ids=str
)
def test_keys_that_nobody_can_have_brought_are_refused(parts: Parts, other: dict[str, Any]) -> None:
    of = total(parts)
    file = opened_by(told(parts, of.root, (3,), **other), of, three()[:2])
    assert why(file) == "journal"


def test_a_key_that_came_over_another_root_is_refused(parts: Parts) -> None:
    of = total(parts)
    file = opened_by(told(parts, os.urandom(32), (3,)), of, three()[:2], (1, 2))
    assert why(file) == "journal"


def test_partial_decryptions_of_another_list_are_refused(parts: Parts) -> None:
    of, other = total(parts), another_total(parts)
    assert why(opened_by(parts, replace(other, root=of.root), three()[:2])) == "opening"
    assert why(opened_by(parts, other, three()[:2])) == "journal"


def test_keys_that_no_dealing_gives_are_refused(parts: Parts) -> None:
    def swap(facts: dict[str, Any]) -> None:
        facts["vks"] = facts["vks"][::-1]

    assert why(opened_by(edited(parts, layout.FROZEN, swap), total(parts), three()[:2])) == "form"
