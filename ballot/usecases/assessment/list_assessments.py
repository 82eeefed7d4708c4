"""An organizer looks at the assessments of his units; and how a use case finds one of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.scoring import period_kind
from ballot.storage.assessment import assessments, rankings
from ballot.storage.assessment.assessments import AssessmentRow, AssessmentsWanted
from ballot.usecases.accounts.units import reached
from ballot.usecases.assessment.find_assessment import find, seen, units_seen
from ballot.usecases.hall import Hall

MOST_OFFERED = 50
"""So many are offered at most, where a meeting may be added to one of them."""
MOST_COMPARED = 200
"""Among so many of the newest under one policy those are looked for that may be compared."""


@dataclass(frozen=True, slots=True)
class AssessmentLine:
    """An assessment in a list."""

    id: int
    title: str
    period: str
    scheme_id: str
    people: int
    created_at: datetime


def list_assessments(hall: Hall, actor: Actor) -> list[AssessmentLine]:
    """The assessments that the actor may see, the newest first."""
    return hall.database.read(lambda db: lines_of(db, seen(db, actor)))


def list_alike(hall: Hall, actor: Actor, scheme_id: str) -> list[AssessmentLine]:
    """Those under one policy, the newest first, at most fifty."""

    def work(db: Session) -> list[AssessmentLine]:
        wanted = AssessmentsWanted(units_seen(db, actor), scheme_ids=(scheme_id,))
        return lines_of(db, assessments.page(db, wanted, 0, MOST_OFFERED))

    return hall.database.read(work)


def titles_seen(hall: Hall, actor: Actor, ids: Collection[int]) -> dict[int, str]:
    """The titles of those of these that the actor may see."""

    def work(db: Session) -> dict[int, str]:
        units = units_seen(db, actor)
        there = assessments.several(db, ids).values()
        mine = [each for each in there if units is None or each.unit in units]
        return {each.id: each.title for each in mine if not each.is_hidden}

    return hall.database.read(work)


def list_wanting(hall: Hall, actor: Actor, scheme_ids: Collection[str]) -> list[str]:
    """Titles of those under one of these policies to which the actor may add a meeting, the newest
    first, each once."""

    def work(db: Session) -> list[str]:
        creates = reached(db, actor, Act.CREATE)
        wanted = AssessmentsWanted(tuple(creates), scheme_ids=tuple(scheme_ids))
        found = assessments.page(db, wanted, 0, MOST_OFFERED)
        return list(dict.fromkeys(each.title for each in found))

    return hall.database.read(work)


def list_comparable(hall: Hall, actor: Actor, assessment: int) -> list[AssessmentLine]:
    """Those that this one may be held against: under the same policy, of the same kind of period,
    ranked. Raises Refused where there is none of that id, MayNot."""

    def work(db: Session) -> list[AssessmentLine]:
        kept = find(db, actor, assessment, Act.SEE)
        wanted = AssessmentsWanted(units_seen(db, actor), scheme_ids=(kept.scheme_id,))
        there = assessments.page(db, wanted, 0, MOST_COMPARED)
        alike = [each for each in there if _same_kind(each, kept)]
        ranked = rankings.ranked(db, [each.id for each in alike])
        return lines_of(db, [each for each in alike if each.id in ranked][:MOST_OFFERED])

    return hall.database.read(work)


def _same_kind(one: AssessmentRow, other: AssessmentRow) -> bool:
    kinds = [each.overrides.get(period_kind.KEY, "") for each in (one, other)]
    return one.id != other.id and one.scheme_id == other.scheme_id and kinds[0] == kinds[1]


def lines_of(db: Session, found: Sequence[AssessmentRow]) -> list[AssessmentLine]:
    """Each as a list has it."""
    counts = assessments.people_in(db, [each.id for each in found])
    return [
        AssessmentLine(
            kept.id,
            kept.title,
            kept.period,
            kept.scheme_id,
            counts.get(kept.id, 0),
            kept.created_at,
        )
        for kept in found
    ]
