"""公示: written as a draft, posted for the policy's days, withdrawn where it must be."""

import secrets
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.acts import Act
from ballot.domain.errors import Fault, Missing, NoticeNotPosted, OutOfRange, Refused, StepsOpen
from ballot.domain.review import publishing, steps
from ballot.domain.scheme import consequences
from ballot.domain.scheme.consequences import Notice
from ballot.storage.assessment import notices
from ballot.storage.assessment.notices import NoticeRow
from ballot.usecases import acts
from ballot.usecases.assessment import authorised, reviewing
from ballot.usecases.assessment.reviewing import Desk
from ballot.usecases.hall import Hall
from ballot.usecases.review import counted_days, standing_notices
from ballot.usecases.review.confirm_thresholds import require
from ballot.usecases.verified import posted_notices

CODE_BYTES = 6


@dataclass(frozen=True, slots=True)
class NoticePlan:
    """A notice as somebody writes it. ``first`` is a day (``2026-12-20``); ``days`` are the
    policy's where nothing is said, and never fewer. ``holidays`` are days off beside those that
    are known, with the reason, where working days count."""

    text: str
    publisher: str
    telephone: str
    first: str
    address: str = ""
    days: int | None = None
    holidays: str = ""
    holidays_reason: str = ""


def write_notice(hall: Hall, actor: Actor, assessment: int, plan: NoticePlan) -> int:
    """Write the draft, or write it anew; its id.

    Raises NotAuthorised, NotConfirmed, NotRanked, RankingOutdated, StepsOpen, GradesUndecided,
    NoticeHangs, AssessmentConcluded, Refused, MayNot.
    """

    def work(db: Session) -> int:
        desk = reviewing.hold(hall, db, actor, assessment, Act.PUBLISH)
        reviewing.require_open(desk)
        reviewing.require_nothing_hangs(db, desk)
        said = _said(hall, db, desk, plan)
        there = [each for each in notices.of_assessment(db, assessment) if each.is_draft]
        if there:
            made = there[-1].id
            notices.rewrite(db, made, **said)
        else:
            made = notices.add(
                db, of_ranking=said.pop("ranking"), code=secrets.token_hex(CODE_BYTES), **said
            )
        _tell(hall, db, actor, desk, notice=made, done="written")
        return made

    return acts.carry_out(hall, work)


def post_notice(hall: Hall, actor: Actor, assessment: int) -> int:
    """Post the draft: from its first day on everybody reads it; its id.

    Raises NoticeNotPosted where there is no draft, RankingOutdated, Refused (its first day has
    passed), NoticeHangs, MayNot.
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
        rows = _rows(hall, db, desk)
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


def _said(hall: Hall, db: Session, desk: Desk, plan: NoticePlan) -> dict[str, Any]:
    texts = {
        key: getattr(plan, key).strip() for key in ("text", "publisher", "telephone", "address")
    }
    faults = [
        Fault(error=Missing(), key=key)
        for key, text in texts.items()
        if not text and key != "address"
    ]
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
        "rows": _rows(hall, db, desk),
        "ranking": _ranking(desk),
    }


def _ranking(desk: Desk) -> int | None:
    return desk.latest.id if desk.latest else None


def _require_not_past(hall: Hall, first: date) -> None:
    today = reviewing.today(hall)
    if first < today:
        error = OutOfRange(value=first.isoformat(), low=today.isoformat())
        raise Refused([Fault(error=error, key="first")])


def _rows(hall: Hall, db: Session, desk: Desk) -> list[list[str]]:
    """The lines of the list. The last notice of a policy shows what has been decided."""
    authorised.require_in(desk.scheme, desk.entries)
    require(desk)
    latest = reviewing.require_current(hall, db, desk)
    found = reviewing.settled(db, desk, latest)
    there = standing_notices.find(db, desk)
    if there.done + 1 >= there.wanted:
        if desk.progress.steps and len(desk.progress.done) <= desk.progress.ranking_step:
            raise StepsOpen(names=desk.progress.left[: desk.progress.ranking_step + 1])
        steps.require_decided(found.ranking)
    return publishing.lines(desk.scheme, found.ranking, found.scored.rows)


def _tell(hall: Hall, db: Session, actor: Actor, desk: Desk, **told: object) -> None:
    acts.write_down(hall, db, actor, Act.PUBLISH, None, assessment=desk.kept.id, **told)
