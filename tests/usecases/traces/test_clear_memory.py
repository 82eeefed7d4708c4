"""A process that was there when a meeting ended remembers it, and is replaced once nobody votes."""

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from makers.meetings import (
    VERY,
    AMeeting,
    Clock,
    a_closed_meeting,
    a_draft,
    a_hall,
    an_open_meeting,
)
from makers.settings import settings
from people.desk import a_desk

from ballot.app import create_app
from ballot.domain.access import CONSOLE
from ballot.storage import meetings
from ballot.storage.database import Database
from ballot.usecases.casting.prepare_pools import prepare_pools
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.traces.clear_memory import is_due
from ballot.usecases.traces.see_traces import see_traces
from ballot.words import house_traces


class Server:
    """A server of one process that can be replaced."""

    def __init__(self) -> None:
        self.since: datetime | None = None

    def __call__(self) -> datetime | None:
        return self.since


@pytest.fixture
def server() -> Server:
    return Server()


@pytest.fixture
def hall(database: Database, tmp_path: Path, server: Server) -> Hall:
    made = a_hall(database, tmp_path, clock=Clock(), oldest_process=server)
    server.since = made.clock()
    return made


def cleared(hall: Hall, meeting: AMeeting) -> bool | None:
    return see_meeting(hall, CONSOLE, meeting.number).memory_cleared


def due(hall: Hall, server: Server) -> bool:
    assert server.since is not None
    return is_due(hall, server.since)


def test_a_closed_vote_is_remembered_until_a_new_process_serves(hall: Hall, server: Server) -> None:
    meeting = an_open_meeting(hall)
    assert (cleared(hall, meeting), due(hall, server)) == (None, False)
    close_voting(hall, CONSOLE, meeting.number)
    assert (cleared(hall, meeting), due(hall, server)) == (False, True)
    server.since = hall.clock()
    assert (cleared(hall, meeting), due(hall, server)) == (True, False)


def test_the_process_waits_for_the_neighbour_who_votes(hall: Hall, server: Server) -> None:
    neighbour = an_open_meeting(hall)
    meeting = a_closed_meeting(hall, [VERY], slips=1)
    assert (cleared(hall, meeting), due(hall, server)) == (False, False)
    close_voting(hall, CONSOLE, neighbour.number)
    assert due(hall, server)


def test_an_opened_box_is_an_end_of_its_own(hall: Hall, server: Server) -> None:
    meeting = a_closed_meeting(hall, [VERY], slips=1, eligible=1)
    server.since = hall.clock()
    assert cleared(hall, meeting)
    open_box(hall, CONSOLE, meeting.number)
    assert (cleared(hall, meeting), due(hall, server)) == (False, True)


def test_a_vote_that_was_cancelled_is_remembered_and_a_draft_is_not(
    hall: Hall, server: Server
) -> None:
    draft = a_draft(hall)
    cancel(hall, CONSOLE, draft.number, "不开了")
    assert (cleared(hall, draft), due(hall, server)) == (None, False)
    meeting = an_open_meeting(hall)
    cancel(hall, CONSOLE, meeting.number, "停电")
    assert (cleared(hall, meeting), due(hall, server)) == (False, True)


def test_where_nobody_serves_nothing_remembers(hall: Hall, server: Server) -> None:
    meeting = a_closed_meeting(hall, [VERY], slips=1)
    server.since = None
    assert cleared(hall, meeting)


def test_no_report_speaks_of_memory_and_whoever_keeps_the_machine_reads_of_it(
    hall: Hall, server: Server
) -> None:
    assert told(hall)["内存"] == "还没有投票结束过。"
    meeting = a_closed_meeting(hall, [VERY], slips=1)
    assert "内存" not in report(hall, meeting)
    assert "内存尚未清除" in told(hall)["内存"]
    server.since = hall.clock() + timedelta(seconds=1)
    assert "内存已清除" in told(hall)["内存"]


def test_the_poster_says_what_the_log_of_the_database_keeps(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY], slips=1)
    leaf = repr(print_meeting_form(hall, CONSOLE, meeting.number, MeetingForm.WALL_POSTER))
    keeps = hall.database.dialect == "postgresql"
    assert ("留在它的日志（WAL）里，直到被覆盖" in leaf) == keeps


def test_the_page_says_what_it_means_and_what_to_do_until_then(
    hall: Hall, server: Server, tmp_path: Path
) -> None:
    meeting = a_closed_meeting(hall, [VERY], slips=1)
    desk = a_desk(create_app(settings(tmp_path, hall.database), hall), hall)
    desk.look(f"/meetings/{meeting.number}")
    for said in ("内存尚未清除", "不用您做什么", "请管理员重新启动服务"):
        assert said in desk.page
    server.since = hall.clock() + timedelta(seconds=1)
    desk.look(f"/meetings/{meeting.number}")
    assert "内存尚未清除" not in desk.page
    assert "内存已清除" in desk.page


def told(hall: Hall) -> dict[str, str]:
    """What the administrator's page and the doctor say of the machine."""
    found = see_traces(hall, CONSOLE)
    assert found is not None
    return {name: say(found) for name, say in house_traces.checks().items()}


def report(hall: Hall, meeting: AMeeting) -> str:
    return repr(print_meeting_form(hall, CONSOLE, meeting.number, MeetingForm.REPORT).blocks)


def test_what_lay_ready_for_a_closed_vote_is_thrown_away(hall: Hall) -> None:
    meeting, neighbour = an_open_meeting(hall), an_open_meeting(hall)
    prepare_pools(hall)
    old, other = (hall.pools.of(pk_of(hall, each)) for each in (meeting, neighbour))
    close_voting(hall, CONSOLE, meeting.number)
    prepare_pools(hall)
    assert hall.pools.of(pk_of(hall, neighbour)) is other
    assert hall.pools.of(pk_of(hall, meeting)) is not old


def pk_of(hall: Hall, meeting: AMeeting) -> bytes:
    pk = hall.database.read(lambda db: meetings.get(db, meeting.number)).pk
    assert pk is not None
    return pk
