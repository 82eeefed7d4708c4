"""Housekeeping seals what has ended: no order of arrival, no erased row stays on the disk.

On PostgreSQL the others vote on. On SQLite the whole file is written anew and nobody can cast for
that time, so it waits until no meeting votes; the meeting shows until then that it waits.
"""

from sqlalchemy.orm import Session

from ballot.storage import meetings
from ballot.storage.seal import seal
from ballot.usecases.hall import Hall


def seal_meetings(hall: Hall) -> bool:
    """Seal whatever waits and may be sealed now; whether nothing waits any more.

    False: somebody was in the way or voters have precedence, and it is to be called again.
    """
    waiting = hall.database.read(lambda db: _ready(hall, db))
    if waiting:
        return seal.seal(hall.database, waiting)
    return not hall.database.read(meetings.unsealed)


def voters_first(hall: Hall, db: Session) -> bool:
    """Whether a seal would keep voters waiting now."""
    return hall.database.dialect == "sqlite" and meetings.are_open(db)


def _ready(hall: Hall, db: Session) -> list[str]:
    return [] if voters_first(hall, db) else meetings.unsealed(db)
