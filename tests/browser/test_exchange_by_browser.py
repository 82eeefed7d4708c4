"""One consent for so many exchanges, on the phones of a teller and a 监票人 and at the desk."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from axe_playwright_python.sync_playwright import Axe
from ceremony import (
    PIN,
    WithScrutineers,
    a_meeting_with_keys,
    an_open_meeting_of_scrutineers,
    permit,
)
from desk import NAME, PASSWORD
from live import serving
from makers import a_hall
from office import keep_picture
from opener import a_phone
from playwright.sync_api import Browser, Page, expect

from ballot.app import create_app
from ballot.config import Config
from ballot.domain.access import CONSOLE
from ballot.storage.database import Database
from ballot.usecases import agreed_exchanges, consent_answer, see_ledger
from ballot.usecases.hall import Hall
from ballot.usecases.invite_administrator import invite_administrator

WIDE = {"width": 1280, "height": 800}


@pytest.fixture
def hall(sqlite_url: str, tmp_path: Path) -> Iterator[Hall]:
    """A hall on SQLite: what a browser shows does not depend on the database."""
    database = Database.connect(sqlite_url)
    yield a_hall(database, tmp_path)
    database.dispose()


@pytest.fixture
def house(hall: Hall, tmp_path: Path) -> Iterator[str]:
    """The address of the application in that hall."""
    config = Config.from_environment(
        {"BALLOT_DATA": str(tmp_path / "data"), "BALLOT_KEYS": str(tmp_path / "keys")}
    )
    with serving(create_app(config, hall)) as found:
        yield found


@pytest.fixture
def meeting(hall: Hall) -> WithScrutineers:
    return an_open_meeting_of_scrutineers(hall, slips=6, eligible=6)


def is_sound(page: Page) -> None:
    """Nothing hangs over the edge, and axe finds nothing serious."""
    assert page.viewport_size is not None
    keep_picture(page, page.viewport_size["width"])
    edge = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert edge <= 0, page.url
    found = Axe().run(page).response["violations"]
    serious = [each["id"] for each in found if each["impact"] in ("serious", "critical")]
    assert serious == [], page.url


def press(page: Page, name: str) -> None:
    """Press a button; the page that follows has come."""
    with page.expect_navigation():
        page.get_by_role("button", name=name, exact=True).click()


def at_the_desk(chromium: Browser, house: str, hall: Hall) -> Page:
    """The first administrator, signed in."""
    desk = chromium.new_context(viewport=WIDE, locale="zh-CN").new_page()
    desk.goto(f"{house}/setup/{invite_administrator(hall)}")
    desk.locator("[name=name]").fill(NAME)
    desk.locator("[name=password]").fill(PASSWORD)
    desk.locator("[name=again]").fill(PASSWORD)
    with desk.expect_navigation():
        desk.locator("form[method=post] button").last.click()
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
    expect(teller.locator("body")).to_contain_text("已请监票人同意:最多换 2 张")
    is_sound(teller)

    scrutineer = a_phone(chromium, house, meeting.phones[1].badge)
    scrutineer.goto(f"{house}/s/{number}/")
    scrutineer.get_by_role("link", name="请您同意:换发纸质票").click()
    expect(scrutineer.locator(".facts")).to_have_text("同意换发纸质票,最多 2 张")
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
    expect(answer).to_have_text("✓ 已换,请给纸质票")
    expect(teller.locator("#left")).to_have_text("1")
    field.fill(meeting.slips[0].code.printed)
    field.press("Enter")
    expect(answer).to_have_text("✗ 已换成纸质票")
    scrutineer.goto(f"{house}/s/{number}/agreed")
    expect(scrutineer.locator("body")).to_contain_text("已换 1 张,还可以换 1 张")
    is_sound(scrutineer)
    field.fill(meeting.slips[1].code.printed)
    field.press("Enter")
    expect(answer).to_have_text("✓ 已换,请给纸质票")
    expect(field).to_be_hidden()
    is_sound(teller)
    with teller.expect_navigation():
        teller.get_by_role("link", name="用完了:再请监票人同意").click()
    expect(teller.get_by_label("最多换几张")).to_be_visible()
    assert see_ledger.see_ledger(hall, CONSOLE, number).exchanged == 2


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
    expect(desk.locator("body")).to_contain_text("已换 1 张,还可以换 19 张")
    is_sound(desk)
    desk.goto(f"{house}/journal?meeting={number}")
    is_sound(desk)


def test_the_big_button_waits_and_is_there_again_when_a_scrutineer_has_agreed(
    chromium: Browser, house: str, hall: Hall
) -> None:
    meeting = a_meeting_with_keys(hall)
    desk = at_the_desk(chromium, house, hall)
    desk.goto(f"{house}/meetings/{meeting.number}")
    is_sound(desk)
    press(desk, "锁定")
    expect(desk.locator("#next")).to_have_text("等监票人同意:锁定")
    expect(desk.get_by_role("button", name="锁定", exact=True)).to_have_count(0)
    is_sound(desk)
    asked = consent_answer.waiting(hall, CONSOLE, meeting.number)[0].id
    person = meeting.phones[2].actor
    with desk.expect_navigation():
        consent_answer.answer(hall, person, meeting.number, asked, PIN, agrees=True)
    expect(desk.get_by_role("button", name="锁定", exact=True)).to_have_count(1)
    is_sound(desk)
    press(desk, "锁定")
    expect(desk.locator("#next")).to_have_text("开始投票")
