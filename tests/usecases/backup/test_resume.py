"""A vote that was put back stands still, until somebody says what is missing."""

from pathlib import Path

import pytest
from makers.meetings import BAD, FAIR, GOOD, VERY, an_open_meeting
from makers.meetings_of_scrutineers import an_open_meeting_of_scrutineers
from makers.stores.backups import after_two_of_four, back_up, is_whole, put_back, state
from sqlalchemy import text

from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    BallotsMissing,
    ConsentNeeded,
    NotInState,
    Refused,
    SlipSpent,
    Tampered,
    TotalNotHigher,
    TotalTooLow,
    VotingPaused,
)
from ballot.domain.meeting import State
from ballot.usecases.backup.resume import look, resume
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.casting.note_received import note_received
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle


def test_a_vote_that_was_put_back_stands_still(hall: Hall, tmp_path: Path) -> None:
    meeting = after_two_of_four(hall, tmp_path)
    assert state(hall, meeting.number) is State.PAUSED
    with pytest.raises(VotingPaused):
        meeting.cast(VERY)
    with pytest.raises(NotInState):
        close_voting(hall, CONSOLE, meeting.number)
    with pytest.raises(NotInState):
        open_voting(hall, CONSOLE, meeting.number)
    assert is_whole(hall)


@pytest.mark.parametrize(("noted", "last", "missing"), [(True, 4, 2), (False, 4, 2), (False, 2, 0)])
def test_what_is_missing_is_known_by_the_mark_or_by_whom_saw_the_screen(
    hall: Hall, tmp_path: Path, noted: bool, last: int, missing: int
) -> None:
    meeting = after_two_of_four(hall, tmp_path, noted=noted)
    assert look(hall, CONSOLE, meeting.number, last).missing == missing


def test_a_vote_that_only_the_table_calls_paused_is_not_resumed(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=2, eligible=2)
    hall.database.write(lambda db: db.execute(text("UPDATE meeting SET state = 'paused'")))
    with pytest.raises(Tampered) as tampered:
        resume(hall, CONSOLE, meeting.number, 0)
    assert tampered.value.what == "state"


def test_more_ballots_than_slips_are_a_slip_of_the_pen(hall: Hall, tmp_path: Path) -> None:
    meeting = after_two_of_four(hall, tmp_path)
    with pytest.raises(Refused) as refused:
        resume(hall, CONSOLE, meeting.number, 7)
    assert refused.value.faults[0].key == "received"
    assert state(hall, meeting.number) is State.PAUSED


@pytest.mark.parametrize(("noted", "last"), [(False, 1), (True, 1), (True, 3)])
def test_a_total_below_the_box_or_the_mark_of_this_machine_is_not_believed(
    hall: Hall, tmp_path: Path, noted: bool, last: int
) -> None:
    meeting = after_two_of_four(hall, tmp_path, noted=noted)
    with pytest.raises(Refused) as refused:
        resume(hall, CONSOLE, meeting.number, last)
    error = refused.value.faults[0].error
    assert isinstance(error, TotalTooLow)
    assert (error.box, error.noted) == (2, 4 if noted else 2)
    assert state(hall, meeting.number) is State.PAUSED


def test_what_was_acknowledged_is_noted_without_anybody_looking(hall: Hall, tmp_path: Path) -> None:
    meeting = an_open_meeting(hall, slips=6, eligible=4)
    meeting.cast_all([VERY, GOOD])
    path = back_up(hall, tmp_path)
    meeting.cast_all([FAIR, BAD])
    assert note_received(hall)
    assert put_back(hall, path, tmp_path).paused == {meeting.number: 2}


def test_a_total_that_was_too_small_is_corrected_upwards_until_the_close(
    hall: Hall, tmp_path: Path
) -> None:
    meeting = after_two_of_four(hall, tmp_path, noted=False)
    assert resume(hall, CONSOLE, meeting.number, 2).missing == 0
    for no_higher in (1, 2):
        with pytest.raises(Refused) as refused:
            resume(hall, CONSOLE, meeting.number, no_higher)
        assert isinstance(refused.value.faults[0].error, TotalNotHigher)
    assert resume(hall, CONSOLE, meeting.number, 4).missing == 2
    with pytest.raises(BallotsMissing):
        close_voting(hall, CONSOLE, meeting.number)
    for slip in meeting.slips[2:4]:
        cast_ballot(hall, meeting.number, slip.token, meeting.ballot(BAD))
    close_voting(hall, CONSOLE, meeting.number)
    with pytest.raises(NotInState):
        resume(hall, CONSOLE, meeting.number, 5)
    (told,) = open_box(hall, CONSOLE, meeting.number).facts.restored
    assert (told.found, told.known, told.missing) == (2, 4, 2)
    assert verify.verify(export_bundle(hall, CONSOLE, meeting.number))


def test_a_total_that_was_too_large_leaves_the_box_shut(hall: Hall, tmp_path: Path) -> None:
    meeting = after_two_of_four(hall, tmp_path, noted=False)
    resume(hall, CONSOLE, meeting.number, 6)
    for slip in meeting.slips[2:4]:
        cast_ballot(hall, meeting.number, slip.token, meeting.ballot(BAD))
    with pytest.raises(BallotsMissing) as short:
        close_voting(hall, CONSOLE, meeting.number)
    assert short.value.missing == 2
    cancel(hall, CONSOLE, meeting.number, "补不齐")


def test_a_total_that_is_never_said_leaves_the_vote_paused(hall: Hall, tmp_path: Path) -> None:
    meeting = after_two_of_four(hall, tmp_path)
    with pytest.raises(NotInState):
        close_voting(hall, CONSOLE, meeting.number)
    cancel(hall, CONSOLE, meeting.number, "没有人记得")
    assert state(hall, meeting.number) is State.CANCELLED


def test_a_vote_that_was_never_put_back_has_nothing_to_correct(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=2, eligible=2)
    with pytest.raises(NotInState):
        resume(hall, CONSOLE, meeting.number, 2)


def test_who_voted_scans_again_and_nothing_is_lost(hall: Hall, tmp_path: Path) -> None:
    meeting = after_two_of_four(hall, tmp_path, noted=False)
    assert resume(hall, CONSOLE, meeting.number, 4).missing == 2
    with pytest.raises(BallotsMissing) as short:
        close_voting(hall, CONSOLE, meeting.number)
    assert short.value.missing == 2
    for slip in meeting.slips[:2]:
        with pytest.raises(SlipSpent):
            cast_ballot(hall, meeting.number, slip.token, meeting.ballot(VERY))
    for slip, answer in zip(meeting.slips[2:4], (FAIR, BAD), strict=True):
        cast_ballot(hall, meeting.number, slip.token, meeting.ballot(answer))
    close_voting(hall, CONSOLE, meeting.number)
    result = open_box(hall, CONSOLE, meeting.number)
    opened = result.subjects[0].opened
    assert opened is not None
    assert [count for _option, count in opened.counts] == [1, 1, 1, 1]


def test_a_scrutineer_agrees_before_a_vote_goes_on(hall: Hall, tmp_path: Path) -> None:
    held = an_open_meeting_of_scrutineers(hall, slips=4, eligible=4)
    held.meeting.cast_all([VERY, GOOD])
    put_back(hall, back_up(hall, tmp_path), tmp_path)
    with pytest.raises(ConsentNeeded) as needed:
        resume(hall, CONSOLE, held.number, 3)
    assert needed.value.about == {"last": 3, "missing": 1}
    assert state(hall, held.number) is State.PAUSED
