"""Nothing begins without the consent that a policy demands."""

from collections.abc import Sequence

from sqlalchemy.orm import Session

from ballot.domain.errors import NotAuthorised
from ballot.domain.review import steps
from ballot.domain.review.steps import Kind, ReviewLine
from ballot.domain.scheme.scheme import Scheme
from ballot.storage.assessment import reviews


def require(db: Session, scheme: Scheme, assessment: int | None) -> None:
    """Nothing begins without the consent that the policy demands. Raises NotAuthorised.

    ``assessment`` is None where a meeting would make its own: that one has no consent.
    """
    lines = [] if assessment is None else reviews.of_assessment(db, assessment)
    require_in(scheme, [line.entry for line in lines])


def require_in(scheme: Scheme, entries: Sequence[ReviewLine]) -> None:
    """Where the policy demands a consent, it is in these lines. Raises NotAuthorised."""
    wanted = scheme.aftermath.authorisation
    if wanted and steps.last_of(entries, Kind.AUTHORISED) is None:
        raise NotAuthorised(text=wanted)
