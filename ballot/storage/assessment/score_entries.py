"""Statements about what was entered of one person, entry after entry, the old ones too."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ballot.storage.tables import score_entry


@dataclass(frozen=True, slots=True)
class EntryRow:
    """A score as it was entered. ``source`` is the file it came from, or why it was changed."""

    item: str
    value: str
    source: str
    reason: str
    voucher: str
    by: str
    at: datetime


def of_person(db: Session, person: int) -> list[EntryRow]:
    """All entries of a person in the order in which they were made."""
    c = score_entry.c
    columns = (c.item, c.value, c.source, c.reason, c.voucher, c.by, c.at)
    statement = select(*columns).where(c.person == person).order_by(c.id)
    return [EntryRow(*row) for row in db.execute(statement)]
