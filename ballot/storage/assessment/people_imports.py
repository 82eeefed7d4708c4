"""Statements about the files that brought people and scores into an assessment."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ballot.storage.assessment.encoding import ENCODE
from ballot.storage.rows import add_one
from ballot.storage.tables import people_import, person


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
    made = sha256(ENCODE(brought).encode()).digest()
    add_one(db, people_import, assessment=assessment, by=by, at=at, brought_sha256=made, **told)


def digests(db: Session, assessment: int) -> Iterator[bytes]:
    """What binds each file that came in, without reading what it brought."""
    c = people_import.c
    columns = (c.id, c.file, c.after_sha256, c.by, c.at, c.undone_at, c.brought_sha256)
    statement = select(*columns).where(c.assessment == assessment).order_by(c.id)
    for *told, digest in db.execute(statement):
        yield ENCODE([*told, digest or _digest_of(db, told[0])]).encode()


def are_whole(db: Session, assessment: int) -> bool:
    """Whether each file brought what its digest says."""
    c = people_import.c
    statement = select(c.id, c.brought_sha256).where(c.assessment == assessment)
    return all(digest in (None, _digest_of(db, id)) for id, digest in db.execute(statement).all())


def _digest_of(db: Session, id: int) -> bytes:
    brought = db.scalar(select(people_import.c.brought).where(people_import.c.id == id))
    return sha256(ENCODE(brought).encode()).digest()


def last(db: Session, assessment: int) -> ImportRow | None:
    """The last file of an assessment that stands; None where there is none."""
    c = people_import.c
    columns = (c.id, c.file, c.brought, c.after_sha256, c.by, c.at)
    standing = select(*columns).where(c.assessment == assessment, c.undone_at.is_(None))
    row = db.execute(standing.order_by(c.id.desc()).limit(1)).mappings().one_or_none()
    return None if row is None else ImportRow(**row)


def files_behind(db: Session, of_person: int) -> tuple[str, ...]:
    """The files of his assessment that stand, the last one first."""
    c = people_import.c
    his = select(person.c.assessment).where(person.c.id == of_person).scalar_subquery()
    standing = select(c.file).where(c.assessment == his, c.undone_at.is_(None))
    return tuple(dict.fromkeys(db.scalars(standing.order_by(c.id.desc()))))


def mark_undone(db: Session, id: int, at: datetime) -> None:
    """Note that what a file brought was taken back."""
    db.execute(update(people_import).where(people_import.c.id == id).values(undone_at=at))
