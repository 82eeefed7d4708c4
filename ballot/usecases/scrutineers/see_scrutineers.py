"""Who helps in the hall, and how far each has come: for the organizer, the console, the phones."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor, Role
from ballot.domain.acts import Act
from ballot.domain.meeting import Custody, State
from ballot.storage import badges
from ballot.storage.badges import BadgeRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.verified import key_making
from ballot.usecases.verified.key_making import Made


@dataclass(frozen=True, slots=True)
class Helper:
    """One place. ``link``: a QR code was shown; ``phone``: it was taken; then the key's steps."""

    place: int
    role: Role
    name: str
    link: bool
    phone: bool
    page: bool
    compared: bool
    confirmed: bool


@dataclass(frozen=True, slots=True)
class Helpers:
    """All places of a meeting. ``dealt``: the key is made; ``whole``: all three hold their share.

    ``run``, ``publics``, ``pk`` and ``vks`` are what the pages of the three check; ``sealed`` is
    the share on its way to whoever asks, and to nobody else.
    """

    number: str
    state: State
    custody: Custody
    people: tuple[Helper, ...]
    dealt: bool
    whole: bool
    run: bytes
    publics: tuple[bytes, ...]
    pk: bytes | None
    vks: tuple[bytes, ...]
    sealed: bytes | None

    @property
    def scrutineers(self) -> tuple[Helper, ...]:
        """The 监票人."""
        return tuple(each for each in self.people if each.role is Role.SCRUTINEER)

    @property
    def confirmed(self) -> int:
        """How many of them have confirmed."""
        return sum(each.confirmed for each in self.people)


def see_helpers(hall: Hall, actor: Actor, number: str) -> Helpers:
    """The places as they stand. Raises MeetingUnknown, MayNot."""
    return hall.database.read(lambda db: _see(hall, db, actor, number))


def _see(hall: Hall, db: Session, actor: Actor, number: str) -> Helpers:
    meeting = acts.find(db, actor, number, Act.SEE)
    made = key_making.of(hall, db, meeting)
    rows = badges.of_meeting(db, number)
    mine = actor.badge.position if actor.badge else None
    sealed = next((row.sealed_share for row in rows if row.position == mine), None)
    return Helpers(
        number=number,
        state=meeting.state,
        custody=meeting.custody,
        people=tuple(_helper(row, made) for row in rows),
        dealt=made.keys is not None,
        whole=made.is_whole,
        run=meeting.run,
        publics=made.publics,
        pk=made.keys.pk if made.keys else None,
        vks=made.keys.vks if made.keys else (),
        sealed=None if mine in made.confirmed else sealed,
    )


def _helper(row: BadgeRow, made: Made) -> Helper:
    return Helper(
        place=row.position,
        role=Role(row.role),
        name=row.name,
        link=row.digest is not None,
        phone=row.pin_hash is not None,
        page=row.position in dict(made.pages),
        compared=row.position in made.same or made.keys is not None,
        confirmed=row.position in made.confirmed,
    )
