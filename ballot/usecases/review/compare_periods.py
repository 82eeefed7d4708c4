"""An organizer compares an assessment with the one before it, person by person."""

from dataclasses import dataclass

from sqlalchemy.orm import Session

from ballot.domain import journal_line
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Missing, NotRanked, Refused
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import periods_compared
from ballot.domain.scoring.periods_compared import Compared
from ballot.domain.scoring.ranking import Placed
from ballot.storage import journal
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.usecases.assessment import reviewing, worked_out
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.hall import Hall
from ballot.usecases.verified import schemes

LAST = 10**9
"""The place of those who have none: after all others."""


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
    order: tuple[int, ...]
    """Their places by group in the order of the present ranks; those who are gone stand last."""


def compare_periods(
    hall: Hall, actor: Actor, assessment: int, before: int | None = None
) -> Comparison:
    """The newest rankings of both, with the grades that the review left.

    Without ``before`` it is the assessment that this one names as its previous. Raises Refused
    with the key ``previous`` where it names none, NotRanked where one of them is not ranked,
    MayNot, Tampered.
    """
    return hall.database.read(lambda db: _compare(hall, db, actor, assessment, before))


def _compare(
    hall: Hall, db: Session, actor: Actor, assessment: int, before: int | None
) -> Comparison:
    later = find(db, actor, assessment, Act.SEE)
    chosen = later.previous if before is None else before
    if chosen is None:
        raise Refused([Fault(error=Missing(), key="previous")])
    earlier = find(db, actor, chosen, Act.SEE)
    scheme = schemes.of_assessment(later)

    def make() -> tuple[tuple[Compared, ...], tuple[int, ...]]:
        was, now = _placed(hall, db, earlier), _placed(hall, db, later)
        people = periods_compared.compare(was, now, scheme.aftermath.runs_of_period)
        return people, _order(people)

    end = journal.end(db, journal_line.of_assessment(chosen))
    name = f"compared {chosen} {end.head.hex()}"
    people, order = worked_out.of(hall, db, later, name, make)
    return Comparison(_period(earlier), _period(later), scheme, people, order)


def _order(people: tuple[Compared, ...]) -> tuple[int, ...]:
    def key(at: int) -> tuple[bool, tuple[str, ...], int, int]:
        after = people[at].after
        return (
            (True, (), LAST, at) if after is None else (False, after.group, after.rank or LAST, at)
        )

    return tuple(sorted(range(len(people)), key=key))


def _period(kept: AssessmentRow) -> Period:
    return Period(kept.id, kept.title, kept.period)


def _placed(hall: Hall, db: Session, kept: AssessmentRow) -> tuple[Placed, ...]:
    desk = reviewing.stands(hall, db, kept)
    if desk.latest is None:
        raise NotRanked
    return reviewing.settled(hall, db, desk, desk.latest).ranking.placed
