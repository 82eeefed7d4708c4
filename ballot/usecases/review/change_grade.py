"""A grade changed by hand in a step of the review: both values and the reason are kept."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, NotOneOf, Refused
from ballot.domain.review import steps
from ballot.domain.review.steps import Kind
from ballot.usecases import acts
from ballot.usecases.assessment import reviewing
from ballot.usecases.assessment.reviewing import Desk
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class Change:
    """The grade that a body gives a person, and why. ``excess`` says why the places of the grade
    are passed, where they are; ``held_by`` is the body, its step's own where empty."""

    person: int
    grade: str
    reason: str
    excess: str = ""
    held_by: str = ""


def change_grade(hall: Hall, actor: Actor, assessment: int, change: Change) -> None:
    """Change a grade in the step whose turn it is, from the ranking step on.

    Raises GradeFixed, ExcessNeedsReason, CapExceeded, NotOneOf, Missing (no reason), NotRanked,
    RankingOutdated, StepOutOfOrder, AllStepsDone, NoticeHangs, AssessmentConcluded, Refused,
    MayNot.
    """

    def work(db: Session) -> None:
        desk = reviewing.hold(hall, db, actor, assessment, Act.REVIEW)
        reviewing.require_open(desk)
        reviewing.require_nothing_hangs(db, desk)
        step = _step(desk)
        latest = reviewing.require_current(hall, db, desk)
        found = reviewing.settled(hall, db, desk, latest)
        place = _place(found.ids, change.person)
        old = found.ranking.placed[place].grade
        if change.grade == old:
            raise Refused(
                [Fault(error=NotOneOf(value=old, allowed=_others(desk, old)), key="grade")]
            )
        given = (change.grade, change.reason, change.excess)
        steps.require_change(desk.scheme, found.ranking, place, *given)
        said = {"person": change.person, "before": old, "after": change.grade, "step": step}
        said |= {"reason": change.reason, "opinion": change.excess, "held_by": change.held_by}
        reviewing.write(hall, db, actor, desk, reviewing.entry(desk, Kind.CHANGED, **said))

    acts.carry_out(hall, work)


def _step(desk: Desk) -> str:
    """Changes belong to a step that is under way. Raises StepOutOfOrder, AllStepsDone."""
    step = desk.progress.next
    if step is None or not desk.progress.rests_on_ranking:
        raise desk.progress.out_of_order("人工改定等次")
    return step.name


def _place(ids: tuple[int, ...], person: int) -> int:
    if person not in ids:
        error = NotOneOf(value=str(person), allowed=tuple(map(str, ids)))
        raise Refused([Fault(error=error, key="person")])
    return ids.index(person)


def _others(desk: Desk, old: str) -> tuple[str, ...]:
    return tuple(each.name for each in desk.scheme.placing.grades if each.name != old)
