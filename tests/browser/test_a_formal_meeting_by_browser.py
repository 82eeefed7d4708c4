"""A formal meeting in Chromium, whole: rehearsal, three keys, vote, ledger, opening by two, bundle.

The organizer has a laptop, three 监票人 have phones; a voter has one too.
"""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from browser.eyes import WIDE, look_at
from people.bundle_forger import flipped, why
from people.ceremony import a_draft_of_scrutineers
from people.office import SHARP, close, follow, press, print_slips, sign_up, vote
from people.opener import compare, give, look
from people.three_phones import SLOW, Seen, make_keys, three_phones
from playwright.sync_api import Browser, Page, expect
from printing import reading

from ballot.usecases.hall import Hall
from ballot.usecases.result.see_result import see_result

SLIPS, CAST = 12, (0, 0, 0, 0, 0, 1, 1, 2, 3)
ELIGIBLE = 12
EXPECTED = re.compile("403 .*/opening/made|Autofocus processing was blocked")
"""What Chromium reports of the wrong key, and of a field that has the focus already."""
SATISFIED = "77.78 %"
"""(5 + 2) ÷ 9."""


@contextmanager
def an_organizer(chromium: Browser, hall: Hall, house: str) -> Iterator[Page]:
    """Her laptop, signed in."""
    context = chromium.new_context(viewport=WIDE, locale="zh-CN", device_scale_factor=SHARP)
    page = context.new_page()
    sign_up(page, house, hall)
    yield page
    context.close()


