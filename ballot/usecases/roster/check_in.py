"""Somebody is checked in at the door, or it is taken back. No time, no order, no slip is kept.

It is a mark that is set and not one that is turned: sent twice, by one tablet or by two, it counts
once. Nothing of it goes into the journal, which has a time and an order.
"""

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import NotOnRoster
from ballot.storage import meetings, unit_tree
from ballot.storage.hall import roster
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import arrivals


def check_in(hall: Hall, actor: Actor, number: str, position: int, *, come: bool = True) -> None:
    """Note that somebody has come, or with ``come`` false that he has not.

    Raises NotOnRoster, NoRoster, NotInState, MayNot, MeetingUnknown.
    """
    hall.database.write(lambda db: _check_in(hall, db, actor, number, position, come))


def _check_in(
    hall: Hall, db: Session, actor: Actor, number: str, position: int, come: bool
) -> None:
    meeting = meetings.keep_state(db, number)
    access.require(actor, Act.CHECK_IN, unit_tree.path_of(db, meeting.unit), number)
    acts.require_state(meeting, Act.CHECK_IN)
    there = arrivals.hold(hall, db, number)
    places = [each.position for each in roster.of_meeting(db, number)]
    if position not in places:
        raise NotOnRoster
    now = there | {position} if come else there - {position}
    if now != there:
        arrivals.put(hall, db, number, now, places[-1] + 1)
