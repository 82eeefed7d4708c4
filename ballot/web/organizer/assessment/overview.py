"""The page of an assessment and the list of its people: who waits and why, what blocks."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from flask import request

from ballot.domain.meeting import State
from ballot.usecases.assessment.people.undo_import import see_last_import
from ballot.usecases.assessment.see_assessment import (
    AssessmentView,
    MeetingOf,
    PersonLine,
    see_assessment,
)
from ballot.usecases.meeting.start_meetings import see_unmet
from ballot.usecases.review.see_review import ReviewView, see_review
from ballot.web.access import actor, hall
from ballot.web.organizer.assessment.page_head import head, show
from ballot.web.organizer.assessment.ranking import charts
from ballot.web.organizer.meeting.next_step import NextStep, Stand, next_step
from ballot.web.organizer.pages import pages
from ballot.words import doubts, missing_glyphs, refusals
from ballot.words.language import gettext as _

MOST = 60
"""So many meetings or faults stand on the page at once; the rest behind a filter or a fold."""
FEW = 5
"""So many meetings that are missing are named."""
ENDED = (State.OPENED, State.CANCELLED)
URGENCY = (
    State.PAUSED,
    State.OPEN,
    State.CLOSED,
    State.NO_QUORUM,
    State.INVALID,
    State.FROZEN,
    State.REHEARSAL,
    State.DRAFT,
    State.OPENED,
    State.CANCELLED,
)
"""Meetings in this order: first where people are sitting and waiting."""


@dataclass(frozen=True, slots=True)
class MeetingRow:
    """A meeting with what is next in it; of one in preparation its own page knows more."""

    line: MeetingOf
    step: NextStep | None
    people: tuple[PersonLine, ...]


@dataclass(frozen=True, slots=True)
class GroupCount:
    """A group of the ranking: how many are in it, how many wait."""

    name: str
    people: int
    waiting: int
    share: str


@pages.get("/assessments/<int:id>")
def assessment(id: int) -> str:
    """Counts, what is next, what blocks, groups, meetings."""
    found, view = head(id), see_assessment(hall(), actor(), id)
    rows, votes = _meetings(view), bool(found.scheme.questions)
    running = [row for row in rows if row.line.state not in ENDED]
    gaps = [gap for gap in see_unmet(hall(), actor(), id).gaps if gap.is_asked] if votes else []
    without = len({gap.person.id for gap in gaps})
    unscored = sum(1 for each in view.people if each.lacks_scores)
    review = see_review(hall(), actor(), id)
    return show(
        "overview",
        found,
        "overview",
        view=view,
        votes=votes,
        groups=_groups(view),
        now=_now(unscored, without, bool(running and view.waiting), view.waiting, review),
        running=running[:MOST],
        unfinished=len(running),
        has_more=len(running) > MOST,
        ended=[row for row in rows if row.line.state in ENDED],
        ready=len(view.people) - view.waiting - view.gone,
        gone=view.gone,
        without=without,
        lacking=[f"{gap.person.name} {gap.item}" for gap in gaps[:FEW] if gap.item],
        lacks_more=len(gaps) > FEW,
        unscored=unscored,
        doubts=[doubts.words(each) for each in view.doubts],
        unprinted=missing_glyphs.remarks(view.lacking),
        several=any(each.may_choose for each in view.people),
        faults=[refusals.words(each) for each in view.faults[:MOST]],
        more=max(0, len(view.faults) - MOST),
        review=review,
    )


def _now(unscored: int, without: int, voting: bool, waiting: int, review: ReviewView) -> str:
    """What is next for whoever may change the assessment, in the order in which it is done."""
    if review.concluded:
        return "concluded"
    if unscored:
        return "scores"
    if without:
        return "meetings"
    if voting:
        return "votes"
    return "review" if review.is_current and not waiting else "rank"


def _meetings(view: AssessmentView) -> list[MeetingRow]:
    people: dict[str, list[PersonLine]] = {}
    for person in view.people:
        for number in person.meetings:
            people.setdefault(number, []).append(person)
    rows = [
        MeetingRow(line, _step(line.state), tuple(people.get(line.number, ())))
        for line in view.meetings
    ]
    return sorted(rows, key=lambda row: URGENCY.index(row.line.state))


def _step(state: State) -> NextStep | None:
    if state in (State.DRAFT, State.REHEARSAL):
        return None
    return next_step(Stand(state, slips=1, unconfirmed=0))


def group_name(group: Sequence[str]) -> str:
    """A group as one says it; everybody where the scheme keeps no groups apart."""
    whole: str = _("全体")
    return " / ".join(part for part in group if part) or whole


def _groups(view: AssessmentView) -> list[GroupCount]:
    people = Counter(group_name(each.group) for each in view.people)
    waiting = Counter(group_name(each.group) for each in view.people if each.waiting)
    return [
        GroupCount(name, count, waiting[name], charts.share(count - waiting[name], count))
        for name, count in sorted(people.items())
    ]


@pages.get("/assessments/<int:id>/people")
def assessment_people(id: int) -> str:
    """The people, filtered by a word, a group, and whether they wait."""
    found, view = head(id), see_assessment(hall(), actor(), id)
    asked = {name: request.args.get(name, "").strip() for name in ("q", "group", "state")}
    return show(
        "people/people",
        found,
        "people",
        view=view,
        shown=[each for each in view.people if _fits(each, asked)],
        groups=sorted({group_name(each.group) for each in view.people}),
        group_name=group_name,
        asked=asked,
        votes=bool(found.scheme.questions),
        last=see_last_import(hall(), actor(), id),
    )


def _fits(person: PersonLine, asked: dict[str, str]) -> bool:
    said = f"{person.name} {person.unit} {person.village}"
    states = {
        "waiting": person.waiting is not None,
        "ready": person.waiting is None and not person.left,
        "left": bool(person.left),
        "unmet": not person.meetings and not person.left,
        "unscored": person.lacks_scores,
    }
    return (
        asked["q"] in said
        and asked["group"] in ("", group_name(person.group))
        and states.get(asked["state"], True)
    )
