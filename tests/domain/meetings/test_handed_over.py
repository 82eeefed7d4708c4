"""Of a rehearsal's result no figure is handed over."""

from dataclasses import replace

import pytest
from domain.meetings.test_result import COUNTS, FACTS, ZHANG
from makers.score_rows import VILLAGE

from ballot.domain.meeting import REHEARSED, State
from ballot.domain.meetings import handed_over, result
from ballot.exports import result_table
from ballot.exports.result_as_json import value

TOLD = replace(ZHANG, waiting="缺一项", also_measured=("482914",))


def test_a_rehearsal_has_its_figures_and_hands_none_over() -> None:
    facts = replace(FACTS, state=State.REHEARSAL_OPENED)
    found = result.compute(facts, VILLAGE, [TOLD], [COUNTS])
    assert found.is_open
    assert found.subjects[0].opened is not None
    given = handed_over.of(found)
    (subject,) = given.subjects
    assert (subject.opened, subject.waiting, subject.also_measured) == (None, "", ())
    assert (subject.name, subject.objective_score) == ("张某", "112")
    assert value(found)["subjects"] == [{"name": "张某"}]
    assert result_table.of(found).counts is None


@pytest.mark.parametrize("state", [state for state in State if state not in REHEARSED])
def test_of_a_vote_everything_is(state: State) -> None:
    found = result.compute(replace(FACTS, state=state), VILLAGE, [TOLD], [COUNTS])
    assert handed_over.of(found) is found
