"""Housekeeping deletes the rosters of meetings to which nobody may object any more.

The numbers stay in the result; the journal is told how many names went, and none of them.
"""

from functools import partial

from sqlalchemy.orm import Session

from ballot.domain.access import HOUSE
from ballot.domain.acts import Act
from ballot.storage import meetings
from ballot.storage.hall import roster
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.traces import erase


def forget_rosters(hall: Hall) -> bool:
    """Delete every roster whose time is over. The seal of the meeting is due again."""
    for number in hall.database.read(lambda db: _due(hall, db)):
        acts.carry_out(hall, partial(_forget, hall, number))
    return True


def _due(hall: Hall, db: Session) -> list[str]:
    now = hall.clock()
    numbers = (meetings.get(db, each) for each in roster.of_ended(db))
    return [each.number for each in numbers if erase.objections_end(db, each) <= now]


def _forget(hall: Hall, number: str, db: Session) -> None:
    meeting = meetings.lock_for_closing(db, number)
    acts.require_state(meeting, Act.ERASE)
    persons = roster.remove(db, number)
    if persons:
        meetings.change(db, number, Act.ERASE)
        acts.write_down(hall, db, HOUSE, Act.ERASE, number, roster=persons)
