"""应参加 on two devices: the later one sees both versions, and chooses."""

from browser.eyes import SMALL, WIDE, look_at
from makers.meetings import a_draft
from people.desk import NAME, PASSWORD
from people.office import press
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ballot.domain.access import CONSOLE
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.see_meeting import see_meeting


def signed_in(page: Page, house: str) -> Page:
    """The same account on this device too."""
    page.goto(f"{house}/sign-in")
    page.locator("[name=name]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    press(page, "登录")
    return page


def two_devices(chromium: Browser, house: str, hall: Hall) -> tuple[Page, Page, BrowserContext]:
    """A computer of the office and the phone of the same organizer."""
    office, pocket = chromium.new_context(viewport=WIDE), chromium.new_context(viewport=SMALL)
    desk = office.new_page()
    desk.goto(f"{house}/setup/{invite_administrator(hall)}")
    for name, text in (("name", NAME), ("password", PASSWORD), ("again", PASSWORD)):
        desk.locator(f"[name={name}]").fill(text)
    with desk.expect_navigation():
        desk.locator("form[method=post] button").last.click()
    return desk, signed_in(pocket.new_page(), house), office


def test_the_later_device_sees_both_versions_of_eligible(
    chromium: Browser, house: str, hall: Hall
) -> None:
    number = a_draft(hall, slips=0).number
    desk, phone, office = two_devices(chromium, house, hall)
    for page in (desk, phone):
        page.goto(f"{house}/meetings/{number}/voters")
    desk.locator("[name=eligible]").fill("48")
    press(desk, "保存")
    phone.locator("[name=eligible]").fill("45")
    press(phone, "保存")
    expect(phone.locator("h1")).to_have_text("这里刚才改过")
    look_at(phone)
    assert see_meeting(hall, CONSOLE, number).eligible == 48
    phone.locator("fieldset.versions label", has_text="您填的").click()
    press(phone, "按上面选的保存")
    assert see_meeting(hall, CONSOLE, number).eligible == 45
    desk.goto(f"{house}/meetings/{number}/voters")
    desk.locator("[name=eligible]").fill("47")
    office.clear_cookies()
    press(desk, "保存")
    expect(desk.locator("body")).to_contain_text("您刚才填的还在")
    look_at(desk)
    desk.locator("[name=name]").fill(NAME)
    desk.locator("[name=password]").fill(PASSWORD)
    press(desk, "登录")
    look_at(desk)
    press(desk, "接着交")
    assert see_meeting(hall, CONSOLE, number).eligible == 47
