"""Who may reads the journal: what organizers did, never what voters did."""

from sqlalchemy.orm import Session

from ballot.domain import access, journal_line
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.journal_line import JournalLine
from ballot.storage import journal
from ballot.usecases import acts
from ballot.usecases.accounts import units
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain
from ballot.usecases.verified.chain import Broken


def read_journal(hall: Hall, actor: Actor, number: str | None = None) -> list[JournalLine]:
    """The lines of one meeting, or all by time (for whoever may read them at the topmost unit)."""
    return hall.database.read(lambda db: _read(db, actor, number))


def broken(hall: Hall) -> Broken | None:
    """The first line of the whole journal that is not as it was written, by chain and place.

    None: all chains are whole. What the line says is told to nobody who may not read it.
    """
    return chain.broken(hall)


def _read(db: Session, actor: Actor, number: str | None) -> list[JournalLine]:
    if number is not None:
        acts.find(db, actor, number, Act.READ_JOURNAL)
        return journal.lines(db, journal_line.of_meeting(number))
    if not actor.console:
        access.require(actor, Act.READ_JOURNAL, (units.top_unit(db),))
    return [line for line in journal.all_lines(db) if line.act != Act.HEADS]
