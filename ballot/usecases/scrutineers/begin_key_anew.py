"""The making of a key begins anew: it failed, or the keys that there are shall not be used."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import KeyStepWrong, MayNot
from ballot.domain.meeting import Custody
from ballot.storage import badges, meetings
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import key_making
from ballot.usecases.verified.key_making import ANEW


def begin_anew(hall: Hall, actor: Actor, number: str, reason: str) -> None:
    """Throw away all keys of a draft, confirmed ones too, with a reason. The organizer does it.

    Raises Refused without a reason, NotInState once frozen, MayNot.
    """
    acts.require_reason(reason)
    acts.carry_out(hall, lambda db: _begin_anew(hall, db, actor, number, reason))


def forget(hall: Hall, db: Session, actor: Actor, meeting: MeetingRow, **detail: object) -> None:
    """Throw the keys away in the transaction of the caller, who holds the meeting."""
    badges.forget_keys(db, meeting.number)
    meetings.change(db, meeting.number, Act.KEYS, pk=None)
    key_making.write_down(hall, db, actor, meeting, ANEW, **detail)


def _begin_anew(hall: Hall, db: Session, actor: Actor, number: str, reason: str) -> None:
    meeting = acts.hold_in_state(db, actor, number, Act.KEYS)
    if actor.badge is not None:
        raise MayNot(act=Act.KEYS)
    if meeting.custody is not Custody.SCRUTINEERS:
        raise KeyStepWrong
    forget(hall, db, actor, meeting, reason=reason)
