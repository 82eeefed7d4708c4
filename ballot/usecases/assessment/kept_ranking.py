"""A ranking as it was kept, out of its rows: the snapshot, and nothing of its review."""

from dataclasses import replace
from fractions import Fraction

from sqlalchemy.orm import Session

from ballot.domain.scheme.scheme import NAME, UNIT
from ballot.domain.scheme.why import Reason, Why
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.person import Key, Person
from ballot.domain.scoring.ranking import Doubt, Placed, Ranking
from ballot.domain.scoring.score import Scored
from ballot.storage.assessment import assessments, person_changes, rankings
from ballot.storage.assessment.rankings import PlacingRow, RankingRow


def snapshot(db: Session, kept: RankingRow) -> tuple[Scored, tuple[int, ...]]:
    """A ranking as it was kept, and the ids of its people in its order."""
    placings = rankings.placings(db, kept.id)
    ids = tuple(each.person for each in placings)
    ranked = set(ids)
    now = {
        each.id: (each.name, each.unit_name, each.village)
        for each in assessments.people(db, kept.assessment)
        if each.id in ranked
    }
    before = person_changes.former_keys(db, now)
    scored = _scored(kept, placings)
    placed = tuple(
        replace(one, person=_known(one.person, (now[id], *before.get(id, ()))))
        for id, one in zip(ids, scored.ranking.placed, strict=True)
    )
    return replace(scored, ranking=replace(scored.ranking, placed=placed)), ids


def _known(person: Person, keys: tuple[Key, ...]) -> Person:
    """The person with the other names that he had, or has by now."""
    return replace(person, former=tuple(key for key in keys if key != person.key))


def _scored(chosen: RankingRow, placings: list[PlacingRow]) -> Scored:
    rows = tuple(dict(each.figures["row"]) for each in placings)
    placed = tuple(_placed(each) for each in placings)
    heading = tuple(rows[0]) if rows else ()
    doubts = tuple(
        Doubt(each["kind"], tuple(each["group"]), tuple(each["values"])) for each in chosen.doubts
    )
    return Scored(heading, rows, chosen.provisional, doubts, Ranking(placed, doubts))


def _placed(kept: PlacingRow) -> Placed:
    """A place under the name that was ranked, whatever was corrected since."""
    facts = kept.figures
    row = dict(facts["row"])
    values = tuple(None if text is None else Fraction(text) for text in facts["values"])
    total = None if facts["total"] is None else Fraction(facts["total"])
    return Placed(
        person=Person(name=row[NAME], unit=row.get(UNIT, ""), village=facts["village"]),
        figures=Figures(values, total),
        group=tuple(facts["group"]),
        rank=kept.rank,
        grade=kept.grade,
        reasons=tuple(
            Reason(Why(each["kind"]), tuple(each["values"]), each["clause"]) for each in kept.why
        ),
        is_last=facts["is_last"],
    )
