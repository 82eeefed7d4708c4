"""What was changed after the notice: slips of a rehearsal are none of the meeting's."""

from typing import Any

import pytest

from ballot.domain.ledger.changes_told import Changes

Lines = list[tuple[str, dict[str, Any]]]
FREEZE: Lines = [("freeze", {"eligible": 12})]
BEGUN: list[Lines] = [[("rehearse", {})], [("reset", {})]]


def printed(batch: int, count: int) -> Lines:
    return [
        ("issue_slips", {"batch": batch, "count": count}),
        ("confirm_slips", {"batch": batch, "done": "confirmed"}),
    ]


def told(lines: Lines) -> Changes:
    found = Changes()
    for act, detail in lines:
        found.take(act, detail)
    return found


@pytest.mark.parametrize("anew", BEGUN)
def test_slips_that_were_thrown_away_stand_in_neither_number(anew: Lines) -> None:
    kept = [*printed(1, 12), *FREEZE, *printed(2, 5)]
    assert told(kept).printed == (12, 17)
    assert told([*printed(1, 3), *printed(2, 5), *anew, *kept]).printed == (12, 17)


@pytest.mark.parametrize("anew", BEGUN)
def test_a_batch_that_was_thrown_away_is_confirmed_by_no_line(anew: Lines) -> None:
    issue, confirm = printed(1, 12)
    with pytest.raises(KeyError):
        told([issue, *anew, confirm])
    assert told([*anew, issue, confirm, *FREEZE]).printed is None
