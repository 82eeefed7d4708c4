"""Who may reads the journal: what organizers did, never what voters did."""

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.journal_line import JournalLine
from ballot.storage import journal
from ballot.usecases import acts
from ballot.usecases.accounts import units
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain


def read_journal(hall: Hall, actor: Actor, number: str | None = None) -> list[JournalLine]:
    """The lines of one meeting, or all (for whoever may read it at the topmost unit)."""
    return hall.database.read(lambda db: _read(db, actor, number))


def broken_at(hall: Hall) -> int | None:
    """The place of the first line of the whole journal that is not as it was written, from 1.

    None: the chain is whole. What the line says is told to nobody who may not read it.
    """
    return chain.broken_at(hall, hall.database.read(journal.lines))


def _read(db: Session, actor: Actor, number: str | None) -> list[JournalLine]:
    if number is not None:
        acts.find(db, actor, number, Act.READ_JOURNAL)
    elif not actor.console:
        access.require(actor, Act.READ_JOURNAL, (units.top_unit(db),))
    return list(journal.lines(db, number))
