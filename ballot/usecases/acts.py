"""What all acts of organizers share: who may, one transaction, a journal row, the mark after it."""

import json
from collections.abc import Callable
from typing import TypeVar

from sqlalchemy.orm import Session

from ballot.domain import access, journal_line
from ballot.domain.access import Actor
from ballot.domain.acts import FROM, Act, may_follow
from ballot.domain.errors import Fault, Missing, NotInState, Refused
from ballot.domain.journal_line import End
from ballot.storage import journal, meetings, unit_tree
from ballot.storage.meetings import MeetingRow
from ballot.usecases import heads, meanwhile, presses
from ballot.usecases.hall import Hall

T = TypeVar("T")


def carry_out(hall: Hall, work: Callable[[Session], T]) -> T:
    """Answer ``work(db)`` after its commit, with the ends of its chains marked in the key folder.

    The marks come after the commit: a mark of rows that were rolled back would cry tampering.
    Raises DoneBefore, ChangedMeanwhile where the hall was made for one form of the pages.
    """

    def transaction(db: Session) -> tuple[T, dict[str, End]]:
        presses.claim(hall, db)
        return work(db), journal.written(db)

    value, ends = hall.database.write(transaction)
    presses.committed(hall)
    meanwhile.go_on(hall, ends)
    heads.note(hall, ends)
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
) -> End:
    """Add the act to the journal, in the transaction of the act itself.

    The line goes into the chain of what it concerns: a meeting by its ``number``, else the
    ``assessment`` that it tells of, else the house. Where that chain ends now. Raises
    Tampered("journal") where a line at its end is missing.
    """
    text = json.dumps(detail, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    chain = _chain(number, detail.get("assessment"))
    return heads.add(hall, db, chain, actor=actor.name, act=act, detail=text)


def head_before(db: Session, number: str) -> bytes:
    """The public head of a meeting's chain, 32 bytes; nobody adds to it before this transaction."""
    chain = journal_line.of_meeting(number)
    journal.queue(db, chain)
    return journal.end(db, chain).head


def _chain(number: str | None, assessment: object) -> str:
    if number is not None:
        return journal_line.of_meeting(number)
    if isinstance(assessment, int):
        return journal_line.of_assessment(assessment)
    return journal_line.HOUSE


def _permitted(db: Session, actor: Actor, act: Act, meeting: MeetingRow) -> MeetingRow:
    access.require(actor, act, unit_tree.path_of(db, meeting.unit), meeting.number)
    return meeting
