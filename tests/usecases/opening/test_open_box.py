"""Turnout, corrections, second rounds, and the opening of the box."""

from concurrent.futures import ThreadPoolExecutor

import pytest
from makers.meetings import (
    GOOD,
    VERY,
    AMeeting,
    a_closed_meeting,
    a_draft,
    an_open_meeting,
)

from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.errors import (
    NoRoundLeft,
    NotInState,
    QuorumMissed,
    Refused,
)
from ballot.domain.meeting import State
from ballot.storage import meetings
from ballot.storage.meetings import MeetingRow
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.bring_in_scores import bring_in_scores
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.correct_eligible import correct_eligible
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.opening import inspection
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.see_result import see_result
from ballot.usecases.result.watch_turnout import watch_turnout
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips


def row(hall: Hall, number: str) -> MeetingRow:
    return hall.database.read(lambda db: meetings.get(db, number))


def keys_of(refused: Refused) -> list[str | None]:
    return [fault.key for fault in refused.faults]


def test_fewer_eligible_lower_the_quorum_with_a_reason_on_record(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY] * 30, eligible=46)
    correct_eligible(hall, CONSOLE, meeting.number, (("党员", 45),), "一人已迁出")
    assert open_box(hall, CONSOLE, meeting.number).required == 30
    for parts, reason, key in (((("", 0),), "x", "eligible"), ((("", 5),), "", "reason")):
        with pytest.raises(Refused) as refused:
            correct_eligible(hall, CONSOLE, meeting.number, parts, reason)
        assert keys_of(refused.value) == [key]


def test_a_second_round_is_a_meeting_of_its_own_and_there_is_one(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY] * 30, subjects=2)
    with pytest.raises(NotInState):
        round_two(hall, CONSOLE, meeting.number)
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, meeting.number)
    second = round_two(hall, CONSOLE, meeting.number)
    view = see_meeting(hall, CONSOLE, second)
    assert (view.round, view.follows, view.state) == (2, meeting.number, State.DRAFT)
    assert (view.eligible, view.slips, len(view.subjects)) == (46, 0, 2)
    assert row(hall, second).pk != row(hall, meeting.number).pk
    with pytest.raises(NoRoundLeft):
        round_two(hall, CONSOLE, meeting.number)
    issue = issue_slips(hall, CONSOLE, second, 46)
    confirm_batch(hall, CONSOLE, second, issue.batch)
    open_voting(hall, CONSOLE, second)
    again = AMeeting(hall, second, issue.slips, subjects=2)
    again.cast_all([GOOD] * 31)
    close_voting(hall, CONSOLE, second)
    assert open_box(hall, CONSOLE, second).facts.follows == meeting.number
    assert see_result(hall, meeting.number).facts.state is State.NO_QUORUM


def test_a_second_round_has_no_third(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [], slips=1, eligible=3)
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, meeting.number)
    second = round_two(hall, CONSOLE, meeting.number)
    confirm_batch(hall, CONSOLE, second, issue_slips(hall, CONSOLE, second, 1).batch)
    open_voting(hall, CONSOLE, second)
    close_voting(hall, CONSOLE, second)
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, second)
    with pytest.raises(NoRoundLeft):
        round_two(hall, CONSOLE, second)
    assert Act.ROUND_TWO not in see_meeting(hall, CONSOLE, second).next


def test_fewer_than_thirty_voters_hide_the_number_until_the_close(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=29, eligible=29)
    meeting.cast_all([VERY] * 19)
    turnout = watch_turnout(hall, CONSOLE, meeting.number)
    assert (turnout.returned, turnout.missing, turnout.met) == (None, None, False)
    meeting.cast(VERY)
    assert watch_turnout(hall, CONSOLE, meeting.number).met
    result = see_result(hall, meeting.number)
    assert (result.facts.returned.total, result.facts.void, result.met) == (0, 0, True)
    close_voting(hall, CONSOLE, meeting.number)
    assert watch_turnout(hall, CONSOLE, meeting.number).returned == 20
    assert see_result(hall, meeting.number).facts.returned.total == 20


def test_thirty_voters_and_more_see_how_many_are_missing(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=30, eligible=30)
    meeting.cast(VERY)
    turnout = watch_turnout(hall, CONSOLE, meeting.number)
    assert (turnout.returned, turnout.required, turnout.missing) == (1, 20, 19)
    assert (turnout.met, turnout.hidden) == (False, False)


def test_an_objective_score_may_come_after_the_opening(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY, GOOD], slips=2, eligible=2)
    result = open_box(hall, CONSOLE, meeting.number)
    assert result.subjects[0].opened is not None
    assert result.subjects[0].opened.final_score is None
    bring_in_scores(hall, CONSOLE, meeting.number, {1: "112"})
    later = see_result(hall, meeting.number)
    assert later.subjects[0].opened is not None
    assert str(later.subjects[0].opened.final_score) == "112"


def test_two_who_open_the_box_at_once_open_it_once(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY, GOOD], slips=2, eligible=2)
    with ThreadPoolExecutor(4) as threads:
        results = list(threads.map(lambda _: open_box(hall, CONSOLE, meeting.number), range(4)))
    assert all(result == results[0] for result in results)
    acts = [line.act for line in read_journal(hall, CONSOLE, meeting.number)]
    assert acts.count("open_box") == 1


def test_the_turnout_of_a_draft_knows_its_quorum(hall: Hall) -> None:
    turnout = watch_turnout(hall, CONSOLE, a_draft(hall).number)
    assert (turnout.eligible, turnout.returned, turnout.required) == (46, 0, 31)


def test_whoever_inspects_while_another_opens_gets_the_same_result(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    meeting = a_closed_meeting(hall, [VERY, GOOD], slips=3, eligible=3)
    real = inspection.inspect

    def overtaken(*given: object) -> object:
        monkeypatch.setattr(inspection, "inspect", real)
        open_box(hall, CONSOLE, meeting.number)
        return real(*given)

    monkeypatch.setattr(inspection, "inspect", overtaken)
    first = open_box(hall, CONSOLE, meeting.number)
    assert first == see_result(hall, meeting.number)
    assert first.facts.state is State.OPENED
