"""An organizer closes the vote: waits for the casts under way, lets none begin, and pins the box.

The roots of the ciphertexts stand in the journal, whose chain and mark lie outside the database:
whoever changes the box afterwards would have to change the journal too.
"""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import BallotsMissing
from ballot.domain.meeting import State
from ballot.storage import meetings, slips, turnout
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.ledger import attendance
from ballot.usecases.verified import box_roots, chain, known_ballots, ledger


def close_voting(hall: Hall, actor: Actor, number: str) -> None:
    """From open to closed; no fault where it is closed already.

    Raises NotInState, and BallotsMissing while ballots are missing that a restore has lost: who
    cast them may still cast again.
    """
    closed = acts.carry_out(hall, lambda db: _close(hall, db, actor, number))
    if closed is not None:
        hall.marks.note_received(*closed)


def _close(hall: Hall, db: Session, actor: Actor, number: str) -> tuple[bytes, int] | None:
    meeting = acts.hold(db, actor, number, Act.CLOSE)
    if meeting.state is State.CLOSED:
        return None
    attendance.write_down(hall, db, actor, meeting)
    meetings.move(db, number, Act.CLOSE, State.CLOSED, closed_at=hall.clock())
    received = turnout.received(db, number)
    _require_put_right(hall, db, meeting, received)
    acts.write_down(
        hall,
        db,
        actor,
        Act.CLOSE,
        number,
        received=received,
        roots=box_roots.roots(db, number),
        slip_states=slips.state_root(db, number).hex(),
        head=acts.head_before(db, number).hex(),
    )
    return meeting.run, received


def _require_put_right(hall: Hall, db: Session, meeting: MeetingRow, received: int) -> None:
    """Closed short it could never be opened; what else is wrong is found before the opening."""
    told = ledger.told(chain.of_meeting(hall, db, meeting.number))
    missing = known_ballots.missing(hall, meeting.run, told, received)
    if told.restored and missing:
        raise BallotsMissing(missing=missing)
