"""An organizer confirms that all slips of a batch were printed: from now on they can vote."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.meeting import State
from ballot.storage import batches
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import freezing


def confirm_batch(hall: Hall, actor: Actor, number: str, batch: int) -> None:
    """Confirm a batch; no fault where it is confirmed already.

    Raises BatchUnknown (also for one that is void or broke off), NotInState. Where the meeting is
    frozen its facts are frozen anew.
    """
    acts.carry_out(hall, lambda db: _confirm(hall, db, actor, number, batch))


def _confirm(hall: Hall, db: Session, actor: Actor, number: str, batch: int) -> None:
    act = Act.CONFIRM_SLIPS
    meeting = acts.hold_in_state(db, actor, number, act)
    if not batches.confirm(db, number, batch):
        return
    told: dict[str, object] = {"batch": batch, "done": "confirmed"}
    if meeting.state is State.FROZEN and not batches.waiting(db, number):
        told |= {"fingerprint": freezing.renew(hall, db, meeting, act)}
    acts.write_down(hall, db, actor, act, number, **told)
