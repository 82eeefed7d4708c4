"""An organizer changes the plan of a draft. What was frozen is not edited: unfreeze it first."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, NotOneOf, Refused
from ballot.domain.meeting import Custody
from ballot.domain.meetings.plan import MeetingPlan
from ballot.domain.scheme.scheme import Scheme
from ballot.storage import badges, batches, meetings
from ballot.storage.assessment import assessments
from ballot.storage.meetings import MeetingRow
from ballot.usecases import acts
from ballot.usecases.hall import Hall
from ballot.usecases.meeting import box_key, planning
from ballot.usecases.meeting.box_key import Run
from ballot.usecases.scrutineers import appoint
from ballot.usecases.verified import entered_values


def edit_meeting(hall: Hall, actor: Actor, number: str, plan: MeetingPlan) -> None:
    """Put ``plan`` in the place of the earlier one.

    Custody can always be raised; it is lowered only while no slip is printed. Raises Refused,
    SchemeUnknown, NotInState, MeetingUnknown, MayNot.
    """
    scheme = planning.scheme_of(plan)
    before = hall.database.read(lambda db: meetings.get(db, number))
    lowers = (before.custody, plan.custody) == (Custody.SCRUTINEERS, Custody.SERVER)
    if not lowers:
        acts.carry_out(hall, lambda db: _edit(hall, db, actor, number, plan, scheme, None))
    else:
        with box_key.made(hall, held_by_server=True) as run:
            acts.carry_out(hall, lambda db: _edit(hall, db, actor, number, plan, scheme, run))
    if (before.custody, plan.custody) == (Custody.SERVER, Custody.SCRUTINEERS):
        hall.box_keys.forget(before.run)


def _edit(
    hall: Hall,
    db: Session,
    actor: Actor,
    number: str,
    plan: MeetingPlan,
    scheme: Scheme,
    run: Run | None,
) -> None:
    meeting = acts.hold(db, actor, number, Act.EDIT)
    planning.require_township(db, meeting.unit, scheme, plan.subjects)
    assessment = _assessment(hall, db, meeting, plan, scheme)
    custody = _custody(db, meeting, plan, run)
    said = {"title": plan.title, "place": plan.place, "item": plan.item, "starts": plan.starts}
    also = {**said, "assessment": assessment, **custody}
    meetings.change(db, number, Act.EDIT, **also)
    planning.put(db, number, assessment, plan, scheme, actor.name, hall.clock())
    _require_helpers_unjudged(db, meeting)
    told = {"title": plan.title, "scheme": scheme.sha256, "custody": plan.custody}
    anew = {"run": run.run.hex()} if run is not None and "run" in custody else {}
    acts.write_down(hall, db, actor, Act.EDIT, number, **told, **anew)
    entered_values.write_down(hall, db, actor, assessment, meeting=number)


def _require_helpers_unjudged(db: Session, meeting: MeetingRow) -> None:
    """Nobody who was appointed in the hall is judged now. Raises Refused."""
    names = {row.position: row.name for row in badges.of_meeting(db, meeting.number)}
    barred = appoint.faults_of(db, meeting, names)
    if barred:
        raise Refused([Fault(each.error, key="subjects") for each in barred])


def _assessment(
    hall: Hall, db: Session, meeting: MeetingRow, plan: MeetingPlan, scheme: Scheme
) -> int:
    """The assessment stays, unless the plan names another or another scheme."""
    kept = assessments.get(db, meeting.assessment)
    same = kept.scheme_sha256.hex() == scheme.sha256
    if same and plan.assessment in (None, kept.title):
        return kept.id
    return planning.assessment_for(db, plan, scheme, meeting.unit, hall.clock())


def _custody(
    db: Session, meeting: MeetingRow, plan: MeetingPlan, run: Run | None
) -> dict[str, object]:
    if plan.custody is meeting.custody:
        return {}
    badges.forget_keys(db, meeting.number)
    if plan.custody is Custody.SCRUTINEERS:
        return {"custody": plan.custody, "pk": None}
    if run is None or batches.in_force(db, meeting.number):
        error = NotOneOf(value=plan.custody, allowed=(meeting.custody,))
        raise Refused([Fault(error=error, key="custody")])
    return {"custody": plan.custody, "run": run.run, "pk": run.pk}
