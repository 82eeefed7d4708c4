"""Statements about results and turnout: written once, never changed."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import NamedTuple

from sqlalchemy import delete, func, select
from sqlalchemy.orm import Session

from ballot.storage.rows import add_all, insert_unless_there
from ballot.storage.tables import meeting, opening, partial, result


class PartialRow(NamedTuple):
    """What one holder of a key, or of a share, made of one sum; 0 holds the whole key.

    ``voter_class`` is 0 where all classes were opened as one sum. 32 bytes of points and 64 of
    proof a column.
    """

    scrutineer: int
    subject: int
    question: int
    voter_class: int
    points: bytes
    proof: bytes


@dataclass(frozen=True, slots=True)
class ResultRow:
    """A result as canonical JSON, its SHA-256 and its Ed25519 signature."""

    text: str
    sha256: bytes
    signature: bytes | None
    at: datetime


def write(
    db: Session, number: str, *, text: str, at: datetime, signature: bytes | None = None
) -> bool:
    """Write the result of a meeting; False, and nothing changed, where it has one already."""
    return insert_unless_there(
        db,
        result,
        ["meeting"],
        meeting=number,
        text=text,
        sha256=sha256(text.encode()).digest(),
        signature=signature,
        at=at,
    )


def find(db: Session, number: str) -> ResultRow | None:
    """The result of a meeting, None before its box was opened."""
    columns = (result.c.text, result.c.sha256, result.c.signature, result.c.at)
    row = db.execute(select(*columns).where(result.c.meeting == number)).one_or_none()
    return None if row is None else ResultRow(*row)


def of_assessment(db: Session, id: int) -> dict[str, ResultRow]:
    """The results of all meetings of an assessment, by their numbers."""
    columns = (result.c.text, result.c.sha256, result.c.signature, result.c.at)
    joined = select(result.c.meeting, *columns).join(meeting, meeting.c.number == result.c.meeting)
    rows = db.execute(joined.where(meeting.c.assessment == id))
    return {number: ResultRow(*row) for number, *row in rows}


def last_opening(db: Session) -> datetime | None:
    """When the last box was opened; None before any was."""
    last: datetime | None = db.scalar(select(func.max(result.c.at)))
    return last


def bind_root(db: Session, number: str, root: bytes) -> bytes:
    """Bind the key of this box to one list of ciphertexts, once; the root that it is bound to.

    A caller whose root differs from the answer must not open: two lists that differ in one
    ballot would open that ballot.
    """
    insert_unless_there(db, opening, ["meeting"], meeting=number, root=root)
    return bytes(db.execute(select(opening.c.root).where(opening.c.meeting == number)).scalar_one())


def keep_partials(db: Session, number: str, made: Sequence[PartialRow]) -> None:
    """Keep what opened the sums, so that anybody can check the opening without a key."""
    add_all(db, partial, [{"meeting": number, **each._asdict()} for each in made])


def partials(db: Session, number: str) -> list[PartialRow]:
    """What opened the sums, in the order of their keys; empty where nothing was opened."""
    c = partial.c
    columns = (c.scrutineer, c.subject, c.question, c.voter_class, c.points, c.proof)
    statement = select(*columns).where(c.meeting == number).order_by(*columns[:4])
    return [PartialRow(*row) for row in db.execute(statement)]


def delete_all(db: Session, number: str) -> None:
    """Delete what a box was opened for, what opened it and what came out: of a rehearsal."""
    for table in (result, partial):
        db.execute(delete(table).where(table.c.meeting == number))
    db.execute(delete(opening).where(opening.c.meeting == number))
