"""An organizer begins a rehearsal: a run and a key of its own, slips marked as such."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import BoxKeyMissing
from ballot.domain.meeting import State
from ballot.storage import badges, meetings, slips
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import box_key, freezing
from ballot.usecases.meeting.box_key import Run


def rehearse(hall: Hall, actor: Actor, number: str) -> None:
    """From draft to rehearsal. Slips and keys made before are of another run and are deleted.

    The server holds the key of a rehearsal under either custody. Raises NotInState.
    """
    with box_key.made(hall, held_by_server=True) as run:
        old = acts.carry_out(hall, lambda db: _rehearse(hall, db, actor, number, run))
    hall.box_keys.forget(old)


def _rehearse(hall: Hall, db: Session, actor: Actor, number: str, run: Run) -> bytes:
    meeting = acts.hold_in_state(db, actor, number, Act.REHEARSE)
    if run.pk is None:
        raise BoxKeyMissing
    slips.delete_all(db, number)
    thrown = sum(row.confirmed for row in badges.of_meeting(db, number))
    badges.forget_keys(db, number)
    columns = freezing.rehearsal_columns(hall, db, meeting, run.run, run.pk)
    meetings.move(db, number, Act.REHEARSE, State.REHEARSAL, **columns)
    told = {"keys_thrown_away": thrown} if thrown else {}
    acts.write_down(hall, db, actor, Act.REHEARSE, number, run=run.run.hex(), **told)
    return meeting.run
