"""An organizer takes a frozen meeting back to draft, with a reason; the poster is void."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.meeting import State
from ballot.storage import meetings
from ballot.usecases import acts
from ballot.usecases.consents import consenting
from ballot.usecases.hall import Hall


def unfreeze(hall: Hall, actor: Actor, number: str, reason: str) -> None:
    """From frozen to draft; run, key and slips stay. Raises NotInState, Refused, ConsentNeeded."""
    acts.require_reason(reason)
    consenting.carry_out(hall, actor, number, lambda db: _unfreeze(hall, db, actor, number, reason))


def _unfreeze(hall: Hall, db: Session, actor: Actor, number: str, reason: str) -> None:
    meeting = acts.hold_in_state(db, actor, number, Act.UNFREEZE)
    about = {"reason": reason}
    agreed = consenting.require(hall, db, meeting, Act.UNFREEZE, about)
    none = {"frozen": None, "frozen_tag": None, "transport": None}
    meetings.move(db, number, Act.UNFREEZE, State.DRAFT, **none)
    acts.write_down(hall, db, actor, Act.UNFREEZE, number, **about, **agreed)
