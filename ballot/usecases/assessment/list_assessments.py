"""An organizer looks at the assessments of his units; and how a use case finds one of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.storage.assessment import assessments
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.usecases.assessment.find_assessment import seen
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


def _line(db: Session, kept: AssessmentRow) -> AssessmentLine:
    count = len(assessments.people(db, kept.id))
    return AssessmentLine(kept.id, kept.title, kept.period, kept.scheme_id, count, kept.created_at)
