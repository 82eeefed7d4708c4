"""Nothing was changed between the look at something and the act that rests on it.

Every act leaves its line in the chain of what it changes. Whoever rests on what he saw hands on
where those chains ended before he looked; the act's own first line in one of them finds whether
another came in between, in the transaction of the act, and then nothing is saved.
"""

from collections.abc import Mapping
from dataclasses import replace

from sqlalchemy.orm import Session

from ballot.domain import journal_line
from ballot.domain.errors import ChangedMeanwhile
from ballot.domain.journal_line import End, JournalLine
from ballot.storage import journal, meetings
from ballot.usecases.hall import Hall


def ends_of_meeting(hall: Hall, number: str) -> dict[str, End]:
    """Where the chains of a meeting and of its assessment end. Raises MeetingUnknown."""

    def work(db: Session) -> dict[str, End]:
        meeting = meetings.get(db, number)
        chains = (
            journal_line.of_meeting(number),
            journal_line.of_assessment(meeting.assessment),
        )
        return {chain: journal.end(db, chain) for chain in chains}

    return hall.database.read(work)


def ends_of_assessment(hall: Hall, id: int) -> dict[str, End]:
    """Where the chain of an assessment ends; of one that is not there it has no line."""
    chain = journal_line.of_assessment(id)
    return hall.database.read(lambda db: {chain: journal.end(db, chain)})


def ends_of_house(hall: Hall) -> dict[str, End]:
    """Where the chain of the house ends: units, accounts and keys of programs."""
    return hall.database.read(lambda db: {journal_line.HOUSE: journal.end(db, journal_line.HOUSE)})


def expecting(hall: Hall, ends: Mapping[str, End]) -> Hall:
    """The hall for one act that is refused with ChangedMeanwhile once a chain has gone on."""
    return replace(hall, expected=dict(ends))


def require(hall: Hall, db: Session, chain: str, here: End) -> None:
    """The chain ends as expected, or with a line of this act. Raises ChangedMeanwhile."""
    expected = hall.expected.get(chain)
    if expected not in (None, here) and chain not in journal.written(db):
        raise ChangedMeanwhile


def go_on(hall: Hall, written: Mapping[str, End]) -> None:
    """After a commit: what this act wrote itself is expected by its next transaction."""
    own = {chain: end for chain, end in written.items() if chain in hall.expected}
    hall.expected.update(own)


def lines_since(hall: Hall, lengths: Mapping[str, int]) -> list[JournalLine]:
    """What was done in these chains after so many lines, the oldest first."""

    def work(db: Session) -> list[JournalLine]:
        return [
            line
            for chain, length in lengths.items()
            for line in journal.lines(db, chain)
            if line.sequence > length
        ]

    return sorted(hall.database.read(work), key=lambda line: line.at)
