"""The kiosk in Chromium: scanner and keys, a page that clears itself, and nothing to go back to."""

from collections.abc import Iterator

import pytest
from makers.meetings import AMeeting, an_open_meeting
from people.at_kiosk import (
    a_kiosk,
    an_offer,
    cast,
    choose,
    is_clear,
    looked_at,
    scan,
    states,
)
from playwright.sync_api import Browser, Page, expect

from ballot.domain.access import CONSOLE
from ballot.domain.meeting import SPENT_AT_KIOSK, SPENT_BY_PHONE
from ballot.slips import address
from ballot.usecases.hall import Hall
from ballot.usecases.kiosk import pair_kiosk
from ballot.usecases.kiosk.retire_kiosk import retire_kiosk
from ballot.usecases.meeting.close_voting import close_voting


@pytest.fixture
def meeting(hall: Hall) -> AMeeting:
    """An open meeting on two persons."""
    return an_open_meeting(hall, slips=6, subjects=2, eligible=40)


@pytest.fixture
def kiosk(chromium: Browser, house: str, meeting: AMeeting) -> Iterator[Page]:
    """A paired kiosk whose clock the test holds."""
    with a_kiosk(chromium, house, meeting) as page:
        yield page


def test_everybody_can_see_what_is_asked_before_it_is_a_kiosk(
    chromium: Browser, house: str, meeting: AMeeting
) -> None:
    with an_offer(chromium, house, meeting) as page:
        expect(page.get_by_role("button", name="就用这台")).to_be_visible()
        looked_at(page)


def test_from_scan_to_counted_and_clear_after_five_seconds(kiosk: Page, meeting: AMeeting) -> None:
    looked_at(kiosk)
    scan(kiosk, meeting, 0)
    looked_at(kiosk)
    choose(kiosk, 0, 3)
    looked_at(kiosk)
    cast(kiosk)
    looked_at(kiosk)
    assert "很满意" not in kiosk.locator("body").inner_text()
    kiosk.clock.fast_forward(4_000)
    expect(kiosk.locator("#stage")).to_be_visible()
    kiosk.clock.fast_forward(1_500)
    is_clear(kiosk)
    assert states(meeting).count(SPENT_AT_KIOSK) == 1
    assert states(meeting).count(SPENT_BY_PHONE) == 0


def test_twelve_digits_on_big_keys_and_a_wrong_one_mended(kiosk: Page, meeting: AMeeting) -> None:
    code = meeting.slips[1].code.text
    wrong = code[:-1] + str((int(code[-1]) + 1) % 10)
    for digit in wrong:
        kiosk.locator(f"[data-key='{digit}']").click()
    expect(kiosk.locator("#code")).to_have_value(" ".join((wrong[:4], wrong[4:8], wrong[8:])))
    kiosk.get_by_role("button", name="下一步").click()
    expect(kiosk.locator("#said")).to_contain_text("这 12 位数字不对")
    kiosk.locator("[data-key=back]").click()
    kiosk.locator(f"[data-key='{code[-1]}']").click()
    kiosk.get_by_role("button", name="下一步").click()
    choose(kiosk, 1, 1)
    cast(kiosk)
    keys = kiosk.locator(".keys button")
    kiosk.get_by_role("button", name="好了").click()
    is_clear(kiosk)
    for at in range(12):
        box = keys.nth(at).bounding_box()
        assert box is not None
        assert min(box["width"], box["height"]) >= 60


def test_the_next_one_scans_at_once_and_a_spent_slip_says_so(
    kiosk: Page, meeting: AMeeting
) -> None:
    scan(kiosk, meeting, 0)
    choose(kiosk, 0, 0)
    cast(kiosk)
    scan(kiosk, meeting, 1)
    choose(kiosk, 2, 2)
    cast(kiosk)
    kiosk.get_by_role("button", name="好了").click()
    found = address.url("https://ballot.example", meeting.number, meeting.slips[0].token)
    kiosk.keyboard.type(found)
    kiosk.keyboard.press("Enter")
    expect(kiosk.locator("#stage h1")).to_contain_text("这张票已经投过")
    expect(kiosk.locator("#stage a")).to_have_count(0)  # a phone's way to the other language
    assert states(meeting).count(SPENT_AT_KIOSK) == 2


def test_who_walks_away_is_asked_and_then_cleared_after_three_minutes(
    kiosk: Page, meeting: AMeeting
) -> None:
    scan(kiosk, meeting, 0)
    choose(kiosk, 3, 3)
    kiosk.clock.run_for(149_000)
    expect(kiosk.locator("#idle")).to_be_hidden()
    kiosk.clock.run_for(3_000)
    expect(kiosk.locator("#idle")).to_be_visible()
    looked_at(kiosk)
    kiosk.get_by_role("button", name="继续").click()
    expect(kiosk.locator("#idle")).to_be_hidden()
    expect(kiosk.locator("#stage")).to_contain_text("不满意")
    kiosk.clock.run_for(178_000)
    expect(kiosk.locator("#stage")).to_contain_text("不满意")
    kiosk.clock.run_for(4_000)
    is_clear(kiosk)
    expect(kiosk.locator("#idle")).to_be_hidden()
    assert states(meeting).count(SPENT_AT_KIOSK) == 0
    scan(kiosk, meeting, 0)
    expect(kiosk.locator("#stage :checked")).to_have_count(0)


