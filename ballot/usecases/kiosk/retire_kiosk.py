"""A kiosk is taken out of service: from the next request on its device is a stranger."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import KioskUnknown
from ballot.storage import badges
from ballot.usecases import acts
from ballot.usecases.hall import Hall


def retire_kiosk(hall: Hall, actor: Actor, number: str, place: int) -> None:
    """Take the kiosk of a place away; what was voted at it stays counted.

    Raises KioskUnknown, NotInState, MayNot, MeetingUnknown.
    """
    acts.carry_out(hall, lambda db: _retire(hall, db, actor, number, place))


def _retire(hall: Hall, db: Session, actor: Actor, number: str, place: int) -> None:
    acts.hold_in_state(db, actor, number, Act.PAIR_KIOSK)
    rows = badges.kiosks(db, number)
    row = next((each for each in rows if each.position == place), None)
    if row is None:
        raise KioskUnknown(place=place)
    badges.remove_position(db, number, place)
    acts.write_down(hall, db, actor, Act.PAIR_KIOSK, number, kiosk=row.name, done="retired")
