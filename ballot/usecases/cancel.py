"""An administrator ends a meeting before its box was opened, with a reason. Nothing is opened."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.meeting import Act, State
from ballot.storage import meetings
from ballot.usecases import acts
from ballot.usecases.hall import Hall


def cancel(hall: Hall, actor: Actor, number: str, reason: str) -> None:
    """From any state before the opening to cancelled; a vote ends with it.

    Raises NotInState, Refused.
    """
    acts.require_reason(reason)
    acts.carry_out(hall, lambda db: _cancel(hall, db, actor, number, reason))


def _cancel(hall: Hall, db: Session, actor: Actor, number: str, reason: str) -> None:
    meeting = acts.hold_in_state(db, actor, number, Act.CANCEL)
    votes = meeting.state in (State.OPEN, State.PAUSED)
    ended = {"closed_at": hall.clock()} if votes else {}
    meetings.move(db, number, Act.CANCEL, State.CANCELLED, **ended)
    acts.write_down(hall, db, actor, Act.CANCEL, number, reason=reason)
