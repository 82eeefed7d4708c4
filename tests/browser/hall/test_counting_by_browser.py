"""The table of the count: slips scanned, papers entered by two, the ledger on every screen."""

import pytest
from browser.eyes import WIDE, is_sound
from makers.meetings import BAD, GOOD, VERY
from makers.meetings_of_scrutineers import Scrutinised, an_open_meeting_of_scrutineers
from people.counters import a_phone_of, a_teller, exchange
from people.desk import NAME, PASSWORD
from people.opener import a_phone
from playwright.sync_api import Browser, Page, expect

from ballot.domain.access import CONSOLE
from ballot.domain.meeting import Custody
from ballot.slips.address import url
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.consents import consenting
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.see_ledger import see_ledger
from ballot.usecases.meeting.close_voting import close_voting

NAMES = ("c1.1.1-0", "i1.1.1", "c2.1.1-1", "b2.1.1", "n1")
"""The fields of the totals of the two papers of this test."""


@pytest.fixture
def held(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> Scrutinised:
    """Three of six voted, two took paper, one slip was never drawn; the vote is closed."""
    made = an_open_meeting_of_scrutineers(hall, slips=6, subjects=2, eligible=6)
    made.meeting.cast_all([VERY, GOOD, BAD])
    with monkeypatch.context() as patch:
        patch.setattr(consenting, "is_needed", lambda _meeting, _act: False)
        exchange(hall, made.meeting, 2, CONSOLE)
    close_voting(hall, CONSOLE, made.number)
    return made


def at(page: Page, address: str) -> Page:
    """Open a page, whole."""
    page.goto(address)
    page.wait_for_load_state()
    return page


def test_from_the_table_of_the_count_to_a_balanced_ledger(
    chromium: Browser, house: str, hall: Hall, held: Scrutinised
) -> None:
    number, slips = held.number, held.meeting.slips
    organizer = chromium.new_context(viewport=WIDE)
    desk = at(organizer.new_page(), f"{house}/setup/{invite_administrator(hall)}")
    desk.locator("[name=name]").fill(NAME)
    desk.locator("[name=password]").fill(PASSWORD)
    desk.locator("[name=again]").fill(PASSWORD)
    with desk.expect_navigation():
        desk.locator("form[method=post] button").last.click()
    at(desk, f"{house}/meetings/{number}/ledger")
    expect(desk.locator("body")).to_contain_text("还没有登记发出多少张")
    is_sound(desk)
    desk.get_by_label("发出（张）").fill("9")
    with desk.expect_navigation():
        desk.get_by_role("button", name="登记", exact=True).click()
    expect(desk.locator(".error")).to_be_visible()
    desk.get_by_label("发出（张）").fill("5")
    with desk.expect_navigation():
        desk.get_by_role("button", name="登记", exact=True).click()
    expect(desk.locator("body")).to_contain_text("印制 = 发出 + 未发 + 发前损坏")

    scanner = a_phone(chromium, house, a_phone_of(hall, held.holder(1)))
    at(scanner, f"{house}/s/{number}/scan")
    answer, field = scanner.locator("#answer"), scanner.locator("#text")
    expect(field).to_be_focused()
    wide = slips[5].code.text.translate({48 + at: 0xFF10 + at for at in range(10)})
    for said, text in (
        ("✓ 未使用", wide),
        ("✗ 已核验过", url(house, number, slips[5].token)),
        ("✗ 已投过", slips[0].code.printed),
        ("✗ 已换成纸质票", slips[3].token.text),
        ("✗ 别场的票", url(house, "999999", slips[1].token)),
        ("✗ 没有这张票", "000000000000"),
    ):
        field.fill(text)
        field.press("Enter")
        expect(answer).to_have_text(said)
        expect(field).to_be_focused()
    expect(scanner.locator("#count")).to_have_text("1")
    is_sound(scanner)

    one = a_phone(chromium, house, a_phone_of(hall, a_teller(number, 1)))
    at(one, f"{house}/s/{number}/paper")
    expect(one.locator(".place")).to_contain_text("1/2")
    is_sound(one)
    for key in "1", "2", "4", "Backspace", "x", "0":
        one.keyboard.press(key)
    expect(one.locator(".place")).to_contain_text("2/2")
    assert [one.locator(f"[name='{name}']").input_value() for name in NAMES] == list("11112")
    with one.expect_navigation():
        one.get_by_role("button", name="交合计").click()
    expect(one.locator(".say.good")).to_contain_text("等另一位")

    without_script = chromium.new_context(java_script_enabled=False, viewport=WIDE)
    without_script.add_cookies(
        [
            {
                "name": "badge",
                "value": a_phone_of(hall, a_teller(number, 2)),
                "url": f"{house}/s/{number}",
            }
        ]
    )
    two = at(without_script.new_page(), f"{house}/s/{number}/paper")
    for values, said in (("11113", "不符"), ("11022", "不一致"), ("11112", "录入一致")):
        at(two, f"{house}/s/{number}/paper")
        for name, value in zip(NAMES, values, strict=True):
            two.locator(f"[name='{name}']").fill(value)
        with two.expect_navigation():
            two.get_by_role("button", name="交合计").click()
        expect(two.locator(".say").first).to_contain_text(said)
    expect(two.locator(".say.good")).to_contain_text("录入一致")

    at(scanner, f"{house}/s/{number}/ledger")
    is_sound(scanner)
    with scanner.expect_navigation():
        scanner.get_by_role("button", name="清点完毕").click()
    at(desk, f"{house}/meetings/{number}/ledger")
    expect(desk.locator(".say.good").first).to_contain_text("已清点完毕")
    is_sound(desk)
    printed = organizer.request.get(f"{house}/meetings/{number}/ledger.pdf")
    assert printed.body()[:5] == b"%PDF-"
    organizer.close()
    without_script.close()
    scanner.context.close()
    one.context.close()

    view = see_ledger(hall, held.holder(1), number)
    assert view.custody is Custody.SCRUTINEERS
    assert all(line.holds for line in view.lines)
    assert (view.settled, view.agreed, view.count and view.count.returned) == (True, True, 5)
