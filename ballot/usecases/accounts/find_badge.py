"""Whose phone this is: the badge of one meeting, read anew at every request.

A phone that was replaced is a stranger at once.
"""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor, Badge, Role
from ballot.domain.errors import NoBadge, PlaceUnknown
from ballot.storage import badges, meetings
from ballot.storage.badges import BadgeRow
from ballot.usecases.accounts import badge_secrets
from ballot.usecases.hall import Hall

OF_PEOPLE = (Role.SCRUTINEER, Role.TELLER)
"""Whose phones these are; what a kiosk or a tablet at the door holds is no badge of a person."""


def find_badge(hall: Hall, number: str, secret: str) -> Actor:
    """The 监票人 or 计票人 whose phone holds ``secret``, in this meeting. Raises NoBadge."""
    return hall.database.read(lambda db: _find(db, number, secret))


def _find(db: Session, number: str, secret: str) -> Actor:
    row = badges.held(db, number, badge_secrets.of_device(secret, number))
    if row is None or row.role not in OF_PEOPLE:
        raise NoBadge
    return wearing(row)


def wearing(row: BadgeRow) -> Actor:
    """The actor of a place."""
    badge = Badge(meeting=row.meeting, role=Role(row.role), position=row.position)
    return Actor(id=None, name=row.name, badge=badge)


def at_position(hall: Hall, number: str, position: int) -> Actor:
    """Who has a place of the hall: whoever stands at the console says so. Raises PlaceUnknown."""
    return hall.database.read(lambda db: _at_position(db, number, position))


def _at_position(db: Session, number: str, position: int) -> Actor:
    for row in badges.of_meeting(db, meetings.get(db, number).number):
        if row.position == position:
            return wearing(row)
    raise PlaceUnknown(place=position)
