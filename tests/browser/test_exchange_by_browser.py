"""One consent for so many exchanges, on the phones of a teller and a 监票人 and at the desk."""

import pytest
from browser.eyes import WIDE, is_sound
from people.ceremony import (
    PIN,
    WithScrutineers,
    a_meeting_with_keys,
    an_open_meeting_of_scrutineers,
    permit,
)
from people.office import press, sign_up
from people.opener import a_phone
from playwright.sync_api import Browser, Page, expect

from ballot.domain.access import CONSOLE
from ballot.usecases.consents import agreed_exchanges, answer_consent
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.see_ledger import see_ledger


@pytest.fixture
def meeting(hall: Hall) -> WithScrutineers:
    return an_open_meeting_of_scrutineers(hall, slips=6, eligible=6)


def at_the_desk(chromium: Browser, house: str, hall: Hall) -> Page:
    """The first administrator, signed in."""
    desk = chromium.new_context(viewport=WIDE, locale="zh-CN").new_page()
    sign_up(desk, house, hall, looking=False)
    return desk


def test_asked_once_agreed_once_and_scanned_until_it_is_used_up(
    chromium: Browser, house: str, hall: Hall, meeting: WithScrutineers
) -> None:
    number = meeting.number
    teller = a_phone(chromium, house, meeting.phones[3].badge)
    teller.goto(f"{house}/s/{number}/exchange")
    expect(teller.get_by_label("最多换几张")).to_have_value("20")
    is_sound(teller)
    teller.get_by_label("最多换几张").fill("2")
    press(teller, "请监票人同意")
    expect(teller.locator("body")).to_contain_text("已请监票人同意：最多换 2 张")
    is_sound(teller)

    scrutineer = a_phone(chromium, house, meeting.phones[1].badge)
    scrutineer.goto(f"{house}/s/{number}/")
    scrutineer.get_by_role("link", name="请您同意：换发纸质票").click()
    expect(scrutineer.locator(".facts")).to_have_text("同意换发纸质票，最多 2 张")
    is_sound(scrutineer)
    scrutineer.get_by_label("您的 6 位数字密码").fill(PIN)
    with teller.expect_navigation():
        press(scrutineer, "同意")
    is_sound(scrutineer)

    field, answer = teller.locator("#text"), teller.locator("#answer")
    expect(field).to_be_focused()
    is_sound(teller)
    field.fill(meeting.slips[0].code.printed)
    field.press("Enter")
    expect(answer).to_have_text("✓ 已换，请给纸质票")
    expect(teller.locator("#left")).to_have_text("1")
    field.fill(meeting.slips[0].code.printed)
    field.press("Enter")
    expect(answer).to_have_text("✗ 已换成纸质票")
    scrutineer.goto(f"{house}/s/{number}/agreed")
    expect(scrutineer.locator("body")).to_contain_text("已换 1 张，还可以换 1 张")
    is_sound(scrutineer)
    field.fill(meeting.slips[1].code.printed)
    field.press("Enter")
    expect(answer).to_have_text("✓ 已换，请给纸质票")
    expect(field).to_be_hidden()
    is_sound(teller)
    with teller.expect_navigation():
        teller.get_by_role("link", name="用完了：再请监票人同意").click()
    expect(teller.get_by_label("最多换几张")).to_be_visible()
    assert see_ledger(hall, CONSOLE, number).exchanged == 2


def test_the_desk_sees_what_is_waited_for_and_exchanges_too(
    chromium: Browser, house: str, hall: Hall, meeting: WithScrutineers
) -> None:
    number = meeting.number
    desk = at_the_desk(chromium, house, hall)
    desk.goto(f"{house}/meetings/{number}/slips")
    is_sound(desk)
    desk.goto(f"{house}/meetings/{number}/exchange")
    is_sound(desk)
    press(desk, "请监票人同意")
    expect(desk.locator("body")).to_contain_text("最多换 20 张")
    is_sound(desk)
    with desk.expect_navigation():
        permit(meeting, agreed_exchanges.see(hall, CONSOLE, number).waiting or 0)
    expect(desk.locator("body")).to_contain_text("还可以换 20 张")
    desk.get_by_label("票上的 12 位数字").fill(meeting.slips[2].code.printed)
    press(desk, "换纸质票")
    expect(desk.locator("body")).to_contain_text("这张票已换成纸质票")
    is_sound(desk)
    desk.goto(f"{house}/meetings/{number}")
    expect(desk.locator("body")).to_contain_text("已换 1 张，还可以换 19 张")
    is_sound(desk)
    desk.goto(f"{house}/journal?meeting={number}")
    is_sound(desk)


def test_the_big_button_waits_and_goes_on_by_itself_when_a_scrutineer_has_agreed(
    chromium: Browser, house: str, hall: Hall
) -> None:
    meeting = a_meeting_with_keys(hall)
    desk = at_the_desk(chromium, house, hall)
    desk.goto(f"{house}/meetings/{meeting.number}")
    is_sound(desk)
    press(desk, "锁定")
    expect(desk.locator("#next")).to_have_text("等监票人同意：锁定")
    expect(desk.get_by_role("button", name="锁定", exact=True)).to_have_count(0)
    is_sound(desk)
    asked = answer_consent.waiting(hall, CONSOLE, meeting.number)[0].id
    person = meeting.phones[2].actor
    with desk.expect_navigation():
        answer_consent.answer(hall, person, meeting.number, asked, PIN, agrees=True)
    expect(desk.locator("#next")).to_have_text("开始投票", timeout=30_000)
    is_sound(desk)
