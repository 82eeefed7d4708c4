"""Statements about the files that brought people and scores into an assessment."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ballot.storage.rows import add_one
from ballot.storage.tables import people_import


@dataclass(frozen=True, slots=True)
class ImportRow:
    """A file that came in. ``brought`` are plain values of JSON, ``after_sha256`` the digest of
    all whom it touched as they stood afterwards."""

    id: int
    file: str
    brought: Mapping[str, Any]
    after_sha256: bytes
    by: str
    at: datetime


def add(
    db: Session,
    assessment: int,
    *,
    file: str,
    brought: Mapping[str, Any],
    after_sha256: bytes,
    by: str,
    at: datetime,
) -> None:
    """Note a file that has come in."""
    told = {"file": file, "brought": dict(brought), "after_sha256": after_sha256}
    add_one(db, people_import, assessment=assessment, by=by, at=at, **told)


def last(db: Session, assessment: int) -> ImportRow | None:
    """The last file of an assessment that stands; None where there is none."""
    c = people_import.c
    columns = (c.id, c.file, c.brought, c.after_sha256, c.by, c.at)
    standing = select(*columns).where(c.assessment == assessment, c.undone_at.is_(None))
    row = db.execute(standing.order_by(c.id.desc()).limit(1)).mappings().one_or_none()
    return None if row is None else ImportRow(**row)


def mark_undone(db: Session, id: int, at: datetime) -> None:
    """Note that what a file brought was taken back."""
    db.execute(update(people_import).where(people_import.c.id == id).values(undone_at=at))
