"""How a use case finds an assessment, and which of them somebody may see."""

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, NotOneOf, Refused
from ballot.storage import people
from ballot.storage.assessment import assessments
from ballot.storage.assessment.assessments import AssessmentRow


def find(db: Session, actor: Actor, id: int, act: Act) -> AssessmentRow:
    """The assessment, if the actor may do ``act`` to it.

    Raises MayNot, and Refused with the key ``assessment`` where there is none of this id.
    """
    try:
        kept = assessments.get(db, id)
    except NoResultFound:
        kept = None
    if kept is None or kept.removed_at is not None:
        allowed = tuple(str(each.id) for each in seen(db, actor))
        raise Refused([Fault(error=NotOneOf(value=str(id), allowed=allowed), key="assessment")])
    access.require(actor, act, people.path_of(db, kept.unit))
    return kept


def seen(db: Session, actor: Actor) -> list[AssessmentRow]:
    if actor.console:
        return assessments.in_units(db, None)
    roots = tuple(unit for unit, _ in actor.roles if access.may(actor, Act.SEE, (unit,)))
    return assessments.in_units(db, people.under(db, roots))
