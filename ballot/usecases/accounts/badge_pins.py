"""The six digits that a phone asks for again before an act that matters.

Each try is counted before it is looked at, so that many at once are not more tries than one after
another; after five wrong ones each further one waits, longer and longer.
"""

from datetime import timedelta

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError
from sqlalchemy.orm import Session

from ballot.domain.errors import NoBadge, PinWaits, WeakPin, WrongPin
from ballot.storage import badges
from ballot.usecases.hall import Hall

DIGITS = 6
FREE = 5
LONGEST = timedelta(minutes=15)
RUNS = ("01234567890", "98765432109")
"""Digits in a row, up and down."""

_hasher = PasswordHasher()


def hashed(pin: str) -> str:
    """What is stored of a PIN. Raises WeakPin."""
    is_run = any(pin in run for run in RUNS)
    if not (pin.isascii() and pin.isdecimal() and len(pin) == DIGITS) or is_run:
        raise WeakPin
    if len(set(pin)) == 1:
        raise WeakPin
    return _hasher.hash(pin)


def require(hall: Hall, number: str, position: int, pin: str) -> None:
    """The PIN is that of the place. Raises WrongPin, PinWaits, NoBadge."""
    stored = hall.database.write(lambda db: _take_try(hall, db, number, position))
    try:
        _hasher.verify(stored, pin)
    except (VerificationError, InvalidHashError):
        raise WrongPin from None
    clean = {"tries": 0, "wait_until": None}
    hall.database.write(lambda db: badges.change(db, number, position, **clean))


def _take_try(hall: Hall, db: Session, number: str, position: int) -> str:
    row, now = badges.at_position(db, number, position), hall.clock()
    if row is None or row.pin_hash is None:
        raise NoBadge
    if row.wait_until is not None and now < row.wait_until:
        raise PinWaits(until=hall.local(row.wait_until))
    tries = row.tries + 1
    over = tries - FREE
    wait = now + min(LONGEST, timedelta(minutes=2 ** min(over, 5))) if over >= 0 else None
    badges.change(db, number, position, tries=tries, wait_until=wait)
    return row.pin_hash
