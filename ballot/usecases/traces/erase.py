"""An administrator deletes the ciphertexts and the key of a box, once nobody may object any more;
the roster goes with them.

Counts, roots, the signed result and the journal stay: the result is read as before, and no single
ballot can be looked into ever again, whoever holds which key.
"""

from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import ObjectionsRunning
from ballot.domain.scheme.consequences import objection_days
from ballot.storage import meetings, votes
from ballot.storage.hall import roster
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import schemes


def erase(hall: Hall, actor: Actor, number: str) -> None:
    """Delete them; the state stays. No fault where it was done already. The seal is due again.

    Raises NotInState before the end, and ObjectionsRunning while the vote may be objected to.
    """
    meeting = acts.carry_out(hall, lambda db: _erase(hall, db, actor, number))
    hall.box_keys.forget(meeting.run)
    if meeting.pk is not None:
        hall.pools.forget(meeting.pk)


def _erase(hall: Hall, db: Session, actor: Actor, number: str) -> MeetingRow:
    meeting = acts.hold_in_state(db, actor, number, Act.ERASE)
    if meeting.erased_at is not None:
        return meeting
    from_when = objections_end(db, meeting)
    now = hall.clock()
    if now < from_when:
        raise ObjectionsRunning(until=hall.local(from_when))
    votes.delete_all(db, number)
    persons = roster.remove(db, number)
    meetings.change(db, number, Act.ERASE, erased_at=now)
    acts.write_down(hall, db, actor, Act.ERASE, number)
    if persons:
        acts.write_down(hall, db, actor, Act.ERASE, number, roster=persons)
    return meeting


def objections_end(db: Session, meeting: MeetingRow) -> datetime:
    """When the time for objections is over: so many days after the vote has ended.

    A meeting that was cancelled before its close is reckoned from its opening or its making.
    """
    days = objection_days(schemes.of(db, meeting).aftermath.notice)
    return (meeting.closed_at or meeting.opened_at or meeting.created_at) + timedelta(days=days)
