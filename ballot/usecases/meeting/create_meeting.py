"""An organizer creates a meeting. Under custody server the key of its box is made here."""

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.errors import Fault, MayNot, NotOneOf, Refused
from ballot.domain.meeting import Act, Custody
from ballot.domain.plan import MeetingPlan
from ballot.domain.scheme import Scheme
from ballot.storage import meetings, people
from ballot.usecases import acts, box_key, entered, planning
from ballot.usecases.box_key import Run
from ballot.usecases.hall import Hall

TOP_UNIT = "本单位"
"""The name of the topmost unit until an administrator gives it another."""


def create_meeting(hall: Hall, actor: Actor, plan: MeetingPlan) -> str:
    """Create a meeting in draft; its number. Raises Refused, SchemeUnknown, MayNot."""
    scheme = planning.scheme_of(plan)
    with box_key.made(hall, held_by_server=plan.custody is Custody.SERVER) as run:
        return acts.carry_out(hall, lambda db: _create(hall, db, actor, plan, scheme, run))


def _create(
    hall: Hall, db: Session, actor: Actor, plan: MeetingPlan, scheme: Scheme, run: Run
) -> str:
    at = hall.clock()
    unit = unit_called(db, actor, plan.unit)
    planning.require_township(db, unit, scheme, plan.subjects)
    assessment = planning.assessment_for(db, plan, scheme, unit, at, _above(db, actor, unit))
    number = meetings.insert(
        db,
        unit=unit,
        assessment=assessment,
        title=plan.title,
        place=plan.place,
        item=plan.item,
        custody=plan.custody,
        run=run.run,
        pk=run.pk,
        at=at,
    )
    planning.put(db, number, assessment, plan, scheme, actor.name, at)
    told = {"title": plan.title, "scheme": scheme.sha256, **entered.bind(db, assessment)}
    acts.write_down(hall, db, actor, Act.CREATE, number, **told)
    return number


def _above(db: Session, actor: Actor, unit: int) -> list[int]:
    """The units above this one whose assessments the actor may add a meeting to."""
    above = reversed(people.path_of(db, unit)[:-1])
    return [each for each in above if access.may(actor, Act.CREATE, people.path_of(db, each))]


def unit_of(db: Session, actor: Actor) -> int:
    """The unit whose meeting it will be: the first one where the actor may create one.

    Whoever holds the machine creates for the topmost unit. Raises MayNot.
    """
    if actor.console:
        return top_unit(db)
    for unit, _ in actor.roles:
        if access.may(actor, Act.CREATE, people.path_of(db, unit)):
            return unit
    raise MayNot(act=Act.CREATE)


def unit_called(db: Session, actor: Actor, name: str) -> int:
    """The unit of this name where the actor may create, the first one where no name is given.

    Raises Refused with the key ``unit``, MayNot.
    """
    if not name:
        return unit_of(db, actor)
    allowed = [
        each
        for each in people.units(db)
        if access.may(actor, Act.CREATE, people.path_of(db, each.id))
    ]
    for each in allowed:
        if each.name == name:
            return each.id
    error = NotOneOf(value=name, allowed=tuple(each.name for each in allowed))
    raise Refused([Fault(error=error, key="unit")])


def top_unit(db: Session) -> int:
    """The topmost unit, added where there is none yet."""
    top = next((unit.id for unit in people.units(db) if unit.parent is None), None)
    return people.add_unit(db, TOP_UNIT) if top is None else top
