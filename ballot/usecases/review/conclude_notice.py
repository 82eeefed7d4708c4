"""A notice has been up its days, and what was said against it is decided: it is concluded."""

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import AppealsUndecided, NoticeRunning, RankingOutdated
from ballot.storage.assessment import appeals, notices
from ballot.usecases import acts
from ballot.usecases.assessment import reviewing
from ballot.usecases.hall import Hall
from ballot.usecases.review.post_notice import hanging


def conclude_notice(hall: Hall, actor: Actor, assessment: int) -> None:
    """Conclude the notice that hangs.

    Raises NoticeNotPosted, NoticeRunning before its last day is over, AppealsUndecided while an
    objection waits, RankingOutdated where the result that it shows is no longer so, MayNot.
    """

    def work(db: Session) -> None:
        desk = reviewing.hold(hall, db, actor, assessment, Act.PUBLISH)
        up = hanging(db, assessment)
        if reviewing.today(hall) <= up.last:
            raise NoticeRunning(last=up.last.isoformat())
        there = appeals.of_assessment(db, assessment)
        waiting = sum(1 for each in there if each.notice == up.id and each.decision is None)
        if waiting:
            raise AppealsUndecided(count=waiting)
        if not up.of and reviewing.require_current(hall, db, desk).id != up.ranking:
            raise RankingOutdated
        notices.conclude(db, up.id, hall.clock())
        told = {"assessment": assessment, "notice": up.id, "done": "concluded"}
        acts.write_down(hall, db, actor, Act.PUBLISH, None, **told)

    acts.carry_out(hall, work)
