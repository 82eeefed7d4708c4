"""An organizer creates a meeting. Under custody server the key of its box is made here."""

from sqlalchemy.orm import Session

from ballot.domain import access
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.meeting import Custody
from ballot.domain.meetings.plan import MeetingPlan
from ballot.domain.scheme.scheme import Scheme
from ballot.storage import meetings, unit_tree
from ballot.usecases import acts
from ballot.usecases.accounts import units
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import box_key, planning
from ballot.usecases.meeting.box_key import Run
from ballot.usecases.verified import entered_values


def create_meeting(hall: Hall, actor: Actor, plan: MeetingPlan) -> str:
    """Create a meeting in draft; its number. Raises Refused, SchemeUnknown, MayNot."""
    scheme = planning.scheme_of(plan)
    with box_key.made(hall, held_by_server=plan.custody is Custody.SERVER) as run:
        return acts.carry_out(hall, lambda db: _create(hall, db, actor, plan, scheme, run))


def _create(
    hall: Hall, db: Session, actor: Actor, plan: MeetingPlan, scheme: Scheme, run: Run
) -> str:
    at = hall.clock()
    unit = units.unit_called(db, actor, plan.unit)
    planning.require_township(db, unit, scheme, plan.subjects)
    assessment = planning.assessment_for(db, plan, scheme, unit, at, _above(db, actor, unit))
    number = meetings.insert(
        db,
        unit=unit,
        assessment=assessment,
        title=plan.title,
        place=plan.place,
        starts=plan.starts,
        item=plan.item,
        custody=plan.custody,
        run=run.run,
        pk=run.pk,
        at=at,
    )
    planning.put(db, number, assessment, plan, scheme, actor.name, at)
    told = {"title": plan.title, "scheme": scheme.sha256, "custody": plan.custody}
    acts.write_down(hall, db, actor, Act.CREATE, number, run=run.run.hex(), **told)
    entered_values.write_down(hall, db, actor, assessment, meeting=number)
    return number


def _above(db: Session, actor: Actor, unit: int) -> list[int]:
    """The units above this one whose assessments the actor may add a meeting to."""
    above = reversed(unit_tree.path_of(db, unit)[:-1])
    return [each for each in above if access.may(actor, Act.CREATE, unit_tree.path_of(db, each))]
