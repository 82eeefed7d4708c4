"""An organizer compares an assessment with the one before it, person by person."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Missing, NotRanked, Refused
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import periods_compared
from ballot.domain.scoring.periods_compared import Compared
from ballot.domain.scoring.ranking import Placed
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.hall import Hall
from ballot.usecases.review.see_review import see_review
from ballot.usecases.verified import schemes


@dataclass(frozen=True, slots=True)
class Period:
    """An assessment of the two: its id, title and period."""

    id: int
    title: str
    period: str


@dataclass(frozen=True, slots=True)
class Comparison:
    """Both periods with everybody who stood in either."""

    before: Period
    after: Period
    scheme: Scheme
    people: tuple[Compared, ...]


def compare_periods(
    hall: Hall, actor: Actor, assessment: int, before: int | None = None
) -> Comparison:
    """The newest rankings of both, with the grades that the review left.

    Without ``before`` it is the assessment that this one names as its previous. Raises Refused
    with the key ``previous`` where it names none, NotRanked where one of them is not ranked,
    MayNot, Tampered.
    """
    later, previous, scheme = hall.database.read(lambda db: _find(db, actor, assessment))
    chosen = previous if before is None else before
    if chosen is None:
        raise Refused([Fault(error=Missing(), key="previous")])
    earlier, _previous, _scheme = hall.database.read(lambda db: _find(db, actor, chosen))
    people = periods_compared.compare(
        _placed(hall, actor, earlier.id),
        _placed(hall, actor, later.id),
        scheme.aftermath.runs_of_period,
    )
    return Comparison(earlier, later, scheme, people)


def _find(db: Session, actor: Actor, id: int) -> tuple[Period, int | None, Scheme]:
    kept = find(db, actor, id, Act.SEE)
    return Period(kept.id, kept.title, kept.period), kept.previous, schemes.of_assessment(kept)


def _placed(hall: Hall, actor: Actor, assessment: int) -> tuple[Placed, ...]:
    settled = see_review(hall, actor, assessment).settled
    if settled is None:
        raise NotRanked
    return settled.placed
