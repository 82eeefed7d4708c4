"""The whole life of a meeting, from a plan to a result."""

import pytest
from makers.meetings import (
    BLANK,
    GOOD,
    THE_HALL,
    VERY,
    AMeeting,
    a_closed_meeting,
    a_plan,
    an_open_meeting,
)

from ballot.domain.access import CONSOLE
from ballot.domain.errors import QuorumMissed, RoundInvalid, SlipSpent, SlipVoid
from ballot.domain.meeting import State
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.casting.view_paper import view_paper
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.see_result import see_result
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips


def test_a_meeting_of_two_subjects_goes_from_plan_to_score(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan(subjects=2, scores=["112", None]))
    issue = issue_slips(hall, CONSOLE, number, 46)
    confirm_batch(hall, CONSOLE, number, issue.batch)
    open_voting(hall, CONSOLE, number)
    meeting = AMeeting(hall, number, issue.slips, subjects=2)
    for answer in THE_HALL:
        meeting.cast(answer, BLANK)
    for slip in issue.slips[:5]:
        with pytest.raises(SlipSpent):
            cast_ballot(hall, number, slip.code, meeting.ballot(GOOD))
    close_voting(hall, CONSOLE, number)
    result = open_box(hall, CONSOLE, number)
    first, second = result.subjects
    assert (result.facts.state, result.facts.returned.total) == (State.OPENED, 31)
    assert (result.facts.issued, result.facts.void, result.required) == (46, 15, 31)
    assert first.opened is not None
    assert second.opened is not None
    assert first.opened.counts == (("很满意", 20), ("满意", 7), ("基本满意", 3), ("不满意", 1))
    assert first.opened.satisfaction is not None
    assert first.opened.satisfaction.percent == "87.10"
    assert str(first.opened.satisfaction.value) == "27/31"
    assert str(first.opened.final_score) == "3024/31"
    assert (second.opened.blank, second.opened.denominator) == (31, 31)
    assert second.opened.final_score is None


@pytest.mark.parametrize(
    ("eligible", "returned", "required", "opens"),
    [
        (46, 30, 31, False),
        (46, 31, 31, True),
        (45, 29, 30, False),
        (45, 30, 30, True),
        (3, 1, 2, False),
        (3, 2, 2, True),
        (1, 0, 1, False),
    ],
)
def test_two_thirds_open_the_box_and_one_ballot_fewer_never(
    hall: Hall, eligible: int, returned: int, required: int, opens: bool
) -> None:
    meeting = a_closed_meeting(hall, [VERY] * returned, slips=eligible, eligible=eligible)
    if opens:
        result = open_box(hall, CONSOLE, meeting.number)
        opened = result.subjects[0].opened
        assert opened is not None
        assert opened.counts[VERY] == ("很满意", returned)
        return
    for _ in range(2):
        with pytest.raises(QuorumMissed) as missed:
            open_box(hall, CONSOLE, meeting.number)
        assert (missed.value.returned, missed.value.required) == (returned, required)
    result = see_result(hall, meeting.number)
    assert result.facts.state is State.NO_QUORUM
    assert [subject.opened for subject in result.subjects] == [None]


def test_more_ballots_than_voters_make_the_round_invalid(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY] * 4, slips=5, eligible=3)
    for _ in range(2):
        with pytest.raises(RoundInvalid) as invalid:
            open_box(hall, CONSOLE, meeting.number)
        assert (invalid.value.returned, invalid.value.bound) == (4, 3)
    assert see_result(hall, meeting.number).subjects[0].opened is None


def test_opening_voids_what_nobody_used_and_a_spent_slip_stays_spent(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY] * 2, slips=3, eligible=3)
    open_box(hall, CONSOLE, meeting.number)
    with pytest.raises(SlipVoid):
        view_paper(hall, meeting.number, meeting.slips[2].token)
    with pytest.raises(SlipSpent):
        view_paper(hall, meeting.number, meeting.slips[0].token)


def test_repeating_an_act_in_its_end_state_changes_nothing(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=2, eligible=2)
    open_voting(hall, CONSOLE, meeting.number)
    meeting.cast_all([VERY, GOOD])
    close_voting(hall, CONSOLE, meeting.number)
    close_voting(hall, CONSOLE, meeting.number)
    first = open_box(hall, CONSOLE, meeting.number)
    assert open_box(hall, CONSOLE, meeting.number) == first
    assert see_result(hall, meeting.number) == first
