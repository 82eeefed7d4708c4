"""Altered and signed again, even with the office's own key: the signed paper tells."""

import json
from collections.abc import Callable, Iterator
from functools import lru_cache
from itertools import permutations
from typing import Any

import pytest
from bundle.corpus import meetings
from bundle.corpus.alterations_of_anchors import HIS_OWN, with_key, with_papers
from bundle.corpus.alterations_of_journal import place
from people.bundle_forger import (
    Parts,
    edited,
    mended,
    naive,
    parts_of,
    relined,
    resigned,
    tell,
    why,
)

from ballot.box import shares
from ballot.bundle import canonical, layout, verify, verify_signed_values
from ballot.domain.errors import BundleRefused
from ballot.domain.meetings.result import MeetingResult
from ballot.exports import result_as_json

Lines = list[dict[str, Any]]
KINDS = ("server", "scrutineers", "papers", "no_quorum", "numbers", "classes", "rehearsal")


def by_somebody_else(lines: Lines, at: int) -> None:
    lines[at]["actor"] += "某"


def at_another_time(lines: Lines, at: int) -> None:
    """A moment earlier, as far as the line before allows it."""
    if at and lines[at]["at"] != lines[at - 1]["at"]:
        lines[at]["at"] = lines[at - 1]["at"]
    else:
        lines[at]["at"] = lines[at]["at"].replace("2026", "2025")


def left_out(lines: Lines, at: int) -> None:
    del lines[at]


def said_twice(lines: Lines, at: int) -> None:
    lines.insert(at, lines[at] | {})


def moved_down(lines: Lines, at: int) -> None:
    if at + 1 == len(lines):
        return left_out(lines, at)
    after = lines.pop(at)
    lines.insert(at + 1, after | {"at": lines[at]["at"]})
    return None


def with_more_told(lines: Lines, at: int) -> None:
    """A key that means nothing to a verifier."""
    tell(lines[at], note="改")


ALTERATIONS = (
    by_somebody_else,
    at_another_time,
    with_more_told,
    left_out,
    said_twice,
    moved_down,
)


def altered(kind: str, alter: Callable[[Lines, int], object]) -> Iterator[tuple[bool, bytes]]:
    """(whether it stands before the close, bundle) of every line, signed by the office."""
    held = meetings.held()
    parts = parts_of(held.bundles[kind])
    lines = json.loads(parts[layout.JOURNAL])
    for at in range(len(lines)):
        forged: Parts = relined(parts, lambda all_lines, at=at: alter(all_lines, at))
        yield at < place(lines, "close"), resigned(forged, held.seed)


@lru_cache(maxsize=1)
def verified(file: bytes) -> verify.Verified:
    """What stands in it, once for all that is typed beside it."""
    return verify.verify(file)


def holds(file: bytes, **typed: str) -> bool:
    try:
        verify_signed_values.require(verified(file), typed)
    except BundleRefused:
        return False
    return True


@pytest.mark.parametrize("kind", KINDS)
def test_no_line_is_altered_unseen(kind: str) -> None:
    """Before the close the sheet value tells of it, after it the code of the report."""
    values = verify_signed_values.values(verify.verify(meetings.held().bundles[kind]))
    believed = 0
    for alter in ALTERATIONS:
        for is_early, file in altered(kind, alter):
            if holds(file):
                believed += 1
                name = "root" if is_early else "code"
                assert not holds(file, **{name: values[name]}), alter.__name__
    assert believed > 10, "the control: without paper many of them hold"


@pytest.mark.parametrize("kind", ["papers", "scrutineers"])
def test_no_total_of_the_papers_is_altered_unseen(kind: str) -> None:
    """A sheet of every cell moves from what was counted to everything else."""
    held = meetings.held()
    parts = parts_of(held.bundles[kind])
    values = verify_signed_values.values(verify.verify(held.bundles[kind]))
    for totals in other_totals(json.loads(parts[layout.RECORD])["paper"]["totals"]):
        forged = resigned(recounted(with_papers(parts, totals)), held.seed)
        assert holds(forged), "the control: commitments, record and result agree"
        early = {name: values[name] for name in ("fingerprint", "root", "key")}
        assert holds(forged, **early)
        assert not holds(forged, code=values["code"])


