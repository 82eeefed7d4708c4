"""A rehearsal is closed, counted and opened as the vote will be, and then nothing of it is left."""

import json
from pathlib import Path

import pytest
from makers.life.rehearsals import a_rehearsal, a_tried_meeting, held, printed
from makers.meetings import BAD, GOOD, VERY, AMeeting
from people.counters import both_enter, papers
from sqlalchemy import select
from sqlalchemy.orm import Session

from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    BatchesNotConfirmed,
    BoxKeyMissing,
    LedgerOpen,
    NoSlips,
    NotInState,
    QuorumMissed,
    RehearsalCounted,
    RoundInvalid,
    SlipUnknown,
    VotingClosed,
)
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.meeting import Custody, State
from ballot.exports import result_as_csv, result_as_json
from ballot.storage import meetings
from ballot.storage.meetings import MeetingRow
from ballot.storage.tables import metadata
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.complain import complain, minute
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.scan_slip import scan_slip
from ballot.usecases.ledger.see_ledger import see_ledger
from ballot.usecases.ledger.settling import settle_slips
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.meeting.reset import reset
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result import hall_screen
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.result.see_signed_values import see_signed_values
from ballot.usecases.result.watch_turnout import watch_turnout
from ballot.usecases.slips.exchange_slip import exchange_slip
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.usecases.traces.forget_rehearsals import forget_rehearsals


def row(hall: Hall, number: str) -> MeetingRow:
    return hall.database.read(lambda db: meetings.get(db, number))


def rows_of(hall: Hall, number: str) -> dict[str, int]:
    """How many rows each table has of a meeting."""
    tables = [each for each in metadata.sorted_tables if "meeting" in each.c]
    statements = {each.name: select(each).where(each.c.meeting == number) for each in tables}

    def count(db: Session) -> dict[str, int]:
        return {name: len(db.execute(each).all()) for name, each in statements.items()}

    return {name: found for name, found in hall.database.read(count).items() if found}


def marks_of(folder: Path, run: bytes) -> list[str]:
    return sorted(each.name for each in folder.rglob(f"*{run.hex()}*"))


def test_a_rehearsal_goes_the_whole_way_in_states_of_its_own(hall: Hall) -> None:
    meeting = a_rehearsal(hall, [VERY, VERY, BAD])
    number = meeting.number
    close_voting(hall, CONSOLE, number)
    assert row(hall, number).state is State.REHEARSAL_CLOSED
    close_voting(hall, CONSOLE, number)  # again: no fault
    result = open_box(hall, CONSOLE, number)
    assert (result.facts.state, result.is_open) == (State.REHEARSAL_OPENED, True)
    opened = result.subjects[0].opened
    assert opened is not None
    assert dict(opened.counts) == {"很满意": 2, "满意": 0, "基本满意": 0, "不满意": 1}
    assert result.facts.custody is Custody.SERVER
    assert open_box(hall, CONSOLE, number) == result
    acts = [line.act for line in read_journal(hall, CONSOLE, number)]
    assert acts[-3:] == ["close", "settle", "open_box"]
    told = json.loads(read_journal(hall, CONSOLE, number)[-1].detail)
    assert told["outcome"] == "opened", "the lines are those of the vote"


def test_what_is_handed_over_has_no_figure_of_it(hall: Hall) -> None:
    result = see_result(hall, a_tried_meeting(hall, [VERY, VERY, GOOD]).number)
    told = result_as_json.value(result)
    assert told["state"] == "rehearsal_opened"
    assert told["subjects"] == [{"name": "张某"}]
    assert "很满意" not in result_as_csv.write(result).decode("utf-8-sig")
    values = see_signed_values(hall, result)
    assert (values.fingerprint, values.close, values.code) == (None, None, None)
    with pytest.raises(NotInState):
        export_bundle(hall, CONSOLE, result.facts.meeting)


def test_the_quorum_holds_in_it_as_in_the_vote(hall: Hall) -> None:
    short = a_rehearsal(hall, [VERY, VERY]).number
    close_voting(hall, CONSOLE, short)
    for _ in range(2):
        with pytest.raises(QuorumMissed) as missed:
            open_box(hall, CONSOLE, short)
        assert (missed.value.returned, missed.value.required) == (2, 3)
    assert row(hall, short).state is State.REHEARSAL_NO_QUORUM
    assert see_result(hall, short).subjects[0].opened is None
    with pytest.raises(NotInState):
        round_two(hall, CONSOLE, short)
    reset(hall, CONSOLE, short, agreed=True)
    assert row(hall, short).state is State.DRAFT


