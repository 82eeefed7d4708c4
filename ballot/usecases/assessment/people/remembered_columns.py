"""Which columns a unit's own lists have for ours, as its people said at an import before."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.storage.assessment import column_names
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.hall import Hall

Pairs = tuple[tuple[str, str], ...]


def remembered_columns(hall: Hall, actor: Actor, assessment: int, act: Act = Act.EDIT) -> Pairs:
    """(our column, column of the file) for the unit that holds the assessment. Raises MayNot."""
    return hall.database.read(
        lambda db: column_names.of_unit(db, find(db, actor, assessment, act).unit)
    )


def remember(db: Session, unit: int, choices: Mapping[str, str]) -> None:
    """Keep what somebody chose; that a file has none of ours says nothing of the next file."""
    there = set(column_names.of_unit(db, unit))
    chosen = [(ours, theirs) for ours, theirs in choices.items() if theirs]
    column_names.add(db, unit, [pair for pair in chosen if pair not in there])
