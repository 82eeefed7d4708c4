"""What was entered of the people of an assessment is bound into the journal.

A score and a flag are plain rows. Each act that enters any writes the digest of all of them into
its own line of the journal; whoever then changes, adds or removes one by SQL is noticed before a
result or a ranking is made of it.
"""

import json
from collections.abc import Iterable

from sqlalchemy.orm import Session

from ballot.domain import journal_line
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Tampered
from ballot.domain.journal_line import JournalLine
from ballot.storage import journal
from ballot.storage.assessment import inputs
from ballot.usecases import acts
from ballot.usecases.hall import Hall

NONE = 0
"""The id of no assessment: nothing was ever entered of it."""


def bind(db: Session, assessment: int) -> dict[str, object]:
    """What the line of an act tells, after it entered people, scores or flags.

    Nobody else enters any between this digest and the line.
    """
    journal.queue(db, journal_line.of_assessment(assessment))
    return {"assessment": assessment, "entered": inputs.digest(db, assessment)}


def write_down(hall: Hall, db: Session, actor: Actor, assessment: int, **detail: object) -> None:
    """The line of an act that entered people or scores, in the chain of their assessment."""
    acts.write_down(hall, db, actor, Act.EDIT, None, **detail, **bind(db, assessment))


def require(db: Session, lines: Iterable[JournalLine], assessment: int) -> None:
    """Nothing but what the program entered is there. Raises Tampered("score").

    ``lines`` are those of its chain, which was verified.
    """
    told = None
    for line in lines:
        if '"entered"' in line.detail:
            told = json.loads(line.detail)["entered"]
    if inputs.digest(db, assessment) != (told or inputs.digest(db, NONE)):
        raise Tampered(what="score")
