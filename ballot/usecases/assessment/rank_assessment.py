"""排名定档: an assessment ranked and graded, kept as a snapshot with the digest of its inputs."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from sqlalchemy.orm import Session

from ballot.domain import journal_line
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, NobodyToRank, Refused
from ballot.domain.journal_line import End
from ballot.domain.scoring import score
from ballot.domain.scoring.combined_villages import combine
from ballot.domain.scoring.ranking import Doubt, Placed
from ballot.domain.scoring.score import Scored
from ballot.storage import journal
from ballot.storage.assessment import rankings
from ballot.storage.assessment.rankings import PlacingRow
from ballot.usecases import acts
from ballot.usecases.assessment import authorised, ranking_inputs, reviewing, worked_out
from ballot.usecases.assessment.ranking_inputs import Gathered
from ballot.usecases.assessment.reviewing import Desk
from ballot.usecases.hall import Hall

Ranked = tuple[Gathered, Scored]
"""The inputs, and what the rules made of them."""


def rank_assessment(hall: Hall, actor: Actor, assessment: int) -> tuple[int, tuple[Doubt, ...]]:
    """Rank everybody; the id of the snapshot, and what a person should look at.

    A ranking of the same inputs is there already and is answered again. Raises NotAuthorised,
    AssessmentConcluded, Refused where nobody is there or an input does not fit the scheme, MayNot,
    Tampered.
    """

    def look(db: Session) -> tuple[End, Ranked]:
        worked_out.anew(db)
        desk = reviewing.look(hall, db, actor, assessment, Act.EDIT)
        _require_due(desk)
        return journal.end(db, journal_line.of_assessment(assessment)), _ranked(hall, db, desk)

    end, ranked = hall.database.read(look)  # votes wait for whoever writes, and this takes longest

    def work(db: Session) -> tuple[int, tuple[Doubt, ...]]:
        desk = reviewing.hold(hall, db, actor, assessment, Act.EDIT)
        _require_due(desk)
        is_same = end == journal.end(db, journal_line.of_assessment(assessment))
        return _keep(hall, db, actor, desk, ranked if is_same else _ranked(hall, db, desk))

    return acts.carry_out(hall, work)


def keep_ranking(
    hall: Hall, db: Session, actor: Actor, desk: Desk
) -> tuple[int, tuple[Doubt, ...]]:
    """The same of an assessment that is held and open already."""
    authorised.require_in(desk.scheme, desk.entries)
    return _keep(hall, db, actor, desk, _ranked(hall, db, desk))


def _require_due(desk: Desk) -> None:
    reviewing.require_open(desk)
    authorised.require_in(desk.scheme, desk.entries)


def _ranked(hall: Hall, db: Session, desk: Desk) -> Ranked:
    found = ranking_inputs.gather(hall, db, desk.kept)
    if not found.people:
        raise Refused([Fault(NobodyToRank())])
    if found.faults:
        raise Refused(list(found.faults))
    scored = score.of_people(found.scheme, found.people, found.rows, found.heading)
    return found, scored


def _keep(
    hall: Hall, db: Session, actor: Actor, desk: Desk, ranked: Ranked
) -> tuple[int, tuple[Doubt, ...]]:
    assessment, (found, scored) = desk.kept.id, ranked
    doubts = (*scored.doubts, *found.doubts)
    latest = next(iter(rankings.of_assessment(db, assessment)), None)
    if latest is not None and latest.inputs_sha256 == found.sha256:
        return latest.id, doubts
    made = rankings.add(
        db,
        assessment,
        _placings(found, scored),
        inputs_sha256=found.sha256,
        provisional=scored.provisional,
        doubts=[asdict(doubt) for doubt in doubts],
        by=actor.name,
        at=hall.clock(),
    )
    told = {"assessment": assessment, "ranking": made, "inputs": found.sha256.hex()}
    acts.write_down(hall, db, actor, Act.EDIT, None, **told)
    return made, doubts


def _placings(found: Gathered, scored: Scored) -> list[PlacingRow]:
    """A place a line; a line of several villages stands under the person of the first."""
    ids: dict[tuple[str, str, str], int] = {}
    for id, person in zip(found.ids, found.people, strict=True):
        ids.setdefault(person.key, id)
    first: dict[tuple[str, str], int] = {}
    for id, person in zip(found.ids, found.people, strict=True):
        first.setdefault((person.name, person.unit), id)
    lines = zip(combine(found.scheme, found.people), scored.ranking.placed, strict=True)
    return [
        _placing(ids.get(person.key) or first[person.name, person.unit], placed, row)
        for (person, placed), row in zip(lines, scored.rows, strict=True)
    ]


def _placing(id: int, placed: Placed, row: Mapping[str, str]) -> PlacingRow:
    values = [None if value is None else str(value) for value in placed.figures.values]
    total = placed.figures.total
    figures: dict[str, Any] = {
        "row": [list(cell) for cell in row.items()],
        "group": list(placed.group),
        "values": values,
        "total": None if total is None else str(total),
        "is_last": placed.is_last,
        "village": placed.person.village,
    }
    why = [
        {"kind": each.kind.value, "values": list(each.values), "clause": each.clause}
        for each in placed.reasons
    ]
    name = placed.group_name
    return PlacingRow(id, name, placed.rank, placed.grade, figures, why)
