"""A ranking as it was kept, out of its rows: the snapshot, and nothing of its review."""

from fractions import Fraction

from sqlalchemy.orm import Session

from ballot.domain.scheme.why import Reason, Why
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.person import Person
from ballot.domain.scoring.ranking import Doubt, Placed, Ranking
from ballot.domain.scoring.score import Scored
from ballot.storage.assessment import assessments, rankings
from ballot.storage.assessment.assessments import PersonRow
from ballot.storage.assessment.rankings import PlacingRow, RankingRow


def snapshot(db: Session, kept: RankingRow) -> tuple[Scored, tuple[int, ...]]:
    """A ranking as it was kept, and the ids of its people in its order."""
    people = {each.id: each for each in assessments.people(db, kept.assessment)}
    placings = rankings.placings(db, kept.id)
    ids = tuple(each.person for each in placings)
    return _scored(kept, placings, people), ids


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
