"""Statements about the lines of the journal that a page is narrowed to, the newest first."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import ColumnElement, and_, func, literal, or_, select, true
from sqlalchemy.orm import Session

from ballot.domain import journal_line
from ballot.domain.access import CONSOLE, PROGRAM, Who
from ballot.domain.acts import Act
from ballot.domain.journal_line import JournalLine
from ballot.storage.tables import journal, meeting


@dataclass(frozen=True, slots=True)
class LinesWanted:
    """Which lines: of the meetings of these units (None: of every chain), of one meeting, of an
    act, of a kind of actor, between two moments, the second not included.

    Each word stands in the name of who acted or in what the act wrote down.
    """

    units: tuple[int, ...] | None = None
    meeting: str | None = None
    words: tuple[str, ...] = ()
    act: str = ""
    who: Who | None = None
    since: datetime | None = None
    until: datetime | None = None


def count(db: Session, wanted: LinesWanted) -> int:
    """How many there are."""
    return db.scalar(select(func.count()).select_from(journal).where(_are(wanted))) or 0


def page(db: Session, wanted: LinesWanted, first: int, most: int) -> list[JournalLine]:
    """At most ``most`` of them, ``first`` of them left out."""
    c = journal.c
    statement = select(journal).where(_are(wanted))
    ordered = statement.order_by(c.at.desc(), c.chain.desc(), c.sequence.desc())
    rows = db.execute(ordered.offset(first).limit(most)).mappings()
    return [JournalLine(**row) for row in rows]


def length(db: Session) -> int:
    """How many lines all chains have."""
    return db.scalar(select(func.count()).select_from(journal)) or 0


def titles(db: Session, numbers: Collection[str]) -> dict[str, str]:
    """The titles of these meetings by number."""
    columns = (meeting.c.number, meeting.c.title)
    return dict(db.execute(select(*columns).where(columns[0].in_(numbers))).all())


def _are(wanted: LinesWanted) -> ColumnElement[bool]:
    c = journal.c
    parts = [c.act != Act.HEADS.value, *(_says(word) for word in wanted.words)]
    if wanted.units is not None:
        chain = literal(journal_line.of_meeting("")) + meeting.c.number
        parts.append(c.chain.in_(select(chain).where(meeting.c.unit.in_(wanted.units))))
    if wanted.meeting is not None:
        parts.append(c.chain == journal_line.of_meeting(wanted.meeting))
    if wanted.act:
        parts.append(c.act == wanted.act)
    if wanted.since is not None:
        parts.append(c.at >= wanted.since)
    if wanted.until is not None:
        parts.append(c.at < wanted.until)
    return and_(true(), *parts, *_by(wanted.who))


def _says(word: str) -> ColumnElement[bool]:
    c = journal.c
    return or_(*(each.icontains(word, autoescape=True) for each in (c.actor, c.detail)))


def _by(who: Who | None) -> list[ColumnElement[bool]]:
    is_program = journal.c.actor.startswith(PROGRAM, autoescape=True)
    is_console = journal.c.actor == CONSOLE.name
    of = {
        Who.PROGRAM: [is_program],
        Who.CONSOLE: [is_console],
        Who.PERSON: [~is_program, ~is_console],
    }
    return [] if who is None else of[who]
