"""The slips of a rehearsal come into its frozen facts as it is closed, and not before.

A rehearsal prints, votes and prints again; only its ledger asks what was on the wall.
"""

from dataclasses import dataclass, field, replace
from typing import Any

from sqlalchemy.orm import Session

from ballot.domain.errors import BatchesNotConfirmed, NoSlips
from ballot.domain.meetings import frozen
from ballot.storage import batches, slips
from ballot.storage.meetings import MeetingRow
from ballot.usecases.hall import Hall
from ballot.usecases.verified import frozen_facts


@dataclass(frozen=True, slots=True)
class Frozen:
    """The columns of the meeting's row, and what the line of the close tells besides."""

    columns: dict[str, Any] = field(default_factory=dict)
    told: dict[str, str] = field(default_factory=dict)


def freeze(hall: Hall, db: Session, meeting: MeetingRow) -> Frozen:
    """Freeze the slips as they are printed now; of a vote nothing.

    The caller holds the meeting. Raises BatchesNotConfirmed, NoSlips, and Tampered("state") where
    the row says rehearsal of a vote, or vote of a rehearsal.
    """
    facts = frozen_facts.of(hall, meeting)
    frozen_facts.require_state(facts, meeting.state)
    if not facts.rehearsal:
        return Frozen()
    waiting = batches.waiting(db, meeting.number)
    if waiting:
        raise BatchesNotConfirmed(batches=waiting)
    counted = [slips.root(db, meeting.number, place) for place in range(len(facts.classes))]
    classes = tuple(
        replace(each, slips=count, slip_root=root.hex())
        for each, (count, root) in zip(facts.classes, counted, strict=True)
    )
    facts = replace(facts, classes=classes)
    if not facts.slips:
        raise NoSlips
    text = frozen.to_text(facts)
    columns = {"frozen": text, "frozen_tag": frozen_facts.tag(hall, meeting.run, text)}
    return Frozen(columns, {"fingerprint": frozen.fingerprint(text)})
