"""The page of the example as a person sees it: a slip is pressed, a hall is played."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.eyes import SMALL, WIDE, fits_each, is_usable
from makers.live import serving
from makers.small_example import a_small_example
from playwright.sync_api import Browser, Page, expect

from ballot.demo.voter import House
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

SLOW = 60_000
"""Milliseconds, on a busy machine."""


@pytest.fixture
def house(app: Application, hall: Hall, tmp_path: Path) -> Iterator[str]:
    """The example on a port; its plays take two seconds."""
    a_small_example(hall, tmp_path / "data")
    with serving(app) as url:
        player = app.extensions["demo"]
        player.house, player.seconds = House(url), 2.0
        yield url


@pytest.fixture
def page(chromium: Browser, house: str) -> Iterator[Page]:
    """The page, open; nothing that its browser complained of is left unsaid."""
    context = chromium.new_context(viewport=WIDE, locale="zh-CN")
    page, said = context.new_page(), []
    page.on("console", lambda line: said.append(line.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    page.goto(f"{house}/demo")
    yield page
    assert said == []
    context.close()


def looked_at(page: Page) -> None:
    """Everybody can use it, and nothing hangs over the edge of either screen."""
    is_usable(page)
    fits_each(page, (SMALL, WIDE))


def test_a_slip_that_is_pressed_votes_and_is_crossed(page: Page) -> None:
    looked_at(page)
    expect(page.locator(".dozen li")).to_have_count(12)
    with page.expect_popup() as opened:
        page.locator(".dozen a").nth(1).click()
    phone = opened.value
    phone.wait_for_load_state()
    phone.locator("[name=a1_1][value='2'] + b").click()
    phone.get_by_role("button", name="交票").click()
    expect(phone.locator("h1")).to_contain_text("已计入")
    expect(page.locator(".dozen .spent")).to_have_count(1)
    expect(page.locator(".wall .huge")).to_contain_text("1 / 52")
    looked_at(page)


def test_a_hall_is_played_to_its_result_and_again(page: Page) -> None:
    page.get_by_role("button", name="开始放映").click()
    expect(page.locator(".steps .here")).to_have_count(1)
    expect(page.locator(".wall .huge")).to_contain_text("/ 46", timeout=SLOW)
    looked_at(page)
    expect(page.locator(".outcome")).to_be_visible(timeout=SLOW)
    expect(page.locator(".steps .done")).to_have_count(8)
    counts = page.locator(".outcome .number").all_inner_texts()
    assert sum(map(int, counts)) == 46
    expect(page.locator(".outcome")).to_contain_text("第十九条（四）")
    looked_at(page)
    with page.expect_download() as bundle:
        page.get_by_role("link", name="审计包").click()
    assert Path(bundle.value.path()).stat().st_size > 1000
    page.get_by_role("button", name="再放一场").click()
    page.get_by_role("button", name="停止").click()
    expect(page.get_by_text("这一场已取消")).to_be_visible(timeout=SLOW)
    page.goto(page.url + "?lang=en")
    expect(page.get_by_text("Vote yourself")).to_be_visible()
    looked_at(page)
