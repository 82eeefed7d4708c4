"""The ranking on paper, with what its review wrote into the boxes: the same wherever it is asked
for, by the page of the ranking, that of the review, or a command."""

from collections.abc import Iterable
from datetime import date

from ballot.domain import house_time
from ballot.domain.review.steps import ReviewLine
from ballot.domain.scheme.consequences import Step
from ballot.domain.scoring.score import Scored
from ballot.printing.forms import ranking
from ballot.printing.leaf import Leaf
from ballot.usecases.assessment.see_ranking import RankingView
from ballot.usecases.review.see_review import ReviewView

CHECK = 16
"""So many digits of the digest of its inputs stand at the foot."""


def of_view(view: RankingView) -> Leaf:
    """A ranking as somebody looks at it."""
    return leaf(view, view.scored, view.done)


def leaf(
    view: RankingView | ReviewView, scored: Scored, done: Iterable[tuple[Step, ReviewLine]]
) -> Leaf:
    """建议等次 is what the rules gave, 审定等次 what the review decided; ``done`` are its steps."""
    said = {ranking.opinion(step): _opinion(line) for step, line in done}
    return ranking.leaf(
        ranking.of(
            view.scheme,
            scored,
            assessment=view.title,
            period=view.period,
            check=view.inputs_sha256[:CHECK],
            said=said,
        )
    )


def _opinion(line: ReviewLine) -> str:
    day = house_time.in_words(date.fromisoformat(line.held_on))
    parts = (line.opinion or "已办", line.document, line.held_by, day)
    return "\n".join(part for part in parts if part)
