"""The one-time link of a place, which the organizer shows as a QR code; and a new one when lost."""

from sqlalchemy.orm import Session

from ballot.box.shares import NUMBERS
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, PlaceTaken, PlaceUnknown, Refused
from ballot.storage import badges
from ballot.storage.badges import BadgeRow
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.accounts import badge_secrets
from ballot.usecases.hall import Hall
from ballot.usecases.scrutineers import begin_key_anew
from ballot.usecases.scrutineers.appoint import faults_of, require_free
from ballot.usecases.verified import key_making


def offer(hall: Hall, actor: Actor, number: str, position: int) -> str:
    """The text of a new link; one that was shown before works no longer.

    Raises PlaceUnknown, PlaceTaken where a phone has the place, NotInState, MayNot.
    """
    return acts.carry_out(hall, lambda db: _offer(hall, db, actor, number, position))


def replace(
    hall: Hall, actor: Actor, number: str, position: int, reason: str, name: str | None = None
) -> str:
    """The text of a link for another phone, or another person; the earlier phone is a stranger.

    A key that the three were just making is begun anew. Raises KeysAreMade once all three have
    confirmed, Refused, PlaceUnknown, NotInState, MayNot.
    """
    acts.require_reason(reason)
    return acts.carry_out(
        hall, lambda db: _replace(hall, db, actor, number, position, reason, name)
    )


def address(hall: Hall, number: str, text: str) -> str:
    """What the QR code holds."""
    return f"{hall.public_url}/s/{number}/come/{text}"


def _offer(hall: Hall, db: Session, actor: Actor, number: str, position: int) -> str:
    _meeting, row = _hold(db, actor, number, position)
    if row.pin_hash is not None:
        raise PlaceTaken(name=row.name)
    text = badge_secrets.draw()
    badges.change(db, number, position, digest=badge_secrets.of_link(text))
    acts.write_down(hall, db, actor, Act.APPOINT, number, place=position, done="link")
    return text


def _replace(
    hall: Hall,
    db: Session,
    actor: Actor,
    number: str,
    position: int,
    reason: str,
    name: str | None,
) -> str:
    meeting, row = _hold(db, actor, number, position)
    require_free(db, meeting, position)
    new = " ".join((name or "").split()) or row.name
    _require_may_be(db, meeting, position, new)
    if position in NUMBERS and key_making.of(hall, db, meeting).pages:
        begin_key_anew.forget(hall, db, actor, meeting, place=position)
    text = badge_secrets.draw()
    clean = {"pin_hash": None, "tries": 0, "wait_until": None}
    digest = badge_secrets.of_link(text)
    badges.change(db, number, position, digest=digest, name=new, **clean)
    told = {"place": position, "done": "replaced", "name": new, "reason": reason}
    acts.write_down(hall, db, actor, Act.APPOINT, number, **told)
    return text


def _require_may_be(db: Session, meeting: MeetingRow, position: int, name: str) -> None:
    rows = badges.of_meeting(db, meeting.number)
    others = {row.position: row.name for row in rows if row.position != position}
    faults = faults_of(db, meeting, {**others, position: name})
    if faults:
        raise Refused([Fault(faults[0].error, key="name")])


def _hold(db: Session, actor: Actor, number: str, position: int) -> tuple[MeetingRow, BadgeRow]:
    meeting = acts.hold_in_state(db, actor, number, Act.APPOINT)
    row = badges.at_position(db, number, position)
    if row is None:
        raise PlaceUnknown(place=position)
    return meeting, row
