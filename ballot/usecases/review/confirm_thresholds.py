"""The organizer confirms thresholds that the policy does not give, before people are ranked."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import NotConfirmed
from ballot.domain.review import steps
from ballot.domain.review.steps import Kind
from ballot.domain.scheme.grade_rules import BallotGrade, ByBallot
from ballot.domain.scheme.scheme import Scheme
from ballot.usecases import acts
from ballot.usecases.assessment import reviewing
from ballot.usecases.assessment.reviewing import Desk
from ballot.usecases.hall import Hall


def confirm_thresholds(hall: Hall, actor: Actor, assessment: int, reason: str = "") -> None:
    """Confirm them as they are used, word for word. Raises MayNot, AssessmentConcluded."""

    def work(db: Session) -> None:
        desk = reviewing.hold(hall, db, actor, assessment, Act.REVIEW)
        reviewing.require_open(desk)
        said = {"opinion": "\n".join(thresholds(desk.scheme)), "reason": reason}
        reviewing.write(hall, db, actor, desk, reviewing.entry(desk, Kind.CONFIRMED, **said))

    acts.carry_out(hall, work)


def require(desk: Desk) -> None:
    """What the text leaves open is confirmed as it is used now. Raises NotConfirmed."""
    wanted = thresholds(desk.scheme)
    confirmed = steps.last_of(desk.entries, Kind.CONFIRMED)
    if wanted and (confirmed is None or confirmed.opinion != "\n".join(wanted)):
        raise NotConfirmed


def thresholds(scheme: Scheme) -> tuple[str, ...]:
    """The thresholds of the ballot's own grade that the text does not give, as sentences."""
    rule = scheme.placing.by_ballot
    if rule is None or not any(each.key.startswith("by_ballot") for each in scheme.defaults):
        return ()
    if rule.manual:
        return (f"{rule.column}由组织者逐人认定",)
    return tuple(_said(rule, grade) for grade in rule.grades)


def _said(rule: ByBallot, grade: BallotGrade) -> str:
    if grade.more_than is not None:
        bound = f"{grade.option}票超过投票数的{grade.more_than}"
        return f"{bound}的，测评确定为{grade.grade}"
    return f"{rule.item}低于{grade.below}的，测评确定为{grade.grade}"
