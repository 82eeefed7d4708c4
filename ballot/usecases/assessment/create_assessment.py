"""An organizer begins an assessment (考核); the text of its scheme is copied into it."""

from dataclasses import replace

from sqlalchemy.orm import Session

from ballot import schemes
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Refused, TwiceTheSame
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import assessment, period_kind
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.storage import unit_tree
from ballot.storage.assessment import assessments
from ballot.usecases import acts
from ballot.usecases.accounts import units
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.hall import Hall


def create_assessment(hall: Hall, actor: Actor, plan: AssessmentPlan) -> int:
    """Begin an assessment; its id. Raises Refused, SchemeUnknown, MayNot.

    A title stands once in a unit: meetings name their assessment by it.
    """
    faults = assessment.check(plan)
    if faults:
        raise Refused(faults)
    scheme, plan = of_its_period(plan)
    return acts.carry_out(hall, lambda db: _create(hall, db, actor, plan, scheme))


def of_its_period(plan: AssessmentPlan) -> tuple[Scheme, AssessmentPlan]:
    """The scheme as the assessment has it, and the plan with what it sets of it: the kind of its
    period and its round. Raises Refused, SchemeUnknown."""
    scheme = schemes.find(plan.scheme, plan.overrides)
    kind = period_kind.settled(plan, scheme.aftermath.period)
    overrides = dict(plan.overrides)
    if kind is not scheme.aftermath.period:
        overrides[period_kind.KEY] = kind.value
    named = period_kind.settled_round(plan, kind, scheme.aftermath.rounds)
    if named:
        overrides[period_kind.ROUND] = named
    if overrides == dict(plan.overrides):
        return scheme, plan
    return schemes.find(plan.scheme, overrides), replace(plan, overrides=overrides)


def _create(hall: Hall, db: Session, actor: Actor, plan: AssessmentPlan, scheme: Scheme) -> int:
    unit = units.unit_called(db, actor, plan.unit)
    unit_tree.hold_titles(db, unit)
    if assessments.find(db, unit, plan.title) is not None:
        raise Refused([Fault(error=TwiceTheSame(value=plan.title), key="title")])
    if plan.previous is not None:
        find(db, actor, plan.previous, Act.SEE)
    made = assessments.add(
        db,
        unit=unit,
        title=plan.title,
        period=plan.period,
        scheme_id=scheme.id,
        scheme_text=scheme.text,
        overrides=plan.overrides,
        previous=plan.previous,
        at=hall.clock(),
    )
    told = {"assessment": made, "title": plan.title, "scheme": scheme.sha256}
    acts.write_down(hall, db, actor, Act.CREATE, None, **told)
    return made
