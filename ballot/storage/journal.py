"""The journal of organizers' acts: a chain whose every tag covers the tag before it.

A voter's doing is never written here. ``tag(previous, *fields)`` is the chain's HMAC under a key
that the database has never seen; it is passed in.
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hmac import compare_digest

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from ballot.domain.acts import Act
from ballot.domain.errors import Tampered
from ballot.domain.journal_line import JournalLine
from ballot.storage.tables import journal

Tag = Callable[..., bytes]
"""``tag(previous: bytes, *fields: bytes) -> bytes`` of 32 bytes; ``previous`` is empty at first."""

LOCK = 0x6A6F75726E616C
"""Any number: writers of the journal on PostgreSQL wait for each other under it."""


def write(
    db: Session,
    tag: Tag,
    *,
    at: datetime,
    actor: str,
    act: str,
    meeting: str | None = None,
    detail: str = "",
    beyond: int = 0,
) -> tuple[int, bytes]:
    """Add a line in the transaction of the act itself; the journal's new length and head.

    After a restore the line takes a place ``beyond`` those that are lost, none of which is given
    a second time; ``detail`` explains the gap then (``Gap``).
    """
    queue(db)
    length, previous = head(db)
    length = max(length, beyond)
    line = JournalLine(
        sequence=length + 1,
        at=at.astimezone(UTC),
        meeting=meeting,
        actor=actor,
        act=act,
        detail=detail,
        tag=b"",
    )
    made = tag(previous, *_fields(line))
    values = {name: getattr(line, name) for name in ("at", "meeting", "actor", "act", "detail")}
    db.execute(insert(journal).values(sequence=length + 1, tag=made, **values))
    return length + 1, made


def queue(db: Session) -> None:
    """Stand in the journal's queue until the transaction ends: who has it writes next.

    On SQLite the writing transaction itself is the queue.
    """
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})


def head(db: Session) -> tuple[int, bytes]:
    """Length and last tag; (0, b"") of an empty journal."""
    last = select(journal.c.sequence, journal.c.tag).order_by(journal.c.sequence.desc()).limit(1)
    row = db.execute(last).one_or_none()
    return (0, b"") if row is None else (row[0], bytes(row[1]))


def lines(db: Session, meeting: str | None = None) -> list[JournalLine]:
    """All lines in their order, or those of one meeting."""
    statement = select(journal).order_by(journal.c.sequence)
    if meeting is not None:
        statement = statement.where(journal.c.meeting == meeting)
    return [JournalLine(**row) for row in db.execute(statement).mappings()]


def verify(db: Session, tag: Tag, mark: tuple[int, bytes] | None = None) -> list[JournalLine]:
    """All lines, after ``broken_at`` has found nothing. Raises Tampered("journal")."""
    found = lines(db)
    if broken_at(found, tag, mark) is not None:
        raise Tampered(what="journal")
    return found


@dataclass(frozen=True, slots=True)
class Gap:
    """What the line of a restore tells of the lines that are lost between it and the one before.

    The backup ended at ``kept``; outside the database ``marked`` lines were known, the last of
    them with the tag ``head``.
    """

    kept: int
    marked: int
    head: bytes

    def told(self) -> dict[str, object]:
        """As it stands in the detail of the line."""
        return {"kept": self.kept, "marked": self.marked, "head": self.head.hex()}


def gap_before(line: JournalLine) -> Gap | None:
    """The gap that a line explains; None of every other line."""
    if line.act != Act.RESTORE or line.meeting is not None:
        return None
    told = json.loads(line.detail)
    return Gap(told["kept"], told["marked"], bytes.fromhex(told["head"]))


def broken_at(
    found: Sequence[JournalLine], tag: Tag, mark: tuple[int, bytes] | None = None
) -> int | None:
    """The place, from 1, of the first line that is altered, missing, added or cut off; else None.

    Walks the chain of all lines, and compares it with a ``mark`` (length, head) that was noted
    outside the database. Lines are missing in order only before that of a restore which says,
    under its tag, just how many were known and how they ended.
    """
    previous, last = b"", 0
    for place, line in enumerate(found, start=1):
        expected = tag(previous, *_fields(line))
        if not compare_digest(bytes(line.tag), expected):
            return place
        heads = {line.sequence: expected}
        if line.sequence != last + 1:
            gap = gap_before(line)
            if gap is None or (gap.kept, gap.marked) != (last, line.sequence - 1):
                return place
            heads[gap.marked] = gap.head
        if mark is not None and mark[0] in heads and not compare_digest(mark[1], heads[mark[0]]):
            return place
        previous, last = expected, line.sequence
    return len(found) + 1 if mark is not None and last < mark[0] else None


def _fields(line: JournalLine) -> tuple[bytes, ...]:
    texts = (
        str(line.sequence),
        line.at.isoformat(timespec="microseconds"),
        "" if line.meeting is None else line.meeting,
        line.actor,
        line.act,
        line.detail,
    )
    return tuple(each.encode() for each in texts)
