"""Everybody reads a notice while it hangs, under its address and without a sign-in."""

from sqlalchemy.orm import Session

from ballot.domain.errors import NoticeGone
from ballot.storage.assessment import assessments, notices
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.usecases.assessment import reviewing, worked_out
from ballot.usecases.hall import Hall
from ballot.usecases.review import see_notice
from ballot.usecases.review.see_notice import NoticeView, Wall
from ballot.usecases.verified import posted_notices, schemes


def read_notice(hall: Hall, code: str) -> NoticeView:
    """What hangs under an address. Raises NoticeGone on any other day, Tampered."""
    if not code.isalnum():  # PostgreSQL takes no NUL in a text
        raise NoticeGone

    def work(db: Session) -> NoticeView:
        found = notices.assessment_of(db, code)
        if found is None:
            raise NoticeGone
        kept = assessments.get(db, found[0])
        name = f"notice {found[1]}"
        return worked_out.of(hall, db, kept, name, lambda: _read(hall, db, kept, code))

    return hall.database.read(work)


def _read(hall: Hall, db: Session, kept: AssessmentRow, code: str) -> NoticeView:
    today = reviewing.today(hall)
    found = notices.by_code(db, code)
    if found is None or not found[1].hangs_on(today):
        raise NoticeGone
    posted_notices.require(hall, db, kept.id, [found[1]])
    rule = schemes.of_assessment(kept).aftermath.notice
    return see_notice.view_of(hall, found[1], Wall(kept.title, rule, today))
