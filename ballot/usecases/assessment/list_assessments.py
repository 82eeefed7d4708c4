"""An organizer looks at the assessments of his units; and how a use case finds one of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.scoring import period_kind
from ballot.storage.assessment import assessments, rankings
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.usecases.assessment.find_assessment import find, seen
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class AssessmentLine:
    """An assessment in a list."""

    id: int
    title: str
    period: str
    scheme_id: str
    people: int
    created_at: datetime


def list_assessments(hall: Hall, actor: Actor) -> list[AssessmentLine]:
    """The assessments that the actor may see, the newest first."""
    return hall.database.read(lambda db: [_line(db, each) for each in seen(db, actor)])


def list_comparable(hall: Hall, actor: Actor, assessment: int) -> list[AssessmentLine]:
    """Those that this one may be held against: under the same policy, of the same kind of period,
    ranked. Raises Refused where there is none of that id, MayNot."""

    def work(db: Session) -> list[AssessmentLine]:
        kept = find(db, actor, assessment, Act.SEE)
        alike = [each for each in seen(db, actor) if _same_kind(each, kept)]
        ranked = rankings.ranked(db, [each.id for each in alike])
        return [_line(db, each) for each in alike if each.id in ranked]

    return hall.database.read(work)


def _same_kind(one: AssessmentRow, other: AssessmentRow) -> bool:
    kinds = [each.overrides.get(period_kind.KEY, "") for each in (one, other)]
    return one.id != other.id and one.scheme_id == other.scheme_id and kinds[0] == kinds[1]


def _line(db: Session, kept: AssessmentRow) -> AssessmentLine:
    count = len(assessments.people(db, kept.id))
    return AssessmentLine(kept.id, kept.title, kept.period, kept.scheme_id, count, kept.created_at)
