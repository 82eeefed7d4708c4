"""Statements about forms that make something new: one row a form that was sent and done."""

from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ballot.storage.rows import insert_unless_there
from ballot.storage.tables import press


def add(db: Session, digest: bytes, at: datetime) -> bool:
    """Whether the row was added: False where the form was sent before."""
    return insert_unless_there(db, press, ["digest"], digest=digest, led="", at=at)


def is_there(db: Session, digest: bytes) -> bool:
    """Whether the form was sent and done before."""
    return db.scalar(select(press.c.digest).where(press.c.digest == digest)) is not None


def then(db: Session, digest: bytes) -> str:
    """Where the form led, empty where that is not known."""
    return str(db.scalar(select(press.c.led).where(press.c.digest == digest)) or "")


def lead(db: Session, digest: bytes, led: str) -> None:
    """Note where the form led."""
    db.execute(update(press).where(press.c.digest == digest).values(led=led))


def forget(db: Session, before: datetime) -> None:
    """Delete what is older."""
    db.execute(delete(press).where(press.c.at < before))
