"""办结: every step is done, what hung has been up its days, nothing waits for a decision."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import AppealsUndecided, NoticeOutdated, NoticesMissing, StepsOpen
from ballot.domain.review import steps
from ballot.domain.review.steps import Kind
from ballot.storage.assessment import appeals
from ballot.usecases import acts
from ballot.usecases.assessment import reviewing
from ballot.usecases.assessment.reviewing import Desk
from ballot.usecases.hall import Hall
from ballot.usecases.review import standing_notices

RESULT = "考核结果"
"""What a notice is of that is not of a step."""


def conclude_assessment(hall: Hall, actor: Actor, assessment: int) -> None:
    """Conclude. Already concluded is no fault.

    Raises StepsOpen, RankingOutdated, NotRanked, NoticeOutdated, NoticesMissing, NoticeHangs,
    AppealsUndecided, GradesUndecided, MayNot.
    """

    def work(db: Session) -> None:
        desk = reviewing.hold(hall, db, actor, assessment, Act.REVIEW)
        if desk.progress.concluded:
            return
        _require_all(hall, db, desk)
        reviewing.write(hall, db, actor, desk, reviewing.entry(desk, Kind.CONCLUDED))

    acts.carry_out(hall, work)


def _require_all(hall: Hall, db: Session, desk: Desk) -> None:
    if desk.progress.left:
        raise StepsOpen(names=desk.progress.left)
    latest = reviewing.require_current(hall, db, desk)
    reviewing.require_nothing_hangs(db, desk)
    waiting = undecided(db, desk.kept.id)
    if waiting:
        raise AppealsUndecided(count=waiting)
    steps.require_decided(reviewing.settled(hall, db, desk, latest).ranking)
    there = standing_notices.find(hall, db, desk)
    if there.outdated:
        raise NoticeOutdated(ended=there.outdated.isoformat())
    if there.missing:
        missing = tuple("、".join(of) or RESULT for of in there.missing)
        raise NoticesMissing(wanted=there.wanted, done=there.done, missing=missing)


def undecided(db: Session, assessment: int) -> int:
    """How many appeals and objections wait for a decision."""
    return sum(1 for each in appeals.of_assessment(db, assessment) if each.decision is None)