def test_back_and_forward_show_nothing_of_anybody(kiosk: Page, meeting: AMeeting) -> None:
    scan(kiosk, meeting, 0)
    choose(kiosk, 3, 3)
    entries = kiosk.evaluate("history.length")
    cast(kiosk)
    assert kiosk.evaluate("history.length") == entries
    here = kiosk.url
    kiosk.get_by_role("button", name="好了").click()
    for _ in range(3):
        kiosk.evaluate("history.back()")
        kiosk.wait_for_timeout(50)
        is_clear(kiosk)
    assert kiosk.url == here
    token = meeting.slips[0].token.text
    assert token not in kiosk.url
    kiosk.reload()
    is_clear(kiosk)
    assert token not in kiosk.content()
    assert kiosk.locator(":checked").count() == 0


def test_the_enter_of_a_scanner_sends_nobodys_ballot(kiosk: Page, meeting: AMeeting) -> None:
    scan(kiosk, meeting, 0)
    kiosk.locator("#stage fieldset").nth(0).locator("label").nth(0).click()
    sent: list[str] = []
    kiosk.on("request", lambda request: sent.append(request.method))
    kiosk.keyboard.type("HTTPS://BALLOT.EXAMPLE")
    kiosk.keyboard.press("Enter")
    kiosk.evaluate("fetch('now')")
    assert sent == ["GET"]
    expect(kiosk.locator("#stage fieldset")).to_have_count(2)
    assert states(meeting).count(SPENT_AT_KIOSK) == 0


def test_a_lost_network_keeps_the_ballot_until_it_is_back(kiosk: Page, meeting: AMeeting) -> None:
    scan(kiosk, meeting, 0)
    choose(kiosk, 0, 1)
    kiosk.context.set_offline(True)
    kiosk.get_by_role("button", name="交票").click()
    expect(kiosk.locator("#lost")).to_be_visible()
    expect(kiosk.locator("#stage")).to_contain_text("很满意")
    assert states(meeting).count(SPENT_AT_KIOSK) == 0
    kiosk.context.set_offline(False)
    cast(kiosk)
    expect(kiosk.locator("#lost")).to_be_hidden()
    assert states(meeting).count(SPENT_AT_KIOSK) == 1


def test_who_can_see_what_is_read_over_the_ballot(kiosk: Page, meeting: AMeeting) -> None:
    scan(kiosk, meeting, 0)
    kiosk.locator("#stage fieldset").nth(0).locator("label").nth(2).click()
    kiosk.get_by_role("link", name="谁能看到什么").click()
    expect(kiosk.locator("#more")).to_contain_text("票上没有姓名和编号")
    expect(kiosk.locator("#more a")).to_have_count(0)
    looked_at(kiosk)
    kiosk.get_by_role("button", name="回去投票").click()
    expect(kiosk.locator("#stage :checked")).to_have_count(1)


def test_one_reads_english_and_the_next_one_chinese_again(kiosk: Page, meeting: AMeeting) -> None:
    kiosk.get_by_role("link", name="English").click()
    expect(kiosk.locator("#slip h1")).to_contain_text("Scan the QR code on your slip")
    expect(kiosk.locator("#code")).to_be_focused()  # its script runs: before it nothing is taken
    scan(kiosk, meeting, 0)
    kiosk.locator("#stage fieldset label").nth(0).click()
    kiosk.locator("#stage fieldset label").nth(4).click()
    kiosk.locator("#stage form > button").click()
    kiosk.locator("#stage [name=cast]").click()
    expect(kiosk.locator("#stage h1")).to_contain_text("Thank you")
    kiosk.clock.run_for(6_000)
    expect(kiosk.locator("#slip h1")).to_contain_text("请扫票上的二维码")


def test_the_kiosk_hears_of_the_close_and_of_its_own_end(kiosk: Page, meeting: AMeeting) -> None:
    close_voting(meeting.hall, CONSOLE, meeting.number)
    kiosk.clock.run_for(6_000)
    expect(kiosk.locator("#waits")).to_contain_text("投票已经结束")
    expect(kiosk.locator("#slip")).to_be_hidden()
    looked_at(kiosk)


def test_a_retired_kiosk_asks_for_its_digits(kiosk: Page, meeting: AMeeting) -> None:
    retire_kiosk(meeting.hall, CONSOLE, meeting.number, pair_kiosk.FIRST)
    kiosk.clock.run_for(6_000)
    expect(kiosk.get_by_role("button", name="配对")).to_be_visible()
    looked_at(kiosk)


def test_a_kiosk_that_is_retired_under_a_ballot_sends_nothing(
    kiosk: Page, meeting: AMeeting
) -> None:
    scan(kiosk, meeting, 0)
    choose(kiosk, 0, 0)
    retire_kiosk(meeting.hall, CONSOLE, meeting.number, pair_kiosk.FIRST)
    kiosk.get_by_role("button", name="交票").click()
    expect(kiosk.get_by_role("button", name="配对")).to_be_visible()
    assert states(meeting).count(SPENT_AT_KIOSK) == 0
