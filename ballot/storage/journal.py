"""The journal of organizers' acts: chains whose every tag covers the tag before it.

A voter's doing is never written here. ``tag(previous, *fields)`` is the chain's HMAC under a key
that the database has never seen; it is passed in. Beside it each line bears the public head of its
chain, which needs no key (docs/bundle.md).
"""

import json
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hmac import compare_digest

from sqlalchemy import func, insert, select, text
from sqlalchemy.orm import Session

from ballot.domain import journal_line
from ballot.domain.acts import Act
from ballot.domain.journal_line import End, JournalLine
from ballot.storage.tables import journal

Tag = Callable[..., bytes]
"""``tag(previous: bytes, *fields: bytes) -> bytes`` of 32 bytes; ``previous`` is empty at first."""

LOCK = 0x6A6F75726E616C
"""Any number: writers of one chain on PostgreSQL wait for each other under it and its name."""

_WRITTEN = "journal"


def write(
    db: Session,
    tag: Tag,
    chain: str,
    *,
    at: datetime,
    actor: str,
    act: str,
    detail: str = "",
    known: End | None = None,
) -> End:
    """Add a line in the transaction of the act itself; where the chain ends with it.

    No line is earlier than the one before it, although a clock may be set back: then it bears the
    time of that one. After a restore the line takes the place behind all that were ``known``, none
    of which is given a second time; ``detail`` explains the gap then (``Gap``).
    """
    queue(db, chain)
    here = end(db, chain)
    last = known if known is not None and known.length > here.length else here
    at = max([at.astimezone(UTC), *_last_time(db, chain)])
    line = JournalLine(chain, last.length + 1, at, actor, act, detail, b"", b"")
    made = replace(line, tag=tag(here.tag, *_fields(line)), head=_head(last.head, line))
    names = ("chain", "sequence", "at", "actor", "act", "detail", "tag", "head")
    db.execute(insert(journal).values(**{name: getattr(made, name) for name in names}))
    now = End(made.sequence, made.tag, made.head)
    db.info.setdefault(_WRITTEN, {})[chain] = now
    return now


def written(db: Session) -> dict[str, End]:
    """The chains that this transaction has added to, and where they end."""
    return dict(db.info.get(_WRITTEN, {}))


def queue(db: Session, chain: str) -> None:
    """Stand in the chain's queue until the transaction ends: who has it writes next.

    Of another chain nobody waits. On SQLite the writing transaction itself is the queue.
    """
    if db.get_bind().dialect.name == "postgresql":
        lock = text("SELECT pg_advisory_xact_lock(hashtextextended(:chain, :key))")
        db.execute(lock, {"chain": chain, "key": LOCK})


def is_free(db: Session, chain: str) -> bool:
    """The same without waiting; False where another one has it."""
    if db.get_bind().dialect.name != "postgresql":
        return True
    lock = text("SELECT pg_try_advisory_xact_lock(hashtextextended(:chain, :key))")
    return bool(db.scalar(lock, {"chain": chain, "key": LOCK}))


def last_time(db: Session) -> datetime | None:
    """When the last line of any chain was written; None where there is none."""
    found: datetime | None = db.scalar(select(func.max(journal.c.at)))
    return found


def end(db: Session, chain: str) -> End:
    """Where a chain ends; of an empty one no line, no tag and its first head."""
    columns = (journal.c.sequence, journal.c.tag, journal.c.head)
    last = select(*columns).where(journal.c.chain == chain).order_by(journal.c.sequence.desc())
    row = db.execute(last.limit(1)).one_or_none()
    if row is None:
        return End(0, b"", journal_line.first_head(chain))
    return End(row[0], bytes(row[1]), bytes(row[2]))


def stood(db: Session, chain: str, then: End) -> bool:
    """Whether a chain has the line with which it ended ``then``."""
    c = journal.c
    there = select(c.tag, c.head).where(c.chain == chain, c.sequence == then.length)
    row = db.execute(there).one_or_none()
    return row is not None and (bytes(row[0]), bytes(row[1])) == (then.tag, then.head)


def _last_time(db: Session, chain: str) -> list[datetime]:
    """The time of the last line; nothing of an empty chain."""
    last = select(journal.c.at).where(journal.c.chain == chain)
    return list(db.scalars(last.order_by(journal.c.sequence.desc()).limit(1)))


def lengths(db: Session) -> dict[str, int]:
    """The last sequence of every chain that has a line."""
    statement = select(journal.c.chain, func.max(journal.c.sequence)).group_by(journal.c.chain)
    return {row[0]: row[1] for row in db.execute(statement)}


