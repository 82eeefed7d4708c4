"""公示: written as a draft, posted for the policy's days, withdrawn where it must be."""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    Fault,
    Missing,
    NothingToPublish,
    NoticeNotPosted,
    NoticeTooEarly,
    OutOfRange,
    Refused,
)
from ballot.domain.review import publishing, steps
from ballot.domain.review.publishing import Columns
from ballot.domain.scheme import columns, consequences
from ballot.domain.scheme.consequences import Notice
from ballot.domain.scheme.grade_rules import LEFT
from ballot.domain.scoring.ranking import Ranking
from ballot.printing.forms.publication import HOURS
from ballot.storage.assessment import notices
from ballot.storage.assessment.notices import NoticeRow
from ballot.usecases import acts
from ballot.usecases.assessment import authorised, reviewing
from ballot.usecases.assessment.rank_assessment import keep_ranking
from ballot.usecases.assessment.reviewing import Desk
from ballot.usecases.hall import Hall
from ballot.usecases.review import counted_days, standing_notices
from ballot.usecases.review.confirm_thresholds import require
from ballot.usecases.verified import posted_notices

CODE_BYTES = 6
NEEDED = ("text", "publisher", "telephone", "hours")
OPTIONAL = ("address", "wall")
"""Keys of a plan that are texts."""


@dataclass(frozen=True, slots=True)
class NoticePlan:
    """A notice as somebody writes it. ``first`` is a day (``2026-12-20``); ``days`` are the
    policy's where nothing is said, and never fewer. ``holidays`` are days off beside those that
    are known, with the reason, where working days count. ``hours`` are when objections are taken,
    ``wall`` where its copy on paper hangs. ``again`` is why there
    is one beyond those that the policy asks for."""

    text: str
    publisher: str
    telephone: str
    first: str
    address: str = ""
    days: int | None = None
    holidays: str = ""
    holidays_reason: str = ""
    hours: str = HOURS
    wall: str = ""
    again: str = ""


def write_notice(hall: Hall, actor: Actor, assessment: int, plan: NoticePlan) -> int:
    """Write the draft, or write it anew; its id. It is of the first thing that is still to be
    published, and may be written as soon as it is the turn of its step.

    Raises NotAuthorised, NotConfirmed, NotRanked, RankingOutdated, NoticeTooEarly, GradesUndecided,
    NothingToPublish, NoticesDone, NoticeHangs, AssessmentConcluded, Refused, MayNot.
    """

    def work(db: Session) -> int:
        desk = reviewing.hold(hall, db, actor, assessment, Act.PUBLISH)
        reviewing.require_open(desk)
        reviewing.require_nothing_hangs(db, desk)
        there = standing_notices.find(hall, db, desk)
        again = plan.again.strip()
        if not again:
            standing_notices.require_another(desk, there)
        of = standing_notices.next_of(there)
        desk = _with_snapshot(hall, db, actor, desk, of)
        said = _said(hall, db, desk, plan, of)
        drafts = [each for each in notices.of_assessment(db, assessment) if each.is_draft]
        if drafts:
            made = drafts[-1].id
            notices.rewrite(db, made, **said)
        else:
            made = notices.add(
                db, of_ranking=said.pop("ranking"), code=secrets.token_hex(CODE_BYTES), **said
            )
        more = {"again": again} if again else {}
        _tell(hall, db, actor, desk, notice=made, done="written", **more)
        return made

    return acts.carry_out(hall, work)


def post_notice(hall: Hall, actor: Actor, assessment: int) -> int:
    """Post the draft: from its first day on everybody reads it; its id.

    Raises NoticeNotPosted where there is no draft, RankingOutdated, Refused (its first day has
    passed), NothingToPublish, NoticeHangs, MayNot.
    """

    def work(db: Session) -> int:
        desk = reviewing.hold(hall, db, actor, assessment, Act.PUBLISH)
        reviewing.require_open(desk)
        reviewing.require_nothing_hangs(db, desk)
        drafts = [each for each in notices.of_assessment(db, assessment) if each.is_draft]
        if not drafts:
            raise NoticeNotPosted
        draft = drafts[-1]
        _require_not_past(hall, draft.first)
        desk = _with_snapshot(hall, db, actor, desk, draft.of)
        rows = _rows(hall, db, desk, draft.of)
        latest = desk.latest.id if desk.latest else draft.ranking
        notices.rewrite(db, draft.id, rows=rows, ranking=latest)
        notices.post(db, draft.id, hall.clock())
        (up,) = (each for each in notices.of_assessment(db, assessment) if each.id == draft.id)
        told = {"last": up.last.isoformat(), "says": posted_notices.print_of(up)}
        _tell(hall, db, actor, desk, notice=up.id, done="posted", **told)
        return draft.id

    return acts.carry_out(hall, work)


