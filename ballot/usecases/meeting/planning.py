"""What a plan becomes in the tables: an assessment, its people and their scores, the meeting."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from sqlalchemy.orm import Session

from ballot import schemes
from ballot.domain import rounding
from ballot.domain.errors import (
    EligibleOfRoster,
    Fault,
    NotOneOf,
    Refused,
    SchemeUnknown,
    ScoreInParts,
)
from ballot.domain.meetings import organizing
from ballot.domain.meetings.plan import MeetingPlan, SubjectPlan, check
from ballot.domain.scheme import meeting_items
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import period_kind
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.storage import subjects, unit_tree
from ballot.storage.assessment import assessments, reviews
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.storage.subjects import EligibleRow, QuestionRow, VoterClassRow
from ballot.usecases.assessment import authorised, ranking_inputs
from ballot.usecases.assessment.create_assessment import of_its_period
from ballot.usecases.assessment.ranking_inputs import Objective
from ballot.usecases.verified import kept_roster


def scheme_of(plan: MeetingPlan) -> Scheme:
    """The scheme that a plan names, as far as the meeting fills it; the plan checked against it.

    Raises SchemeUnknown, and Refused with every fault of the plan.
    """
    scheme = schemes.find(plan.scheme)
    faults = check(plan, scheme)
    if faults:
        raise Refused(faults)
    return meeting_items.narrowed(scheme, plan.item)


def faults_of(plan: MeetingPlan) -> list[Fault]:
    """What only the scheme of a plan can tell; nothing where there is none of its name."""
    try:
        return check(plan, schemes.find(plan.scheme))
    except SchemeUnknown as error:
        return [Fault(error=error, key="scheme")]
    except Refused as refused:
        return list(refused.faults)


def assessment_for(
    db: Session,
    plan: MeetingPlan,
    scheme: Scheme,
    unit: int,
    at: datetime,
    above: Iterable[int] = (),
) -> int:
    """The assessment that the plan names, of the unit or of one ``above`` it, or a new one with a
    copy of the scheme. A plan that names none makes none that anybody sees: its meeting stands
    alone, and only its policy, its people and their scores are kept.

    Raises Refused where the assessment of that name was begun under another scheme or is of another
    round, where a new one does not say its round, NotAuthorised where the policy demands a consent
    first.
    """
    if plan.assessment:
        unit_tree.hold_titles(db, unit)
    named = (_held(db, each, plan.assessment or "") for each in (unit, *above))
    there = next(filter(None, named), None) if plan.assessment else None
    if there is not None:
        if there.scheme_sha256.hex() != scheme.sha256:
            error = NotOneOf(value=scheme.id, allowed=(there.scheme_id,))
            raise Refused([Fault(error=error, key="scheme")])
        _require_round(plan, there)
        authorised.require(db, scheme, there.id)
        return there.id
    authorised.require(db, scheme, None)
    return assessments.add(
        db,
        unit=unit,
        title=plan.assessment or "",
        scheme_id=scheme.id,
        scheme_text=scheme.text,
        overrides=_overrides(plan, scheme),
        at=at,
    )


def _overrides(plan: MeetingPlan, scheme: Scheme) -> Mapping[str, str]:
    """The kind of period and the round of an assessment that begins with its first meeting; a
    meeting that stands alone has none but the round, where its policy has rounds. Raises Refused.
    """
    if not (plan.assessment or plan.round or scheme.aftermath.rounds):
        return {}
    made = AssessmentPlan(plan.assessment or plan.title, plan.scheme, round=plan.round)
    return of_its_period(made)[1].overrides


def _require_round(plan: MeetingPlan, there: AssessmentRow) -> None:
    """The round that the plan names, if any, is that of the assessment. Raises Refused."""
    stands = there.overrides.get(period_kind.ROUND, "")
    if plan.round not in ("", stands):
        error = NotOneOf(value=plan.round, allowed=(stands,) if stands else ())
        raise Refused([Fault(error=error, key="round")])


def _held(db: Session, unit: int, title: str) -> AssessmentRow | None:
    """The assessment of this title, held: looked for again, as it may be gone after the wait."""
    there = assessments.find(db, unit, title)
    if there is None:
        return None
    reviews.hold(db, there.id)
    return assessments.find(db, unit, title)


def require_township(
    db: Session, unit: int, scheme: Scheme, subjects: Iterable[SubjectPlan]
) -> None:
    """A county that has townships holds no vote that is a township's. Raises Refused."""
    faults = organizing.faults(scheme, subjects) if unit_tree.is_above(db, unit) else []
    if faults:
        raise Refused(faults)


