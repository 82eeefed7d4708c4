"""What all acts of a review share: the assessment held, its steps, a new line, the journal."""

import json
from collections.abc import Mapping, Sequence
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
from ballot.domain.review import steps, uses_of_result
from ballot.domain.review.steps import Kind, Progress, ReviewLine
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.person import Person
from ballot.domain.scoring.ranking import Ranking
from ballot.domain.scoring.score import Scored
from ballot.storage import journal
from ballot.storage.assessment import assessments, notices, rankings, reviews
from ballot.storage.assessment.assessments import AssessmentRow
from ballot.storage.assessment.rankings import RankingRow
from ballot.storage.assessment.reviews import ReviewRow
from ballot.usecases import acts
from ballot.usecases.assessment import kept_ranking, ranking_inputs
from ballot.usecases.assessment.find_assessment import find
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
    """The newest ranking as the rules gave it, and as the review left it; ``ids`` by place."""

    scored: Scored
    ids: tuple[int, ...]
    ranking: Ranking


def look(hall: Hall, db: Session, actor: Actor, assessment: int, act: Act = Act.SEE) -> Desk:
    """The assessment as its review stands. Raises MayNot, Refused where there is none, Tampered."""
    return stands(hall, db, find(db, actor, assessment, act))


def stands(hall: Hall, db: Session, kept: AssessmentRow) -> Desk:
    """The same of an assessment that was found already. Raises Tampered."""
    _require_untouched(hall, db, kept.id)
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
    if any(each.is_up for each in notices.of_assessment(db, desk.kept.id)):
        raise NoticeHangs


def settled(db: Session, desk: Desk, kept: RankingRow) -> SettledRanking:
    """A ranking with its changes by hand, and everything that consequences look at."""
    scored, ids = kept_ranking.snapshot(db, kept)
    made = steps.changes(desk.entries, kept.id)
    is_decided = progress_of(desk, kept).is_decided
    changed = steps.settled(scored.ranking, ids, made, is_decided=is_decided)
    earlier = _earlier(db, desk, changed)
    return SettledRanking(
        scored, ids, uses_of_result.with_facts(desk.scheme, changed, scored.rows, earlier)
    )


def _earlier(db: Session, desk: Desk, found: Ranking) -> dict[int, tuple[str, ...]]:
    """The settled grades of the periods before, the latest first, by place in the ranking; one of
    another kind, a year before a quarter, ends them."""
    runs = desk.scheme.aftermath.runs_of_period
    before: list[dict[tuple[str, str, str], str]] = []
    previous = desk.kept.previous
    while previous is not None and len(before) < max((run.periods - 1 for run in runs), default=0):
        kept = assessments.get(db, previous)
        if schemes.of_assessment(kept).aftermath.period is not desk.scheme.aftermath.period:
            break
        before.append(_grades(db, kept))
        previous = kept.previous
    return {
        place: tuple(_grade_of(one.person, grades) for grades in before)
        for place, one in enumerate(found.placed)
    }


def _grade_of(person: Person, grades: Mapping[tuple[str, str, str], str]) -> str:
    """His grade, under whichever name he had then."""
    return next((grades[key] for key in person.known_as if key in grades), "")


def _grades(db: Session, kept: AssessmentRow) -> dict[tuple[str, str, str], str]:
    latest = next(iter(rankings.of_assessment(db, kept.id)), None)
    if latest is None:
        return {}
    scored, ids = kept_ranking.snapshot(db, latest)
    entries = [line.entry for line in reviews.of_assessment(db, kept.id)]
    made = steps.changes(entries, latest.id)
    found = steps.settled(scored.ranking, ids, made, is_decided=False)
    return {one.person.key: one.grade for one in found.placed}


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
