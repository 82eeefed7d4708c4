"""An organizer closes the vote: waits for the casts under way, lets none begin, and pins the box.

So he does with a rehearsal, whose slips come into its frozen facts only now: it is printed and
voted in one.

The roots of the ciphertexts stand in the journal, whose chain and mark lie outside the database:
whoever changes the box afterwards would have to change the journal too.
"""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import BallotsMissing, NotInState
from ballot.domain.meeting import State
from ballot.storage import meetings, slips, turnout
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.ledger import attendance
from ballot.usecases.verified import box_roots, chain, known_ballots, ledger, rehearsal_slips


def close_voting(hall: Hall, actor: Actor, number: str, *, a_vote: bool = False) -> None:
    """From open to closed; no fault where it is closed already. A rehearsal stays one, and is not
    closed where ``a_vote`` is meant.

    Raises NotInState, of a rehearsal BatchesNotConfirmed and NoSlips, and BallotsMissing while
    ballots are missing that a restore has lost: who cast them may still cast again.
    """
    closed = acts.carry_out(hall, lambda db: _close(hall, db, actor, number, a_vote))
    if closed is not None:
        hall.marks.note_received(*closed)


def _close(
    hall: Hall, db: Session, actor: Actor, number: str, a_vote: bool
) -> tuple[bytes, int] | None:
    meeting = acts.hold(db, actor, number, Act.CLOSE)
    if a_vote and meeting.state.is_rehearsal:
        raise NotInState(act=Act.CLOSE, state=meeting.state, allowed=(State.OPEN,))
    if meeting.state.rehearsed is State.CLOSED:
        return None
    acts.require_state(meeting, Act.CLOSE)
    tried = rehearsal_slips.freeze(hall, db, meeting)
    attendance.write_down(hall, db, actor, meeting)
    to = meeting.state.after(State.CLOSED)
    meetings.move(db, number, Act.CLOSE, to, closed_at=hall.clock(), **tried.columns)
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
        **tried.told,
    )
    return meeting.run, received


def _require_put_right(hall: Hall, db: Session, meeting: MeetingRow, received: int) -> None:
    """Closed short it could never be opened; what else is wrong is found before the opening."""
    told = ledger.told(chain.of_meeting(hall, db, meeting.number))
    missing = known_ballots.missing(hall, meeting.run, told, received)
    if told.restored and missing:
        raise BallotsMissing(missing=missing)
