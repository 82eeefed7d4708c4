"""Altered and signed again, even with the office's own key: the signed paper tells."""

import json
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from bundle.corpus import meetings
from bundle.corpus.alterations_of_anchors import with_other_papers
from bundle.corpus.alterations_of_journal import place
from people.bundle_forger import Parts, parts_of, relined, resigned

from ballot.bundle import layout, verify, verify_signed_values
from ballot.domain.errors import BundleRefused

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


ALTERATIONS = (by_somebody_else, at_another_time, left_out, said_twice, moved_down)


def altered(kind: str, alter: Callable[[Lines, int], object]) -> Iterator[tuple[bool, bytes]]:
    """(whether it stands before the close, bundle) of every line, signed by the office."""
    held = meetings.held()
    parts = parts_of(held.bundles[kind])
    lines = json.loads(parts[layout.JOURNAL])
    for at in range(len(lines)):
        forged: Parts = relined(parts, lambda all_lines, at=at: alter(all_lines, at))
        yield at < place(lines, "close"), resigned(forged, held.seed)


def holds(file: bytes, **typed: str) -> bool:
    try:
        verify_signed_values.require(verify.verify(file), typed)
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
    held = meetings.held()
    values = verify_signed_values.values(verify.verify(held.bundles[kind]))
    forged = resigned(with_other_papers(parts_of(held.bundles[kind])), held.seed)
    assert holds(forged), "the control: commitments, record and result agree"
    assert holds(forged, fingerprint=values["fingerprint"], root=values["root"], key=values["key"])
    assert not holds(forged, code=values["code"])
