"""One-time links: signed, expiring, used once, and stored only as a digest."""

import hashlib
import hmac
import secrets
from datetime import datetime, timedelta

from itsdangerous import BadSignature, URLSafeSerializer
from sqlalchemy.orm import Session

from ballot.domain.access import Role
from ballot.storage import people
from ballot.storage.people import InvitationRow
from ballot.usecases.hall import Hall

LIFE = timedelta(hours=48)
ACCOUNT = "account"
SECRET_BYTES = 16


def make(hall: Hall, db: Session, unit: int, role: Role) -> str:
    """A new link's text: whoever holds it makes an account with ``role`` in ``unit``, once."""
    text = _serializer(hall).dumps(secrets.token_urlsafe(SECRET_BYTES))
    written = text if isinstance(text, str) else text.decode("ascii")
    expires_at = hall.clock() + LIFE
    people.invite(
        db,
        digest=_digest(written),
        purpose=ACCOUNT,
        of_unit=unit,
        role=role.value,
        expires_at=expires_at,
    )
    return written


def use(hall: Hall, db: Session, text: str, at: datetime) -> InvitationRow | None:
    """Use a link up. None where it was altered, is unknown, was used, or has run out."""
    try:
        _serializer(hall).loads(text)
    except BadSignature:
        return None
    return people.use_invitation(db, _digest(text), at)


def see(hall: Hall, db: Session, text: str, at: datetime) -> InvitationRow | None:
    """The same without using it up."""
    try:
        _serializer(hall).loads(text)
    except BadSignature:
        return None
    return people.see_invitation(db, _digest(text), at)


def _serializer(hall: Hall) -> URLSafeSerializer:
    key = hmac.digest(hall.pepper, b"invitation-v1", "sha256")
    return URLSafeSerializer(key, salt="invitation")


def _digest(text: str) -> bytes:
    return hashlib.sha256(b"invitation-v1|" + text.encode("utf-8")).digest()
