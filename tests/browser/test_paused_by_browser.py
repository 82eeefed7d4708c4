"""A vote that was put back, in Chromium: what the organizer sees and what voters do."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.eyes import WIDE, look_at
from makers.meetings import AMeeting
from makers.stores.backups import a_paused_meeting
from people.office import sign_up
from playwright.sync_api import Browser, Page, expect

from ballot.usecases.hall import Hall


@pytest.fixture
def paused(hall: Hall, tmp_path: Path) -> AMeeting:
    """Three voted; the backup has one of them."""
    return a_paused_meeting(hall, tmp_path)


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context(viewport=WIDE, locale="zh-CN")
    yield context.new_page()
    context.close()


def test_a_paused_vote_is_told_compared_and_goes_on(
    page: Page, paused: AMeeting, house: str, hall: Hall
) -> None:
    slip = f"{house}/v/{paused.number}/{paused.slips[1].token.text}"
    phone = page.context.new_page()
    phone.goto(slip)
    expect(phone.get_by_text("投票暂停")).to_be_visible()
    sign_up(page, house, hall)
    page.wait_for_load_state()
    page.goto(f"{house}/meetings/{paused.number}")
    look_at(page)
    with page.expect_navigation():
        page.get_by_role("link", name="核对收回数").click()
    look_at(page)
    page.get_by_label("恢复之前最后看到的收回数").fill("3")
    with page.expect_navigation():
        page.get_by_role("button", name="核对").click()
    expect(page.get_by_role("alert")).to_contain_text("少了 2 张")
    look_at(page)
    with page.expect_navigation():
        page.get_by_role("button", name="继续投票").click()
    look_at(page)
    phone.goto(slip)
    expect(phone.get_by_text("很满意").first).to_be_visible()
    phone.goto(f"{house}/v/{paused.number}/{paused.slips[0].token.text}")
    expect(phone.get_by_text("已计入").first).to_be_visible()
