"""Of a bundle: the journal, lived through line by line, and what it says of close and opening.

Its tags are HMACs under a key of the program's, which a stranger cannot compute (docs/journal.md).
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import pairwise
from typing import Any

from ballot.box import shares
from ballot.bundle import canonical, verify_heads
from ballot.bundle.canonical import FAULTS
from ballot.bundle.layout import CLOSE, EXCLUDED, FROZEN, JOURNAL
from ballot.bundle.verify_frozen_facts import DIGEST, Parts, Slips
from ballot.bundle.verify_heads import Heads
from ballot.domain.acts import Act
from ballot.domain.errors import BundleRefused
from ballot.domain.ledger import rehearsals_told, replay, shapes_told
from ballot.domain.ledger.ledger_told import Said
from ballot.domain.ledger.replay import Replayed
from ballot.domain.meeting import WITH_OUTCOME, Custody, Sealing
from ballot.domain.meetings import frozen
from ballot.domain.meetings.frozen import Frozen
from ballot.domain.meetings.result import OpenedBy, Way

LINE = {"sequence", "at", "actor", "act", "detail", "tag"}
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}\+00:00")


@dataclass(frozen=True, slots=True)
class Journal:
    """The lines, what they led to, and what was pinned at the close and told at the opening.

    ``closed`` is the public head before the close, ``opened`` the one with the opening in it;
    ``lost`` are lines that a restore tells to be lost.
    """

    lines: tuple[Said, ...]
    replayed: Replayed
    closing: Mapping[str, Any]
    opening: Mapping[str, Any]
    closed: bytes
    opened: bytes
    lost: int

    def of(self, act: Act) -> list[Mapping[str, Any]]:
        """The details of all lines of an act of the vote, in their order."""
        ours = rehearsals_told.without(self.lines)
        return [line.detail for line in ours if line.act == act]


def read(parts: Parts, facts: Frozen, found: Slips) -> Journal:
    """The journal, every line of it lawful, and of this very meeting.

    Raises BundleRefused ``journal``; of a line that is not lawful ``part`` names its sequence.
    """
    listed = canonical.read(JOURNAL, parts[JOURNAL])
    try:
        _require_lines(listed)
        lines = tuple(map(_said, listed))
        replayed = replay.replay(lines)
        if replayed.unlawful is not None:
            sequence = listed[replayed.unlawful]["sequence"]
            raise BundleRefused(part=f"{JOURNAL}:{sequence}", broken="journal")
        heads = verify_heads.walk(facts.number, listed)
        made = _journal(lines, replayed, heads)
        fits = (
            parts[CLOSE] == _close(listed, lines)
            and made.closing["head"] == made.closed.hex()
            and heads.before(_place_of_frozen(lines)) == facts.journal_head
            and _is_of(made, facts)
            and _is_told(made, parts, facts, found)
            and _is_checked(made, parts, facts)
        )
    except FAULTS as error:
        raise BundleRefused(part=JOURNAL, broken="journal") from error
    if not fits:
        raise BundleRefused(part=JOURNAL, broken="journal")
    return made


def _said(line: Mapping[str, Any]) -> Said:
    """A line and its detail, key by key what its act tells.

    Raises BundleRefused ``journal``, ``part`` the sequence of the line.
    """
    try:
        detail = canonical.of_text(line["detail"] or "{}")
        if not isinstance(detail, dict):
            raise ValueError("detail")
        shapes_told.require(Act(line["act"]), detail)
    except FAULTS as error:
        raise BundleRefused(part=f"{JOURNAL}:{line['sequence']}", broken="journal") from error
    return Said(line["act"], line["actor"], detail)


def _journal(lines: tuple[Said, ...], replayed: Replayed, heads: Heads) -> Journal:
    ours = rehearsals_told.places(lines)
    (close,) = (at for at in ours if lines[at].act == Act.CLOSE)
    (opening,) = (at for at in ours if lines[at].act == Act.OPEN_BOX)
    pinned, told = lines[close].detail, lines[opening].detail
    ends = (heads.before(close), heads.after(opening), heads.lost)
    return Journal(lines, replayed, pinned, told, *ends)


def _close(listed: Sequence[Mapping[str, str]], lines: Sequence[Said]) -> bytes:
    """The one close of the vote, byte for byte."""
    ours = (listed[place] for place in rehearsals_told.places(lines))
    (close,) = (line["detail"] for line in ours if line["act"] == Act.CLOSE)
    return close.encode("utf-8")


def _place_of_frozen(lines: Sequence[Said]) -> int:
    """Where the line stands that made the notice: the last one but ``open`` that names it."""
    return max(
        at for at, line in enumerate(lines) if line.act != Act.OPEN and "fingerprint" in line.detail
    )


def holders(journal: Journal, root: bytes) -> tuple[OpenedBy, ...]:
    """Whose keys opened the box, as the journal has it; all of them opened this one root.

    Raises BundleRefused ``journal``. Of no meeting of custody server any key has come.
    """
    try:
        came = [each for each in journal.of(Act.SEND_PARTIALS) if "root" in each]
        found = [OpenedBy(each["scrutineer"], each["name"], Way(each["way"])) for each in came]
        fits = all(each["root"] == root.hex() for each in came) and all(map(_is_holder, found))
    except FAULTS as error:
        raise BundleRefused(part=JOURNAL, broken="journal") from error
    numbers = [each.number for each in found]
    if not fits or len(set(numbers)) != len(numbers):
        raise BundleRefused(part=JOURNAL, broken="journal")
    return tuple(sorted(found, key=lambda each: each.number))


def _is_holder(holder: OpenedBy) -> bool:
    is_number = type(holder.number) is int and holder.number in shares.NUMBERS
    return is_number and isinstance(holder.name, str)


def _is_of(made: Journal, facts: Frozen) -> bool:
    """Whether the lines led to the meeting of the frozen facts, and to its end."""
    came_to = made.replayed
    printed = {at: each.slips for at, each in enumerate(facts.classes) if each.slips}
    key = (came_to.keys.pk, came_to.keys.vks)
    return (
        came_to.state in WITH_OUTCOME
        and (came_to.run, came_to.custody) == (facts.run.hex(), facts.custody)
        and came_to.eligible == tuple(each.eligible for each in facts.classes)
        and dict(came_to.batches.printed) == printed
        and (
            facts.custody is Custody.SERVER
            or key == (facts.pk.hex(), tuple(each.hex() for each in facts.vks))
        )
    )


def _is_told(made: Journal, parts: Parts, facts: Frozen, found: Slips) -> bool:
    """Whether close, opening and frozen facts are those that the lines tell of."""
    shown = [line.detail["fingerprint"] for line in made.lines if "fingerprint" in line.detail]
    last = frozen.fingerprint(bytes(parts[FROZEN]).decode("utf-8"))
    closing, opening = made.closing, made.opening
    return bool(
        shown[-1] == last
        and closing["received"] == opening["received"] == found.returned.total
        and opening["slip_states"] == found.state_root
        and opening["minimum"] == facts.minimum
    )


def _is_checked(made: Journal, parts: Parts, facts: Frozen) -> bool:
    """Whether proofs were checked before the settlement where phones seal, and ``excluded.json``
    is what was found."""
    told = [canonical.write(each["excluded"]) for each in made.of(Act.CHECK_PROOFS)]
    return told == ([bytes(parts[EXCLUDED])] if facts.sealing is Sealing.PHONE else [])


def _require_lines(lines: Sequence[Any]) -> None:
    """Raises ValueError unless every line has its form, and none is earlier than the one before."""
    for line in lines:
        texts = (line["at"], line["actor"], line["act"], line["detail"], line["tag"])
        if set(line) != LINE or not all(isinstance(each, str) for each in texts):
            raise ValueError("line")
        if type(line["sequence"]) is not int or line["sequence"] < 1:
            raise ValueError("sequence")
        if not DIGEST.fullmatch(line["tag"]) or not TIME.fullmatch(line["at"]):
            raise ValueError("line")
    times = [datetime.fromisoformat(line["at"]) for line in lines]
    if any(earlier > later for earlier, later in pairwise(times)):
        raise ValueError("at")
