"""A form of the pages that makes something new makes it once, however often it is sent.

The page gave the form a key. It is claimed in the transaction of the act: a refusal rolls it back
and frees it. Afterwards it is noted where the act led, so that whoever presses again comes there.
"""

import hashlib
from datetime import timedelta

from sqlalchemy.orm import Session

from ballot.box.transcript import framed
from ballot.domain.access import Actor
from ballot.domain.errors import DoneBefore
from ballot.storage import presses
from ballot.usecases.hall import Hall, Press

LIFE = timedelta(days=30)
"""So long a form is known again."""


def digest_of(actor: Actor, page: str, key: str) -> bytes:
    """What a press is known again by: 32 bytes. A key is worth nothing to another account."""
    parts = (str(actor.id), page, key)
    return hashlib.sha256(framed(b"press-v1", *(part.encode() for part in parts))).digest()


def claim(hall: Hall, db: Session) -> None:
    """First thing in the transaction of an act. Raises DoneBefore."""
    press = hall.press
    if press is None or press.is_claimed:
        return
    at = hall.clock()
    presses.forget(db, at - LIFE)
    if not presses.add(db, press.digest, at):
        raise DoneBefore(then=presses.then(db, press.digest))


def require_first(hall: Hall) -> None:
    """Before many acts of one press, of which each claims it. Raises DoneBefore."""
    press = hall.press
    if press is None or press.is_claimed:
        return
    digest = press.digest
    then = hall.database.read(
        lambda db: presses.then(db, digest) if presses.is_there(db, digest) else None
    )
    if then is not None:
        raise DoneBefore(then=then)


def committed(hall: Hall) -> None:
    """The act stands: its further transactions are no second press."""
    if hall.press is not None:
        hall.press.is_claimed = True


def lead(hall: Hall, press: Press, then: str) -> None:
    """Note where the act led: an address of this house, never one with a secret in it."""
    hall.database.write(lambda db: presses.lead(db, press.digest, then))
