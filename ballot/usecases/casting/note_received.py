"""How many ballots were acknowledged is noted outside the database about once a second.

Each is committed by then. An earlier copy of the database does not reach the note, so that after
a restore on the same machine 「少了至少 M 张」 is known although nobody had looked at a screen.
"""

from sqlalchemy.orm import Session

from ballot.domain.meeting import State
from ballot.storage import meetings, turnout
from ballot.usecases.hall import Hall


def note_received(hall: Hall) -> bool:
    """Note the received total of every vote that runs; always done."""
    for run, total in hall.database.read(_totals):
        hall.marks.note_received(run, total)
    return True


def _totals(db: Session) -> list[tuple[bytes, int]]:
    rows = meetings.in_states(db, [State.OPEN])
    return [(row.run, turnout.received(db, row.number)) for row in rows]
