"""Statements about notices (公示): what hung on the wall, and for how long."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Update, and_, select, true, update
from sqlalchemy.orm import Session

from ballot.storage.rows import add_one, touched
from ballot.storage.tables import notice, ranking


@dataclass(frozen=True, slots=True)
class NoticeRow:
    """A notice. It is a draft until ``posted_at``, and over from ``withdrawn_at`` or
    ``concluded_at`` on. ``rows`` are its lines, the heading first, as they were posted."""

    id: int
    ranking: int
    code: str
    text: str
    publisher: str
    address: str
    telephone: str
    first: date
    last: date
    rows: Sequence[Sequence[str]]
    posted_at: datetime | None
    withdrawn_at: datetime | None
    concluded_at: datetime | None
    reason: str
    calendar: Mapping[str, Any] | None
    """How its working days were counted; None where every day counts, and where nobody kept it."""
    published: Sequence[str] | None = None
    """The columns of a step of which it is; None: it is of the result."""
    hours: str | None = None
    """When objections are taken; None where it was written before there was a choice."""
    wall: str | None = None
    """Where its copy on paper hangs."""

    @property
    def of(self) -> tuple[str, ...]:
        """The columns of which it is, empty where it is of the result."""
        return tuple(self.published or ())

    @property
    def is_up(self) -> bool:
        """Posted, and neither withdrawn nor concluded."""
        over = self.withdrawn_at is not None or self.concluded_at is not None
        return self.posted_at is not None and not over

    @property
    def is_draft(self) -> bool:
        """Written, and not posted yet."""
        return self.posted_at is None

    def hangs_on(self, day: date) -> bool:
        """Whether people find it on the wall on that day."""
        return self.is_up and self.first <= day <= self.last


def add(db: Session, *, of_ranking: int, code: str, **said: object) -> int:
    """Write a draft: text, publisher, address, telephone, first, last, rows and more; its id."""
    return add_one(db, notice, ranking=of_ranking, code=code, reason="", **said)


def rewrite(db: Session, id: int, **said: object) -> bool:
    """Change a draft; False where it has been posted."""
    draft = update(notice).where(notice.c.id == id, notice.c.posted_at.is_(None))
    return touched(db, draft.values(**said)) == 1


def post(db: Session, id: int, at: datetime) -> bool:
    """Post a draft; False where it has been posted."""
    draft = update(notice).where(notice.c.id == id, notice.c.posted_at.is_(None))
    return touched(db, draft.values(posted_at=at)) == 1


def withdraw(db: Session, id: int, *, reason: str, at: datetime) -> bool:
    """Take one down; False where none hangs."""
    return touched(db, _up(id).values(withdrawn_at=at, reason=reason)) == 1


def conclude(db: Session, id: int, at: datetime) -> bool:
    """End one whose days have passed; False where none hangs."""
    return touched(db, _up(id).values(concluded_at=at)) == 1


def _up(id: int) -> Update:
    c = notice.c
    return update(notice).where(
        c.id == id, c.posted_at.isnot(None), c.withdrawn_at.is_(None), c.concluded_at.is_(None)
    )


def of_assessment(db: Session, id: int) -> list[NoticeRow]:
    """All of an assessment, in the order in which they were written."""
    statement = select(notice).join(ranking, ranking.c.id == notice.c.ranking)
    rows = db.execute(statement.where(ranking.c.assessment == id).order_by(notice.c.id))
    return [NoticeRow(**row) for row in rows.mappings()]


def is_any_up(db: Session, assessment: int, day: date | None = None) -> bool:
    """Whether one of an assessment is posted, and neither withdrawn nor concluded; with a day:
    whether its first day has come by then."""
    c = notice.c
    up = and_(c.posted_at.is_not(None), c.withdrawn_at.is_(None), c.concluded_at.is_(None))
    has_come = true() if day is None else c.first <= day
    statement = select(c.id).join(ranking, ranking.c.id == c.ranking)
    found = statement.where(ranking.c.assessment == assessment, up, has_come).limit(1)
    return db.scalar(found) is not None


def assessment_of(db: Session, code: str) -> tuple[int, int] | None:
    """The assessment of the notice of an address, and the id of the notice."""
    statement = select(ranking.c.assessment, notice.c.id)
    joined = statement.join(ranking, ranking.c.id == notice.c.ranking)
    row = db.execute(joined.where(notice.c.code == code)).one_or_none()
    return None if row is None else (int(row[0]), int(row[1]))


def by_code(db: Session, code: str) -> tuple[int, NoticeRow] | None:
    """The notice of an address, and the assessment that it belongs to."""
    statement = select(notice, ranking.c.assessment).join(ranking, ranking.c.id == notice.c.ranking)
    row = db.execute(statement.where(notice.c.code == code)).mappings().one_or_none()
    if row is None:
        return None
    values = dict(row)
    return int(values.pop("assessment")), NoticeRow(**values)
