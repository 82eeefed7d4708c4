"""A line of the journal: one act, as it was written down, and the chain that it is a link of.

A meeting has a chain, an assessment has one, and the house has one for all else: accounts, keys of
programs, and the heads of the others, which it takes in afterwards.
"""

import hashlib
import json
from dataclasses import dataclass
from datetime import UTC, datetime

HOUSE = "house"
_MEETING, _ASSESSMENT = "meeting:", "assessment:"


def of_meeting(number: str) -> str:
    """The name of a meeting's chain."""
    return f"{_MEETING}{number}"


def of_assessment(id: int) -> str:
    """The name of an assessment's chain."""
    return f"{_ASSESSMENT}{id}"


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One act. ``sequence`` counts from 1 in each chain, ``detail`` is free text or JSON.

    ``tag`` is the HMAC over the line and the tag before it, ``head`` the public head of the chain
    with this line in it (docs/bundle.md, the chain of the journal); 32 bytes each.
    """

    chain: str
    sequence: int
    at: datetime
    actor: str
    act: str
    detail: str
    tag: bytes
    head: bytes

    @property
    def meeting(self) -> str | None:
        """The number of the meeting that it concerns, None where it concerns none."""
        return self.chain.removeprefix(_MEETING) if self.chain.startswith(_MEETING) else None

    @property
    def assessment(self) -> int | None:
        """The id of the assessment that it concerns, None where it concerns none."""
        if not self.chain.startswith(_ASSESSMENT):
            return None
        return int(self.chain.removeprefix(_ASSESSMENT))


@dataclass(frozen=True, slots=True)
class End:
    """Where a chain ends: how many lines are known, the tag of the last and the public head."""

    length: int
    tag: bytes
    head: bytes


def first_head(chain: str) -> bytes:
    """The public head of a chain without a line. A meeting's public name is its number alone."""
    name = chain.removeprefix(_MEETING)
    return hashlib.sha256(b"journal-v1|" + name.encode()).digest()


def next_head(before: bytes, *, sequence: int, at: str, actor: str, act: str, detail: str) -> bytes:
    """The public head after a line more; ``at`` as ``moment`` spells it."""
    facts = {"act": act, "actor": actor, "at": at, "detail": detail, "sequence": sequence}
    line = json.dumps(facts, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    return hashlib.sha256(before + line.encode()).digest()


def moment(at: datetime) -> str:
    """The one spelling of a time: UTC, ISO 8601, with microseconds."""
    return at.astimezone(UTC).isoformat(timespec="microseconds")
