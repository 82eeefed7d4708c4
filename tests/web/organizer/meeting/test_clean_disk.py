"""The pages say whether the disk is clean, and let an administrator delete the ciphertexts."""

from datetime import timedelta

import pytest
from makers.meetings import THE_HALL, Clock, a_closed_meeting, an_open_meeting
from people.desk import Desk, a_desk

from ballot.domain.access import CONSOLE
from ballot.storage import votes
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.traces.seal_meetings import seal_meetings
from ballot.web.proxy import Application

CLEAN = "存储已清理"
SOON = "程序很快会自动清理"
VOTERS_FIRST = "有会议正在投票，投完后程序自动清理"
OFFERED = "/erase"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Only there does a seal wait for those who vote."""
    return sqlite_url


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The organizer, who is administrator too, has signed in."""
    return a_desk(app, hall)


def test_the_pages_say_how_storage_stands(desk: Desk, hall: Hall) -> None:
    number = a_closed_meeting(hall, THE_HALL).number
    neighbour = an_open_meeting(hall).number
    for page in (f"/meetings/{number}", f"/meetings/{number}/result"):
        desk.look(page)
        assert VOTERS_FIRST in desk.page
    desk.look(f"/meetings/{neighbour}")
    assert "存储" not in desk.page
    close_voting(hall, CONSOLE, neighbour)
    desk.look(f"/meetings/{number}")
    assert SOON in desk.page
    assert seal_meetings(hall)
    for page in (f"/meetings/{number}", f"/meetings/{number}/result"):
        desk.look(page)
        assert CLEAN in desk.page


def test_an_administrator_deletes_ciphertexts_when_objections_are_over(
    desk: Desk, hall: Hall
) -> None:
    number = a_closed_meeting(hall, THE_HALL).number
    open_box(hall, CONSOLE, number)
    desk.look(f"/meetings/{number}")
    assert OFFERED not in desk.page
    desk.press(number, "erase")
    assert "异议期到 2026-12-2" in desk.page
    assert hall.database.read(lambda db: votes.counts(db, number))
    assert isinstance(hall.clock, Clock)
    hall.clock.now += timedelta(days=8)
    desk.look(f"/meetings/{number}")
    assert OFFERED in desk.page
    desk.press(number, "erase")
    assert "密文和票箱密钥已删除，结果保留。" in desk.page
    assert "密文已删除（2026-12-2" in desk.page
    assert OFFERED not in desk.page
    assert hall.database.read(lambda db: votes.counts(db, number)) == {}
    desk.look(f"/meetings/{number}/result")
    assert "87.10" in desk.page