def test_more_than_were_handed_out_make_it_invalid(hall: Hall) -> None:
    number = a_rehearsal(hall, [VERY] * 3).number
    close_voting(hall, CONSOLE, number)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 2})
    with pytest.raises(RoundInvalid):
        open_box(hall, CONSOLE, number)
    assert row(hall, number).state is State.REHEARSAL_INVALID


def test_its_ledger_is_begun_before_the_close_and_counted_behind_it(hall: Hall) -> None:
    meeting = a_rehearsal(hall, [VERY, VERY], slips=5)
    number = meeting.number
    for slip in meeting.slips[2:4]:
        exchange_slip(hall, CONSOLE, number, slip.token)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 4})
    place = complain(hall, CONSOLE, number, "没有投")
    assert see_ledger(hall, CONSOLE, number).count is None
    close_voting(hall, CONSOLE, number)
    assert scan_slip(hall, CONSOLE, number, meeting.slips[4].token) == 1
    both_enter(hall, number, papers(1, 1, 0, 0))
    with pytest.raises(LedgerOpen):
        settle_slips(hall, CONSOLE, number)
    minute(hall, CONSOLE, number, place, "家人代扫")
    view = see_ledger(hall, CONSOLE, number)
    assert view.count is not None
    assert (view.count.issued, view.count.returned, view.to_scan) == (5, 4, 0)
    assert not view.faults
    result = open_box(hall, CONSOLE, number)
    assert (result.facts.returned.paper, result.facts.returned.total) == (2, 4)


def test_under_scrutineers_the_ledger_is_as_strict_and_the_servers_key_opens(hall: Hall) -> None:
    meeting = a_rehearsal(hall, [VERY, VERY, GOOD], custody=Custody.SCRUTINEERS)
    number = meeting.number
    close_voting(hall, CONSOLE, number)
    with pytest.raises(LedgerOpen):
        open_box(hall, CONSOLE, number)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 3})
    scan_slip(hall, CONSOLE, number, meeting.slips[3].token)
    settle_slips(hall, CONSOLE, number)
    result = open_box(hall, CONSOLE, number)
    assert (result.facts.custody, result.facts.opened_by) == (Custody.SERVER, ())


def test_it_is_closed_with_slips_that_are_printed_whole(hall: Hall) -> None:
    number = a_rehearsal(hall).number
    issue_slips(hall, CONSOLE, number, 1)
    with pytest.raises(BatchesNotConfirmed):
        close_voting(hall, CONSOLE, number)
    reset(hall, CONSOLE, number)
    rehearse(hall, CONSOLE, number)
    with pytest.raises(NoSlips):
        close_voting(hall, CONSOLE, number)
    assert row(hall, number).state is State.REHEARSAL


def test_nobody_votes_in_it_any_more_once_it_is_closed(hall: Hall) -> None:
    meeting = a_rehearsal(hall, [VERY] * 3)
    close_voting(hall, CONSOLE, meeting.number)
    with pytest.raises(VotingClosed):
        cast_ballot(hall, meeting.number, meeting.slips[3].token, meeting.ballot(VERY))
    with pytest.raises(NotInState):
        cancel(hall, CONSOLE, meeting.number, "先清空")


def test_a_small_hall_keeps_its_rules_in_it(hall: Hall) -> None:
    meeting = a_rehearsal(hall, [VERY] * 2)
    seen = watch_turnout(hall, CONSOLE, meeting.number)
    assert (seen.hidden, seen.returned, seen.missing) == (True, None, None)
    assert see_result(hall, meeting.number).facts.returned.total == 0
    close_voting(hall, CONSOLE, meeting.number)
    assert watch_turnout(hall, CONSOLE, meeting.number).is_short


def test_a_reset_is_asked_about_once_something_was_counted(hall: Hall) -> None:
    number = a_tried_meeting(hall, [VERY] * 3).number
    before, there = row(hall, number), rows_of(hall, number)
    with pytest.raises(RehearsalCounted):
        reset(hall, CONSOLE, number)
    assert (row(hall, number), rows_of(hall, number)) == (before, there)
    assert hall.box_keys.get(before.run)
    reset(hall, CONSOLE, number, agreed=True)
    voting = a_rehearsal(hall, [VERY]).number
    reset(hall, CONSOLE, voting)
    assert {row(hall, each).state for each in (number, voting)} == {State.DRAFT}


