"""Scores that come after the plan: brought in once, in any state, and written down."""

from pathlib import Path

import pytest
from makers.meetings import THE_HALL, a_closed_meeting, a_hall

from ballot.domain.access import CONSOLE, Actor
from ballot.domain.errors import (
    BeyondAttainable,
    MayNot,
    Missing,
    NotADecimal,
    OutOfRange,
    Refused,
)
from ballot.storage.database import Database
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.bring_in_scores import bring_in_scores, look_at_changes
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.see_result import see_result


@pytest.fixture
def hall(database: Database, tmp_path: Path) -> Hall:
    """The hall of this test, once on each kind of database."""
    return a_hall(database, tmp_path)


def test_a_score_that_comes_after_the_opening_makes_the_total(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, THE_HALL)
    open_box(hall, CONSOLE, meeting.number)
    (before,) = see_result(hall, meeting.number).subjects
    assert before.opened
    assert before.opened.final_score is None
    bring_in_scores(hall, CONSOLE, meeting.number, {1: "112"})
    (after,) = see_result(hall, meeting.number).subjects
    assert after.opened
    assert str(after.opened.final_score) == "3024/31"
    assert '"scores":{"张某":"112"}' in "".join(line.detail for line in read_journal(hall, CONSOLE))


@pytest.mark.parametrize(
    ("text", "error"), [("很高", NotADecimal), ("-1", OutOfRange), ("", NotADecimal)]
)
def test_what_is_no_score_is_refused_with_its_place(
    hall: Hall, text: str, error: type[Exception]
) -> None:
    meeting = a_closed_meeting(hall, [], slips=3)
    with pytest.raises(Refused) as refused:
        bring_in_scores(hall, CONSOLE, meeting.number, {1: text})
    (fault,) = refused.value.faults
    assert fault.key == "subjects[1].objective_score"
    assert isinstance(fault.error, error)


def test_a_score_that_stands_is_corrected_with_a_reason_and_both_are_kept(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [], slips=3)
    bring_in_scores(hall, CONSOLE, meeting.number, {1: "112"})
    with pytest.raises(Refused) as refused:
        bring_in_scores(hall, CONSOLE, meeting.number, {1: "120"}, " ")
    (fault,) = refused.value.faults
    assert (type(fault.error), fault.key) == (Missing, "reason")
    assert see_result(hall, meeting.number).subjects[0].objective_score == "112"
    (seen,) = look_at_changes(hall, CONSOLE, meeting.number, {1: "120"}, "抄错了行")
    assert (seen.line.name, seen.before, seen.after, seen.beyond) == ("张某", "112", "120", None)
    bring_in_scores(hall, CONSOLE, meeting.number, {1: "120"}, "抄错了行")
    assert see_result(hall, meeting.number).subjects[0].objective_score == "120"
    journal = "".join(line.detail for line in read_journal(hall, CONSOLE))
    assert '"reason":"抄错了行","replaced":{"张某":"112"},"scores":{"张某":"120"}' in journal


def test_the_same_score_again_changes_nothing(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [], slips=3)
    bring_in_scores(hall, CONSOLE, meeting.number, {1: "112"})
    before = len(read_journal(hall, CONSOLE))
    bring_in_scores(hall, CONSOLE, meeting.number, {1: "112.0"})
    assert len(read_journal(hall, CONSOLE)) == before


def test_more_than_the_sheet_can_bring_waits_for_a_word(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [], slips=3)
    (seen,) = look_at_changes(hall, CONSOLE, meeting.number, {1: "1120"})
    assert seen.beyond is not None
    with pytest.raises(Refused) as refused:
        bring_in_scores(hall, CONSOLE, meeting.number, {1: "1120"})
    assert isinstance(refused.value.faults[0].error, BeyondAttainable)
    assert see_result(hall, meeting.number).subjects[0].objective_score is None
    bring_in_scores(hall, CONSOLE, meeting.number, {1: "1120"}, confirm_beyond=True)
    assert see_result(hall, meeting.number).subjects[0].objective_score == "1120"


def test_a_stranger_brings_in_nothing(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [], slips=3)
    with pytest.raises(MayNot):
        bring_in_scores(hall, Actor(id=7, name="谁"), meeting.number, {1: "112"})
    assert see_result(hall, meeting.number).subjects[0].objective_score is None