def put(
    db: Session,
    number: str,
    assessment: int,
    plan: MeetingPlan,
    scheme: Scheme,
    by: str,
    at: datetime,
) -> None:
    """Set subjects, questions, classes and 应参加 of a meeting, and enter the scores brought in.

    The assessment is held: nobody takes one of these people out of it meanwhile.
    Raises Refused with the key of a score that contradicts a score sheet.
    """
    reviews.hold(db, assessment)
    persons = [_person(db, assessment, each) for each in plan.subjects]
    subjects.put_subjects(db, number, persons)
    fresh = _fresh(persons, plan, ranking_inputs.objectives(db, assessment, scheme, persons))
    for person, value in fresh.items():
        item = assessments.OBJECTIVE_SCORE
        assessments.enter_score(db, person, item=item, value=value, by=by, at=at)
    put_form(db, number, scheme)
    put_eligible(db, number, scheme, _parts(db, number, plan, scheme))


def _parts(
    db: Session, number: str, plan: MeetingPlan, scheme: Scheme
) -> tuple[tuple[str, int], ...]:
    """应参加 by category: of the roster where there is one, which the plan must not contradict.

    Raises Refused, key ``eligible``.
    """
    parts = kept_roster.parts(db, number, scheme)
    if not parts:
        return plan.eligible_parts or (("", plan.eligible),)
    persons = sum(each for _, each in parts)
    if persons != plan.eligible:
        error = EligibleOfRoster(given=plan.eligible, persons=persons)
        raise Refused([Fault(error, key="eligible")])
    return parts


def _fresh(
    persons: Sequence[int], plan: MeetingPlan, known: Mapping[int, Objective]
) -> dict[int, str]:
    """By person the score that the plan brings in anew. Raises Refused where a score sheet says
    another one: its sections are changed in the assessment."""
    found: dict[int, str] = {}
    faults = []
    for place, (person, each) in enumerate(zip(persons, plan.subjects, strict=True), start=1):
        text, stands = each.objective_score, known[person]
        if text is None or _is_same(text, stands.text):
            continue
        found[person] = text
        if stands.in_parts:
            error = ScoreInParts(value=text, total=stands.text or "")
            faults.append(Fault(error, key=f"subjects[{place}].objective_score"))
    if faults:
        raise Refused(faults)
    return found


def _is_same(text: str, other: str | None) -> bool:
    return other is not None and rounding.read_decimal(text) == rounding.read_decimal(other)


def put_form(db: Session, number: str, scheme: Scheme) -> None:
    """Set the questions and the classes of voters as the scheme of the meeting has them."""
    questions = [QuestionRow(each.text, each.options, each.blank) for each in scheme.questions]
    subjects.put_questions(db, number, questions)
    if scheme.classes:
        classes = [VoterClassRow(each.name, str(each.weight)) for each in scheme.classes]
        subjects.put_classes(db, number, classes)


def put_eligible(
    db: Session,
    number: str,
    scheme: Scheme,
    parts: tuple[tuple[str, int], ...],
    reason: str | None = None,
) -> None:
    """Set 应参加 by category. Where voters come in classes, a category is a class by its name."""
    places = {each.name: place for place, each in enumerate(scheme.classes)}
    rows = [EligibleRow(name, persons, places.get(name, 0), reason) for name, persons in parts]
    subjects.put_eligible(db, number, rows)


def _person(db: Session, assessment: int, subject: SubjectPlan) -> int:
    return assessments.person_of(
        db,
        assessment,
        name=subject.name,
        unit_name=subject.unit,
        village=subject.village,
        groups=subject.groups,
    )
