"""An organizer voids a batch whose print broke: none of its slips will ever vote."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.meeting import State
from ballot.storage import batches
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import freezing


def void_batch(hall: Hall, actor: Actor, number: str, batch: int) -> None:
    """Void a batch; no fault where it is void already. Raises BatchUnknown, NotInState.

    Where the meeting is frozen its facts are frozen anew; NoSlips where none would be left.
    """
    acts.carry_out(hall, lambda db: _void(hall, db, actor, number, batch))


def _void(hall: Hall, db: Session, actor: Actor, number: str, batch: int) -> None:
    act = Act.CONFIRM_SLIPS
    meeting = acts.hold_in_state(db, actor, number, act)
    if not batches.void(db, number, batch):
        return
    told: dict[str, object] = {"batch": batch, "done": "void"}
    if meeting.state is State.FROZEN and not batches.waiting(db, number):
        told |= {"fingerprint": freezing.renew(hall, db, meeting, act)}
    acts.write_down(hall, db, actor, act, number, **told)
