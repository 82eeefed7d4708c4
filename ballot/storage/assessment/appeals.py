"""Statements about appeals and objections: what is claimed, and what was decided."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select, update
from sqlalchemy.orm import Session

from ballot.storage.rows import add_one, touched
from ballot.storage.tables import appeal, person

GRANTED, REFUSED = "granted", "refused"


@dataclass(frozen=True, slots=True)
class AppealRow:
    """An appeal about ``item``, or an objection to a ``notice``; undecided while ``decision`` is
    None. ``before`` and ``after`` are the values of the item where the decision changed it."""

    id: int
    person: int
    notice: int | None
    item: str
    appellant: str
    claim: str
    before: str | None
    after: str | None
    decision: str | None
    decided_by: str | None
    reason: str | None
    by: str
    at: datetime
    decided_at: datetime | None


def add(
    db: Session,
    *,
    of_person: int,
    notice: int | None,
    item: str,
    appellant: str,
    claim: str,
    by: str,
    at: datetime,
) -> int:
    """Note an appeal or an objection; its id."""
    said = {"item": item, "appellant": appellant, "claim": claim}
    return add_one(db, appeal, person=of_person, notice=notice, by=by, at=at, **said)


def decide(
    db: Session,
    id: int,
    *,
    decision: str,
    decided_by: str,
    reason: str,
    before: str | None,
    after: str | None,
    at: datetime,
) -> bool:
    """Decide it; False where it was decided already."""
    values = {"decision": decision, "decided_by": decided_by, "reason": reason}
    open_one = update(appeal).where(appeal.c.id == id, appeal.c.decision.is_(None))
    return touched(db, open_one.values(before=before, after=after, decided_at=at, **values)) == 1


def of_assessment(db: Session, id: int) -> list[AppealRow]:
    """All of an assessment, in the order in which they came in."""
    statement = select(appeal).join(person, person.c.id == appeal.c.person)
    rows = db.execute(statement.where(person.c.assessment == id).order_by(appeal.c.id)).mappings()
    return [AppealRow(**row) for row in rows]
