"""An organizer freezes a meeting: what hangs on the wall is what will be voted on."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.meeting import State
from ballot.storage import meetings
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.consents import consenting
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import freezing
from ballot.usecases.meeting.freezing import Columns


def freeze(hall: Hall, actor: Actor, number: str) -> None:
    """From draft to frozen.

    Raises NoSlips, BatchesNotConfirmed, ClassesNotPlanned, ClassTooSmall, ClassWithoutSlips,
    KeysNotConfirmed, BoxKeyMissing, NotInState; under custody scrutineers ConsentNeeded.
    """
    consenting.carry_out(hall, actor, number, lambda db: _freeze(hall, db, actor, number))


def _freeze(hall: Hall, db: Session, actor: Actor, number: str) -> None:
    meeting = acts.hold_in_state(db, actor, number, Act.FREEZE)
    columns = freezing.columns(hall, db, meeting)
    about = freezing.shown_of_draft(columns["frozen"])
    agreed = consenting.require(hall, db, meeting, Act.FREEZE, about)
    carry_out(hall, db, actor, meeting, columns, agreed)


def carry_out(
    hall: Hall,
    db: Session,
    actor: Actor,
    meeting: MeetingRow,
    columns: Columns,
    agreed: dict[str, object],
) -> None:
    """Freeze a meeting that is held and in draft, in the transaction of the caller."""
    meetings.move(db, meeting.number, Act.FREEZE, State.FROZEN, **columns)
    shown = freezing.shown(columns["frozen"])
    told = {"fingerprint": shown["fingerprint"], **freezing.eligible_told(columns["frozen"])}
    told |= agreed
    acts.write_down(hall, db, actor, Act.FREEZE, meeting.number, **told)