def withdraw_notice(hall: Hall, actor: Actor, assessment: int, reason: str) -> None:
    """Take the notice down, with the reason. Raises NoticeNotPosted, Refused, MayNot."""

    def work(db: Session) -> None:
        desk = reviewing.hold(hall, db, actor, assessment, Act.PUBLISH)
        acts.require_reason(reason)
        up = hanging(db, assessment)
        notices.withdraw(db, up.id, reason=reason.strip(), at=hall.clock())
        _tell(hall, db, actor, desk, notice=up.id, done="withdrawn", reason=reason.strip())

    acts.carry_out(hall, work)


def hanging(db: Session, assessment: int) -> NoticeRow:
    """The notice that hangs. Raises NoticeNotPosted."""
    for each in notices.of_assessment(db, assessment):
        if each.is_up:
            return each
    raise NoticeNotPosted


def days_of(desk: Desk) -> int:
    """The policy's days, or the usual ones where it has no notice."""
    return consequences.objection_days(desk.scheme.aftermath.notice)


def _with_snapshot(hall: Hall, db: Session, actor: Actor, desk: Desk, of: Columns) -> Desk:
    """The desk with a snapshot of today's inputs, where a step publishes before anybody ranks."""
    if not of or desk.progress.rests_on_ranking:
        return desk
    keep_ranking(hall, db, actor, desk)
    return reviewing.stands(hall, db, desk.kept)


def _said(hall: Hall, db: Session, desk: Desk, plan: NoticePlan, of: Columns) -> dict[str, Any]:
    texts = {key: getattr(plan, key).strip() for key in (*NEEDED, *OPTIONAL)}
    faults = [Fault(error=Missing(), key=key) for key in NEEDED if not texts[key]]
    least = days_of(desk)
    days = least if plan.days is None else plan.days
    if not least <= days <= 10 * least:
        error = OutOfRange(value=str(days), low=str(least), high=str(10 * least))
        faults.append(Fault(error=error, key="days"))
    if faults:
        raise Refused(faults)
    first = reviewing.read_day(hall, plan.first, "first", future=True)
    _require_not_past(hall, first)
    rule = desk.scheme.aftermath.notice
    working = rule is not None and rule.working
    last, counted = counted_days.count(
        hall, Notice(days, working=working), first, plan.holidays, plan.holidays_reason
    )
    return {
        **texts,
        "first": first,
        "last": last,
        "calendar": counted_days.kept(counted),
        "rows": _rows(hall, db, desk, of),
        "published": list(of) or None,
        "ranking": _ranking(desk),
    }


def _ranking(desk: Desk) -> int | None:
    return desk.latest.id if desk.latest else None


def _require_not_past(hall: Hall, first: date) -> None:
    today = reviewing.today(hall)
    if first < today:
        error = OutOfRange(value=first.isoformat(), low=today.isoformat())
        raise Refused([Fault(error=error, key="first")])


def _rows(hall: Hall, db: Session, desk: Desk, of: Columns) -> list[list[str]]:
    """The lines of the list. The last notice of a policy shows what has been decided."""
    authorised.require_in(desk.scheme, desk.entries)
    if of:
        _require_its_turn(desk, of)
    else:
        require(desk)
    found = reviewing.settled(hall, db, desk, reviewing.require_current(hall, db, desk))
    if not of:
        _require_decided(hall, db, desk, found.ranking)
    said = (found.ranking, found.scored.rows)
    in_post = sum(1 for one in found.ranking.placed if one.grade != LEFT)
    if in_post and len(publishing.lacking(*said, of)) == in_post:
        raise NothingToPublish(what="、".join(of) or columns.GRADE)
    return publishing.lines(desk.scheme, *said, of)


def _require_its_turn(desk: Desk, of: Columns) -> None:
    """The step that publishes it has come. Raises NoticeTooEarly."""
    steps_of = desk.progress.steps
    place = next(place for place, step in enumerate(steps_of) if step.publishes == of)
    if len(desk.progress.done) < place:
        names = [step.name for step in steps_of[len(desk.progress.done) : place]]
        raise NoticeTooEarly(names=tuple(names))


def _require_decided(hall: Hall, db: Session, desk: Desk, ranking: Ranking) -> None:
    """Before the last notice of the result: it is ranked, and nobody is 待定."""
    if len(standing_notices.find(hall, db, desk).missing) > 1:
        return
    progress = desk.progress
    if progress.steps and len(progress.done) <= progress.ranking_step:
        raise NoticeTooEarly(names=progress.left[: progress.ranking_step + 1])
    steps.require_decided(ranking)


def _tell(hall: Hall, db: Session, actor: Actor, desk: Desk, **told: object) -> None:
    acts.write_down(hall, db, actor, Act.PUBLISH, None, assessment=desk.kept.id, **told)
