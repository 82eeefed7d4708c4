"""A line is added to a chain, and the house takes in how far the chains of others have grown.

Each act leaves its line in the chain of what it concerns and waits for no other. Afterwards, in a
short transaction of its own, the house writes down where those chains end now: so a chain that is
gone whole is missed. What a crash has kept from it is caught up later.
"""

import json
from collections.abc import Mapping
from functools import partial

from sqlalchemy.exc import DatabaseError
from sqlalchemy.orm import Session

from ballot.box import tags
from ballot.domain.acts import Act
from ballot.domain.errors import Tampered
from ballot.domain.journal_line import HOUSE, End, JournalLine
from ballot.storage import journal
from ballot.usecases import meanwhile
from ballot.usecases.hall import Hall

NOBODY = ""
"""Who does it."""


def add(hall: Hall, db: Session, chain: str, *, actor: str, act: Act, detail: str) -> End:
    """Add a line in the transaction of the act; where its chain ends now.

    Not to a chain that is shorter than its mark, or ends otherwise: the mark of the next line would
    hide that the last one was taken away. Raises Tampered("journal"), ChangedMeanwhile.
    """
    journal.queue(db, chain)
    mark, here = hall.marks.journal(chain), journal.end(db, chain)
    if mark is not None and not journal.goes_as_far(here, mark):
        raise Tampered(what="journal")
    meanwhile.require(hall, db, chain, here)
    tag = partial(tags.journal_tag, hall.tags)
    return journal.write(db, tag, chain, at=hall.clock(), actor=actor, act=act.value, detail=detail)


def note(hall: Hall, ends: Mapping[str, End]) -> None:
    """Mark the ends of chains that have just been committed, and let the house take them in.

    The act is done whatever becomes of this: a database that is away now is caught up later, and
    a chain of the house that was cut is told by whoever reads it.
    """
    hall.marks.note_journal(ends)
    grown = {chain: end for chain, end in ends.items() if chain != HOUSE}
    if grown:
        try:
            take_in(hall, grown)
        except (DatabaseError, Tampered):
            return


def take_in(hall: Hall, grown: Mapping[str, End]) -> None:
    """A line of the house that tells of these ends. Where another one writes there it is left."""

    def work(db: Session) -> dict[str, End]:
        if journal.is_free(db, HOUSE):
            told = [[chain, end.length, end.head.hex()] for chain, end in sorted(grown.items())]
            detail = json.dumps({"chains": told}, separators=(",", ":"))
            add(hall, db, HOUSE, actor=NOBODY, act=Act.HEADS, detail=detail)
        return journal.written(db)

    hall.marks.note_journal(hall.database.write(work))


def taken(lines: list[JournalLine]) -> list[tuple[str, int, bytes]]:
    """All that lines of the house tell of other chains: (chain, length, head), oldest first."""
    told = (json.loads(line.detail)["chains"] for line in lines if line.act == Act.HEADS)
    return [(chain, length, bytes.fromhex(head)) for each in told for chain, length, head in each]


def catch_up(hall: Hall) -> bool:
    """Take in what has grown and was not taken in; True: nothing is left to do."""
    grown = hall.database.read(_grown)
    if grown:
        take_in(hall, grown)
    return True


def _grown(db: Session) -> dict[str, End]:
    known = {chain: length for chain, length, _head in taken(journal.lines(db, HOUSE))}
    lengths = journal.lengths(db)
    return {
        chain: journal.end(db, chain)
        for chain, length in lengths.items()
        if chain != HOUSE and length > known.get(chain, 0)
    }
