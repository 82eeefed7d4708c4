"""An organizer looks at a ranking as it was concluded, with the reasons of every person."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.errors import Fault, Missing, NotOneOf, Refused
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import score
from ballot.domain.scoring.score import Scored
from ballot.storage.assessment import rankings
from ballot.storage.assessment.rankings import RankingRow
from ballot.usecases.assessment import ranking_inputs, reviewing
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class RankingView:
    """A snapshot with what its review decided. ``is_current``: its inputs are still those of the
    assessment; ``is_decided``: every grade of it is decided."""

    id: int
    assessment: int
    title: str
    period: str
    scheme: Scheme
    scored: Scored
    inputs_sha256: str
    is_current: bool
    is_decided: bool
    by: str
    at: datetime


def see_ranking(
    hall: Hall, actor: Actor, assessment: int, ranking: int | None = None
) -> RankingView:
    """The ranking of this id, or the newest. Raises Refused (there is none), MayNot, Tampered."""
    return hall.database.read(lambda db: _see(hall, db, actor, assessment, ranking))


def _see(
    hall: Hall, db: Session, actor: Actor, assessment: int, ranking: int | None
) -> RankingView:
    desk = reviewing.look(hall, db, actor, assessment)
    chosen = _choose(rankings.of_assessment(db, assessment), ranking)
    found = reviewing.settled(db, desk, chosen)
    return RankingView(
        id=chosen.id,
        assessment=assessment,
        title=desk.kept.title,
        period=desk.kept.period,
        scheme=desk.scheme,
        scored=score.reviewed(desk.scheme, found.scored, found.ranking),
        inputs_sha256=chosen.inputs_sha256.hex(),
        is_current=chosen.inputs_sha256 == ranking_inputs.gather(hall, db, desk.kept).sha256,
        is_decided=reviewing.progress_of(desk, chosen).is_decided,
        by=chosen.by,
        at=chosen.at,
    )


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
