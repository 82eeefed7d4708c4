"""Keys and marks of rehearsals that were reset are forgotten, though the program was killed between
the commit and the folder of keys.
"""

import json

from sqlalchemy.orm import Session

from ballot.domain.acts import Act
from ballot.domain.meeting import REHEARSED
from ballot.storage import journal, meetings
from ballot.usecases.hall import Hall


def forget_rehearsals(hall: Hall) -> bool:
    """Forget what the key folder still has of them; always done."""
    for run in hall.database.read(_gone):
        hall.box_keys.forget(run)
        hall.marks.forget(run)
    return True


def _gone(db: Session) -> list[bytes]:
    """The runs of all rehearsals but those that are going on."""
    begun = (json.loads(detail)["run"] for detail in journal.details(db, Act.REHEARSE))
    going_on = {row.run for row in meetings.in_states(db, REHEARSED)}
    return [run for run in map(bytes.fromhex, begun) if run not in going_on]
