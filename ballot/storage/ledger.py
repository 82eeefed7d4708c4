"""Statements about what people added to the ledger of slips: entries, in their order.

Those of a vote stay for ever.
"""

from datetime import datetime

from sqlalchemy import delete, func, insert, select
from sqlalchemy.orm import Session

from ballot.domain.ledger.ledger_told import LedgerEntry
from ballot.storage.tables import ledger_entry

COLUMNS = tuple(ledger_entry.c[name] for name in ("position", "line", "amount", "reason", "by"))


def add(
    db: Session, number: str, *, line: str, amount: int, reason: str, by: str, at: datetime
) -> LedgerEntry:
    """Add an entry at the next place, from 1. The caller holds the meeting."""
    last = select(func.max(ledger_entry.c.position)).where(ledger_entry.c.meeting == number)
    entry = LedgerEntry((db.scalar(last) or 0) + 1, line, amount, reason, by)
    values = {name: getattr(entry, name) for name in ("position", "line", "amount", "reason", "by")}
    db.execute(insert(ledger_entry).values(meeting=number, at=at, **values))
    return entry


def entries(db: Session, number: str) -> tuple[LedgerEntry, ...]:
    """All entries of a meeting in their order."""
    statement = select(*COLUMNS).where(ledger_entry.c.meeting == number)
    return tuple(
        LedgerEntry(*row) for row in db.execute(statement.order_by(ledger_entry.c.position))
    )


def delete_behind(db: Session, number: str, position: int) -> None:
    """Delete the entries behind a place: those of a rehearsal."""
    behind = (ledger_entry.c.meeting == number) & (ledger_entry.c.position > position)
    db.execute(delete(ledger_entry).where(behind))
