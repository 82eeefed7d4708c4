"""An organizer's evening in Chromium: from the one-time link to the files, the paper between."""

import json
import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from browser.eyes import WIDE, look_at
from makers.meetings import BAD, FAIR, GOOD, VERY
from people.office import MM, SHARP, close, codes_on, paper, print_slips, sign_up, vote
from playwright.sync_api import Browser, Page

from ballot.usecases.hall import Hall

EXPECTED = re.compile("status of (422|503)")
"""What Chromium reports of a form with a fault, and of the line that a test cuts."""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A laptop whose browser complains of nothing: no blocked style, no script that fails."""
    context = chromium.new_context(viewport=WIDE, device_scale_factor=SHARP, locale="zh-CN")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert [text for text in said if not EXPECTED.search(text)] == []


def new_meeting(page: Page, eligible: str = "46") -> str:
    """A meeting about one person; the address of its page."""
    page.get_by_role("link", name="新建测评会").first.click()
    look_at(page)
    page.get_by_label("会议名称").fill("2026年度第一书记群众满意度测评 大布村")
    page.get_by_label("会议地点").fill("村委会会议室")
    page.get_by_label("谁被测评").fill("张某")
    page.get_by_label("应参加人数").fill(eligible)
    page.get_by_role("button", name="建立测评会").click()
    look_at(page)
    return page.url


def tell_the_score(page: Page, meeting: str) -> None:
    """考评得分, unit and groups of the one person."""
    page.get_by_role("link", name=re.compile("谁被测评")).click()
    look_at(page)
    page.get_by_label("组织工作目标考评得分").fill("112")
    page.get_by_label("单位", exact=True).fill("市教育局")
    page.get_by_label("单位类别").select_option("市直")
    page.get_by_role("button", name="保存").click()
    assert page.url == meeting


def test_a_meeting_by_its_pages_from_the_link_to_the_files(
    page: Page, house: str, hall: Hall
) -> None:
    sign_up(page, house, hall)
    look_at(page)
    meeting = new_meeting(page)
    tell_the_score(page, meeting)
    codes = print_slips(page, meeting, "46")
    assert len(set(codes)) == 46
    look_at(page)
    page.get_by_role("button", name="锁定").click()
    look_at(page)
    page.get_by_role("button", name="开始投票").click()
    look_at(page)
    answers = [VERY] * 20 + [GOOD] * 7 + [FAIR] * 3 + [BAD]
    for code, answer in zip(codes[:30], answers, strict=False):
        vote(hall, code, answer)
    page.get_by_text("还差 1 票达到三分之二").wait_for()
    vote(hall, codes[30], answers[30])
    page.get_by_text("已达到三分之二").wait_for()
    page.goto(f"{meeting}/close")
    page.get_by_role("button", name="截止投票").click()
    look_at(page)
    page.goto(meeting)
    close(page)
    look_at(page)
    page.get_by_role("button", name="开箱").click()
    look_at(page)
    for said in ("87.10 %", "97.55", "112×27/31", "第十七条", "第十九条（四）"):
        assert said in page.inner_text("main")
    with page.expect_download() as download:
        page.get_by_role("link", name="JSON").click()
    result = json.loads(download.value.path().read_text(encoding="utf-8"))
    assert result["subjects"][0]["final_score"] == {"exact": "3024/31", "shown": "97.55"}
    for path in ("/meetings/", "/journal", "/accounts", "/accounts/keys", urlsplit(meeting).path):
        page.goto(house + path)
        look_at(page)


def test_the_sheet_has_the_sizes_that_scissors_and_phones_expect(
    page: Page, house: str, hall: Hall
) -> None:
    sign_up(page, house, hall)
    meeting = new_meeting(page)
    page.goto(f"{meeting}/slips")
    page.get_by_label("打印多少张").fill("13")
    page.get_by_role("button", name="生成打印页").click()
    page.wait_for_selector("#whole")
    file = page.pdf(prefer_css_page_size=True)
    assert len(re.findall(rb"/Type\s*/Page\b", file)) == 2
    found = re.search(rb"/MediaBox\s*\[0 0 ([\d.]+) ([\d.]+)\]", file)
    assert found
    assert [round(float(side) / 72 * 25.4) for side in found.groups()] == [210, 297]
    codes = codes_on(paper(page))
    assert len(codes) == 13
    modules = page.evaluate("document.querySelector('.slip svg').viewBox.baseVal.width")
    for code in codes:
        side = (code.position.top_right.x - code.position.top_left.x) / MM
        assert side == pytest.approx(42 * (modules - 8) / modules, abs=0.6)
    sizes = page.eval_on_selector_all(
        ".slip", "all => all.map(each => [each.offsetWidth, each.offsetHeight])"
    )
    for width, height in sizes:
        assert (width / 96 * 25.4, height / 96 * 25.4) == pytest.approx((64, 70), abs=0.3)
    inside = "all => all.every(each => each.scrollHeight <= each.clientHeight + 1)"
    assert page.eval_on_selector_all(".slip", inside)


def test_without_script_the_count_refreshes_itself(
    chromium: Browser, page: Page, house: str, hall: Hall
) -> None:
    sign_up(page, house, hall)
    meeting = new_meeting(page, eligible="31")
    codes = print_slips(page, meeting, "12")
    page.get_by_role("button", name="锁定").click()
    page.get_by_role("button", name="开始投票").click()
    plain = chromium.new_context(
        storage_state=page.context.storage_state(), java_script_enabled=False
    )
    for view in ("turnout", "screen"):
        wall = plain.new_page()
        wall.goto(f"{meeting}/{view}")
        seen = wall.locator(".huge").inner_text()
        vote(hall, codes.pop(), VERY)
        wall.wait_for_timeout(6500)
        assert wall.locator(".huge").inner_text() != seen
    plain.close()


def test_the_wall_says_when_the_line_is_lost_and_recovers(
    page: Page, house: str, hall: Hall
) -> None:
    sign_up(page, house, hall)
    meeting = new_meeting(page)
    codes = print_slips(page, meeting, "12")
    page.get_by_role("button", name="锁定").click()
    page.get_by_role("button", name="开始投票").click()
    page.goto(f"{meeting}/screen")
    look_at(page)
    page.route("**/screen/now", lambda route: route.fulfill(status=503))
    page.get_by_text("正在重新连接").wait_for()
    vote(hall, codes[0], VERY)
    page.unroute("**/screen/now")
    page.get_by_text("还差 30 票达到三分之二").wait_for()
    page.get_by_text("正在重新连接").wait_for(state="hidden")
