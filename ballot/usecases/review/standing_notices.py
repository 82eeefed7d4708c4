"""Which notices of an assessment count: a notice counts while what it said still stands.

Each counts for what it is of: the columns of a step, or the result (``Aftermath.published``).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from sqlalchemy.orm import Session

from ballot.domain.errors import NoticesDone
from ballot.domain.review import publishing
from ballot.domain.review.publishing import RESULT, Columns
from ballot.storage.assessment import notices
from ballot.storage.assessment.notices import NoticeRow
from ballot.usecases.assessment import reviewing, worked_out
from ballot.usecases.assessment.reviewing import Desk
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class StandingNotices:
    """How many notices are ``wanted`` before the end, and how many are ``done``.

    ``outdated`` is the last day of the latest one where the result says something else by now;
    it has to be followed by another, whether the policy asks for notices or not. ``missing`` is
    what each of those still to come is of, in the order of the procedure.
    """

    wanted: int
    done: int
    outdated: date | None
    missing: tuple[Columns, ...] = ()


def find(hall: Hall, db: Session, desk: Desk) -> StandingNotices:
    """Those that were up all their days."""
    return worked_out.of(hall, db, desk.kept, "notices", lambda: _find(hall, db, desk))


def _find(hall: Hall, db: Session, desk: Desk) -> StandingNotices:
    over = [each for each in notices.of_assessment(db, desk.kept.id) if each.concluded_at]
    published = desk.scheme.aftermath.published
    found = [
        _of(hall, db, desk, of, published.count(of), [each for each in over if each.of == of])
        for of in dict.fromkeys((*published, RESULT))
    ]
    return StandingNotices(
        sum(each.wanted for each in found),
        sum(each.done for each in found),
        max((each.outdated for each in found if each.outdated), default=None),
        tuple(of for each in found for of in each.missing),
    )


def _of(
    hall: Hall, db: Session, desk: Desk, of: Columns, times: int, over: Sequence[NoticeRow]
) -> StandingNotices:
    """Those of one thing, which ``times`` notices are to be of."""
    outdated, wanted, done = None, times, len(over)
    if over and done >= times and not standing(hall, db, desk, over[-1:]):
        outdated, wanted, done = over[-1].last, max(times, 1), max(0, times - 1)
    return StandingNotices(wanted, done, outdated, (of,) * (wanted - done))


def require_another(desk: Desk, there: StandingNotices) -> None:
    """Of a policy that says how often, one is still to come. Raises NoticesDone."""
    rule = desk.scheme.aftermath.notice
    if rule is not None and not there.missing:
        raise NoticesDone(times=rule.times, clause=rule.clause)


def next_of(there: StandingNotices) -> Columns:
    """What the next notice is of; one that nobody asks for is of the result."""
    return there.missing[0] if there.missing else RESULT


def standing(hall: Hall, db: Session, desk: Desk, rows: Sequence[NoticeRow]) -> frozenset[int]:
    """The ids of those that would say the same of the newest ranking as its review left it."""
    if desk.latest is None or not rows:
        return frozenset()
    found = reviewing.settled(hall, db, desk, desk.latest)
    now = (found.ranking, found.scored.rows)
    return frozenset(each.id for each in rows if publishing.stands(each.rows, *now, each.of))
