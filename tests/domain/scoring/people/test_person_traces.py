"""Who was measured in some way, and which meetings have begun."""

import pytest

from ballot.domain.meeting import State
from ballot.domain.scoring.people.person_traces import ON_PAPER, Traces, has_begun, is_renamed


def test_whoever_left_any_trace_was_measured() -> None:
    assert not Traces().is_measured
    assert Traces(meetings=("482913",)).is_measured
    assert Traces(is_scored=True).is_measured
    assert Traces(is_named=True).is_measured


@pytest.mark.parametrize("state", list(State))
def test_a_meeting_has_begun_once_it_is_beyond_its_draft(state: State) -> None:
    assert has_begun(state, was_frozen=True) == (state is not State.DRAFT)
    never = (State.DRAFT, State.CANCELLED)
    assert has_begun(state, was_frozen=False) == (state not in never)


def test_a_paper_may_be_made_anew_before_the_vote() -> None:
    rehearsed = {state for state in State if state.value.startswith("rehearsal")}
    assert set(ON_PAPER) == {*rehearsed, State.FROZEN}


def test_a_person_is_renamed_by_what_tells_him_from_others() -> None:
    for name in ("姓名", "单位", "村(社区)"):
        assert is_renamed(["职务层次", name])
    assert not is_renamed(["职务层次"])
    assert not is_renamed([])