Totals = list[dict[str, Any]]


def other_totals(totals: Totals) -> Iterator[Totals]:
    """Every way to count one sheet of one cell as something else."""
    for at, cell in enumerate(totals):
        fields = [
            *(("counts", option) for option in range(len(cell["counts"]))),
            "blank",
            "invalid",
        ]
        for one, two in permutations(fields, 2):
            if counted(cell, one):
                moved = more(more(cell, one, -1), two, 1)
                yield [*totals[:at], moved, *totals[at + 1 :]]


def counted(cell: dict[str, Any], field: Any) -> int:
    found = cell[field] if isinstance(field, str) else cell["counts"][field[1]]
    return int(found)


def more(cell: dict[str, Any], field: Any, by: int) -> dict[str, Any]:
    if isinstance(field, str):
        return cell | {field: cell[field] + by}
    counts = [each + by * (at == field[1]) for at, each in enumerate(cell["counts"])]
    return cell | {"counts": counts}


def recounted(parts: Parts) -> Parts:
    """The result that follows from totals and record: a forger has the program too."""
    made: list[MeetingResult] = []
    value = result_as_json.value
    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(
            result_as_json, "value", lambda result: made.append(result) or value(result)
        )
        why(resigned(parts, meetings.held().seed))
    return parts | {layout.RESULT: canonical.write(value(made[-1]))}


@pytest.mark.parametrize("transport", ["https", "plain"])
@pytest.mark.parametrize("kind", KINDS)
def test_no_other_transport_is_told_unseen(kind: str, transport: str) -> None:
    """In the result alone it does not follow; in the notice too the paper tells of it."""
    held = meetings.held()
    parts = parts_of(held.bundles[kind])
    values = verify_signed_values.values(verify.verify(held.bundles[kind]))
    change = {"transport": transport}
    alone = resigned(edited(parts, layout.RESULT, lambda value: value.update(change)), held.seed)
    assert naive(alone), "the control: signature and digests fit"
    assert why(alone) == "result"
    both = edited(parts, layout.FROZEN, lambda facts: facts.update(change))
    both = edited(mended(both), layout.RESULT, lambda value: value.update(change))
    forged = resigned(both, held.seed)
    assert holds(forged), "the control: without paper it holds"
    for name in ("fingerprint", "root", "code"):
        assert not holds(forged, **{name: values[name]})


@pytest.mark.parametrize("kind", KINDS)
def test_no_other_custody_is_told_at_all(kind: str) -> None:
    """The journal tells how the key was made, and a notice of the other custody does not follow."""
    held = meetings.held()
    parts = parts_of(held.bundles[kind])
    was = json.loads(parts[layout.FROZEN])["custody"]
    keys, _ = shares.split()
    lawful = {"pk": keys.pk.hex(), "vks": [each.hex() for each in keys.vks]}
    change = {
        "server": {"custody": "scrutineers", **lawful},
        "scrutineers": {"custody": "server", "vks": []},
    }[was]
    alone = edited(parts, layout.RESULT, lambda value: value.update(custody=change["custody"]))
    assert why(resigned(alone, held.seed)) == "result"
    notice = mended(edited(parts, layout.FROZEN, lambda facts: facts.update(change)))
    forged = resigned(notice, held.seed)
    assert naive(forged), "the control: signature and digests fit"
    assert why(forged) == "journal"


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_of_his_own_is_none_of_the_paper(kind: str) -> None:
    held = meetings.held()
    parts = parts_of(held.bundles[kind])
    values = verify_signed_values.values(verify.verify(held.bundles[kind]))
    assert why(resigned(parts, HIS_OWN)) == "signature", "the notice names the key"
    forged = resigned(with_key(parts, HIS_OWN), HIS_OWN)
    assert holds(forged), "the control: without paper it holds"
    for name, value in values.items():
        assert not holds(forged, **{name: value})
