"""An organizer ends a rehearsal: everything of it is deleted, and the formal run is a new one."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.meeting import Custody, State
from ballot.storage import badges, meetings, slips, votes
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import box_key
from ballot.usecases.meeting.box_key import Run
from ballot.usecases.verified import arrivals


def reset(hall: Hall, actor: Actor, number: str) -> None:
    """From rehearsal back to draft. Raises NotInState."""
    custody = hall.database.read(lambda db: meetings.get(db, number)).custody
    with box_key.made(hall, held_by_server=custody is Custody.SERVER) as run:
        old = acts.carry_out(hall, lambda db: throw_away(hall, db, actor, number, run))
    hall.box_keys.forget(old)


def throw_away(hall: Hall, db: Session, actor: Actor, number: str, run: Run) -> bytes:
    """Delete a rehearsal in this transaction; its run. Raises NotInState."""
    meeting = acts.hold_in_state(db, actor, number, Act.RESET)
    slips.delete_all(db, number)
    votes.delete_all(db, number)
    badges.forget_keys(db, number)
    arrivals.clear(hall, db, number)
    none = {"frozen": None, "frozen_tag": None, "transport": None}
    meetings.move(db, number, Act.RESET, State.DRAFT, run=run.run, pk=run.pk, **none)
    acts.write_down(hall, db, actor, Act.RESET, number, run=run.run.hex())
    return meeting.run
