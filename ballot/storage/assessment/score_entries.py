"""Statements about what was entered of one person, entry after entry, the old ones too."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from ballot.storage.tables import person, score_entry


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


def of_person(db: Session, id: int) -> list[EntryRow]:
    """All entries of a person in the order in which they were made."""
    c = score_entry.c
    columns = (c.item, c.value, c.source, c.reason, c.voucher, c.by, c.at)
    statement = select(*columns).where(c.person == id).order_by(c.id)
    return [EntryRow(*row) for row in db.execute(statement)]


def of_columns(
    db: Session, assessment: int, names: Collection[str]
) -> dict[int, dict[str, EntryRow]]:
    """By person the last entry of each of these columns, of a whole assessment."""
    c = score_entry.c
    columns = (c.item, c.value, c.source, c.reason, c.voucher, c.by, c.at)
    statement = select(c.person, *columns).join(person, person.c.id == c.person)
    statement = statement.where(person.c.assessment == assessment, c.item.in_(list(names)))
    found: dict[int, dict[str, EntryRow]] = {}
    for who, *row in db.execute(statement.order_by(c.id)):
        found.setdefault(who, {})[row[0]] = EntryRow(*row)
    return found
