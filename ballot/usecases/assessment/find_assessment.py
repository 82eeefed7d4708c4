"""How a use case finds an assessment, and which of them somebody may see."""

from sqlalchemy.exc import NoResultFound
from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, NotOneOf, Refused
from ballot.storage import unit_tree
from ballot.storage.assessment import assessments
from ballot.storage.assessment.assessments import AssessmentRow, AssessmentsWanted

FEW = 20
"""So many ids are told where there is none of the one that was asked for."""


def find(db: Session, actor: Actor, id: int, act: Act) -> AssessmentRow:
    """The assessment, if the actor may do ``act`` to it.

    Raises MayNot, and Refused with the key ``assessment`` where there is none of this id.
    """
    try:
        kept = assessments.get(db, id)
    except NoResultFound:
        kept = None
    if kept is None or kept.is_hidden:
        first = assessments.page(db, AssessmentsWanted(units_seen(db, actor)), 0, FEW)
        allowed = tuple(str(each.id) for each in first)
        raise Refused([Fault(error=NotOneOf(value=str(id), allowed=allowed), key="assessment")])
    access.require(actor, act, unit_tree.path_of(db, kept.unit))
    return kept


def seen(db: Session, actor: Actor) -> list[AssessmentRow]:
    """All that the actor may see, the newest first."""
    return assessments.in_units(db, units_seen(db, actor))


def units_seen(db: Session, actor: Actor) -> tuple[int, ...] | None:
    """The units whose assessments he may see; None: all."""
    if actor.console:
        return None
    roots = tuple(unit for unit, _ in actor.roles if access.may(actor, Act.SEE, (unit,)))
    return unit_tree.under(db, roots)
