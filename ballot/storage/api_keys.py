"""Statements about the keys of the interface. A key itself is nowhere; only its digest is."""

from dataclasses import dataclass
from datetime import date, datetime

from sqlalchemy import Select, or_, select, update
from sqlalchemy.orm import Session

from ballot.storage.rows import insert_unless_there, touched
from ballot.storage.tables import api_key


@dataclass(frozen=True, slots=True)
class ApiKeyRow:
    """A key; ``used_on`` is the last day on which it was used, None before the first."""

    id: int
    unit: int
    role: str
    name: str
    created_at: datetime
    used_on: date | None
    revoked_at: datetime | None


def add(db: Session, *, unit: int, role: str, name: str, digest: bytes, at: datetime) -> bool:
    """Whether the key was added: False where the name was ever given."""
    values = {"unit": unit, "role": role, "digest": digest, "created_at": at}
    return insert_unless_there(db, api_key, ["name"], name=name, **values)


def every(db: Session) -> list[ApiKeyRow]:
    """All keys by name, those too that were revoked."""
    return [ApiKeyRow(*row) for row in db.execute(_keys().order_by(api_key.c.name))]


def by_digest(db: Session, digest: bytes) -> ApiKeyRow | None:
    """The key of this digest, if it was not revoked."""
    c = api_key.c
    row = db.execute(_keys().where(c.digest == digest, c.revoked_at.is_(None))).one_or_none()
    return None if row is None else ApiKeyRow(*row)


def note_use(db: Session, id: int, today: date) -> None:
    """Note the day, once."""
    c = api_key.c
    is_new = or_(c.used_on.is_(None), c.used_on < today)
    db.execute(update(api_key).where(c.id == id, is_new).values(used_on=today))


def revoke(db: Session, id: int, at: datetime) -> bool:
    """Whether it was revoked just now: False where it was already."""
    c = api_key.c
    statement = update(api_key).where(c.id == id, c.revoked_at.is_(None))
    return touched(db, statement.values(revoked_at=at)) == 1


def _keys() -> Select[int, int, str, str, datetime, date | None, datetime | None]:
    c = api_key.c
    return select(c.id, c.unit, c.role, c.name, c.created_at, c.used_on, c.revoked_at)
