"""Who comes in to vote: the slip, the meeting it belongs to, and why somebody is turned away."""

from sqlalchemy.orm import Session

from ballot.domain.errors import (
    BallotError,
    MeetingUnknown,
    NotOpenYet,
    SlipNotConfirmed,
    SlipSpent,
    SlipUnknown,
    SlipVoid,
    VotingClosed,
    VotingPaused,
)
from ballot.domain.meeting import SPENT, UNUSED, State
from ballot.slips import token
from ballot.slips.token import Secret, Token
from ballot.storage import meetings, slips
from ballot.storage.meetings import MeetingRow
from ballot.storage.slips import ByCode, ByToken, SlipKey, SlipRow
from ballot.usecases.hall import Hall

VOTING = (State.OPEN, State.REHEARSAL)
"""States in which slips are spent. A rehearsal has a run and a key of its own."""

BEFORE = (State.DRAFT, State.FROZEN)


def find(hall: Hall, db: Session, number: str, secret: Secret) -> tuple[MeetingRow, SlipRow]:
    """The meeting and the slip as they stand.

    Raises SlipUnknown, also for a number that no meeting has: the holder cannot tell them apart.
    """
    try:
        meeting = meetings.get(db, number)
    except MeetingUnknown:
        raise SlipUnknown from None
    slip = slips.find(db, number, key(hall, meeting, secret))
    if slip is None:
        raise SlipUnknown
    return meeting, slip


def key(hall: Hall, meeting: MeetingRow, secret: Secret) -> SlipKey:
    """What the secret is stored under. Nothing of another run is ever found by it."""
    if isinstance(secret, Token):
        return ByToken(token.digest(meeting.run, secret))
    return ByCode(token.code_digest(hall.pepper, meeting.run, meeting.number, secret))


def refusal(meeting: MeetingRow, slip: SlipRow | None) -> BallotError | None:
    """Why this slip does not vote now, None where it does.

    Whoever has voted is told so in every later state, whatever has become of the meeting.
    """
    if slip is None:
        return SlipUnknown()
    if slip.st in SPENT:
        return SlipSpent()
    if slip.st != UNUSED:
        return SlipVoid()
    if meeting.state is State.PAUSED:
        return VotingPaused()
    if meeting.state in BEFORE:
        return NotOpenYet()
    if meeting.state not in VOTING:
        return VotingClosed()
    return None if slip.confirmed else SlipNotConfirmed()


def admit(meeting: MeetingRow, slip: SlipRow) -> None:
    """Raises the refusal, if there is one."""
    error = refusal(meeting, slip)
    if error is not None:
        raise error
