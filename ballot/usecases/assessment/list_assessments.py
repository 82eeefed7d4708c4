"""An organizer looks at the assessments of his units; and how a use case finds one of them."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.errors import Fault, NotOneOf, Refused
from ballot.domain.meeting import Act
from ballot.storage import assessments, people
from ballot.storage.assessments import AssessmentRow
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
    return hall.database.read(lambda db: [_line(db, each) for each in _seen(db, actor)])


def find(db: Session, actor: Actor, id: int, act: Act) -> AssessmentRow:
    """The assessment, if the actor may do ``act`` to it.

    Raises MayNot, and Refused with the key ``assessment`` where there is none of this id.
    """
    try:
        kept = assessments.get(db, id)
    except NoResultFound:
        allowed = tuple(str(each.id) for each in _seen(db, actor))
        error = NotOneOf(value=str(id), allowed=allowed)
        raise Refused([Fault(error=error, key="assessment")]) from None
    access.require(actor, act, people.path_of(db, kept.unit))
    return kept


def _seen(db: Session, actor: Actor) -> list[AssessmentRow]:
    if actor.console:
        return assessments.in_units(db, None)
    roots = tuple(unit for unit, _ in actor.roles if access.may(actor, Act.SEE, (unit,)))
    return assessments.in_units(db, people.under(db, roots))


def _line(db: Session, kept: AssessmentRow) -> AssessmentLine:
    count = len(assessments.people(db, kept.id))
    return AssessmentLine(kept.id, kept.title, kept.period, kept.scheme_id, count, kept.created_at)
