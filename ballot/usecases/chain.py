"""The journal is believed only after its whole chain and its mark have been checked."""

from functools import partial

from sqlalchemy.orm import Session

from ballot.box import tags
from ballot.domain.errors import Tampered
from ballot.storage import journal
from ballot.storage.journal import JournalLine
from ballot.usecases.hall import Hall


def verified(hall: Hall, db: Session) -> list[JournalLine]:
    """All lines as this view of the database has them. Raises Tampered("journal").

    The mark outside may already tell of an act that was committed after this view was taken. Then
    it is held against the journal of this moment.
    """
    tag, mark = partial(tags.journal_tag, hall.tags), hall.marks.journal()
    found = journal.verify(db, tag)
    if journal.broken_at(found, tag, mark) is None:
        return found
    if mark is None or mark[0] <= len(found):
        raise Tampered(what="journal")
    hall.database.read(lambda now: journal.verify(now, tag, mark))
    return found
