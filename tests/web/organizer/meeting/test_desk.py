"""The list of meetings as a desk: one of many is found at once, and what it costs is bounded."""

import os
import re
import time
from collections.abc import Callable

import pytest
from makers.meetings import VERY, a_closed_meeting, a_draft, a_plan, an_open_meeting
from people.desk import Desk
from sqlalchemy import insert, select

from ballot.domain.access import CONSOLE
from ballot.storage import tables
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting

MANY = 2_000 if os.environ.get("BALLOT_TEST_SCALE") == "full" else 300
MOST_BYTES = 60_000
LINE = re.compile(r"/meetings/(\d{6})")
LINK = re.compile(r'class="(tile|line)" href="/meetings/(\d{6})')


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is found is tried on both databases by the use case."""
    return sqlite_url


def listed(desk: Desk, path: str = "/meetings/") -> list[tuple[str, str]]:
    """(how it is drawn, number) of each meeting on the page."""
    assert desk.look(path).status_code == 200
    return LINK.findall(desk.page)


def test_what_votes_is_a_tile_with_what_is_missing_and_the_rest_are_lines(
    hall: Hall, desk: Desk
) -> None:
    draft, live = a_draft(hall).number, an_open_meeting(hall, slips=40)
    live.cast_all([VERY] * 9)
    assert listed(desk) == [("tile", live.number), ("line", draft)]
    assert "还差 22 票" in desk.page
    counters = re.findall(r"<span>(.+?)</span> <b>(\d+)</b></a>", desk.page)
    assert counters == [("全部", "2"), ("正在投票", "1"), ("准备中", "1")]
    live.cast_all([VERY] * 22)
    answer = desk.look("/meetings/now")
    assert "已达到法定人数" in desk.page
    assert "还差" not in desk.page
    again = desk.client.get("/meetings/now", headers={"If-None-Match": answer.headers["ETag"]})
    assert again.status_code == 304


def test_a_small_vote_tells_that_it_is_enough_and_no_number(hall: Hall, desk: Desk) -> None:
    small = an_open_meeting(hall, slips=12, eligible=12)
    small.cast_all([VERY] * 7)
    desk.look("/meetings/")
    assert "未达到法定人数" in desk.page
    assert not re.search(r"收回|还差|gauge", desk.page)


def test_filters_search_and_pages_keep_one_another(hall: Hall, desk: Desk) -> None:
    numbers = [create_meeting(hall, CONSOLE, a_plan(title=f"第{at}村测评")) for at in range(30)]
    an_open_meeting(hall)
    found = listed(desk, "/meetings/?q=村测评&group=preparing&page=2")
    assert len(found) == 30 - 24
    assert {number for _, number in found} < set(numbers)
    assert 'name="group" value="preparing"' in desk.page
    (before,) = re.findall(r'rel="prev" href="([^"]+)"', desk.page)
    assert before == "/meetings/?q=%E6%9D%91%E6%B5%8B%E8%AF%84&amp;group=preparing"
    assert listed(desk, "/meetings/?q=第7村") == [("line", numbers[7])]
    assert listed(desk, "/meetings/?q=没有这个村") == []
    assert "没有这样的会议" in desk.page
    for odd in ("?page=x", "?unit=x&assessment=", "?group=nobody", "?page=-3", f"?unit={10**40}"):
        assert desk.look(f"/meetings/{odd}").status_code == 200


def test_the_evening_is_a_line_a_meeting_with_what_it_waits_for(hall: Hall, desk: Desk) -> None:
    draft, live = a_draft(hall, slips=0).number, an_open_meeting(hall, slips=40)
    small = an_open_meeting(hall, slips=12, eligible=12)
    live.cast_all([VERY] * 9)
    small.cast_all([VERY] * 5)
    closed = a_closed_meeting(hall, [VERY] * 35).number
    assert desk.look("/meetings/evening").status_code == 200
    lines = {LINE.search(row)[1]: row for row in desk.page.split("<tr><th><a")[1:]}
    assert list(lines)[2:] == [closed, draft]
    assert "收回 9 / 46" in lines[live.number]
    assert "还差 22 票" in lines[live.number]
    assert "未达到法定人数" in lines[small.number]
    assert not re.search(r"收回|还差|progress", lines[small.number])
    assert "下一步：打印测评票" in lines[draft]
    answer = desk.look("/meetings/evening/now?group=counting")
    assert re.findall(r"/meetings/(\d{6})", desk.page) == [closed]
    same = {"If-None-Match": answer.headers["ETag"]}
    assert desk.client.get("/meetings/evening/now?group=counting", headers=same).status_code == 304


def test_when_a_meeting_begins_is_typed_shown_and_leads_the_desk(hall: Hall, desk: Desk) -> None:
    number = create_meeting(hall, CONSOLE, a_plan(title="今晚的测评"))
    later = a_draft(hall).number
    today = hall.now().date().isoformat()
    form = {"title": "今晚的测评", "starts": f"{today}T19:30"}
    desk.look(f"/meetings/{number}/basics")
    desk.send(f"/meetings/{number}/basics", **form)
    assert listed(desk) == [("line", number), ("line", later)]
    assert "今天 19:30" in desk.page
    desk.look(f"/meetings/{number}/basics")
    assert f'value="{today}T19:30"' in desk.page
    desk.send(f"/meetings/{number}/basics", **form | {"starts": "今晚"})
    assert "不是日期和时间" in desk.page
    desk.look(f"/meetings/new?like={number}")
    assert "今晚的测评\uff082\uff09" in desk.page, "a copy has a title of its own"


def test_what_is_typed_comes_back_as_text(hall: Hall, desk: Desk) -> None:
    a_draft(hall)
    desk.look('/meetings/?q="><script>alert(1)</script>')
    assert "<script>alert" not in desk.page
    assert "&#34;&gt;&lt;script&gt;" in desk.page


def test_the_page_of_many_meetings_is_small(
    hall: Hall, desk: Desk, record_property: Callable[[str, object], None]
) -> None:
    """Its CPU time is reported, and judged by whoever reads it: at most 200 ms are wanted."""
    an_open_meeting(hall)
    meeting = tables.meeting
    row = dict(hall.database.read(lambda db: db.execute(select(meeting)).mappings().one()))
    free = (str(each) for each in range(100_000, 1_000_000) if str(each) != row["number"])
    rows = [row | {"number": next(free)} for _ in range(MANY - 1)]
    hall.database.write(lambda db: db.execute(insert(meeting), rows))
    for path in (
        "/meetings/",
        "/meetings/?q=大布村",
        "/meetings/?page=50",
        "/meetings/?q=没有",
        "/meetings/evening",
    ):
        desk.look(path)
        began = time.process_time()
        desk.look(path)
        record_property(f"ms {path}", round((time.process_time() - began) * 1000))
        record_property(f"bytes {path}", len(desk.page.encode()))
        assert len(desk.page.encode()) <= MOST_BYTES
