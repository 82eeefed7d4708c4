"""Whose phone a place has, as the journal tells it.

The row of a phone can be written by whoever writes the database: with a badge and a PIN of his own
in it he would agree, enter paper and go on over a difference in the name of a 监票人. So whatever
a phone sends is taken only from the one that came by the link of the place.
"""

import json
from hashlib import sha256

from sqlalchemy.orm import Session

from ballot.box.transcript import framed
from ballot.domain.access import Actor, Badge
from ballot.domain.acts import Act
from ballot.domain.errors import Tampered
from ballot.domain.journal_line import JournalLine
from ballot.storage import badges
from ballot.storage.badges import BadgeRow
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain


def print_of(row: BadgeRow) -> str:
    """The fingerprint of a phone in its place, in hex: place, role, name, badge and PIN."""
    secrets = (row.digest or b"", (row.pin_hash or "").encode())
    fields = (str(row.position).encode(), row.role.encode(), row.name.encode(), *secrets)
    return sha256(framed(b"phone-v1", row.meeting.encode(), *fields)).hexdigest()


def require(hall: Hall, actor: Actor) -> None:
    """The phone of a badge is the one that came. Raises Tampered: ``phone``, ``journal``."""
    if actor.badge is not None:
        badge = actor.badge
        hall.database.read(lambda db: _require(hall, db, badge))


def has_come(hall: Hall, db: Session, row: BadgeRow) -> bool:
    """Whether a phone came to a place and has not been taken away since.

    Raises Tampered the same where it is not the one of this row.
    """
    lines = chain.of_meeting(hall, db, row.meeting)
    told = [_phone(line, row.position) for line in lines]
    last = [each for each in told if each is not None][-1:]
    if not any(last):
        return False
    if last != [print_of(row)]:
        raise Tampered(what="phone")
    return True


def _require(hall: Hall, db: Session, badge: Badge) -> None:
    rows = badges.of_meeting(db, badge.meeting)
    row = next((each for each in rows if each.position == badge.position), None)
    if row is None or not has_come(hall, db, row):
        raise Tampered(what="phone")


def _phone(line: JournalLine, position: int) -> str | None:
    """The fingerprint that a line tells of this place; empty where its phone was taken away."""
    if line.act != Act.APPOINT:
        return None
    told = json.loads(line.detail)
    if told.get("place") != position or told.get("done") == "link":
        return None
    found: str = told.get("phone", "")
    return found
