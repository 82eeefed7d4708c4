"""What an ended meeting leaves in the memory of the processes that served it, and when it goes.

Every ballot passes through memory as it was chosen, and so does a key that opens a box. A process
that was there is replaced by a new one, as soon as nobody votes.
"""

from datetime import datetime

from sqlalchemy.orm import Session

from ballot.storage import meetings, results
from ballot.storage.meetings import MeetingRow
from ballot.usecases.hall import Hall


def is_due(hall: Hall, since: datetime) -> bool:
    """Whether a process that serves ``since`` then is to be replaced now.

    A vote ended or a box was opened in its time, and no meeting votes.
    """
    return hall.database.read(lambda db: _is_due(db, since))


def is_cleared(hall: Hall, db: Session, meeting: MeetingRow) -> bool | None:
    """Whether no process is left that was there when the meeting ended; None before its end."""
    if meeting.closed_at is None:
        return None
    kept = results.find(db, meeting.number)
    last, oldest = kept.at if kept else meeting.closed_at, hall.oldest_process()
    return oldest is None or last < oldest


def _is_due(db: Session, since: datetime) -> bool:
    ends = (meetings.last_close(db), results.last_opening(db))
    return any(at is not None and at >= since for at in ends) and not meetings.are_open(db)
