"""The journal of organizers' acts: a chain whose every tag covers the tag before it.

A voter's doing is never written here. ``tag(previous, *fields)`` is the chain's HMAC under a key
that the database has never seen; it is passed in.
"""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from hmac import compare_digest

from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from ballot.domain.errors import Tampered
from ballot.storage.tables import journal

Tag = Callable[..., bytes]
"""``tag(previous: bytes, *fields: bytes) -> bytes`` of 32 bytes; ``previous`` is empty at first."""

LOCK = 0x6A6F75726E616C
"""Any number: writers of the journal on PostgreSQL wait for each other under it."""


@dataclass(frozen=True, slots=True)
class JournalLine:
    """One act. ``meeting`` is None for an act that concerns none, ``detail`` free text or JSON."""

    sequence: int
    at: datetime
    meeting: str | None
    actor: str
    act: str
    detail: str
    tag: bytes


def write(
    db: Session,
    tag: Tag,
    *,
    at: datetime,
    actor: str,
    act: str,
    meeting: str | None = None,
    detail: str = "",
) -> tuple[int, bytes]:
    """Add a line in the transaction of the act itself; the journal's new length and head."""
    if db.get_bind().dialect.name == "postgresql":
        db.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
    length, previous = head(db)
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


def verify(db: Session, tag: Tag, mark: tuple[int, bytes] | None = None) -> None:
    """Walk the chain, and compare it with a ``mark`` (length, head) noted outside the database.

    Raises Tampered("journal") for an altered, missing, added or cut line.
    """
    previous, length = b"", 0
    for line in lines(db):
        length += 1
        expected = tag(previous, *_fields(line))
        if line.sequence != length or not compare_digest(bytes(line.tag), expected):
            raise Tampered(what="journal")
        previous = expected
        if mark is not None and mark[0] == length and not compare_digest(mark[1], expected):
            raise Tampered(what="journal")
    if mark is not None and length < mark[0]:
        raise Tampered(what="journal")


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
