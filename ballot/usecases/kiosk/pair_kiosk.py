"""A tablet or laptop of the hall becomes a kiosk of one meeting, by twelve digits that work once.

A kiosk may nothing that a phone may not: whoever votes there holds a slip. What it has of its own
is a lane for typed codes, and the mark 平板 on the slips that are spent at it. Therefore it keeps
a cookie alone, and no PIN is asked of it.
"""

import hashlib
import hmac
import secrets
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act, may_follow
from ballot.domain.errors import KioskCodeWrong, OutOfRange, TooManyKiosks
from ballot.slips.tokens import CODE_LENGTH, Code
from ballot.storage import badges, meetings
from ballot.storage.badges import KIOSK, BadgeRow
from ballot.usecases import acts
from ballot.usecases.accounts import badge_secrets
from ballot.usecases.hall import Hall
from ballot.usecases.verified import badge_holders

FIRST = 11
"""The place of the first kiosk; 监票人 and 计票人 have the places before."""
MOST = 60
"""Kiosks of one meeting."""
LONGEST_NAME = 20
"""Characters: it stands beside the title on a small screen."""
NO_PIN = ""


@dataclass(frozen=True, slots=True)
class Offer:
    """A kiosk that is waited for: the twelve digits that pair it are seen this once."""

    place: int
    name: str
    code: Code


def offer(hall: Hall, actor: Actor, number: str, name: str = "") -> Offer:
    """A place for one more kiosk, known by its number where ``name`` is empty.

    Raises OutOfRange for a long name, TooManyKiosks, NotInState, MayNot, MeetingUnknown.
    """
    return acts.carry_out(hall, lambda db: _offer(hall, db, actor, number, name))


def address(hall: Hall, number: str, code: Code) -> str:
    """What the QR code for the kiosk holds."""
    return f"{hall.public_url}/k/{number}/come/{code.text}"


def whose(hall: Hall, number: str, code: Code) -> str:
    """The name of the kiosk that waits for these digits; they stay unused.

    Raises KioskCodeWrong.
    """
    return hall.database.read(lambda db: _find(hall, db, number, code)).name


def claim(hall: Hall, number: str, code: Code) -> str:
    """The secret that the kiosk holds from now on; the digits are used up.

    Raises KioskCodeWrong: of two devices one alone is paired.
    """
    return acts.carry_out(hall, lambda db: _claim(hall, db, number, code))


def _offer(hall: Hall, db: Session, actor: Actor, number: str, name: str) -> Offer:
    acts.hold_in_state(db, actor, number, Act.PAIR_KIOSK)
    taken = {row.position for row in badges.kiosks(db, number)}
    free = next((place for place in range(FIRST, FIRST + MOST) if place not in taken), None)
    if free is None:
        raise TooManyKiosks(limit=MOST)
    code = Code(f"{secrets.randbelow(10**CODE_LENGTH):0{CODE_LENGTH}d}")
    said = " ".join(name.split()) or str(free - FIRST + 1)
    if len(said) > LONGEST_NAME:
        raise OutOfRange(value=str(len(said)), low="1", high=str(LONGEST_NAME))
    row = BadgeRow(number, free, KIOSK, said, digest=_digest(hall, number, code))
    badges.add(db, [row])
    acts.write_down(hall, db, actor, Act.PAIR_KIOSK, number, kiosk=said, done="offered")
    return Offer(free, said, code)


def _find(hall: Hall, db: Session, number: str, code: Code) -> BadgeRow:
    row = badges.by_digest(db, _digest(hall, number, code))
    if row is None or row.meeting != number or row.role != KIOSK or row.pin_hash is not None:
        raise KioskCodeWrong
    return row


def _claim(hall: Hall, db: Session, number: str, code: Code) -> str:
    row, secret = _find(hall, db, number, code), badge_secrets.draw()
    if not may_follow(meetings.lock_for_closing(db, number).state, Act.PAIR_KIOSK):
        raise KioskCodeWrong
    paired = replace(row, digest=badge_secrets.of_badge(secret), pin_hash=NO_PIN)
    values = {"digest": paired.digest, "pin_hash": paired.pin_hash}
    if not badges.take(db, _digest(hall, number, code), **values):
        raise KioskCodeWrong
    told = {"kiosk": row.name, "done": "paired", "phone": badge_holders.print_of(paired)}
    kiosk = Actor(id=None, name=row.name)
    acts.write_down(hall, db, kiosk, Act.PAIR_KIOSK, number, **told)
    return secret


def _digest(hall: Hall, number: str, code: Code) -> bytes:
    """Twelve digits could be tried out, so it is an HMAC under a key outside the database."""
    message = b"|".join((b"kiosk-v1", number.encode(), code.text.encode()))
    return hmac.new(hall.pepper, message, hashlib.sha256).digest()
