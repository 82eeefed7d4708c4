"""The journal is believed only after a chain and its mark were checked: here and nowhere else.

The mark is read before the lines: it only rises, so lines that are read later contain it. A view
of the database that is older than the mark is held against the journal of this moment.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import partial
from itertools import groupby

from sqlalchemy.orm import Session

from ballot.box import tags
from ballot.domain import journal_line
from ballot.domain.errors import Tampered
from ballot.domain.journal_line import HOUSE, End, JournalLine
from ballot.storage import journal
from ballot.usecases import heads
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class Broken:
    """The first line of a chain that is not as it was written; ``place`` counts from 1."""

    chain: str
    place: int


def of_meeting(hall: Hall, db: Session, number: str) -> list[JournalLine]:
    """All lines of a meeting as this view of the database has them. Raises Tampered("journal")."""
    return verified(hall, db, journal_line.of_meeting(number))


def of_assessment(hall: Hall, db: Session, id: int) -> list[JournalLine]:
    """The same of an assessment."""
    return verified(hall, db, journal_line.of_assessment(id))


def verified(hall: Hall, db: Session, chain: str) -> list[JournalLine]:
    """The lines of a chain. Raises Tampered("journal")."""
    mark = hall.marks.journal(chain)
    found = journal.lines(db, chain)
    place = _broken_at(hall, found, chain, mark)
    if place == len(found) + 1:
        now = hall.database.read(lambda fresh: journal.lines(fresh, chain))
        place = 1 if now[: len(found)] != found else _broken_at(hall, now, chain, mark)
    if place is not None:
        raise Tampered(what="journal")
    return found


def broken(hall: Hall) -> Broken | None:
    """The first line of the whole journal that is not as it was written; None where all are.

    Every chain is walked, and those that the house has taken in are there as far as it knows them.
    """
    marks = hall.marks.journals()
    lines = hall.database.read(journal.all_lines)
    lines.sort(key=lambda line: (line.chain, line.sequence))
    found = {chain: list(ours) for chain, ours in groupby(lines, lambda line: line.chain)}
    for chain in sorted(found.keys() | marks.keys()):
        place = _broken_at(hall, found.get(chain, []), chain, marks.get(chain))
        if place is not None:
            return Broken(chain, place)
    known = {(line.chain, line.sequence): line.head for line in lines}
    for chain, length, head in heads.taken(found.get(HOUSE, [])):
        if known.get((chain, length)) != head:
            return Broken(chain, length)
    return None


def _broken_at(
    hall: Hall, found: Sequence[JournalLine], chain: str, mark: End | None
) -> int | None:
    return journal.broken_at(found, partial(tags.journal_tag, hall.tags), chain, mark)
