"""The tablets at the door of a meeting: each comes by a link that works once, and may check in.

Its helper has no account and no PIN: the device finds names and says who has come, and nothing
else. In a second round it is the same device: nobody gives out new links while people wait.
"""

from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ballot.domain.access import Actor, Badge, Role
from ballot.domain.acts import Act, may_follow
from ballot.domain.errors import DoorLinkUsed, DoorUnknown, NoRoster, TooManyDoors
from ballot.storage import badges, meetings
from ballot.storage.badges import DOOR, BadgeRow
from ballot.storage.hall import roster
from ballot.usecases import acts
from ballot.usecases.accounts import badge_secrets
from ballot.usecases.hall import Hall
from ballot.usecases.verified import badge_holders

FIRST = 91
"""The place of the first tablet; 监票人, 计票人 and kiosks have the places before."""
MOST = 6
"""Tablets at the doors of one meeting."""
NO_PIN = ""


@dataclass(frozen=True, slots=True)
class Door:
    """A tablet in its place, from 1. ``paired``: a device has come; else its link waits for one."""

    place: int
    paired: bool


def offer(hall: Hall, actor: Actor, number: str) -> str:
    """The text of a link for one more tablet.

    Raises TooManyDoors, NoRoster, NotInState, MayNot, MeetingUnknown.
    """
    return acts.carry_out(hall, lambda db: _offer(hall, db, actor, number))


def address(hall: Hall, number: str, text: str) -> str:
    """What the QR code for the tablet holds."""
    return f"{hall.public_url}/d/{number}/come/{text}"


def require_waiting(hall: Hall, number: str, link: str) -> None:
    """The link waits for a tablet; it stays unused. Raises DoorLinkUsed."""
    hall.database.read(lambda db: _waiting(db, number, link))


def claim(hall: Hall, number: str, link: str) -> str:
    """The secret that the tablet holds from now on; the link is used up. Raises DoorLinkUsed."""
    return acts.carry_out(hall, lambda db: _claim(hall, db, number, link))


def see_doors(hall: Hall, actor: Actor, number: str) -> tuple[Door, ...]:
    """All tablets by place. Raises MeetingUnknown, MayNot."""
    return hall.database.read(lambda db: _all(db, actor, number))


def retire(hall: Hall, actor: Actor, number: str, place: int) -> None:
    """Send a tablet away; who was checked in at it stays so. Raises DoorUnknown, NotInState."""
    acts.carry_out(hall, lambda db: _retire(hall, db, actor, number, place))


def find_door(hall: Hall, number: str, secret: str) -> Actor:
    """The tablet whose device holds ``secret``, in this meeting. Raises DoorUnknown."""
    return hall.database.read(lambda db: _find(db, number, secret))


def second_round(hall: Hall, number: str) -> str | None:
    """The number of the second round, None where there is none."""
    return hall.database.read(lambda db: meetings.follower(db, number))


def _offer(hall: Hall, db: Session, actor: Actor, number: str) -> str:
    acts.hold_in_state(db, actor, number, Act.PAIR_KIOSK)
    if not roster.count(db, number):
        raise NoRoster
    taken = {row.position for row in badges.doors(db, number)}
    free = next((place for place in range(FIRST, FIRST + MOST) if place not in taken), None)
    if free is None:
        raise TooManyDoors(limit=MOST)
    text, name = badge_secrets.draw(), str(free - FIRST + 1)
    row = BadgeRow(number, free, DOOR, name, digest=badge_secrets.of_link(text))
    badges.add(db, [row])
    acts.write_down(hall, db, actor, Act.PAIR_KIOSK, number, door=name, done="offered")
    return text


def _waiting(db: Session, number: str, link: str) -> BadgeRow:
    row = badges.by_digest(db, badge_secrets.of_link(link))
    if row is None or row.meeting != number or row.role != DOOR or row.pin_hash is not None:
        raise DoorLinkUsed
    return row


def _claim(hall: Hall, db: Session, number: str, link: str) -> str:
    row, secret = _waiting(db, number, link), badge_secrets.draw()
    if not may_follow(meetings.lock_for_closing(db, number).state, Act.PAIR_KIOSK):
        raise DoorLinkUsed
    paired = replace(row, digest=badge_secrets.of_badge(secret), pin_hash=NO_PIN)
    values = {"digest": paired.digest, "pin_hash": paired.pin_hash}
    if not badges.take(db, badge_secrets.of_link(link), **values):
        raise DoorLinkUsed
    told = {"door": row.name, "done": "paired", "phone": badge_holders.print_of(paired)}
    acts.write_down(hall, db, Actor(id=None, name=row.name), Act.PAIR_KIOSK, number, **told)
    return secret


def _all(db: Session, actor: Actor, number: str) -> tuple[Door, ...]:
    acts.find(db, actor, number, Act.SEE)
    rows = badges.doors(db, number)
    return tuple(Door(row.position - FIRST + 1, row.pin_hash is not None) for row in rows)


def _retire(hall: Hall, db: Session, actor: Actor, number: str, place: int) -> None:
    acts.hold_in_state(db, actor, number, Act.PAIR_KIOSK)
    rows = badges.doors(db, number)
    row = next((each for each in rows if each.position == place + FIRST - 1), None)
    if row is None:
        raise DoorUnknown
    badges.remove_position(db, number, row.position)
    acts.write_down(hall, db, actor, Act.PAIR_KIOSK, number, door=row.name, done="retired")


def _find(db: Session, number: str, secret: str) -> Actor:
    row = badges.held(db, number, badge_secrets.of_device(secret, number))
    if row is None or row.role != DOOR:
        raise DoorUnknown
    badge = Badge(meeting=number, role=Role.DOOR, position=row.position)
    return Actor(id=None, name=row.name, badge=badge)
