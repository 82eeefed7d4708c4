"""The journal is believed only after its whole chain and its mark have been checked."""

from collections.abc import Sequence
from functools import partial

from sqlalchemy.orm import Session

from ballot.box import tags
from ballot.domain.errors import Tampered
from ballot.domain.journal_line import JournalLine
from ballot.storage import journal
from ballot.usecases.hall import Hall


def verified(hall: Hall, db: Session) -> list[JournalLine]:
    """All lines as this view of the database has them. Raises Tampered("journal")."""
    found = journal.lines(db)
    if broken_at(hall, found) is not None:
        raise Tampered(what="journal")
    return found


def broken_at(hall: Hall, found: Sequence[JournalLine]) -> int | None:
    """The place, from 1, of the first line that is not as it was written; None where all are.

    The mark outside may already tell of an act that was committed after these lines were read.
    Then it is held against the journal of this moment.
    """
    tag, mark = partial(tags.journal_tag, hall.tags), hall.marks.journal()
    place = journal.broken_at(found, tag, mark)
    if mark is None or place != len(found) + 1:
        return place
    return hall.database.read(lambda now: journal.broken_at(journal.lines(now), tag, mark))
