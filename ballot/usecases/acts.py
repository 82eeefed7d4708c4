"""What all acts of organizers share: who may, one transaction, a journal row, the mark after it."""

import json
from collections.abc import Callable
from functools import partial
from typing import TypeVar

from sqlalchemy.orm import Session

from ballot.box import tags
from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import FROM, Act, may_follow
from ballot.domain.errors import Fault, Missing, NotInState, Refused
from ballot.storage import journal, meetings, people
from ballot.storage.meetings import MeetingRow
from ballot.usecases.hall import Hall

T = TypeVar("T")


def carry_out(hall: Hall, work: Callable[[Session], T]) -> T:
    """Answer ``work(db)`` after its commit, with the journal's head marked in the key folder.

    The mark comes after the commit: a mark of rows that were rolled back would cry tampering.
    """

    def transaction(db: Session) -> tuple[T, tuple[int, bytes]]:
        return work(db), journal.head(db)

    value, (length, head) = hall.database.write(transaction)
    hall.marks.note_journal(length, head)
    return value


def find(db: Session, actor: Actor, number: str, act: Act) -> MeetingRow:
    """The meeting, to be looked at. Raises MeetingUnknown, MayNot."""
    return _permitted(db, actor, act, meetings.get(db, number))


def hold(db: Session, actor: Actor, number: str, act: Act) -> MeetingRow:
    """The meeting, held alone until the transaction ends. Raises MeetingUnknown, MayNot."""
    return _permitted(db, actor, act, meetings.lock_for_closing(db, number))


def hold_in_state(db: Session, actor: Actor, number: str, act: Act) -> MeetingRow:
    """The same, and in a state that allows the act. Raises NotInState too."""
    meeting = hold(db, actor, number, act)
    require_state(meeting, act)
    return meeting


def require_state(meeting: MeetingRow, act: Act) -> None:
    """Raises NotInState unless the act is possible as the meeting stands."""
    if not may_follow(meeting.state, act):
        raise NotInState(act=act, state=meeting.state, allowed=FROM[act])


def require_reason(reason: str) -> None:
    """An act that is printed with its reason has one. Raises Refused, key ``reason``."""
    if not reason.strip():
        raise Refused([Fault(error=Missing(), key="reason")])


def write_down(
    hall: Hall, db: Session, actor: Actor, act: Act, number: str | None, **detail: object
) -> None:
    """Add the act to the journal, in the transaction of the act itself."""
    text = json.dumps(detail, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    tag = partial(tags.journal_tag, hall.tags)
    at, who = hall.clock(), actor.name
    journal.write(db, tag, at=at, actor=who, act=act.value, meeting=number, detail=text)


def _permitted(db: Session, actor: Actor, act: Act, meeting: MeetingRow) -> MeetingRow:
    access.require(actor, act, people.path_of(db, meeting.unit), meeting.number)
    return meeting
