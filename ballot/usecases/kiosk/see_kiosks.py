"""The kiosks of a meeting, for the organizer; and which of them a device is."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import FROM, Act
from ballot.domain.errors import KioskNotPaired
from ballot.domain.meeting import State
from ballot.storage import badges, meetings
from ballot.storage.badges import KIOSK, BadgeRow
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.accounts import badge_secrets
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class Kiosk:
    """A kiosk in its place. ``paired``: a device has come; else its digits wait for one."""

    place: int
    name: str
    paired: bool


@dataclass(frozen=True, slots=True)
class KioskView:
    """What a kiosk shows while nobody votes at it. ``second`` is the round that it goes on to, None
    where there is none or it was not taken along."""

    kiosk: Kiosk
    number: str
    title: str
    state: State
    version: int
    second: str | None


def see_kiosks(hall: Hall, actor: Actor, number: str) -> tuple[Kiosk, ...]:
    """All kiosks by place. Raises MeetingUnknown, MayNot."""
    return hall.database.read(lambda db: _all(db, actor, number))


def find_kiosk(hall: Hall, number: str, secret: str) -> KioskView:
    """The kiosk whose device holds ``secret``, in this meeting. Raises KioskNotPaired."""
    return hall.database.read(lambda db: _find(db, number, secret))


def _all(db: Session, actor: Actor, number: str) -> tuple[Kiosk, ...]:
    acts.find(db, actor, number, Act.SEE)
    return tuple(_kiosk(row) for row in badges.kiosks(db, number))


def _find(db: Session, number: str, secret: str) -> KioskView:
    row = badges.held(db, number, badge_secrets.of_device(secret, number))
    if row is None or row.role != KIOSK:
        raise KioskNotPaired
    meeting = meetings.get(db, number)
    return KioskView(
        kiosk=_kiosk(row),
        number=number,
        title=meeting.title,
        state=meeting.state,
        version=meeting.version,
        second=_second(db, meeting, secret),
    )


def _second(db: Session, meeting: MeetingRow, secret: str) -> str | None:
    if meeting.state not in FROM[Act.ROUND_TWO]:
        return None
    second = meetings.follower(db, meeting.number)
    if second is None or badges.held(db, second, badge_secrets.of_device(secret, second)) is None:
        return None
    return second


def _kiosk(row: BadgeRow) -> Kiosk:
    return Kiosk(row.position, row.name, row.pin_hash is not None)
