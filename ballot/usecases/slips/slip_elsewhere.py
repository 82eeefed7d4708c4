"""A slip of another meeting is scanned here: its holder is told of which meeting it is."""

from ballot.domain.errors import MeetingUnknown, SlipOfAnotherMeeting, SlipUnknown
from ballot.slips.tokens import Secret, Token
from ballot.storage import meetings
from ballot.usecases.casting import admission
from ballot.usecases.hall import Hall


def refusal(hall: Hall, number: str, secret: Secret) -> SlipOfAnotherMeeting | SlipUnknown:
    """Why a slip that names the meeting ``number`` does not vote in this one.

    The title of the other meeting is told to whoever holds a slip of it, and to nobody else.
    Digits are read by their own meeting alone: here they could be tried out without a turn.
    """
    if not isinstance(secret, Token):
        return SlipUnknown()
    try:
        admission.find(hall, number, secret)
        meeting = hall.database.read(lambda db: meetings.get(db, number))
    except (SlipUnknown, MeetingUnknown):
        return SlipUnknown()
    return SlipOfAnotherMeeting(title=meeting.title)
