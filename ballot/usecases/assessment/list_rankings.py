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


def is_ranked(hall: Hall, actor: Actor, assessment: int) -> bool:
    """Whether there is any ranking. Raises Refused, MayNot."""
    return bool(list_rankings(hall, actor, assessment))


def _list(db: Session, actor: Actor, assessment: int) -> list[RankingLine]:
    find(db, actor, assessment, Act.SEE)
    return [
        RankingLine(each.id, each.provisional, each.by, each.at)
        for each in rankings.of_assessment(db, assessment)
    ]


def count_placed(hall: Hall, actor: Actor, assessment: int, ranking: int) -> int:
    """How many people a ranking of the assessment has; 0 where there is none of this id.

    Raises Refused, MayNot.
    """

    def work(db: Session) -> int:
        found = _list(db, actor, assessment)
        return rankings.count_placings(db, ranking) if ranking in {one.id for one in found} else 0

    return hall.database.read(work)
