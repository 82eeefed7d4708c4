"""What all acts of a review share: the assessment held, its steps, a new line, the journal."""

import json
from collections.abc import Sequence
from dataclasses import asdict, dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from ballot.domain import journal_line
from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    AssessmentConcluded,
    Fault,
    NotADate,
    NoticeHangs,
    NotRanked,
    OutOfRange,
    RankingOutdated,
    Refused,
    ReviewUnderWay,
    Tampered,
)
from ballot.domain.review import lasting, steps, uses_of_result
from ballot.domain.review.lasting import Held
from ballot.domain.review.steps import Kind, Progress, ReviewLine
from ballot.domain.review.uses_of_result import Bound, Brought
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring import score
from ballot.domain.scoring.ranking import Ranking
from ballot.domain.scoring.score import Scored
from ballot.storage import journal
from ballot.storage.assessment import notices, rankings, reviews
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.storage.assessment.rankings import RankingRow
from ballot.storage.assessment.reviews import ReviewRow
from ballot.usecases import acts
from ballot.usecases.assessment import earlier_results, kept_ranking, ranking_inputs, worked_out
from ballot.usecases.assessment.find_assessment import find
from ballot.usecases.assessment.periods import earlier_grades
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain, schemes

FIRST, LAST = date(2000, 1, 1), date(2099, 12, 31)
"""Days of a review lie between them: any other year is a slip of the finger."""
NONE = 0
"""The id of no assessment: nobody ever reviewed it."""


@dataclass(frozen=True, slots=True)
class Desk:
    """An assessment under review: its scheme, its lines, its newest ranking, its progress."""

    kept: AssessmentRow
    scheme: Scheme
    lines: tuple[ReviewRow, ...]
    latest: RankingRow | None
    progress: Progress

    @property
    def entries(self) -> tuple[ReviewLine, ...]:
        """The lines without who wrote them."""
        return tuple(line.entry for line in self.lines)


@dataclass(frozen=True, slots=True)
class SettledRanking:
    """The ranking of this id as the rules gave it, and as the review left it; ``ids`` by place,
    ``days`` of the steps by which all was decided, none before that."""

    id: int
    scored: Scored
    ids: tuple[int, ...]
    ranking: Ranking
    days: Held


def look(hall: Hall, db: Session, actor: Actor, assessment: int, act: Act = Act.SEE) -> Desk:
    """The assessment as its review stands. Raises MayNot, Refused where there is none, Tampered."""
    return stands(hall, db, find(db, actor, assessment, act))


def stands(hall: Hall, db: Session, kept: AssessmentRow) -> Desk:
    """The same of an assessment that was found already. Raises Tampered."""
    worked_out.of(hall, db, kept, "review", lambda: _require_untouched(hall, db, kept.id))
    return _desk(db, kept)


def _desk(db: Session, kept: AssessmentRow) -> Desk:
    scheme = schemes.of_assessment(kept)
    lines = tuple(reviews.of_assessment(db, kept.id))
    latest = next(iter(rankings.of_assessment(db, kept.id)), None)
    entries = [line.entry for line in lines]
    return Desk(kept, scheme, lines, latest, _progress(scheme, entries, latest))


def progress_of(desk: Desk, ranking: RankingRow) -> Progress:
    """Where the review stands for this ranking, which need not be the newest."""
    return _progress(desk.scheme, desk.entries, ranking)


def _progress(
    scheme: Scheme, entries: Sequence[ReviewLine], ranking: RankingRow | None
) -> Progress:
    return steps.stand(scheme.aftermath.steps, entries, ranking.id if ranking else None)


def hold(hall: Hall, db: Session, actor: Actor, assessment: int, act: Act) -> Desk:
    """The same, held until the transaction ends, so that two acts never cross.

    Whoever enters something of it waits too: rows and chain are those of one moment.
    """
    find(db, actor, assessment, act)
    reviews.hold(db, assessment)
    journal.queue(db, journal_line.of_assessment(assessment))
    return look(hall, db, actor, assessment, act)


def open_to(db: Session, actor: Actor, assessment: int, act: Act) -> AssessmentRow:
    """The assessment, held, while its inputs may still change. Raises AssessmentConcluded,
    NoticeHangs too."""
    find(db, actor, assessment, act)
    reviews.hold(db, assessment)
    return require_changeable(db, actor, assessment, act)


def require_changeable(db: Session, actor: Actor, assessment: int, act: Act) -> AssessmentRow:
    """The same without holding it. Raises the same."""
    kept = find(db, actor, assessment, act)
    desk = _desk(db, kept)
    require_open(desk)
    require_nothing_hangs(db, desk)
    return kept


def resting_step(db: Session, kept: AssessmentRow) -> str:
    """The last step that was passed on the newest ranking, which a change of people would undo;
    empty where there is none."""
    progress = _desk(db, kept).progress
    first = progress.ranking_step
    return progress.done[-1].step if first >= 0 and len(progress.done) > first else ""


def require_agreed(db: Session, kept: AssessmentRow, *, agreed: bool) -> None:
    """Somebody has said that the review goes back to its ranking. Raises ReviewUnderWay."""
    step = resting_step(db, kept)
    if step and not agreed:
        raise ReviewUnderWay(step=step)