def tried_in_full(hall: Hall) -> AMeeting:
    """Every table that a rehearsal can fill has a row of it."""
    meeting = a_rehearsal(hall, [VERY, GOOD], slips=5)
    number = meeting.number
    for slip in meeting.slips[2:4]:
        exchange_slip(hall, CONSOLE, number, slip.token)
    close_voting(hall, CONSOLE, number)
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 4})
    scan_slip(hall, CONSOLE, number, meeting.slips[4].token)
    both_enter(hall, number, papers(1, 1, 0, 0))
    open_box(hall, CONSOLE, number)
    hall_screen.show_result(hall, CONSOLE, number, shown=True)
    return meeting


def test_nothing_of_it_survives_its_reset(hall: Hall, tmp_path: Path) -> None:
    fresh = a_rehearsal(hall, [])
    reset(hall, CONSOLE, fresh.number)
    left = rows_of(hall, fresh.number)
    meeting = tried_in_full(hall)
    number, tried = meeting.number, row(hall, meeting.number)
    filled = rows_of(hall, number)
    gone = {"slip", "batch", "sealed_vote", "ledger_entry", "paper_total", "turnout", "opening"}
    assert gone | {"partial", "result", "screen"} <= filled.keys(), "the control: it had all that"
    assert len(marks_of(tmp_path, tried.run)) == 3, "key, received, opened"
    assert hall_screen.see_screen(hall, CONSOLE, number).shows_result
    reset(hall, CONSOLE, number, agreed=True)
    assert rows_of(hall, number) == left | {"screen": 1}
    assert not hall_screen.see_screen(hall, CONSOLE, number).shows_result
    assert marks_of(tmp_path, tried.run) == []
    with pytest.raises(BoxKeyMissing):
        hall.box_keys.get(tried.run)
    now = row(hall, number)
    assert (now.state, now.frozen, now.closed_at) == (State.DRAFT, None, None)
    assert now.run != tried.run
    for slip in meeting.slips:
        with pytest.raises(SlipUnknown):
            cast_ballot(hall, number, slip.token, meeting.ballot(VERY))


def test_after_it_the_vote_is_held_and_its_bundle_verifies(hall: Hall) -> None:
    number = tried_in_full(hall).number
    reset(hall, CONSOLE, number, agreed=True)
    count = len(read_journal(hall, CONSOLE, number))
    meeting = printed(hall, number, 4)
    with pytest.raises(NotInState):
        close_voting(hall, CONSOLE, number)
    reset_again = [line.act for line in read_journal(hall, CONSOLE, number)][:count]
    assert reset_again[-1] == "reset"
    rehearse(hall, CONSOLE, number)  # and once more, left in the middle
    printed(hall, number, 2).cast(BAD)
    reset(hall, CONSOLE, number)
    held(hall, number, [VERY, VERY, GOOD])
    found = verify.verify(export_bundle(hall, CONSOLE, number))
    opened = found.result.subjects[0].opened
    assert opened is not None
    assert dict(opened.counts)["很满意"] == 2
    assert found.result.facts.exchanged == found.result.facts.unissued == 0
    view = see_meeting(hall, CONSOLE, number)
    assert (view.state, see_ledger(hall, CONSOLE, number).figures) == (State.OPENED, {})
    assert meeting.number == number


def test_a_reset_that_was_killed_before_the_key_folder_is_made_good(
    hall: Hall, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = a_tried_meeting(hall, [VERY] * 3).number
    going_on = row(hall, a_rehearsal(hall, [VERY]).number)
    watch_turnout(hall, CONSOLE, going_on.number)
    tried = row(hall, number)
    with monkeypatch.context() as killed:
        killed.setattr("ballot.usecases.meeting.reset.forget", lambda *_: None)
        reset(hall, CONSOLE, number, agreed=True)
    assert len(marks_of(tmp_path, tried.run)) == 3, "the control: they are still there"
    assert forget_rehearsals(hall)
    assert marks_of(tmp_path, tried.run) == []
    assert len(marks_of(tmp_path, going_on.run)) == 2, "that of a rehearsal that goes on stays"