def test_a_formal_meeting_from_its_rehearsal_to_its_verified_bundle(
    chromium: Browser, hall: Hall, house: str, tmp_path: Path
) -> None:
    number = a_draft_of_scrutineers(hall, slips=0, eligible=ELIGIBLE, phones=False).number
    meeting = f"{house}/meetings/{number}"
    with an_organizer(chromium, hall, house) as desk:
        rehearse(desk, meeting, house)
        codes = print_slips(desk, meeting, str(SLIPS))
        with three_phones(chromium, hall, house, number) as phones:
            make_keys(phones, house, number)
            with_consent(desk, phones[0], number, meeting, "锁定")
            with_consent(desk, phones[2], number, meeting, "开始投票")
            cast(chromium, hall, house, codes)
            at_a_kiosk(chromium, desk, house, meeting, codes[len(CAST) - 1], CAST[-1])
            desk.goto(meeting)
            close(desk)
            desk.wait_for_load_state()
            count(desk, phones[1], number, meeting, codes)
            opened(desk, phones, house, number, meeting, tmp_path)
            for phone in phones:
                phone.said[:] = [line for line in phone.said if not EXPECTED.search(line)]
        bundle = fetched(desk, meeting)
    came = see_result(hall, number).facts.returned
    assert (came.phone, came.kiosk, came.paper) == (len(CAST) - 1, 1, 0)
    assert why(bundle) == ""
    for place in range(0, len(bundle), max(1, len(bundle) // 60)):
        assert why(flipped(bundle, place)) != "", place


def rehearse(desk: Page, meeting: str, house: str) -> None:
    """With slips of its own; nothing of it is left."""
    desk.goto(meeting)
    press(desk, "先演练一遍")
    (code,) = print_slips(desk, meeting, "1")
    voter = desk.context.browser.new_context(viewport={"width": 360, "height": 640})
    page = voter.new_page()
    page.goto(house + urlsplit(code).path)
    assert "演练" in page.content()
    page.locator("[name=a1_1][value='4'] + b").click()
    with page.expect_navigation():
        page.click("button")
    assert "已计入" in page.content()
    voter.close()
    desk.goto(meeting)
    press(desk, "结束演练并清空")


def with_consent(desk: Page, phone: Seen, number: str, meeting: str, name: str) -> None:
    """The organizer presses once, a 监票人 agrees, then it is done by itself."""
    desk.goto(meeting)
    press(desk, name)
    assert "监票人" in desk.locator("main").inner_text()
    phone.answer(number)
    expect(desk.locator(".say.good")).to_contain_text("已经做好", timeout=SLOW)
    desk.wait_for_load_state()


def cast(chromium: Browser, hall: Hall, house: str, codes: list[str]) -> None:
    """One by the page, the others as phones do; the last one votes at the kiosk."""
    voter = chromium.new_context(viewport={"width": 360, "height": 640})
    page = voter.new_page()
    page.goto(house + urlsplit(codes[0]).path)
    page.locator("[name=a1_1][value='1'] + b").click()
    with page.expect_navigation():
        page.click("button")
    assert "已计入" in page.content()
    voter.close()
    for code, answer in zip(codes[1 : len(CAST) - 1], CAST[1:-1], strict=True):
        vote(hall, code, answer)


def at_a_kiosk(
    chromium: Browser, desk: Page, house: str, meeting: str, code: str, answer: int
) -> None:
    """A laptop of the hall is paired by the digits of the organizer's page; a scanner is at it."""
    desk.goto(meeting + "/kiosks")
    look_at(desk)
    press(desk, "添一台")
    look_at(desk)
    number, digits = desk.locator(".code .digits").all_inner_texts()
    context = chromium.new_context(viewport=WIDE)
    page = context.new_page()
    page.goto(f"{house}/k")
    page.locator("[name=number]").fill(number)
    page.locator("[name=code]").fill(digits)
    press(page, "配对")
    page.keyboard.type(code)
    page.keyboard.press("Enter")
    page.locator("#stage label").nth(answer).click()
    page.get_by_role("button", name="交票").click()
    expect(page.locator("#stage h1")).to_contain_text("已计入")
    context.close()


def count(desk: Page, phone: Seen, number: str, meeting: str, codes: list[str]) -> None:
    """The ledger: 发出 counted, undrawn slips scanned one after another, and it balances."""
    desk.goto(f"{meeting}/ledger")
    desk.get_by_label("发出（张）").fill(str(len(CAST)))
    press(desk, "登记")
    look_at(desk)
    page = phone.page
    phone.go(f"{meeting.split('/meetings/')[0]}/s/{number}/scan")
    scan(page, codes[0], good=False, said="已投过")
    for place, code in enumerate(codes[len(CAST) :], start=1):
        scan(page, code, good=True, said="未使用")
        expect(page.locator("#count")).to_have_text(str(place))
    look_at(page)
    desk.goto(f"{meeting}/ledger")
    follow(desk, "签好了，下一步")
    press(desk, "清点完毕")
    look_at(desk)


def scan(page: Page, code: str, *, good: bool, said: str) -> None:
    """A scanner types and presses Enter."""
    page.fill("#text", code)
    page.press("#text", "Enter")
    answer = page.locator("#answer.yes" if good else "#answer.no")
    expect(answer).to_contain_text(said)


def opened(
    desk: Page, phones: list[Seen], house: str, number: str, meeting: str, folder: Path
) -> None:
    """The signed sheet has the root of the phones; a wrong key first, then two right ones."""
    file = folder / "close.pdf"
    file.write_bytes(desk.request.get(f"{meeting}/close.pdf").body())
    sheet = reading.words(file)
    first, _second, third = (phone.page for phone in phones)
    for page in (first, third):
        look(page, house, number)
        root = compare(page)
        assert root[:32] in sheet
        assert root[32:] in sheet
    give(first, phones[1].slip)
    expect(first.locator("#failed")).to_contain_text("2 号监票人的钥匙")
    for page, phone in ((first, phones[0]), (third, phones[2])):
        with page.expect_navigation():
            give(page, phone.slip)
        page.wait_for_load_state()
    look_at(third)
    desk.goto(f"{meeting}/result")
    look_at(desk)
    shown = desk.locator("main").inner_text()
    assert SATISFIED in shown


def fetched(desk: Page, meeting: str) -> bytes:
    """The audit bundle as the organizer downloads it."""
    desk.goto(f"{meeting}/result")
    with desk.expect_download() as download:
        desk.locator("a[href$='result.bundle']").first.click()
    return download.value.path().read_bytes()
