"""What was entered of the people of an assessment is bound into the journal.

A score and a flag are plain rows. Each act that enters any writes the digest of all of them into
its own line of the journal; whoever then changes, adds or removes one by SQL is noticed before a
result or a ranking is made of it.
"""

import json
from collections.abc import Iterable

from sqlalchemy.orm import Session

from ballot.domain.errors import Tampered
from ballot.domain.journal_line import JournalLine
from ballot.storage import journal
from ballot.storage.assessment import inputs

NONE = 0
"""The id of no assessment: nothing was ever entered of it."""


def bind(db: Session, assessment: int) -> dict[str, object]:
    """What the line of an act tells, after it entered people, scores or flags.

    Nobody else enters any between this digest and the line.
    """
    journal.queue(db)
    return {"assessment": assessment, "entered": inputs.digest(db, assessment)}


def require(db: Session, lines: Iterable[JournalLine], assessment: int) -> None:
    """Nothing but what the program entered is there. Raises Tampered("score").

    ``lines`` are those of a journal that was verified.
    """
    told = None
    for line in lines:
        if '"entered"' in line.detail:
            detail = json.loads(line.detail)
            if detail.get("assessment") == assessment:
                told = detail["entered"]
    if inputs.digest(db, assessment) != (told or inputs.digest(db, NONE)):
        raise Tampered(what="score")
