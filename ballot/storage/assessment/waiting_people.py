"""People who are written and not yet shown: of an assessment that is in no list."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.orm import Session

from ballot.storage.assessment.person_changes import ENTERED
from ballot.storage.rows import add_one
from ballot.storage.tables import assessment, person, person_change

WAITING = "waiting"
"""In place of the name of a policy."""


def add(db: Session, unit: int, at: datetime) -> int:
    """An assessment for people to wait in; its id."""
    empty = {"title": "", "period": "", "scheme_text": "", "overrides": {}}
    told = {"scheme_id": WAITING, "scheme_sha256": bytes(32), "created_at": at, "removed_at": at}
    return add_one(db, assessment, unit=unit, previous=None, **empty, **told)


def show(db: Session, waiting: Sequence[int], of_assessment: int) -> None:
    """They are of this assessment now, and wait no more."""
    if waiting:
        there = update(person).where(person.c.assessment.in_(waiting))
        db.execute(there.values(assessment=of_assessment))
        db.execute(delete(assessment).where(assessment.c.id.in_(waiting)))


def there(db: Session, before: datetime | None = None) -> list[int]:
    """The ids of those that wait, since ``before`` and longer."""
    c = assessment.c
    statement = select(c.id).where(c.scheme_id == WAITING, c.title == "")
    if before is not None:
        statement = statement.where(c.created_at < before)
    return list(db.scalars(statement.order_by(c.id)))


def remove(db: Session, id: int) -> None:
    """Take out who waits, with all that was entered of them."""
    whose = select(person.c.id).where(person.c.assessment == id)
    for table in (*ENTERED, person_change):
        db.execute(delete(table).where(table.c.person.in_(whose)))
    db.execute(delete(person).where(person.c.assessment == id))
    db.execute(delete(assessment).where(assessment.c.id == id))
