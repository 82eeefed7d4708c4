"""An organizer freezes a meeting: what hangs on the wall is what will be voted on."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.frozen import fingerprint
from ballot.domain.meeting import Act, State
from ballot.storage import meetings
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts, freezing
from ballot.usecases.hall import Hall


def freeze(hall: Hall, actor: Actor, number: str) -> None:
    """From draft to frozen.

    Raises NoSlips, BatchesNotConfirmed, ClassTooSmall, KeysNotConfirmed, BoxKeyMissing,
    NotInState.
    """
    acts.carry_out(hall, lambda db: _freeze(hall, db, actor, number))


def _freeze(hall: Hall, db: Session, actor: Actor, number: str) -> None:
    meeting = acts.hold_in_state(db, actor, number, Act.FREEZE)
    carry_out(hall, db, actor, meeting)


def carry_out(hall: Hall, db: Session, actor: Actor, meeting: MeetingRow) -> None:
    """Freeze a meeting that is held and in draft, in the transaction of the caller."""
    columns = freezing.columns(hall, db, meeting)
    meetings.move(db, meeting.number, Act.FREEZE, State.FROZEN, **columns)
    shown = fingerprint(str(columns["frozen"]))
    acts.write_down(hall, db, actor, Act.FREEZE, meeting.number, fingerprint=shown)
