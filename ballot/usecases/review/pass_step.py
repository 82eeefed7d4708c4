"""The steps of a policy, one by one: passed in order, or returned for correction (退回)."""

from dataclasses import dataclass, fields

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Missing, Refused, StillWaiting
from ballot.domain.review import steps
from ballot.domain.review.steps import Kind
from ballot.domain.scheme.grade_rules import WAITING
from ballot.domain.scoring import figures
from ballot.usecases import acts
from ballot.usecases.assessment import authorised, ranking_inputs, reviewing
from ballot.usecases.assessment.reviewing import Desk
from ballot.usecases.hall import Hall
from ballot.usecases.review.confirm_thresholds import require


@dataclass(frozen=True, slots=True)
class Held:
    """How a step was held: by whom, on which day (``2026-12-20``), with which opinion.

    ``reason`` is asked for where somebody is still 待测评; ``document`` may be empty.
    """

    held_by: str
    held_on: str
    opinion: str = ""
    document: str = ""
    reason: str = ""


def pass_step(hall: Hall, actor: Actor, assessment: int, step: str, held: Held) -> None:
    """Pass the step whose turn it is.

    Raises StepOutOfOrder, AllStepsDone, NotAuthorised, NotRanked, RankingOutdated, NotConfirmed,
    StillWaiting, GradesUndecided, AssessmentConcluded, Refused, MayNot.
    """

    def work(db: Session) -> None:
        desk = reviewing.hold(hall, db, actor, assessment, Act.REVIEW)
        reviewing.require_open(desk)
        authorised.require_in(desk.scheme, desk.entries)
        passing = desk.progress.require_next(step)
        if desk.progress.rests_on_ranking:
            _require_ranking(hall, db, desk, held)
        elif passing.votes:
            _require_reason(len(unmeasured(hall, db, desk)), held)
        said = _read(hall, held)
        reviewing.write(
            hall, db, actor, desk, reviewing.entry(desk, Kind.PASSED, step=step, **said)
        )

    acts.carry_out(hall, work)


def return_to(hall: Hall, actor: Actor, assessment: int, step: str, reason: str) -> None:
    """Return the assessment to a step that is done: it and all behind it are open again.

    Raises StepOutOfOrder, Refused (no reason), NoticeHangs, MayNot.
    """

    def work(db: Session) -> None:
        desk = reviewing.hold(hall, db, actor, assessment, Act.REVIEW)
        acts.require_reason(reason)
        desk.progress.require_behind(step)
        reviewing.require_nothing_hangs(db, desk)
        said = {"step": step, "reason": reason}
        reviewing.write(hall, db, actor, desk, reviewing.entry(desk, Kind.RETURNED, **said))

    acts.carry_out(hall, work)


def _require_ranking(hall: Hall, db: Session, desk: Desk, held: Held) -> None:
    require(desk)
    latest = reviewing.require_current(hall, db, desk)
    found = reviewing.settled(hall, db, desk, latest)
    _require_reason(sum(1 for one in found.ranking.placed if one.grade == WAITING), held)
    if len(desk.progress.left) == 1:
        steps.require_decided(found.ranking)


def _require_reason(waiting: int, held: Held) -> None:
    if waiting and not held.reason.strip():
        raise StillWaiting(count=waiting)


def unmeasured(hall: Hall, db: Session, desk: Desk) -> tuple[str, ...]:
    """The names of those of whom no meeting has been opened yet."""
    people = ranking_inputs.gather(hall, db, desk.kept).people
    return tuple(one.name for one in figures.unmeasured(desk.scheme, people))


def _read(hall: Hall, held: Held) -> dict[str, str]:
    said = {each.name: str(getattr(held, each.name)) for each in fields(held)}
    missing = [
        Fault(error=Missing(), key=key) for key in ("held_by", "held_on") if not said[key].strip()
    ]
    if missing:
        raise Refused(missing)
    day = reviewing.read_day(hall, held.held_on, "held_on")
    return said | {"held_on": day.isoformat()}
