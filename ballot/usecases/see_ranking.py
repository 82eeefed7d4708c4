"""An organizer looks at a ranking as it was concluded, with the reasons of every person."""

from dataclasses import dataclass
from datetime import datetime
from fractions import Fraction

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.errors import Fault, Missing, NotOneOf, Refused
from ballot.domain.figures import Figures
from ballot.domain.meeting import Act
from ballot.domain.person import Person
from ballot.domain.ranking import Doubt, Placed, Ranking
from ballot.domain.scheme import Scheme
from ballot.domain.score import Scored
from ballot.domain.why import Reason, Why
from ballot.storage import assessments, rankings
from ballot.storage.assessments import PersonRow
from ballot.storage.rankings import PlacingRow, RankingRow
from ballot.usecases import gathering, list_assessments, schemes_kept
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class RankingView:
    """A snapshot. ``is_current``: its inputs are still those of the assessment."""

    id: int
    assessment: int
    title: str
    period: str
    scheme: Scheme
    scored: Scored
    inputs_sha256: str
    is_current: bool
    by: str
    at: datetime


def see_ranking(
    hall: Hall, actor: Actor, assessment: int, ranking: int | None = None
) -> RankingView:
    """The ranking of this id, or the newest. Raises Refused where there is none, MayNot."""
    return hall.database.read(lambda db: _see(hall, db, actor, assessment, ranking))


def _see(
    hall: Hall, db: Session, actor: Actor, assessment: int, ranking: int | None
) -> RankingView:
    kept = list_assessments.find(db, actor, assessment, Act.SEE)
    scheme = schemes_kept.of_assessment(kept)
    chosen = _choose(rankings.of_assessment(db, assessment), ranking)
    return RankingView(
        id=chosen.id,
        assessment=kept.id,
        title=kept.title,
        period=kept.period,
        scheme=scheme,
        scored=snapshot(db, chosen)[0],
        inputs_sha256=chosen.inputs_sha256.hex(),
        is_current=chosen.inputs_sha256 == gathering.gather(hall, db, kept).sha256,
        by=chosen.by,
        at=chosen.at,
    )


def snapshot(db: Session, kept: RankingRow) -> tuple[Scored, tuple[int, ...]]:
    """A ranking as it was kept, and the ids of its people in its order."""
    people = {each.id: each for each in assessments.people(db, kept.assessment)}
    placings = rankings.placings(db, kept.id)
    ids = tuple(each.person for each in placings)
    return _scored(kept, placings, people), ids


def _choose(there: list[RankingRow], ranking: int | None) -> RankingRow:
    if not there:
        raise Refused([Fault(error=Missing(), key="ranking")])
    if ranking is None:
        return there[0]
    for each in there:
        if each.id == ranking:
            return each
    error = NotOneOf(value=str(ranking), allowed=tuple(str(each.id) for each in there))
    raise Refused([Fault(error=error, key="ranking")])


def _scored(chosen: RankingRow, placings: list[PlacingRow], people: dict[int, PersonRow]) -> Scored:
    rows = tuple(dict(each.figures["row"]) for each in placings)
    placed = tuple(_placed(each, people[each.person]) for each in placings)
    heading = tuple(rows[0]) if rows else ()
    doubts = tuple(
        Doubt(each["kind"], tuple(each["group"]), tuple(each["values"])) for each in chosen.doubts
    )
    return Scored(heading, rows, chosen.provisional, doubts, Ranking(placed, doubts))


def _placed(kept: PlacingRow, person: PersonRow) -> Placed:
    facts = kept.figures
    values = tuple(None if text is None else Fraction(text) for text in facts["values"])
    total = None if facts["total"] is None else Fraction(facts["total"])
    return Placed(
        person=Person(name=person.name, unit=person.unit_name, village=facts["village"]),
        figures=Figures(values, total),
        group=tuple(facts["group"]),
        rank=kept.rank,
        grade=kept.grade,
        reasons=tuple(
            Reason(Why(each["kind"]), tuple(each["values"]), each["clause"]) for each in kept.why
        ),
        is_last=facts["is_last"],
    )
