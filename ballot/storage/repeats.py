"""Statements about requests that may come again: one row an ``Idempotency-Key`` of a key."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ballot.storage.rows import insert_unless_there
from ballot.storage.tables import idempotency


@dataclass(frozen=True, slots=True)
class RepeatRow:
    """What became of a request; ``status`` is None while it is under way."""

    request_sha256: bytes
    status: int | None
    answer: str | None


def claim(db: Session, api_key: int, digest: bytes, *, request_sha256: bytes, at: datetime) -> bool:
    """Whether the row was added: False where the same came before and was not forgotten."""
    key = {"api_key": api_key, "digest": digest}
    values = {"request_sha256": request_sha256, "at": at}
    return insert_unless_there(db, idempotency, list(key), **key, **values)


def find(db: Session, api_key: int, digest: bytes) -> RepeatRow | None:
    """The row, None where it was freed or forgotten."""
    c = idempotency.c
    statement = select(c.request_sha256, c.status, c.answer)
    row = db.execute(statement.where(c.api_key == api_key, c.digest == digest)).one_or_none()
    return None if row is None else RepeatRow(bytes(row[0]), row[1], row[2])


def keep(db: Session, api_key: int, digest: bytes, *, status: int, answer: str) -> None:
    """Note how the request was answered."""
    c = idempotency.c
    where = update(idempotency).where(c.api_key == api_key, c.digest == digest)
    db.execute(where.values(status=status, answer=answer))


def free(db: Session, api_key: int, digest: bytes) -> None:
    """Take the row back: the request was refused and has changed nothing."""
    c = idempotency.c
    db.execute(delete(idempotency).where(c.api_key == api_key, c.digest == digest))


def forget(db: Session, before: datetime) -> None:
    """Delete what is older."""
    db.execute(delete(idempotency).where(idempotency.c.at < before))
