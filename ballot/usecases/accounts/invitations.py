"""One-time links: signed, expiring, used once, and stored only as a digest."""

import hashlib
import secrets
from datetime import datetime, timedelta

from sqlalchemy.orm import Session

from ballot.domain.access import Role
from ballot.storage import people
from ballot.storage.people import InvitationRow
from ballot.usecases.accounts import signed_links
from ballot.usecases.hall import Hall

LIFE = timedelta(hours=48)
ACCOUNT = "account"
PURPOSE = "invitation"
SECRET_BYTES = 16


def make(hall: Hall, db: Session, unit: int, role: Role) -> str:
    """A new link's text: whoever holds it makes an account with ``role`` in ``unit``, once."""
    text = signed_links.write(hall, PURPOSE, secrets.token_urlsafe(SECRET_BYTES))
    people.invite(
        db,
        digest=_digest(text),
        purpose=ACCOUNT,
        of_unit=unit,
        role=role.value,
        expires_at=hall.clock() + LIFE,
    )
    return text


def use(hall: Hall, db: Session, text: str, at: datetime) -> InvitationRow | None:
    """Use a link up. None where it was altered, is unknown, was used, or has run out."""
    return people.use_invitation(db, _digest(text), at) if _is_ours(hall, text) else None


def see(hall: Hall, db: Session, text: str, at: datetime) -> InvitationRow | None:
    """The same without using it up."""
    return people.see_invitation(db, _digest(text), at) if _is_ours(hall, text) else None


def _is_ours(hall: Hall, text: str) -> bool:
    """What was made up, or has run out, never reaches the database."""
    return signed_links.read(hall, PURPOSE, text, LIFE) is not None


def _digest(text: str) -> bytes:
    return hashlib.sha256(b"invitation-v1|" + text.encode("utf-8")).digest()
