"""A slip of another meeting is scanned here: its holder is told of which meeting it is."""

from sqlalchemy.orm import Session

from ballot.domain.errors import SlipOfAnotherMeeting, SlipUnknown
from ballot.slips.token import Secret, Token
from ballot.usecases import door
from ballot.usecases.hall import Hall


def refusal(hall: Hall, number: str, secret: Secret) -> SlipOfAnotherMeeting | SlipUnknown:
    """Why a slip that names the meeting ``number`` does not vote in this one.

    The title of the other meeting is told to whoever holds a slip of it, and to nobody else.
    Digits are read by their own meeting alone: here they could be tried out without a turn.
    """
    if not isinstance(secret, Token):
        return SlipUnknown()
    try:
        return hall.database.read(lambda db: _refusal(hall, db, number, secret))
    except SlipUnknown as error:
        return error


def _refusal(hall: Hall, db: Session, number: str, secret: Secret) -> SlipOfAnotherMeeting:
    meeting, _slip = door.find(hall, db, number, secret)
    return SlipOfAnotherMeeting(title=meeting.title)
