"""A rehearsal in Chromium to its end, and the vote behind it: votes by phone, ledger, opening, a
result with 演练 across page and screen, the reset that is asked about, a bundle that verifies.
"""

from urllib.parse import urlsplit

from browser.eyes import WIDE, look_at
from makers.meetings import a_plan
from people.bundle_forger import why
from people.office import SHARP, close, follow, press, print_slips, sign_up, vote
from playwright.sync_api import Browser, Page, expect

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.result.see_result import see_result

SLOW = 30_000


def by_phone(chromium: Browser, house: str, code: str, *, rehearsal: bool) -> None:
    """One scans a slip, chooses the first, casts."""
    voter = chromium.new_context(viewport={"width": 360, "height": 640})
    page = voter.new_page()
    page.goto(house + urlsplit(code).path)
    assert ("演练：这次投的不算数" in page.content()) is rehearsal
    page.locator("[name=a1_1][value='1'] + b").click()
    with page.expect_navigation():
        page.click("button")
    assert "已计入" in page.content()
    voter.close()


def scanned(chromium: Browser, house: str, code: str) -> str:
    """What a phone is told that scans a slip now."""
    voter = chromium.new_context(viewport={"width": 360, "height": 640})
    page = voter.new_page()
    page.goto(house + urlsplit(code).path)
    said = page.locator("body").inner_text()
    voter.close()
    return said


def is_marked(page: Page) -> None:
    """演练 stands across it, over everything and in nobody's way."""
    across = page.locator(".across")
    expect(across).to_have_count(1)
    assert across.evaluate("each => getComputedStyle(each).pointerEvents") == "none"
    box = across.bounding_box()
    assert box is not None
    assert box["width"] >= 300


def counted(desk: Page, meeting: str, handed_out: int, undrawn: str) -> None:
    """The ledger step by step, to the opening."""
    desk.goto(f"{meeting}/ledger")
    desk.get_by_label("发出（张）").fill(str(handed_out))
    press(desk, "登记")
    look_at(desk)
    follow(desk, "去核验")
    desk.fill("#text", undrawn)
    desk.press("#text", "Enter")
    expect(desk.locator("#answer.yes")).to_contain_text("未使用", timeout=SLOW)
    desk.goto(f"{meeting}/ledger")
    press(desk, "清点完毕")
    press(desk, "开箱")


def tried(desk: Page, chromium: Browser, hall: Hall, house: str, meeting: str) -> list[str]:
    """The rehearsal, until its result stands on page and screen."""
    desk.goto(meeting)
    press(desk, "先演练一遍")
    codes = print_slips(desk, meeting, "4")
    by_phone(chromium, house, codes[0], rehearsal=True)
    for code in codes[1:3]:
        vote(hall, code, 3)
    desk.goto(meeting)
    look_at(desk)
    close(desk)
    desk.wait_for_load_state()
    assert "演练" in desk.locator("main").inner_text()
    counted(desk, meeting, 3, codes[3])
    is_marked(desk)
    assert "演练的结果" in desk.locator("h1").inner_text()
    look_at(desk)
    press(desk, "把结果放上大屏")
    desk.goto(f"{meeting}/screen")
    is_marked(desk)
    expect(desk.get_by_text("演练：不算数")).to_be_visible()
    return codes


def test_a_rehearsal_to_its_end_and_the_vote_behind_it(
    chromium: Browser, hall: Hall, house: str
) -> None:
    number = create_meeting(hall, CONSOLE, a_plan(eligible=4))
    meeting = f"{house}/meetings/{number}"
    context = chromium.new_context(viewport=WIDE, locale="zh-CN", device_scale_factor=SHARP)
    desk = context.new_page()
    sign_up(desk, house, hall, looking=False)
    codes = tried(desk, chromium, hall, house, meeting)
    for page in ("/meetings", "/meetings/evening"):
        desk.goto(house + page)
        assert "演练：已开箱" in desk.locator("main").inner_text()
    desk.goto(meeting)
    look_at(desk)
    follow(desk, "结束演练并清空")
    look_at(desk)
    press(desk, "清空")
    assert "没有这张票" in scanned(chromium, house, codes[3])
    real = print_slips(desk, meeting, "4")
    desk.goto(meeting)
    press(desk, "锁定")
    press(desk, "开始投票")
    by_phone(chromium, house, real[0], rehearsal=False)
    for code in real[1:3]:
        vote(hall, code, 0)
    desk.goto(meeting)
    close(desk, looking=False)
    desk.wait_for_load_state()
    counted(desk, meeting, 3, real[3])
    expect(desk.locator(".across")).to_have_count(0)
    with desk.expect_download() as started:
        desk.get_by_role("link", name="审计包").first.click()
    bundle = started.value.path().read_bytes()
    context.close()
    opened = see_result(hall, number).subjects[0].opened
    assert opened is not None
    assert dict(opened.counts)["很满意"] == 3, "none of the rehearsal's is among them"
    assert why(bundle) == ""
