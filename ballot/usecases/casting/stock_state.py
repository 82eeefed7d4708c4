"""Whether randomness lies ready for the voters of a meeting, as its organizer sees it."""

import math
from enum import StrEnum

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Tampered
from ballot.storage import slips
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.casting import prepare_pools
from ballot.usecases.hall import Hall


class Stock(StrEnum):
    """The value is the word of the interface."""

    READY = "ready"
    PREPARING = "preparing"


def of(hall: Hall, meeting: MeetingRow, printed: int) -> Stock | None:
    """How it stands; None where nothing is to be prepared, or nobody serves who would.

    ``printed``: so many slips were printed whole.
    """
    if meeting.state not in prepare_pools.STOCKED or not printed:
        return None
    ready = hall.is_stocked(meeting.run)
    return None if ready is None else Stock.READY if ready else Stock.PREPARING


def seconds_left(hall: Hall, actor: Actor, number: str) -> int:
    """About how long this process still needs for its part, whole seconds; 0 where it may not.

    Raises MeetingUnknown, MayNot.
    """
    return hall.database.read(lambda db: _seconds_left(hall, db, actor, number))


def _seconds_left(hall: Hall, db: Session, actor: Actor, number: str) -> int:
    meeting = acts.find(db, actor, number, Act.SEE)
    unused = slips.unused(db, [number]).get(number, 0)
    try:
        demand = prepare_pools.demand(hall, meeting, unused)
    except Tampered:
        return 0
    return math.ceil(hall.pools.seconds_for(demand.pk, demand.wanted))
