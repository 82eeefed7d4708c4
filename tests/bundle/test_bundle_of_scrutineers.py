"""A bundle whose sums two of the three 监票人 opened, with their shares in their own hands."""

import json
import os
from collections.abc import Sequence
from dataclasses import replace
from itertools import combinations
from typing import Any

import pytest
from people.bundle_forger import (
    ANSWERS,
    COLUMNS,
    Parts,
    edited,
    resigned,
    why,
    with_journal,
    with_rows,
)

from ballot.box import elgamal, group, opening, partial, shares
from ballot.box.elgamal import Place
from ballot.box.partial import Total
from ballot.box.shares import Share
from ballot.bundle import canonical, layout, verify
from ballot.domain.meetings import frozen

KEYS, SHARES = shares.split()


def of_scrutineers(parts: Parts) -> tuple[Parts, list[Total]]:
    """The same meeting, its box under the key of three 监票人, and the sums to be opened."""
    made = edited(parts, layout.FROZEN, _with_keys)
    facts = frozen.from_text(made[layout.FROZEN].decode())
    shown = frozen.fingerprint(made[layout.FROZEN].decode())
    for act in ("freeze", "open"):
        made = with_journal(made, act, fingerprint=shown)
    sums = []
    for subject in range(2):
        rows = [_sealed(facts.run, subject, answer) for answer in ANSWERS]
        made = with_rows(made, [b"".join(row) for row in rows], layout.name_of((subject, 0, 0)))
        sums.append(opening.add([row[1] for row in rows], COLUMNS))
    roots = json.loads(made[layout.CLOSE])["roots"]
    root = opening.root_of_lists(
        {(int(name[0]) - 1, 0, 0): bytes.fromhex(each) for name, each in roots.items()}
    )
    made = edited(made, layout.RECORD, lambda record: record.update(fingerprint=shown))
    made = edited(made, layout.RESULT, lambda value: value.update(custody="scrutineers"))
    return made, [Total(facts.run, root, at, 0, None, total) for at, total in enumerate(sums)]


def _with_keys(facts: dict[str, Any]) -> None:
    vks = [vk.hex() for vk in KEYS.vks]
    facts.update(custody="scrutineers", pk=KEYS.pk.hex(), vks=vks)


def _sealed(run: bytes, subject: int, answer: int) -> tuple[bytes, bytes, bytes]:
    made = elgamal.seal(Place(run, subject, 0, 0, KEYS.pk), answer, COLUMNS)
    return made.id, made.ct, made.proof


def told(parts: Parts, root: bytes, numbers: Sequence[int], **other: Any) -> Parts:
    """The parts whose journal, record and result say that these keys came over this root."""
    holders = [{"number": at, "name": f"监票人{at}", "way": "page", **other} for at in numbers]

    def came(lines: list[dict[str, Any]]) -> None:
        last = lines.pop()
        for holder in holders:
            said = {"scrutineer": holder["number"], "name": holder["name"], "way": holder["way"]}
            detail = canonical.write(said | {"root": root.hex()}).decode()
            lines.append(last | {"act": "send_partials", "detail": detail})
        for sequence, line in enumerate([*lines, last], start=last["sequence"] - len(lines)):
            line["sequence"] = sequence + len(lines)
        lines.append(last)

    made = edited(parts, layout.JOURNAL, came)
    ordered = sorted(holders, key=lambda each: each["number"])
    said = {"custody": "scrutineers", "opened_by": ordered}
    made = edited(made, layout.RECORD, lambda record: record.update(said))
    return edited(made, layout.RESULT, lambda value: value.update(opened_by=ordered))


def opened_by(
    parts: Parts,
    totals: Sequence[Total],
    holders: Sequence[Share],
    said: Sequence[int] | None = None,
) -> bytes:
    """The bundle with the partial decryptions of these shares; the journal may say others."""
    numbers = [share.number for share in holders] if said is None else said
    parts = told(parts, totals[0].root, numbers)
    openings = []
    for share in holders:
        for total in totals:
            made = partial.decrypt(share, total)
            place = {"subject": total.subject, "question": 0, "class": None, "number": made.number}
            openings.append(place | {"points": made.points.hex(), "proof": made.proof.hex()})
    return resigned(parts | {layout.OPENINGS: canonical.write(openings)})


@pytest.mark.parametrize("chosen", [*combinations((0, 1, 2), 2), (0, 1, 2)], ids=str)
def test_any_two_shares_or_all_three_verify(parts: Parts, chosen: tuple[int, ...]) -> None:
    made, totals = of_scrutineers(parts)
    found = verify.verify(opened_by(made, totals, [SHARES[at] for at in chosen]))
    opened = found.result.subjects[1].opened
    assert opened is not None
    assert [count for _, count in opened.counts] == [2, 1, 1, 1]


def test_one_share_or_the_whole_key_or_a_foreign_share_does_not(parts: Parts) -> None:
    """The key that nobody may hold whole opens nothing here, even if somebody rebuilt it."""
    made, totals = of_scrutineers(parts)
    weights = shares.weights((1, 2))
    products = [
        int.from_bytes(weights[share.number], "little") * int.from_bytes(share.secret, "little")
        for share in SHARES[:2]
    ]
    whole = Share(partial.WHOLE, group.scalar(sum(products)))
    foreign = shares.split()[1]
    for holders in ([SHARES[0]], [whole], [whole, SHARES[0]], [foreign[0], SHARES[1]], []):
        for said in ((1, 2), [share.number for share in holders]):
            assert why(opened_by(made, totals, holders, said)) in ("opening", "journal")


@pytest.mark.parametrize("said", [(), (1,), (1, 3), (1, 2, 3), (2, 2)], ids=str)
def test_a_journal_that_tells_of_other_keys_is_refused(parts: Parts, said: tuple[int, ...]) -> None:
    made, totals = of_scrutineers(parts)
    assert why(opened_by(made, totals, SHARES[:2], said)) in ("opening", "journal")
    assert why(opened_by(made, totals, SHARES[:2], (1, 2))) == "", "the control"


@pytest.mark.parametrize(
    "other", [{"way": "nowhere"}, {"name": 7}, {"number": True}, {"number": "1"}], ids=str
)
def test_keys_that_nobody_can_have_brought_are_refused(parts: Parts, other: dict[str, Any]) -> None:
    made, totals = of_scrutineers(parts)
    file = opened_by(told(made, totals[0].root, (3,), **other), totals, SHARES[:2])
    assert why(file) == "journal"


def test_a_key_that_came_over_another_root_is_refused(parts: Parts) -> None:
    made, totals = of_scrutineers(parts)
    file = opened_by(told(made, os.urandom(32), (3,)), totals, SHARES[:2], (1, 2))
    assert why(file) == "journal"


def test_partial_decryptions_of_another_list_are_refused(parts: Parts) -> None:
    made, totals = of_scrutineers(parts)
    _, others = of_scrutineers(parts)
    renamed = [replace(total, root=totals[0].root) for total in others]
    assert why(opened_by(made, renamed, SHARES[:2])) == "opening"
    assert why(opened_by(made, others, SHARES[:2])) == "journal"
    assert why(opened_by(made, totals[::-1], SHARES[:2])) == "opening"


def test_keys_that_no_dealing_gives_are_refused(parts: Parts) -> None:
    made, totals = of_scrutineers(parts)

    def swap(facts: dict[str, Any]) -> None:
        facts["vks"] = facts["vks"][::-1]

    assert why(opened_by(edited(made, layout.FROZEN, swap), totals, SHARES[:2])) == "form"