def tells_of(db: Session, chain: str, act: Act) -> bool:
    """Whether a chain has a line of an act; for a page, which believes what nobody has checked."""
    found = select(journal.c.sequence).where(journal.c.chain == chain, journal.c.act == act.value)
    return db.scalar(found.limit(1)) is not None


def told_of(db: Session, chain: str, act: Act) -> tuple[int, datetime | None]:
    """How many lines of a chain tell of an act, and when the last did; for a page."""
    c = journal.c
    statement = select(func.count(), func.max(c.at)).where(c.chain == chain, c.act == act.value)
    count, at = db.execute(statement).one()
    return count, at


def details(db: Session, act: Act) -> list[str]:
    """What all lines of an act tell, of every chain."""
    return list(db.scalars(select(journal.c.detail).where(journal.c.act == act.value)))


def lines(db: Session, chain: str, after: int = 0) -> list[JournalLine]:
    """The lines of a chain in their order, those ``after`` this sequence."""
    c = journal.c
    statement = select(journal).where(c.chain == chain, c.sequence > after).order_by(c.sequence)
    return [JournalLine(**row) for row in db.execute(statement).mappings()]


def all_lines(db: Session) -> list[JournalLine]:
    """The lines of all chains, in the order of their times."""
    c = journal.c
    statement = select(journal).order_by(c.at, c.chain, c.sequence)
    return [JournalLine(**row) for row in db.execute(statement).mappings()]


@dataclass(frozen=True, slots=True)
class Gap:
    """What the line of a restore tells of the lines that are lost between it and the one before.

    The backup ended at ``kept``; outside the database ``known`` was noted.
    """

    kept: int
    known: End

    def told(self) -> dict[str, object]:
        """As it stands in the detail of the line: ``kept length tag head``."""
        known = self.known
        return {
            "kept": self.kept,
            "length": known.length,
            "tag": known.tag.hex(),
            "head": known.head.hex(),
        }


def gap_before(line: JournalLine) -> Gap | None:
    """The gap that a line explains; None of every line but that of a restore."""
    if line.act != Act.RESTORE:
        return None
    told = json.loads(line.detail)
    tag, head = bytes.fromhex(told["tag"]), bytes.fromhex(told["head"])
    return Gap(told["kept"], End(told["length"], tag, head))


def broken_at(
    found: Sequence[JournalLine],
    tag: Tag,
    chain: str,
    mark: End | None = None,
    after: End | None = None,
) -> int | None:
    """The place, from 1, of the first line that is altered, missing, added or cut off; else None.

    Walks a chain from its beginning, or those ``after`` an end that is known, and compares it with
    a ``mark`` that was noted outside the database. Lines are missing in order only before that of a
    restore which says, under its tag, just how many were known and how they ended.
    """
    last = after or End(0, b"", journal_line.first_head(chain))
    for place, line in enumerate(found, start=1):
        made = tag(last.tag, *_fields(line))
        if line.chain != chain or not compare_digest(bytes(line.tag), made):
            return place
        before = _behind_gap(line, last)
        if before is None or line.sequence != before.length + 1:
            return place
        here = End(line.sequence, made, _head(before.head, line))
        if bytes(line.head) != here.head:
            return place
        if mark is not None and not all(_agrees(each, mark) for each in (before, here)):
            return place
        last = here
    return len(found) + 1 if mark is not None and last.length < mark.length else None


def _behind_gap(line: JournalLine, last: End) -> End | None:
    """What stands before a line: the end so far, or behind a gap the last that was known.

    None where a gap is told otherwise than it is.
    """
    gap = gap_before(line)
    if gap is None:
        return last
    known = gap.known
    fits = gap.kept == last.length and (known.length > last.length or known == last)
    return known if fits else None


def goes_as_far(end: End, mark: End) -> bool:
    """Whether a chain that ends here is the one that was marked, or goes on beyond the mark."""
    return end.length >= mark.length and _agrees(end, mark)


def _agrees(end: End, mark: End) -> bool:
    """Whether this is how the chain ended there, where the mark is of this length."""
    same = compare_digest(end.tag, mark.tag) and end.head == mark.head
    return end.length != mark.length or same


def _head(before: bytes, line: JournalLine) -> bytes:
    return journal_line.next_head(
        before,
        sequence=line.sequence,
        at=journal_line.moment(line.at),
        actor=line.actor,
        act=line.act,
        detail=line.detail,
    )


def _fields(line: JournalLine) -> tuple[bytes, ...]:
    at = journal_line.moment(line.at)
    texts = (line.chain, str(line.sequence), at, line.actor, line.act, line.detail)
    return tuple(each.encode() for each in texts)
