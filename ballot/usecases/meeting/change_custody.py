"""An organizer decides who keeps the key of the box: the server, or three 监票人."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import SlipsPrinted
from ballot.domain.meeting import Custody
from ballot.storage import badges, batches, meetings
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import box_key
from ballot.usecases.meeting.box_key import Run


def change_custody(hall: Hall, actor: Actor, number: str, custody: Custody) -> None:
    """Raise custody, or lower it while no slip is printed; no fault where it is so already.

    Raised, the key of the server is erased; lowered, run and key are new. Raises SlipsPrinted,
    NotInState, MeetingUnknown, MayNot.
    """
    with box_key.made(hall, held_by_server=custody is Custody.SERVER) as run:
        unused = acts.carry_out(hall, lambda db: _change(hall, db, actor, number, custody, run))
    hall.box_keys.forget(unused)


def _change(
    hall: Hall, db: Session, actor: Actor, number: str, custody: Custody, run: Run
) -> bytes:
    """The run whose key, if the server has one, is of no use any more."""
    meeting = acts.hold_in_state(db, actor, number, Act.EDIT)
    if meeting.custody is custody:
        return run.run
    if custody is Custody.SERVER and batches.in_force(db, number):
        raise SlipsPrinted
    badges.forget_keys(db, number)
    lowered = {"run": run.run, "pk": run.pk}
    also = lowered if custody is Custody.SERVER else {"pk": None}
    meetings.change(db, number, Act.EDIT, custody=custody, **also)
    anew = {"run": run.run.hex()} if custody is Custody.SERVER else {}
    acts.write_down(hall, db, actor, Act.EDIT, number, custody=custody, **anew)
    return meeting.run
