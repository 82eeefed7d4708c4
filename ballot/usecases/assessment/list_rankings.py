"""An organizer looks at all rankings of an assessment, each as it was concluded."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.storage.assessment import rankings
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class RankingLine:
    """A ranking in the history."""

    id: int
    provisional: bool
    by: str
    at: datetime


def list_rankings(hall: Hall, actor: Actor, assessment: int) -> list[RankingLine]:
    """The rankings, the newest first. Raises Refused, MayNot."""
    return hall.database.read(lambda db: _list(db, actor, assessment))


def _list(db: Session, actor: Actor, assessment: int) -> list[RankingLine]:
    find(db, actor, assessment, Act.SEE)
    return [
        RankingLine(each.id, each.provisional, each.by, each.at)
        for each in rankings.of_assessment(db, assessment)
    ]
