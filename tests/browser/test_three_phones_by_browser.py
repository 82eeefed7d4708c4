"""Three 监票人 with their phones make the key of a box, and a meeting is frozen with it."""

import io
import re
from collections.abc import Iterator
from contextlib import contextmanager

from browser.eyes import WIDE, look_at
from people import office
from people.ceremony import SCRUTINEERS, a_draft_of_scrutineers
from people.office import SHARP, codes_on, sign_up
from people.three_phones import SLOW, Seen, make_keys, three_phones
from PIL import Image
from playwright.sync_api import Browser, Page, expect

from ballot.box import keyslip, shares
from ballot.box.shares import PublicKeys
from ballot.domain.access import CONSOLE
from ballot.domain.meeting import State
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.scrutineers import see_scrutineers


def test_three_phones_make_a_key_and_one_agrees_to_freeze(
    chromium: Browser, hall: Hall, house: str
) -> None:
    number = a_draft_of_scrutineers(hall, slips=2, phones=False).number
    with (
        an_organizer(chromium, hall, house) as desk,
        three_phones(chromium, hall, house, number, codes(desk, house, number)) as phones,
    ):
        look_at(phones[0].page)
        make_keys(phones, house, number, look=look_at)
        seen = see_scrutineers.see_helpers(hall, CONSOLE, number)
        assert seen.whole
        keys = PublicKeys(seen.pk or b"", seen.vks)
        found = [shares.find(keys, keyslip.read(phone.slip)).number for phone in phones]
        assert found == [1, 2, 3]
        assert all(phone.page.evaluate("sessionStorage.length") == 0 for phone in phones)
        press(desk, f"{house}/meetings/{number}", "锁定")
        look_at(desk)
        wait_for_the_question(phones[1])
        phones[1].answer(number, look=look_at)
        expect(phones[1].page.get_by_text("您同意")).to_be_visible()
        expect(desk.locator("#next")).to_have_text("开始投票", timeout=SLOW)
    assert see_meeting(hall, CONSOLE, number).state is State.FROZEN


@contextmanager
def an_organizer(chromium: Browser, hall: Hall, house: str) -> Iterator[Page]:
    """Her laptop, signed in."""
    context = chromium.new_context(viewport=WIDE, locale="zh-CN", device_scale_factor=SHARP)
    page = context.new_page()
    sign_up(page, house, hall)
    yield page
    context.close()


def press(page: Page, address: str, name: str) -> None:
    """Press a button of a page, and wait for the next one."""
    page.goto(address)
    office.press(page, name)


def codes(desk: Page, house: str, number: str) -> list[str]:
    """Write down three names, and read the three codes that the organizer shows."""
    helpers = f"{house}/meetings/{number}/helpers"
    desk.goto(helpers)
    look_at(desk)
    for place, name in enumerate(SCRUTINEERS, start=1):
        desk.get_by_label(f"监票人 {place}").fill(name)
    with desk.expect_navigation():
        desk.get_by_role("button", name="记下名单").click()
    found = []
    for place in range(len(SCRUTINEERS)):
        desk.goto(helpers)
        with desk.expect_navigation():
            desk.get_by_role("button", name="出示二维码").nth(place).click()
        look_at(desk)
        picture = Image.open(io.BytesIO(desk.screenshot(full_page=True)))
        found.append(codes_on(picture)[0].text)
    assert all(re.search(rf"/s/{number}/come/[\w-]{{22}}$", link) for link in found), found
    return found


def wait_for_the_question(phone: Seen) -> None:
    """The home page shows it by itself."""
    with phone.page.expect_navigation():
        phone.page.get_by_role("link", name="回首页").click()
    expect(phone.page.get_by_text(re.compile("组织者请求"))).to_be_visible(timeout=30_000)


def test_a_page_that_is_loaded_again_goes_on_and_a_foreign_one_is_told(
    chromium: Browser, hall: Hall, house: str
) -> None:
    number = a_draft_of_scrutineers(hall, slips=2, phones=False).number
    with three_phones(chromium, hall, house, number) as phones:
        for phone in phones:
            phone.go(f"{house}/s/{number}/keys")
        phones[0].at("compare")
        phones[0].page.reload()
        phones[0].at("compare")
        phones[0].page.get_by_role("button", name="不一样", exact=True).click()
        for phone in phones:
            phone.at("compare")
        for phone in phones:
            phone.page.get_by_role("button", name="三部手机一样").click()
        phones[2].at("slip")
        phones[2].page.reload()
        phones[2].at("slip")
        phones[2].page.evaluate("sessionStorage.clear()")
        phones[2].page.reload()
        phones[2].at("lost")
