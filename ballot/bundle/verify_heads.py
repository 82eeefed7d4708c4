"""Of a bundle: the public heads of the chain of its journal (docs/bundle.md)."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from ballot.domain import journal_line
from ballot.domain.acts import Act


@dataclass(frozen=True, slots=True)
class Heads:
    """The head before each line, and one more behind the last; 32 bytes each.

    ``lost`` are lines that were known, and that a backup did not have when it was put back.
    """

    found: tuple[bytes, ...]
    lost: int

    def before(self, place: int) -> bytes:
        """The head before the line at a place from 0."""
        return self.found[place]

    def after(self, place: int) -> bytes:
        """The head with that line in it."""
        return self.found[place + 1]


def walk(number: str, lines: Sequence[Mapping[str, Any]]) -> Heads:
    """All heads of a meeting's chain.

    Raises ValueError for a gap that no restore explains, KeyError where it explains nothing.
    """
    last, lost = 0, 0
    head = journal_line.first_head(journal_line.of_meeting(number))
    found = [head]
    for line in lines:
        before = head
        if line["act"] == Act.RESTORE:
            gap = json.loads(line["detail"])
            before = bytes.fromhex(gap["head"])
            _require_explained(gap, last, head, before)
            lost += gap["length"] - last
            last = gap["length"]
        if line["sequence"] != last + 1:
            raise ValueError("sequence")
        said = {name: line[name] for name in ("sequence", "at", "actor", "act", "detail")}
        head, last = journal_line.next_head(before, **said), line["sequence"]
        found.append(head)
    return Heads(tuple(found), lost)


def _require_explained(gap: Mapping[str, Any], last: int, head: bytes, before: bytes) -> None:
    kept, length = gap["kept"], gap["length"]
    if (type(kept), type(length), kept) != (int, int, last) or length < kept:
        raise ValueError("restore")
    if length == kept and before != head:
        raise ValueError("restore")
