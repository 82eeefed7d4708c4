"""Statements about the review of an assessment: lines that are added and never changed."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from sqlalchemy import func, insert, select
from sqlalchemy.orm import Session

from ballot.domain.review.steps import Kind, ReviewLine
from ballot.storage.tables import assessment, review

FIELDS = tuple(ReviewLine.__dataclass_fields__)


@dataclass(frozen=True, slots=True)
class ReviewRow:
    """A line with who wrote it down, and when."""

    entry: ReviewLine
    by: str
    at: datetime


def hold(db: Session, of_assessment: int) -> None:
    """Hold the assessment until the transaction ends: two acts of a review never cross."""
    held = select(assessment.c.id).where(assessment.c.id == of_assessment).with_for_update()
    db.execute(held)


def add(db: Session, of_assessment: int, entry: ReviewLine, *, by: str, at: datetime) -> None:
    """Add a line behind the others of the assessment, which is held."""
    last = select(func.max(review.c.position)).where(review.c.assessment == of_assessment)
    behind = db.scalar(last)
    values = {name: getattr(entry, name) for name in FIELDS} | {"kind": entry.kind.value}
    position = 0 if behind is None else behind + 1
    line = insert(review).values(assessment=of_assessment, position=position, by=by, at=at)
    db.execute(line.values(**values))


def of_assessment(db: Session, id: int) -> list[ReviewRow]:
    """All lines of an assessment, in the order in which they were written."""
    columns = [review.c[name] for name in FIELDS]
    statement = select(*columns, review.c.by, review.c.at).where(review.c.assessment == id)
    rows = [dict(row) for row in db.execute(statement.order_by(review.c.position)).mappings()]
    return [_row(each) for each in rows]


def digest(db: Session, id: int) -> str:
    """SHA-256, in hex, over all lines of an assessment; one without lines has one too."""
    lines = [
        [*(getattr(each.entry, name) for name in FIELDS), each.by, each.at.astimezone(UTC)]
        for each in of_assessment(db, id)
    ]
    text = json.dumps(lines, separators=(",", ":"), default=str)
    return sha256(b"reviewed-v1|" + text.encode()).hexdigest()


def _row(row: Mapping[str, Any]) -> ReviewRow:
    values = {name: row[name] for name in FIELDS} | {"kind": Kind(row["kind"])}
    return ReviewRow(ReviewLine(**values), row["by"], row["at"])
