"""The assessments before one, by the link of each to its 上一期, and what their reviews left."""

from collections.abc import Iterator, Sequence

from sqlalchemy.orm import Session

from ballot.domain.review import steps
from ballot.domain.review.steps import ReviewLine
from ballot.domain.scoring.ranking import Placed
from ballot.domain.scoring.score import Scored
from ballot.storage.assessment import assessments, rankings, reviews
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.storage.assessment.rankings import RankingRow
from ballot.usecases.assessment import kept_ranking


def of(db: Session, kept: AssessmentRow) -> Iterator[AssessmentRow]:
    """All of them, the latest first."""
    previous = kept.previous
    while previous is not None:
        earlier = assessments.get(db, previous)
        yield earlier
        previous = earlier.previous


def latest(db: Session, kept: AssessmentRow) -> RankingRow | None:
    """Its newest ranking, if it was ranked."""
    return next(iter(rankings.of_assessment(db, kept.id)), None)


def entries(db: Session, kept: AssessmentRow) -> list[ReviewLine]:
    """The lines of its review."""
    return [line.entry for line in reviews.of_assessment(db, kept.id)]


def settled(
    db: Session, ranking: RankingRow, reviewed: Sequence[ReviewLine]
) -> tuple[Scored, tuple[Placed, ...]]:
    """A ranking as it was kept, and everybody of it with the grade that its review gave."""
    scored, ids = kept_ranking.snapshot(db, ranking)
    made = steps.changes(reviewed, ranking.id)
    return scored, steps.settled(scored.ranking, ids, made, is_decided=False).placed
