"""以前等次: the grades of the assessments before this one, by the link of each to its 上一期.

The one source of a run of grades, in the list that a policy makes of it and in a comparison alike.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice, takewhile

from sqlalchemy.orm import Session

from ballot.domain.scheme.consequences import Period
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.people import same_person
from ballot.domain.scoring.person import Person
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.usecases.assessment.periods import before
from ballot.usecases.verified import schemes


@dataclass(frozen=True, slots=True)
class Linked:
    """An assessment before this one: its title with its period, its people and their grades."""

    title: str
    people: tuple[Person, ...]
    grades: tuple[str, ...]


def linked(db: Session, kept: AssessmentRow, scheme: Scheme) -> tuple[Linked, ...]:
    """Those that a run may need, the latest first; one of another kind, a year before a quarter,
    ends them."""
    most = max((run.periods - 1 for run in scheme.aftermath.runs_of_period), default=0)
    alike = takewhile(lambda one: _kind(one) is scheme.aftermath.period, before.of(db, kept))
    return tuple(_linked(db, each) for each in islice(alike, most))


def of(there: Sequence[Linked], people: Sequence[Person]) -> dict[int, tuple[str, ...]]:
    """By place in ``people`` the grades of each in those, the latest first; empty: he had none."""
    pairs = [same_person.matched(each.people, people) for each in there]
    return {
        place: tuple(_grade(each, pair, place) for each, pair in zip(there, pairs, strict=True))
        for place in range(len(people))
    }


def _grade(there: Linked, pairs: Mapping[int, int], place: int) -> str:
    return there.grades[pairs[place]] if place in pairs else ""


def _kind(kept: AssessmentRow) -> Period:
    return schemes.of_assessment(kept).aftermath.period


def _linked(db: Session, kept: AssessmentRow) -> Linked:
    latest = before.latest(db, kept)
    if latest is None:
        return Linked(kept.name, (), ())
    _scored, placed = before.settled(db, latest, before.entries(db, kept))
    people, grades = (one.person for one in placed), (one.grade for one in placed)
    return Linked(kept.name, tuple(people), tuple(grades))
