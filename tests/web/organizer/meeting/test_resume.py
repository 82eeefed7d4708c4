"""The page on which a vote goes on after a restore: first the number, then what is missing."""

from pathlib import Path

import pytest
from makers.meetings import GOOD, AMeeting, an_open_meeting
from makers.stores.backups import a_paused_meeting
from people.desk import Desk, a_desk

from ballot.domain.meeting import State
from ballot.storage import meetings
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application


@pytest.fixture
def paused(hall: Hall, tmp_path: Path) -> AMeeting:
    """Three voted; the backup has one of them."""
    return a_paused_meeting(hall, tmp_path)


@pytest.fixture
def desk(paused: AMeeting, app: Application, hall: Hall) -> Desk:
    return a_desk(app, hall)


def state(hall: Hall, number: str) -> State:
    return hall.database.read(lambda db: meetings.get(db, number)).state


def test_the_page_of_the_meeting_leads_there(desk: Desk, paused: AMeeting) -> None:
    desk.look(f"/meetings/{paused.number}")
    assert "投票已暂停" in desk.page
    assert f"/meetings/{paused.number}/resume" in desk.page
    desk.look(f"/meetings/{paused.number}/resume")
    assert "至少少了 2 张" in desk.page


def test_what_is_missing_is_shown_before_anything_changes(
    desk: Desk, paused: AMeeting, hall: Hall
) -> None:
    desk.press(paused.number, "resume", last="3")
    assert "少了 2 张" in desk.page
    assert "再扫一次" in desk.page
    assert "只能改大，不能改小" in desk.page
    assert state(hall, paused.number) is State.PAUSED
    desk.send(f"/meetings/{paused.number}/resume", last="3", sure="y")
    assert state(hall, paused.number) is State.OPEN
    desk.look("/journal")
    assert "链条完好" in desk.page
    assert "从备份恢复" in desk.page
    assert "少了 2 张" in desk.page


@pytest.mark.parametrize("last", ["", "x", "41", "-1"])
def test_a_number_that_cannot_be_is_said_beside_its_field(
    desk: Desk, paused: AMeeting, hall: Hall, last: str
) -> None:
    answer = desk.press(paused.number, "resume", last=last, sure="y")
    assert answer.status_code == 422
    assert 'class="error"' in desk.page
    assert state(hall, paused.number) is State.PAUSED


def test_it_is_not_closed_before_all_have_scanned_again(
    desk: Desk, paused: AMeeting, hall: Hall
) -> None:
    desk.press(paused.number, "resume", last="3", sure="y")
    desk.close(paused.number)
    assert "还少 2 张" in desk.page
    assert state(hall, paused.number) is State.OPEN
    for slip in paused.slips[1:3]:
        cast_ballot(hall, paused.number, slip.token, paused.ballot(GOOD))
    desk.close(paused.number)
    assert state(hall, paused.number) is State.CLOSED
    desk.look(f"/meetings/{paused.number}/result")
    assert "恢复过" in desk.page


def test_a_meeting_that_is_not_paused_is_not_resumed(desk: Desk, hall: Hall) -> None:
    number = an_open_meeting(hall, slips=2, eligible=2).number
    assert desk.look(f"/meetings/{number}/resume").status_code == 409
