"""A notice is read by whoever reviews the assessment; by everybody, ``read_notice``."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime
from enum import StrEnum

from sqlalchemy.orm import Session

from ballot.domain.access import Actor
from ballot.domain.review import publishing
from ballot.domain.review.publishing import Columns
from ballot.domain.scheme import consequences
from ballot.domain.scheme.consequences import Notice
from ballot.printing.forms import publication
from ballot.printing.forms.publication import HOURS, Void
from ballot.storage.assessment import appeals, notices
from ballot.storage.assessment.notices import NoticeRow
from ballot.usecases.assessment import ranking_inputs, reviewing, worked_out
from ballot.usecases.assessment.reviewing import Desk
from ballot.usecases.hall import Hall
from ballot.usecases.review import counted_days, standing_notices, void_notices
from ballot.usecases.review.post_notice import days_of
from ballot.usecases.review.standing_notices import StandingNotices
from ballot.usecases.verified import posted_notices


class Stage(StrEnum):
    """Where a notice stands."""

    DRAFT = "draft"
    WAITING = "waiting"
    """Posted; its first day has not come."""
    HANGING = "hanging"
    DUE = "due"
    """Its days are over: it may be concluded."""
    CONCLUDED = "concluded"
    WITHDRAWN = "withdrawn"


@dataclass(frozen=True, slots=True)
class NoticeView:
    """A notice. ``rows`` are its lines below the ``heading``; ``days`` from first to last."""

    id: int
    ranking: int
    stage: Stage
    title: str
    text: str
    publisher: str
    address: str
    telephone: str
    first: date
    last: date
    days: int
    working: bool
    heading: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    url: str
    reason: str
    open_objections: int
    posted_at: datetime | None
    counting: str
    """How its working days were counted, in words; empty where every day counts."""
    unknown: date | None
    """From this day on nothing is known of public holidays."""
    holidays: str
    """Days off that its organizer named, and why."""
    holidays_reason: str
    of: tuple[str, ...] = ()
    """The columns of a step; empty where it is of the result."""
    hours: str = HOURS
    wall: str = ""
    is_outdated: bool = False
    """It was up all its days, and the result says something else by now: it counts no more."""
    void: Void | None = None
    """What stands across it where it counts no more: withdrawn, replaced or outdated."""

    @property
    def about(self) -> str:
        """What is published, as the sentence of it says."""
        return about(self.title, self.of)

    @property
    def is_up(self) -> bool:
        """Whether everybody may read it under its address, today or from its first day on."""
        return self.stage in (Stage.WAITING, Stage.HANGING)

    @property
    def is_settled(self) -> bool:
        """Whether its days are over and no objection waits: it may be concluded."""
        return self.stage is Stage.DUE and not self.open_objections

    @property
    def lacks_holidays(self) -> bool:
        """Whether nobody, program or organizer, has said which of its days are off."""
        return self.unknown is not None and not self.holidays


def about(title: str, of: Sequence[str]) -> str:
    """What a notice of an assessment is of, in the words of the record."""
    return f"{title}{'、'.join(of)}" if of else f"{title}结果"


@dataclass(frozen=True, slots=True)
class Published:
    """Something that the policy publishes: its columns (empty: the result), the step that does,
    and whether it has been up all its days."""

    of: tuple[str, ...]
    step: str
    is_done: bool


@dataclass(frozen=True, slots=True)
class NoticesView:
    """All notices of an assessment, the newest last, and what the policy says about them.

    ``is_default``: the policy gives no days, the usual ones are taken. ``ground`` is the sentence
    that a new notice begins with, ``next_of`` what it is of; ``who_wait`` names those of whom there
    is nothing to publish yet and who would hang so.
    """

    assessment: int
    notices: tuple[NoticeView, ...]
    times: int
    days: int
    working: bool
    is_default: bool
    clause: str
    ground: str
    today: date
    concluded: bool
    who_wait: tuple[str, ...]
    next_of: tuple[str, ...] = ()
    published: tuple[Published, ...] = ()

    @property
    def present(self) -> NoticeView | None:
        """The draft, or the one that hangs."""
        over = (Stage.CONCLUDED, Stage.WITHDRAWN)
        return next((each for each in reversed(self.notices) if each.stage not in over), None)

    @property
    def is_complete(self) -> bool:
        """Whether all that the policy publishes was up all its days and still stands."""
        return bool(self.published) and all(each.is_done for each in self.published)

    @property
    def is_posted(self) -> bool:
        """Whether one is posted and not over: its text may not be written anew."""
        return self.present is not None and self.present.stage is not Stage.DRAFT


def see_notices(hall: Hall, actor: Actor, assessment: int) -> NoticesView:
    """The notices of an assessment. Raises Refused, MayNot."""

    def work(db: Session) -> NoticesView:
        desk = reviewing.look(hall, db, actor, assessment)
        rule = desk.scheme.aftermath.notice
        today = reviewing.today(hall)
        open_ones = _objections(db, assessment)
        there = standing_notices.find(hall, db, desk)
        of = standing_notices.next_of(there)
        wall = Wall(desk.kept.title, rule, today)
        default = any(each.key == "notice.days" for each in desk.scheme.defaults)
        hung, still = worked_out.of(hall, db, desk.kept, "hung", lambda: _hung(hall, db, desk))
        outdated = {each.id for each in hung if each.concluded_at and each.id not in still}
        return NoticesView(
            assessment=assessment,
            notices=tuple(
                replace(
                    view_of(hall, each, wall, open_ones.get(each.id, 0)),
                    is_outdated=each.id in outdated,
                    void=void_notices.of(hall, desk, each, hung, is_outdated=each.id in outdated),
                )
                for each in hung
            ),
            times=rule.times if rule else 0,
            days=days_of(desk),
            working=rule is not None and rule.working,
            is_default=rule is None or default,
            clause=rule.clause if rule else "",
            ground=_ground(desk, of),
            today=today,
            concluded=desk.progress.concluded,
            who_wait=worked_out.of(
                hall, db, desk.kept, f"who wait {of}", lambda: _who_wait(hall, db, desk, of)
            ),
            next_of=of,
            published=_published(desk, there),
        )

    return hall.database.read(work)


def _hung(hall: Hall, db: Session, desk: Desk) -> tuple[list[NoticeRow], frozenset[int]]:
    """All of them, and the ids of those over that still say what the ranking says."""
    hung = notices.of_assessment(db, desk.kept.id)
    over = [each for each in hung if each.concluded_at]
    posted_notices.require(hall, db, desk.kept.id, hung)
    return hung, standing_notices.standing(hall, db, desk, over)


def _ground(desk: Desk, of: Columns) -> str:
    by = next((step.by for step in desk.scheme.aftermath.steps if of and step.publishes == of), "")
    done = f"由{by}评定" if by else "经考核和研究"
    return f"按照《{desk.scheme.title}》规定，{done}"


def _published(desk: Desk, there: StandingNotices) -> tuple[Published, ...]:
    after = desk.scheme.aftermath
    last = after.steps[-1].name if after.steps else ""
    names = {step.publishes: step.name for step in after.steps if step.publishes}
    return tuple(
        Published(of, names.get(of, last), of not in there.missing) for of in after.published
    )


def _who_wait(hall: Hall, db: Session, desk: Desk, of: Columns) -> tuple[str, ...]:
    if of:
        found = ranking_inputs.gather(hall, db, desk.kept)
        return tuple(
            one.name
            for one, row in zip(found.people, found.rows, strict=True)
            if not one.left and not all(row.get(name) for name in of)
        )
    if desk.latest is None:
        return ()
    settled = reviewing.settled(hall, db, desk, desk.latest)
    return publishing.lacking(settled.ranking, settled.scored.rows)


def _objections(db: Session, assessment: int) -> dict[int, int]:
    found: dict[int, int] = {}
    for each in appeals.of_assessment(db, assessment):
        if each.notice is not None and each.decision is None:
            found[each.notice] = found.get(each.notice, 0) + 1
    return found


def _stage(row: NoticeRow, today: date) -> Stage:
    if row.is_draft:
        return Stage.DRAFT
    if row.withdrawn_at is not None:
        return Stage.WITHDRAWN
    if row.concluded_at is not None:
        return Stage.CONCLUDED
    if today < row.first:
        return Stage.WAITING
    return Stage.HANGING if today <= row.last else Stage.DUE


@dataclass(frozen=True, slots=True)
class Wall:
    """Of which assessment a notice is, under which rule, seen on which day."""

    title: str
    rule: Notice | None
    today: date


def view_of(hall: Hall, row: NoticeRow, wall: Wall, waiting: int = 0) -> NoticeView:
    """A notice as it is shown; ``waiting`` objections to it are not decided."""
    counted = counted_days.of(row.calendar)
    return NoticeView(
        id=row.id,
        ranking=row.ranking,
        stage=_stage(row, wall.today),
        title=wall.title,
        text=row.text,
        publisher=row.publisher,
        address=row.address,
        telephone=row.telephone,
        first=row.first,
        last=row.last,
        days=counted.days if counted else consequences.length(wall.rule, row.first, row.last),
        working=wall.rule is not None and wall.rule.working,
        heading=tuple(row.rows[0]),
        rows=tuple(tuple(each) for each in row.rows[1:]),
        url=f"{hall.public_url}/notice/{row.code}",
        reason=row.reason,
        open_objections=waiting,
        posted_at=row.posted_at,
        counting=publication.counting(counted) if counted else "",
        unknown=counted.unknown if counted else None,
        holidays=counted_days.written(counted.named) if counted else "",
        holidays_reason=counted.reason if counted else "",
        of=row.of,
        hours=row.hours or HOURS,
        wall=row.wall or "",
    )
