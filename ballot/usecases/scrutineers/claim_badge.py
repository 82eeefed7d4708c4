"""A phone opens the link of a place, chooses six digits, and holds the badge from then on."""

from dataclasses import replace
from typing import Any

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act, may_follow
from ballot.domain.errors import BadgeHeld, InvitationInvalid
from ballot.storage import badges, meetings
from ballot.storage.badges import BadgeRow
from ballot.usecases import acts
from ballot.usecases.accounts import badge_pins, badge_secrets
from ballot.usecases.accounts.find_badge import wearing
from ballot.usecases.hall import Hall
from ballot.usecases.verified import badge_holders


def claim(hall: Hall, number: str, link: str, pin: str, held: str = "") -> str:
    """The secret of the badge that the phone holds from now on. The link is used up.

    ``held`` is the badge that this phone holds already, if any: nobody has two places. Raises
    InvitationInvalid, WeakPin, BadgeHeld; with any of these the link is as unused as before.
    """
    stored = badge_pins.hashed(pin)
    return acts.carry_out(hall, lambda db: _claim(hall, db, number, link, stored, held))


def whose(hall: Hall, number: str, link: str, held: str = "") -> Actor:
    """Whose link this is; it stays unused. Raises InvitationInvalid, BadgeHeld."""
    return hall.database.read(lambda db: wearing(_find(db, number, link, held)))


def _find(db: Session, number: str, link: str, held: str) -> BadgeRow:
    mine = badges.held(db, number, badge_secrets.of_device(held, number))
    if mine is not None:
        raise BadgeHeld(name=mine.name)
    row = badges.by_digest(db, badge_secrets.of_link(link))
    if row is None or row.meeting != number or row.pin_hash is not None:
        raise InvitationInvalid
    return row


def _claim(hall: Hall, db: Session, number: str, link: str, stored: str, held: str) -> str:
    row = _find(db, number, link, held)
    if not may_follow(meetings.lock_for_closing(db, number).state, Act.APPOINT):
        raise InvitationInvalid
    secret = badge_secrets.draw()
    taken: dict[str, Any] = {"digest": badge_secrets.of_badge(secret), "pin_hash": stored}
    if not badges.take(db, badge_secrets.of_link(link), **taken):
        raise InvitationInvalid
    phone = badge_holders.print_of(replace(row, **taken))
    told = {"place": row.position, "done": "phone", "phone": phone}
    acts.write_down(hall, db, wearing(row), Act.APPOINT, number, **told)
    return secret
