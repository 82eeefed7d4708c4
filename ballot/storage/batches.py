"""Statements about batches: one issue of slips, printed whole and confirmed, or voided."""

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import func, insert, select, update
from sqlalchemy.orm import Session

from ballot.domain.errors import BatchUnknown
from ballot.storage import slips
from ballot.storage.rows import touched
from ballot.storage.tables import batch, slip

LARGEST = 2**31 - 1


@dataclass(frozen=True, slots=True)
class BatchRow:
    """One issue of ``count`` slips. ``state`` is issued, confirmed or void."""

    number: int
    voter_class: int
    count: int
    state: str


def add(db: Session, number: str, count: int, voter_class: int = 0) -> int:
    """Begin a batch of ``count`` slips and answer its number, from 1 in each meeting.

    The caller holds the meeting by ``meetings.lock_for_closing``.
    """
    last = db.scalar(select(func.max(batch.c.number)).where(batch.c.meeting == number)) or 0
    db.execute(
        insert(batch).values(
            meeting=number,
            number=last + 1,
            voter_class=voter_class,
            count=count,
            state="issued",
        )
    )
    return last + 1


def of_meeting(db: Session, number: str) -> list[BatchRow]:
    """All batches of a meeting in order."""
    columns = (batch.c.number, batch.c.voter_class, batch.c.count, batch.c.state)
    rows = db.execute(select(*columns).where(batch.c.meeting == number).order_by(batch.c.number))
    return [BatchRow(*row) for row in rows]


def waiting(db: Session, number: str) -> tuple[int, ...]:
    """The batches that nobody has confirmed or voided yet."""
    return tuple(each.number for each in of_meeting(db, number) if each.state == "issued")


def confirmed(db: Session, number: str) -> int:
    """印制: how many slips were printed whole."""
    return sum(each.count for each in of_meeting(db, number) if each.state == "confirmed")


def confirmed_by_class(batches: Iterable[BatchRow]) -> dict[int, int]:
    """印制 class by class: how many slips of these batches were printed whole."""
    found: Counter[int] = Counter()
    for each in batches:
        found[each.voter_class] += each.count if each.state == "confirmed" else 0
    return dict(found)


def in_force(db: Session, number: str) -> int:
    """How many slips were asked for in all batches that are not void."""
    where = (batch.c.meeting == number, batch.c.state != "void")
    return db.scalar(select(func.coalesce(func.sum(batch.c.count), 0)).where(*where)) or 0


def confirm(db: Session, number: str, of_batch: int) -> bool:
    """Whether the batch was waiting and may vote from now on; False where it may already.

    Raises BatchUnknown where it is void, is not there, or lacks slips (its issue broke off).
    """
    _require_number(of_batch)
    there = (
        select(func.count())
        .select_from(slip)
        .where(slip.c.meeting == number, slip.c.batch == of_batch)
        .scalar_subquery()
    )
    statement = update(batch).where(
        batch.c.meeting == number,
        batch.c.number == of_batch,
        batch.c.state == "issued",
        batch.c.count == there,
    )
    if touched(db, statement.values(state="confirmed")) == 1:
        return True
    if _state(db, number, of_batch) != "confirmed":
        raise BatchUnknown(batch=of_batch)
    return False


def void(db: Session, number: str, of_batch: int) -> bool:
    """Void a batch and its unused slips; False where it was void already. Raises BatchUnknown."""
    _require_number(of_batch)
    statement = update(batch).where(
        batch.c.meeting == number, batch.c.number == of_batch, batch.c.state != "void"
    )
    if touched(db, statement.values(state="void")) == 1:
        slips.void_of_batch(db, number, of_batch)
        return True
    if _state(db, number, of_batch) is None:
        raise BatchUnknown(batch=of_batch)
    return False


def _require_number(of_batch: int) -> None:
    """No database holds a larger one in its column. Raises BatchUnknown."""
    if of_batch > LARGEST:
        raise BatchUnknown(batch=of_batch)


def _state(db: Session, number: str, of_batch: int) -> str | None:
    where = (batch.c.meeting == number, batch.c.number == of_batch)
    return db.scalar(select(batch.c.state).where(*where))
