"""The one big button: what is next in every state, and how far along the road that is."""

import pytest

from ballot.domain.meeting import State
from ballot.web.organizer.meeting.next_step import NextStep, Stand, next_step, of_closed, road

CASES = [
    (State.DRAFT, 0, 0, NextStep.PRINT, "a meeting has a plan from its first moment: print"),
    (State.DRAFT, 0, 1, NextStep.CONFIRM, "nothing else before the paper is counted"),
    (State.DRAFT, 46, 1, NextStep.CONFIRM, "a second batch waits too"),
    (State.DRAFT, 46, 0, NextStep.FREEZE, ""),
    (State.REHEARSAL, 0, 0, NextStep.PRINT_REHEARSAL, ""),
    (State.REHEARSAL, 0, 1, NextStep.CONFIRM, ""),
    (State.REHEARSAL, 3, 0, NextStep.TRY, ""),
    (State.REHEARSAL_CLOSED, 3, 0, NextStep.TRY_BOX, "never that of a vote"),
    (State.REHEARSAL_OPENED, 3, 0, NextStep.RESET, ""),
    (State.REHEARSAL_NO_QUORUM, 3, 0, NextStep.RESET, ""),
    (State.REHEARSAL_INVALID, 3, 0, NextStep.RESET, ""),
    (State.FROZEN, 46, 0, NextStep.OPEN, ""),
    (State.FROZEN, 46, 1, NextStep.CONFIRM, "slips printed after the freeze wait as well"),
    (State.OPEN, 46, 0, NextStep.CLOSE, ""),
    (State.CLOSED, 46, 0, NextStep.OPEN_BOX, ""),
    (State.OPENED, 46, 0, NextStep.READ, ""),
    (State.NO_QUORUM, 46, 0, NextStep.ROUND_TWO, ""),
    (State.INVALID, 46, 0, NextStep.ROUND_TWO, ""),
    (State.PAUSED, 46, 0, NextStep.PAUSED, ""),
    (State.CANCELLED, 46, 0, NextStep.ENDED, ""),
]


@pytest.mark.parametrize(("state", "slips", "unconfirmed", "step", "remark"), CASES)
def test_every_standing_has_one_next_step(
    state: State, slips: int, unconfirmed: int, step: NextStep, remark: str
) -> None:
    assert next_step(Stand(state, slips=slips, unconfirmed=unconfirmed)) is step, remark


@pytest.mark.parametrize(
    ("to_count", "is_short", "step"),
    [
        (True, False, NextStep.COUNT),
        (True, True, NextStep.COUNT),
        (False, True, NextStep.END_ROUND),
        (False, False, NextStep.OPEN_BOX),
    ],
)
def test_a_closed_vote_is_counted_before_it_is_opened_or_ended(
    to_count: bool, is_short: bool, step: NextStep
) -> None:
    assert next_step(Stand(State.CLOSED, 46, 0, to_count=to_count, is_short=is_short)) is step
    tried = Stand(State.REHEARSAL_CLOSED, 4, 0, to_count=to_count, is_short=is_short)
    assert (next_step(tried), of_closed(tried)) == (NextStep.TRY_BOX, step)


def test_every_state_has_its_case() -> None:
    assert {state for state, *_ in CASES} == set(State)


@pytest.mark.parametrize("step", NextStep)
def test_the_road_is_walked_in_order(step: NextStep) -> None:
    hows = [how for _, how in road(step)]
    assert hows == sorted(hows, key=["done", "here", "ahead"].index)
    assert hows.count("here") == (0 if step in (NextStep.READ, NextStep.ENDED) else 1)


def test_a_cancelled_meeting_stands_nowhere_and_a_finished_one_is_through() -> None:
    assert {how for _, how in road(NextStep.ENDED)} == {"ahead"}
    assert {how for _, how in road(NextStep.READ)} == {"done"}


def test_a_box_that_stays_shut_is_never_ticked_as_opened() -> None:
    assert dict(road(NextStep.ROUND_TWO))["box"] == "here"
    assert dict(road(NextStep.ROUND_TWO))["result"] == "ahead"
