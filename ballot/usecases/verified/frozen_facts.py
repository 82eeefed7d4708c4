"""The frozen data of a meeting, read only after its tag has been checked."""

import json
from collections.abc import Iterable, Sequence
from functools import lru_cache
from typing import Protocol

from sqlalchemy.orm import Session

from ballot.box import tags
from ballot.domain.errors import Tampered, TransportChanged
from ballot.domain.journal_line import JournalLine
from ballot.domain.meeting import State
from ballot.domain.meetings import frozen
from ballot.domain.meetings.frozen import Frozen, FrozenSubject
from ballot.storage import subjects
from ballot.storage.assessment import person_changes
from ballot.storage.meetings import MeetingRow
from ballot.storage.subjects import SubjectRow
from ballot.usecases.hall import Hall


class HasFrozen(Protocol):
    """A meeting as far as its frozen data go."""

    @property
    def number(self) -> str:
        """Six digits."""

    @property
    def run(self) -> bytes:
        """16 bytes."""

    @property
    def frozen(self) -> str | None:
        """The canonical text, None before the freeze."""

    @property
    def frozen_tag(self) -> bytes | None:
        """Its 32-byte tag."""


_parsed = lru_cache(maxsize=256)(frozen.from_text)
"""Parsing is remembered by the whole text; the tag is checked at every load all the same."""


def of(hall: Hall, meeting: HasFrozen) -> Frozen:
    """The frozen data of a meeting that has them. Raises Tampered("frozen")."""
    if meeting.frozen is None or meeting.frozen_tag is None:
        raise Tampered(what="frozen")
    expected = tag(hall, meeting.run, meeting.frozen)
    tags.require(meeting.frozen_tag, expected, "frozen")
    facts = _parsed(meeting.frozen)
    if (facts.number, facts.run) != (meeting.number, meeting.run):
        raise Tampered(what="frozen")
    return facts


def require_latest(lines: Iterable[JournalLine], meeting: MeetingRow) -> None:
    """The facts are the last ones that the journal tells of.

    An earlier one of the same run bears a tag as good, and had another 应参加 to be measured by.
    ``lines`` are those of its chain, which was verified. Raises Tampered("frozen").
    """
    details = [json.loads(line.detail or "{}") for line in lines]
    told = [detail["fingerprint"] for detail in details if "fingerprint" in detail]
    if told[-1:] != [frozen.fingerprint(meeting.frozen or "")]:
        raise Tampered(what="frozen")


def require_state(facts: Frozen, state: State) -> None:
    """A rehearsal is one by its tagged facts, and a vote none: a word in the row does not make it.

    Raises Tampered("state").
    """
    if facts.rehearsal is not state.is_rehearsal:
        raise Tampered(what="state")


def require_transport(hall: Hall, facts: Frozen) -> None:
    """Votes travel as the notice says. Raises TransportChanged."""
    if hall.transport is not facts.transport:
        raise TransportChanged(frozen=facts.transport, now=hall.transport)


def require_names(db: Session, facts: Frozen) -> None:
    """The tables still name the subjects that were frozen, in that order, or name them as they
    were corrected since: the paper keeps the writing that it had.

    The scores brought in are joined by them: two names swapped would swap two people's scores.
    Raises Tampered("frozen").
    """
    require_names_in(db, facts, subjects.subjects(db, facts.number))


def require_names_in(db: Session, facts: Frozen, rows: Sequence[SubjectRow]) -> None:
    """The same of rows that were read already."""
    if _named(rows) == facts.subjects:
        return
    names = {each.person: (each.name, each.unit_name, each.village) for each in rows}
    before = person_changes.former_keys(db, names)
    ever = [(key, *before.get(who, ())) for who, key in names.items()]
    was = [(each.name, each.unit, each.village) for each in facts.subjects]
    if len(ever) != len(was) or any(one not in keys for one, keys in zip(was, ever, strict=True)):
        raise Tampered(what="frozen")


def subjects_of(db: Session, number: str) -> tuple[FrozenSubject, ...]:
    """The subjects as the tables name them, in the order of the paper."""
    return _named(subjects.subjects(db, number))


def _named(rows: Sequence[SubjectRow]) -> tuple[FrozenSubject, ...]:
    return tuple(FrozenSubject(each.name, each.unit_name, each.village) for each in rows)


def tag(hall: Hall, run: bytes, text: str) -> bytes:
    """The tag of a canonical text under a run."""
    return tags.frozen_tag(hall.tags, run, text.encode("utf-8"))
