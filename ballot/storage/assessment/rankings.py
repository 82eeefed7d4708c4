"""Statements about concluded rankings: snapshots, written once, never changed."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import func, select
from sqlalchemy.orm import Session

from ballot.storage.rows import add_all, add_one
from ballot.storage.tables import placing, ranking


@dataclass(frozen=True, slots=True)
class RankingRow:
    """A ranking as it was concluded; ``inputs_sha256`` is the digest of all that it came from.

    ``doubts`` are plain values of JSON.
    """

    id: int
    assessment: int
    inputs_sha256: bytes
    provisional: bool
    doubts: Sequence[Mapping[str, Any]]
    by: str
    at: datetime


@dataclass(frozen=True, slots=True)
class PlacingRow:
    """A person in a ranking; ``figures`` and ``why`` are plain values of JSON."""

    person: int
    group_name: str
    rank: int | None
    grade: str
    figures: Mapping[str, Any]
    why: Sequence[Mapping[str, Any]]


def add(
    db: Session,
    assessment: int,
    placings: Sequence[PlacingRow],
    *,
    inputs_sha256: bytes,
    provisional: bool,
    doubts: Sequence[Mapping[str, Any]] = (),
    by: str,
    at: datetime,
) -> int:
    """Keep a ranking with everybody's place; its id."""
    made = add_one(
        db,
        ranking,
        assessment=assessment,
        inputs_sha256=inputs_sha256,
        provisional=provisional,
        doubts=[dict(each) for each in doubts],
        by=by,
        at=at,
    )
    rows = [
        {
            "ranking": made,
            "person": each.person,
            "group_name": each.group_name,
            "rank": each.rank,
            "grade": each.grade,
            "figures": dict(each.figures),
            "why": [dict(reason) for reason in each.why],
        }
        for each in placings
    ]
    add_all(db, placing, rows)
    return made


def of_assessment(db: Session, assessment: int) -> list[RankingRow]:
    """All rankings of an assessment, the newest first."""
    statement = select(ranking).where(ranking.c.assessment == assessment)
    ordered = statement.order_by(ranking.c.id.desc())
    return [RankingRow(**row) for row in db.execute(ordered).mappings()]


def ranked(db: Session, of: Iterable[int]) -> frozenset[int]:
    """Those of these assessments that have a ranking."""
    statement = select(ranking.c.assessment).where(ranking.c.assessment.in_(list(of)))
    return frozenset(db.scalars(statement.distinct()))


def count_placings(db: Session, of_ranking: int) -> int:
    """How many people a ranking has."""
    count = select(func.count()).where(placing.c.ranking == of_ranking)
    return int(db.execute(count).scalar_one())


def placings(db: Session, of_ranking: int) -> list[PlacingRow]:
    """Everybody's place in a ranking, in the order in which the people were added."""
    c = placing.c
    columns = (c.person, c.group_name, c.rank, c.grade, c.figures, c.why)
    statement = select(*columns).where(c.ranking == of_ranking).order_by(c.person)
    return [PlacingRow(*row) for row in db.execute(statement)]
