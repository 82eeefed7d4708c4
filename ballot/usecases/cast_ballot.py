"""A voter casts: seal in memory, then spend the slip and drop the sealed votes in one commit.

Exactly once: the UPDATE of the slip touches a row for one caller only, and its row count decides.
Everyone is answered after a commit, also whoever is told that the slip has voted already.
"""

from sqlalchemy.orm import Session

from ballot.domain.errors import BallotError, CouldNotCast
from ballot.domain.meeting import SPENT_BY_PHONE, SlipState
from ballot.domain.paper import Ballot
from ballot.slips.token import Secret
from ballot.storage import meetings, slips, votes
from ballot.storage.slips import SlipKey
from ballot.storage.votes import SealedVote
from ballot.usecases import door, notice, sealing
from ballot.usecases.hall import Hall


def cast_ballot(
    hall: Hall,
    number: str,
    secret: Secret,
    ballot: Ballot,
    channel: SlipState = SPENT_BY_PHONE,
) -> None:
    """Cast a filled ballot; the return is the acknowledgement.

    Raises what ``view_paper`` raises, and CouldNotCast for any failure of the machine: then the
    voter tries again, and where the ballot had arrived after all is told SlipSpent.
    """
    try:
        refusal = _cast(hall, number, secret, ballot, channel)
    except BallotError:
        raise
    except Exception as error:
        raise CouldNotCast from error
    if refusal is not None:
        raise refusal


def _cast(
    hall: Hall, number: str, secret: Secret, ballot: Ballot, channel: SlipState
) -> BallotError | None:
    meeting, slip = hall.database.read(lambda db: door.find(hall, db, number, secret))
    door.admit(meeting, slip)
    facts = notice.of(hall, meeting)
    key = door.key(hall, meeting, secret)
    sealed = sealing.seal(hall, facts, slip.voter_class, ballot)
    return hall.database.cast(lambda db: _drop_in(db, number, facts.run, key, sealed, channel))


def _drop_in(
    db: Session,
    number: str,
    run: bytes,
    key: SlipKey,
    sealed: list[SealedVote],
    channel: SlipState,
) -> BallotError | None:
    """The one transaction of a cast; what it answers is said only after its commit."""
    meeting = meetings.lock_for_casting(db, number)
    votes_now = meeting.state in door.VOTING and meeting.run == run
    if votes_now and slips.spend(db, number, key, channel):
        votes.drop_in(db, number, sealed)
        return None
    # Meanwhile somebody else cast with this slip, or the meeting closed, or its run was renewed.
    return door.refusal(meeting, slips.find(db, number, key)) or CouldNotCast()