def require_open(desk: Desk) -> None:
    """Raises AssessmentConcluded."""
    if desk.progress.concluded:
        raise AssessmentConcluded


def require_current(hall: Hall, db: Session, desk: Desk) -> RankingRow:
    """The newest ranking, whose inputs are still those of today. Raises NotRanked,
    RankingOutdated, Tampered."""
    if desk.latest is None:
        raise NotRanked
    if desk.latest.inputs_sha256 != ranking_inputs.gather(hall, db, desk.kept).sha256:
        raise RankingOutdated
    return desk.latest


def require_nothing_hangs(db: Session, desk: Desk) -> None:
    """What hangs on the wall must stay true. Raises NoticeHangs."""
    if notices.is_any_up(db, desk.kept.id):
        raise NoticeHangs


def settled(hall: Hall, db: Session, desk: Desk, kept: RankingRow) -> SettledRanking:
    """A ranking with its changes by hand, and everything that consequences look at."""
    name = f"settled {kept.id}"
    return worked_out.of(hall, db, desk.kept, name, lambda: _settled(db, desk, kept))


def _settled(db: Session, desk: Desk, kept: RankingRow) -> SettledRanking:
    scored, ids = kept_ranking.snapshot(db, kept)
    made = steps.changes(desk.entries, kept.id)
    progress = progress_of(desk, kept)
    changed = steps.settled(scored.ranking, ids, made, is_decided=progress.is_decided)
    there = earlier_grades.linked(db, desk.kept, desk.scheme)
    earlier = earlier_grades.of(there, [one.person for one in changed.placed])
    days = lasting.held(progress) if progress.is_decided else {}
    whole = uses_of_result.with_facts(desk.scheme, changed, scored.rows, earlier)
    return SettledRanking(kept.id, scored, ids, whole, days)


def bound(hall: Hall, db: Session, desk: Desk, found: SettledRanking) -> Bound:
    """By place what results before still bring on the day on which these were decided, or today."""
    day = max(found.days.values(), default=today(hall))

    def make() -> Bound:
        known = earlier_results.bound_on(db, desk.kept, day)
        return {
            place: earlier_results.of(one.person.known_as, known)
            for place, one in enumerate(found.ranking.placed)
        }

    return worked_out.of(hall, db, desk.kept, f"bound {found.id}", make)


def brought(
    hall: Hall, db: Session, desk: Desk, found: SettledRanking
) -> list[tuple[Brought, ...]]:
    """By place all that the result brings, and what still binds from before."""

    def make() -> list[tuple[Brought, ...]]:
        before = bound(hall, db, desk, found)
        return uses_of_result.of(desk.scheme, found.ranking, found.days, before)

    return worked_out.of(hall, db, desk.kept, f"brought {found.id}", make)


def as_decided(hall: Hall, db: Session, desk: Desk, found: SettledRanking) -> Scored:
    """The ranking as a table of what was decided, its figures with as many decimals a column."""

    def make() -> Scored:
        ends = uses_of_result.ends(brought(hall, db, desk, found))
        told = score.reviewed(desk.scheme, found.scored, found.ranking, ends)
        return score.even(desk.scheme, told)

    return worked_out.of(hall, db, desk.kept, f"decided {found.id}", make)


def write(hall: Hall, db: Session, actor: Actor, desk: Desk, entry: ReviewLine) -> None:
    """Add a line to the review, and the same to the journal, which binds all of them."""
    reviews.add(db, desk.kept.id, entry, by=actor.name, at=hall.clock())
    told = {name: value for name, value in asdict(entry).items() if value not in ("", None)}
    bound = {"assessment": desk.kept.id, "reviewed": reviews.digest(db, desk.kept.id)}
    acts.write_down(hall, db, actor, Act.REVIEW, None, **told, **bound)


def _require_untouched(hall: Hall, db: Session, assessment: int) -> None:
    """No line but those that the journal tells of is there. Raises Tampered("review")."""
    told = None
    for line in chain.of_assessment(hall, db, assessment):
        if '"reviewed"' in line.detail:
            told = json.loads(line.detail)["reviewed"]
    if reviews.digest(db, assessment) != (told or reviews.digest(db, NONE)):
        raise Tampered(what="review")


def entry(desk: Desk, kind: Kind, **said: Any) -> ReviewLine:
    """A line that rests on the newest ranking, its texts trimmed."""
    plain: dict[str, Any] = {
        key: each.strip() if isinstance(each, str) else each for key, each in said.items()
    }
    made = ReviewLine(kind=kind, ranking=desk.latest.id if desk.latest else None)
    return replace(made, **plain)


def today(hall: Hall) -> date:
    """The day by the calendar of this house."""
    return hall.now().date()


def read_day(hall: Hall, text: str, key: str, *, future: bool = False) -> date:
    """A day written as 2026-12-20. Raises Refused (not a day; one that has not come yet; one of
    another century)."""
    try:
        day = date.fromisoformat(text.strip())
    except ValueError:
        raise Refused([Fault(error=NotADate(value=text), key=key)]) from None
    latest = LAST if future else today(hall)
    if not FIRST <= day <= latest:
        low = FIRST.isoformat() if day < FIRST else None
        error = OutOfRange(value=day.isoformat(), low=low, high=latest.isoformat())
        raise Refused([Fault(error=error, key=key)])
    return day
