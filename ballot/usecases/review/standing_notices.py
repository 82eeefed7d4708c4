"""Which notices of an assessment count: a notice counts while what it said still stands."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from ballot.domain.review import publishing
from ballot.storage.assessment import notices
from ballot.storage.assessment.notices import NoticeRow
from ballot.usecases.assessment import reviewing
from ballot.usecases.assessment.reviewing import Desk


@dataclass(frozen=True, slots=True)
class StandingNotices:
    """How many notices are ``wanted`` before the end, and how many are ``done``.

    ``outdated`` is the last day of the latest one where the result says something else by now;
    it has to be followed by another, whether the policy asks for notices or not.
    """

    wanted: int
    done: int
    outdated: date | None


def find(db: Session, desk: Desk) -> StandingNotices:
    """Those that were up all their days."""
    over = [each for each in notices.of_assessment(db, desk.kept.id) if each.concluded_at]
    still = standing(db, desk, over[-1:])
    times = times_of(desk)
    if not over or still or len(over) < times:
        return StandingNotices(times, len(over), None)
    return StandingNotices(max(times, 1), max(0, times - 1), over[-1].last)


def times_of(desk: Desk) -> int:
    """How many notices the policy wants."""
    notice = desk.scheme.aftermath.notice
    return notice.times if notice else 0


def standing(db: Session, desk: Desk, rows: Sequence[NoticeRow]) -> frozenset[int]:
    """The ids of those that would say the same of the newest ranking as its review left it."""
    if desk.latest is None or not rows:
        return frozenset()
    found = reviewing.settled(db, desk, desk.latest)
    return frozenset(
        each.id for each in rows if publishing.stands(each.rows, found.ranking, found.scored.rows)
    )
