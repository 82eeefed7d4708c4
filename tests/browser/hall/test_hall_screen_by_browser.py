"""The screen of a hall in Chromium, from how to join to the result, to be read at four metres."""

import re

import pytest
from makers.life import rosters
from makers.meetings import BAD, VERY, a_closed_meeting, a_draft, an_open_meeting
from people.office import press, sign_up
from playwright.sync_api import Browser, Page, ViewportSize, expect

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.hall_screen import furnish_screen
from ballot.usecases.roster.check_in import check_in

WALLS: tuple[ViewportSize, ...] = (
    {"width": 1920, "height": 1080},
    {"width": 1280, "height": 720},
)
SLOW = 30_000
SMALLEST = """() => Math.min(...[...document.querySelectorAll("#stage *")]
  .filter((each) => [...each.childNodes].some((node) => node.nodeType === 3 && node.data.trim()))
  .map((each) => parseFloat(getComputedStyle(each).fontSize)))"""


def is_legible(page: Page) -> None:
    """Nothing is smaller than a fortieth of the height, and nothing lies outside."""
    for wall in WALLS:
        page.set_viewport_size(wall)
        assert page.evaluate(SMALLEST) >= wall["height"] / 40, page.url
        for way in ("Width", "Height"):
            inside = f"document.documentElement.scroll{way} <= window.inner{way}"
            assert page.evaluate(inside), (page.url, wall, way)


@pytest.fixture
def wall(chromium: Browser, hall: Hall, house: str) -> Page:
    page = chromium.new_context(viewport=WALLS[0], locale="zh-CN").new_page()
    sign_up(page, house, hall, looking=False)
    return page


def test_from_how_to_join_to_the_keys(wall: Page, hall: Hall, house: str) -> None:
    number = a_draft(hall).number
    furnish_screen(hall, CONSOLE, number, "村委会", "12345678", "门口左边的桌子上")
    wall.goto(f"{house}/meetings/{number}/screen")
    for said in (f"会议编号 {number}", "村委会", "密码 12345678", "门口左边的桌子上", "退出大屏"):
        expect(wall.get_by_text(said).first).to_be_visible()
    assert wall.locator(".joining svg").count() == 1
    assert re.fullmatch(r"\d\d:\d\d", wall.locator("#clock").text_content() or "")
    is_legible(wall)
    small = an_open_meeting(hall, slips=9, eligible=9)
    small.cast_all([VERY] * 2)
    wall.goto(f"{house}/meetings/{small.number}/screen")
    expect(wall.get_by_text("正在收票")).to_be_visible()
    assert not re.search(r"\b2\b", wall.locator("#stage").inner_text())
    large = an_open_meeting(hall, slips=3, eligible=33)
    wall.goto(f"{house}/meetings/{large.number}/screen")
    expect(wall.get_by_text("还差 22 票达到三分之二")).to_be_visible()
    is_legible(wall)
    close_voting(hall, CONSOLE, large.number)
    short = wall.get_by_text("差 22 票，没有达到法定人数，票箱不打开。")
    expect(short).to_be_visible(timeout=SLOW)
    assert "还差" not in wall.locator("#stage").inner_text()
    is_legible(wall)
    wall.context.close()


def test_who_has_come_has_room_on_every_wall(wall: Page, hall: Hall, house: str) -> None:
    meeting = a_draft(hall, slips=40)
    rosters.a_roster(hall, meeting.number, rosters.people(40))
    furnish_screen(hall, CONSOLE, meeting.number, "村委会", "12345678", "门口左边的桌子上")
    for place in range(20):
        check_in(hall, CONSOLE, meeting.number, place)
    for opened in (False, True):
        if opened:
            open_voting(hall, CONSOLE, meeting.number)
        wall.goto(f"{house}/meetings/{meeting.number}/screen")
        expect(wall.get_by_text("已到 20 人")).to_be_visible()
        is_legible(wall)
    wall.context.close()


def test_the_result_comes_when_the_organizer_shows_it(wall: Page, hall: Hall, house: str) -> None:
    meeting = a_closed_meeting(hall, [VERY] * 30 + [BAD] * 2, subjects=2, eligible=46)
    number = meeting.number
    open_box(hall, CONSOLE, number)
    wall.goto(f"{house}/meetings/{number}/screen")
    expect(wall.get_by_text("请等组织者宣布结果。")).to_be_visible()
    assert "很满意" not in wall.content(), "never by itself"
    wall.get_by_role("button", name="放结果").click()
    expect(wall.get_by_text("1 / 2")).to_be_visible(timeout=SLOW)
    first = wall.locator("h1").inner_text()
    for said in ("很满意", "93.8 %", "93.75", "收回 32 / 46", "30"):
        expect(wall.get_by_text(said).first).to_be_visible()
    assert wall.locator(".formula").count() == 1
    is_legible(wall)
    wall.keyboard.press("ArrowRight")
    expect(wall.get_by_text("2 / 2")).to_be_visible(timeout=SLOW)
    assert wall.locator("h1").inner_text() != first
    wall.get_by_text("自动翻页").click()
    expect(wall.get_by_text("停止自动翻页")).to_be_visible(timeout=SLOW)
    assert wall.url.endswith("/screen"), "the page stays, so that the browser fills the screen"
    wall.get_by_role("button", name="撤下结果").click()
    expect(wall.get_by_text("请等组织者宣布结果。")).to_be_visible(timeout=SLOW)
    assert "很满意" not in wall.locator("#stage").inner_html()
    wall.goto(f"{house}/meetings/{number}/result")
    press(wall, "把结果放上大屏")
    expect(wall.get_by_text("结果已经放上大屏。")).to_be_visible()
    expect(wall.get_by_role("button", name="从大屏上撤下结果")).to_be_visible()
    wall.context.close()
