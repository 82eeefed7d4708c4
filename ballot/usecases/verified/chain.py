"""The journal is believed only after a chain and its mark were checked: here and nowhere else.

A mark only rises, and rises after the commit of the line that it tells of. So lines are held
against a mark that was read before them: what was read later contains it. A view of the database
that began before its mark was read, and is shorter, tells nothing: it is read again, in a view
that begins after the mark. What is shorter then was cut.
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
from ballot.storage.database import ViewTooOld, noted_before
from ballot.usecases import heads
from ballot.usecases.hall import Hall
from ballot.usecases.journal_cache import KnownLines


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
    """The lines of a chain. Raises Tampered("journal"), and ViewTooOld to whoever gave the view."""
    before = noted_before(db)
    mark = before.get(chain) if before is not None else None
    is_later = before is None or mark is not None
    mark = mark if isinstance(mark, End) else hall.marks.journal(chain)
    known = _known(hall, db, chain, mark)
    found = journal.lines(db, chain, known.end.length if known else 0)
    place = _broken_at(hall, found, chain, mark, known.end if known else None)
    if place is not None and place > len(found) and not is_later:
        raise ViewTooOld(chain, mark)
    if place is not None:
        raise Tampered(what="journal")
    whole = [*known.lines, *found] if known else found
    if found:
        hall.journals.keep(chain, tuple(whole))
    return whole


def _known(hall: Hall, db: Session, chain: str, mark: End | None) -> KnownLines | None:
    """What this process has verified of a long chain, if this view has it and its mark is not
    older."""
    known = hall.journals.find(chain)
    if known is None or not journal.stood(db, chain, known.end):
        return None
    return known if mark is None or journal.goes_as_far(mark, known.end) else None


def whole(hall: Hall) -> dict[str, End]:
    """Where every chain ends that is as it was written."""
    marks = hall.marks.journals()
    return hall.database.read(
        lambda db: {
            name: journal.end(db, name)
            for name in journal.lengths(db)
            if is_whole(hall, db, name, marks.get(name))
        }
    )


def is_whole(hall: Hall, db: Session, name: str, mark: End | None) -> bool:
    """Whether a chain is as it was written, and goes as far as a mark that was read before it."""
    return _broken_at(hall, journal.lines(db, name), name, mark) is None


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
    hall: Hall,
    found: Sequence[JournalLine],
    chain: str,
    mark: End | None,
    after: End | None = None,
) -> int | None:
    return journal.broken_at(found, partial(tags.journal_tag, hall.tags), chain, mark, after)
