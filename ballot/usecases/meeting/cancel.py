"""An administrator ends a meeting before its box was opened, with a reason. Nothing is opened."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.meeting import State
from ballot.storage import meetings
from ballot.usecases import acts
from ballot.usecases.consents import consenting
from ballot.usecases.hall import Hall


def cancel(hall: Hall, actor: Actor, number: str, reason: str) -> None:
    """From any state before the opening to cancelled; a vote ends with it.

    Raises NotInState, Refused, ConsentNeeded.
    """
    acts.require_reason(reason)
    consenting.carry_out(hall, actor, number, lambda db: _cancel(hall, db, actor, number, reason))


def _cancel(hall: Hall, db: Session, actor: Actor, number: str, reason: str) -> None:
    meeting = acts.hold_in_state(db, actor, number, Act.CANCEL)
    about = {"reason": reason}
    agreed = consenting.require(hall, db, meeting, Act.CANCEL, about)
    votes = meeting.state in (State.OPEN, State.PAUSED)
    ended = {"closed_at": hall.clock()} if votes else {}
    meetings.move(db, number, Act.CANCEL, State.CANCELLED, **ended)
    acts.write_down(hall, db, actor, Act.CANCEL, number, **about, **agreed)
