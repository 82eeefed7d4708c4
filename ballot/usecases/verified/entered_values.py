"""What was entered of the people of an assessment is bound into the journal.

A score and a flag are plain rows. Each act that enters any keeps the digests of whom it is of, and
writes one of the digests of all into its own line of the journal; whoever then changes, adds or
removes one by SQL is noticed before a result or a ranking is made of it.
"""

import json
from collections.abc import Collection, Iterable

from sqlalchemy.orm import Session

from ballot.domain import journal_line
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Tampered
from ballot.domain.journal_line import JournalLine
from ballot.storage import journal
from ballot.storage.assessment import earlier_digests, people_digests, people_imports
from ballot.usecases import acts
from ballot.usecases.hall import Hall

NONE = 0
"""The id of no assessment: nothing was ever entered of it."""


def bind(db: Session, assessment: int) -> dict[str, object]:
    """What the line of an act tells, after it entered people, scores or flags.

    Nobody else enters any between this digest and the line.
    """
    journal.queue(db, journal_line.of_assessment(assessment))
    digests = people_digests.keep_changed(db, assessment)
    return {"assessment": assessment, "entered": people_digests.whole(db, assessment, digests)}


def write_down(hall: Hall, db: Session, actor: Actor, assessment: int, **detail: object) -> None:
    """The line of an act that entered people or scores, in the chain of their assessment."""
    acts.write_down(hall, db, actor, Act.EDIT, None, **detail, **bind(db, assessment))


def require(
    db: Session,
    lines: Iterable[JournalLine],
    assessment: int,
    only: Collection[int] | None = None,
) -> None:
    """Nothing but what the program entered is there; where ``only`` these people are looked at,
    of them. Raises Tampered("score").

    ``lines`` are those of its chain, which was verified.
    """
    told = None
    for line in lines:
        if '"entered"' in line.detail:
            told = json.loads(line.detail)["entered"]
    if not _is_as_told(db, assessment, told, only):
        raise Tampered(what="score")


def _is_as_told(
    db: Session, assessment: int, told: str | None, only: Collection[int] | None
) -> bool:
    if told is None or not told.startswith(people_digests.VERSION):
        wanted = told or earlier_digests.of_assessment(db, NONE)
        return earlier_digests.of_assessment(db, assessment) == wanted
    kept = people_digests.kept(db, assessment)
    if people_digests.whole(db, assessment, kept) != told:
        return False
    made = people_digests.of_people(db, assessment, only)
    if only is not None:
        return all(kept[id] == digest for id, digest in made.items())
    return made == kept and people_imports.are_whole(db, assessment)
