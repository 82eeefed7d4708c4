"""One whole meeting by the keyboard alone: made, printed, locked, opened, closed."""

from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from browser.eyes import WIDE
from browser.pages.keyboard import FAR, reach
from people.desk import NAME, PASSWORD
from playwright.sync_api import Browser, Page

from ballot.domain.meeting import State
from ballot.storage import meetings
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.hall import Hall


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A laptop whose mouse is broken."""
    context = chromium.new_context(viewport=WIDE, locale="zh-CN")
    yield context.new_page()
    context.close()


def write(page: Page, name: str, text: str) -> None:
    reach(page, name)
    page.keyboard.press("Control+A")
    page.keyboard.insert_text(text)


def press(page: Page, name: str, skip: int = 0) -> None:
    """Reach a button or a link and press it."""
    reach(page, name, skip)
    with page.expect_navigation():
        page.keyboard.press("Enter")
    page.wait_for_load_state()


def state(hall: Hall, number: str) -> State:
    return hall.database.read(lambda db: meetings.get(db, number)).state


def test_a_meeting_by_the_keyboard_alone(page: Page, house: str, hall: Hall) -> None:
    page.goto(f"{house}/setup/{invite_administrator(hall)}")
    write(page, "用户名", NAME)
    write(page, "密码", PASSWORD)
    write(page, "再写一遍密码", PASSWORD)
    press(page, "建立账户并登录")
    press(page, "新建测评会")
    write(page, "会议名称", "第一书记群众满意度测评")
    write(page, "谁被测评", "张某")
    write(page, "应参加人数", "46")
    press(page, "建立测评会")
    meeting = page.url
    number = urlsplit(meeting).path.split("/")[2]
    press(page, "去打印")
    write(page, "打印多少张", "46")
    press(page, "生成打印页")
    page.wait_for_selector("#whole")
    press(page, "全部打印出来了")
    page.goto(meeting)
    press(page, "锁定")
    assert state(hall, number) is State.FROZEN
    press(page, "开始投票")
    assert state(hall, number) is State.OPEN
    page.goto(meeting)
    press(page, "截止投票")
    for _box in page.get_by_role("checkbox").all():
        tab_to_box(page)
        page.keyboard.press("Space")
    write(page, "您的密码", PASSWORD)
    press(page, "截止投票")
    assert state(hall, number) is State.CLOSED


def tab_to_box(page: Page) -> None:
    for _step in range(FAR):
        page.keyboard.press("Tab")
        if page.evaluate("document.activeElement.type") == "checkbox":
            return
    raise LookupError(page.url)


def test_the_control_what_no_key_reaches_is_missed(page: Page, house: str) -> None:
    page.goto(f"{house}/sign-in")
    page.evaluate("document.querySelector('main form button').tabIndex = -1")
    with pytest.raises(LookupError):
        reach(page, "登录")
