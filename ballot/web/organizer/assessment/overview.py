"""The page of an assessment and the list of its people: who waits and why, what blocks."""

from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from ballot.domain.meeting import REHEARSED, State
from ballot.domain.scheme.meeting_items import filled, must_be_named
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scoring.periods import taken_over
from ballot.usecases.assessment.people.undo_import import last_import
from ballot.usecases.assessment.periods.see_parts import see_parts
from ballot.usecases.assessment.see_assessment import (
    AssessmentView,
    MeetingOf,
    PersonLine,
    see_assessment,
)
from ballot.usecases.meeting.start_meeting import Gap, see_unmet
from ballot.usecases.review.see_review import ReviewView, see_review
from ballot.web import searched_lists
from ballot.web.access import actor, hall
from ballot.web.organizer.assessment.page_head import head, openness, show
from ballot.web.organizer.assessment.ranking import charts
from ballot.web.organizer.meeting.next_step import NextStep, Stand, next_step
from ballot.web.organizer.pages import pages
from ballot.web.searched_lists import ListAsked
from ballot.words import doubts, missing_glyphs, refusals
from ballot.words.language import gettext as _

MOST = 60
"""So many meetings or faults stand on the page at once; the rest behind a filter or a fold."""
FEW = 5
"""So many meetings that are missing, or people of a meeting, are named."""
BUILDING = ("scores", "votes", "again", "rank")
"""What may be next while meetings can be started beside it."""
ENDED = (State.OPENED, State.CANCELLED)
URGENCY = (
    State.PAUSED,
    State.OPEN,
    State.CLOSED,
    State.NO_QUORUM,
    State.INVALID,
    State.FROZEN,
    *REHEARSED,
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
    """The first of those who are measured there."""
    more: bool
    is_awaited: bool


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
    rows, votes = _meetings(view, found.scheme), bool(found.scheme.questions)
    running = [row for row in rows if row.line.state not in ENDED]
    unmet = see_unmet(hall(), actor(), id).gaps if votes else ()
    gaps = _waited_for(view, found.scheme, unmet)
    without = len({gap.person.id for gap in gaps})
    awaited = [row for row in running if row.is_awaited]
    review = see_review(hall(), actor(), id)
    now, groups = _now(view, without, bool(awaited), review), _groups(view)
    ended = [row for row in rows if row.line.state in ENDED]
    return show(
        "overview",
        found,
        "overview",
        view=view,
        votes=votes,
        groups=groups[:MOST],
        more_groups=len(groups) > MOST,
        now=now,
        wrong=len(view.faults),
        running=running[:MOST],
        awaiting=len(awaited),
        first_awaited=awaited[:1],
        may_build=now in BUILDING and bool(gaps or _may_come(view, found.scheme, unmet)),
        has_items=must_be_named(found.scheme),
        has_more=len(running) > MOST,
        ended=ended[:MOST],
        all_ended=len(ended),
        more_ended=len(ended) > MOST,
        ready=len(view.people) - view.waiting - view.gone,
        gone=view.gone,
        without=without,
        lacking=[f"{gap.person.name} {gap.item}" for gap in gaps[:FEW] if gap.item],
        lacks_more=len(gaps) > FEW,
        unscored=view.unscored,
        doubts=[doubts.words(each) for each in view.doubts[:MOST]],
        more_doubts=max(0, len(view.doubts) - MOST),
        unprinted=missing_glyphs.remarks(view.lacking),
        several=any(each.may_choose for each in view.people),
        faults=[refusals.words(each) for each in view.faults[:MOST]],
        more=max(0, len(view.faults) - MOST),
        review=review,
        parts=see_parts(hall(), actor(), id) if taken_over.kinds(found.scheme) else None,
    )


def _now(view: AssessmentView, without: int, voting: bool, review: ReviewView) -> str:
    """What is next for whoever may change the assessment, in the order in which it is done."""
    order = (
        ("concluded", review.concluded),
        ("faults", bool(view.faults)),
        ("scores", view.unscored > 0),
        ("meetings", without > 0),
        ("votes", voting),
        ("again", review.is_outdated),
        ("rank", not review.is_current or view.waiting > 0),
    )
    return next((name for name, holds in order if holds), "review")


def _waited_for(view: AssessmentView, scheme: Scheme, gaps: Sequence[Gap]) -> list[Gap]:
    """The meetings that are missing and may not: somebody waits for their figure."""
    unvoted = {each.id: each.unvoted for each in view.people}
    return [gap for gap in gaps if not filled(scheme, gap.item).isdisjoint(unvoted[gap.person.id])]


def _may_come(view: AssessmentView, scheme: Scheme, gaps: Sequence[Gap]) -> bool:
    """Whether a meeting may be held, though nobody waits for it, that would count."""
    return any(not filled(scheme, gap.item).isdisjoint(view.left_out) for gap in gaps)


def _is_awaited(line: MeetingOf, people: Sequence[PersonLine], scheme: Scheme) -> bool:
    """Whether somebody has no figure before this meeting is opened."""
    items = filled(scheme, line.item)
    return any(not items.isdisjoint(each.unvoted) for each in people)


def _meetings(view: AssessmentView, scheme: Scheme) -> list[MeetingRow]:
    people: dict[str, list[PersonLine]] = {}
    for person in view.people:
        for number in person.meetings:
            people.setdefault(number, []).append(person)
    rows = []
    for line in view.meetings:
        there = people.get(line.number, [])
        awaited, first = _is_awaited(line, there, scheme), tuple(there[:FEW])
        rows.append(MeetingRow(line, _step(line.state), first, len(there) > FEW, awaited))
    return sorted(rows, key=lambda row: URGENCY.index(row.line.state))


def _step(state: State) -> NextStep | None:
    if state is State.DRAFT or state.is_rehearsal:
        return None
    return next_step(Stand(state, slips=1, unconfirmed=0))


def group_name(group: Sequence[str]) -> str:
    """A group as one says it; everybody where the scheme keeps no groups apart."""
    whole: str = _("全体")
    return " / ".join(part for part in group if part) or whole


def _groups(view: AssessmentView) -> list[GroupCount]:
    people = Counter(each.group for each in view.people)
    waiting = Counter(each.group for each in view.people if each.waiting)
    found = [
        GroupCount(
            group_name(group), count, waiting[group], charts.share(count - waiting[group], count)
        )
        for group, count in people.items()
    ]
    return sorted(found, key=lambda each: each.name)


@pages.get("/assessments/<int:id>/people")
def assessment_people(id: int) -> str:
    """The people, filtered by a word, a group, and whether they wait."""
    found, view = head(id), see_assessment(hall(), actor(), id)
    asked = searched_lists.asked("group", "state")
    names = {group: group_name(group) for group in {each.group for each in view.people}}
    shown = [each for each in view.people if fits(each, names[each.group], asked)]
    return show(
        "people/people",
        found,
        "people",
        view=view,
        part=searched_lists.part(shown, asked),
        groups=sorted(set(names.values())),
        group_name=group_name,
        asked=asked,
        votes=bool(found.scheme.questions),
        now=openness(id),
        last=last_import(hall(), actor(), id),
    )


STATES: dict[str, Callable[[PersonLine], bool]] = {
    "waiting": lambda one: one.waiting is not None,
    "ready": lambda one: one.waiting is None and not one.left,
    "left": lambda one: bool(one.left),
    "unmet": lambda one: not one.meetings and not one.left,
    "unscored": lambda one: one.lacks_scores,
}


def fits(person: PersonLine, group: str, asked: ListAsked) -> bool:
    """Whether somebody of this group is among those that are asked for."""
    state = STATES.get(asked.also.get("state", ""))
    return (
        asked.also.get("group") in ("", None, group)
        and (state is None or state(person))
        and asked.says(person.name, person.unit, person.village)
    )
