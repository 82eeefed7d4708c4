"""Rehearsals in the state in which a test wants them, made by the use cases themselves."""

from collections.abc import Iterable
from contextlib import suppress

from makers.meetings import AMeeting, a_plan

from ballot.domain.access import CONSOLE
from ballot.domain.errors import QuorumMissed, RoundInvalid
from ballot.domain.meeting import Custody
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips


def printed(hall: Hall, number: str, slips: int) -> AMeeting:
    """The meeting with so many slips that can vote, if it votes."""
    issue = issue_slips(hall, CONSOLE, number, slips)
    confirm_batch(hall, CONSOLE, number, issue.batch)
    return AMeeting(hall, number, issue.slips)


def a_rehearsal(
    hall: Hall,
    answers: Iterable[int] = (),
    *,
    slips: int = 4,
    eligible: int = 4,
    custody: Custody = Custody.SERVER,
    assessment: str | None = None,
) -> AMeeting:
    """A rehearsal in which these answers were cast."""
    plan = a_plan(eligible=eligible, custody=custody, assessment=assessment)
    number = create_meeting(hall, CONSOLE, plan)
    rehearse(hall, CONSOLE, number)
    meeting = printed(hall, number, slips)
    meeting.cast_all(answers)
    return meeting


def a_tried_meeting(
    hall: Hall, answers: Iterable[int], *, eligible: int = 4, assessment: str | None = None
) -> AMeeting:
    """A rehearsal that went to its end, whatever that was."""
    meeting = a_rehearsal(hall, answers, eligible=eligible, assessment=assessment)
    close_voting(hall, CONSOLE, meeting.number)
    with suppress(QuorumMissed, RoundInvalid):
        open_box(hall, CONSOLE, meeting.number)
    return meeting


def held(hall: Hall, number: str, answers: Iterable[int], slips: int = 4) -> AMeeting:
    """The vote of a draft, closed and opened."""
    meeting = printed(hall, number, slips)
    open_voting(hall, CONSOLE, number)
    meeting.cast_all(answers)
    close_voting(hall, CONSOLE, number)
    open_box(hall, CONSOLE, number)
    return meeting
