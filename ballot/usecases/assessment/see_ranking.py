"""An organizer looks at a ranking as it was concluded, with the reasons of every person."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.errors import Fault, Missing, NotOneOf, Refused
from ballot.domain.review.steps import ReviewLine
from ballot.domain.scheme.consequences import Step
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import groups_compared
from ballot.domain.scoring.groups_compared import Spread
from ballot.domain.scoring.score import Scored
from ballot.storage.assessment import rankings
from ballot.storage.assessment.rankings import RankingRow
from ballot.usecases.assessment import ranking_inputs, reviewing, worked_out
from ballot.usecases.hall import Hall


@dataclass(frozen=True, slots=True)
class RankingView:
    """A snapshot with what its review decided. ``is_current``: its inputs are still those of the
    assessment, None where nobody asked; ``is_decided``: every grade of it is decided; ``done`` are
    the steps of its review with how they were held. ``order`` has the places group by group in the
    order of the ranks, those without one last, and ``spreads`` what is said of each group."""

    id: int
    assessment: int
    title: str
    period: str
    scheme: Scheme
    scored: Scored
    order: tuple[int, ...]
    spreads: tuple[Spread, ...]
    inputs_sha256: str
    is_current: bool | None
    is_decided: bool
    is_concluded: bool
    is_newest: bool
    done: tuple[tuple[Step, ReviewLine], ...]
    by: str
    at: datetime


def see_ranking(
    hall: Hall,
    actor: Actor,
    assessment: int,
    ranking: int | None = None,
    *,
    held_to_inputs: bool = True,
) -> RankingView:
    """The ranking of this id, or the newest; unless it is ``held_to_inputs`` nobody asks whether it
    is current. Raises Refused (there is none), MayNot, Tampered."""
    return hall.database.read(lambda db: _see(hall, db, actor, assessment, ranking, held_to_inputs))


def _see(
    hall: Hall, db: Session, actor: Actor, assessment: int, ranking: int | None, held: bool
) -> RankingView:
    desk = reviewing.look(hall, db, actor, assessment)
    chosen = _choose(rankings.of_assessment(db, assessment), ranking)
    found = reviewing.settled(hall, db, desk, chosen)
    progress = reviewing.progress_of(desk, chosen)
    is_current = None
    if held:
        is_current = chosen.inputs_sha256 == ranking_inputs.gather(hall, db, desk.kept).sha256
    else:
        ranking_inputs.require_untouched(hall, db, desk.kept)
    scored = reviewing.as_decided(hall, db, desk, found)

    def of_all() -> tuple[tuple[int, ...], tuple[Spread, ...]]:
        return _order(scored), groups_compared.of(scored.ranking.placed)

    order, spreads = worked_out.of(hall, db, desk.kept, f"order {chosen.id}", of_all)
    return RankingView(
        id=chosen.id,
        assessment=assessment,
        title=desk.kept.title,
        period=desk.kept.period,
        scheme=desk.scheme,
        scored=scored,
        order=order,
        spreads=spreads,
        inputs_sha256=chosen.inputs_sha256.hex(),
        is_current=is_current,
        is_decided=progress.is_decided,
        is_concluded=progress.concluded,
        is_newest=desk.latest is not None and desk.latest.id == chosen.id,
        done=tuple(zip(progress.steps, progress.done, strict=False)),
        by=chosen.by,
        at=chosen.at,
    )


def _order(scored: Scored) -> tuple[int, ...]:
    placed = scored.ranking.placed

    def key(place: int) -> tuple[tuple[str, ...], bool, int, int]:
        one = placed[place]
        return (one.group, one.rank is None, one.rank or 0, place)

    return tuple(sorted(range(len(placed)), key=key))


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
