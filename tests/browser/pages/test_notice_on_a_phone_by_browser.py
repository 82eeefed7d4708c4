"""公示 of 171 people on a small phone: a card a person, found by name or village, also without a
script; nothing slides, names and grades are large."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.eyes import SMALL, look_at
from makers.live import serving
from makers.office.posted import COUNTY, a_county_posted, path_of
from makers.reviewed import a_movable_hall
from playwright.sync_api import Browser, Page

from ballot.app import create_app
from ballot.config import Config
from ballot.storage.database import Database
from ballot.usecases.review.see_notice import NoticeView

SIZE = """(at) => parseFloat(getComputedStyle(at).fontSize)"""
SLIDES = "() => document.documentElement.scrollWidth > document.documentElement.clientWidth"


@pytest.fixture
def posted(sqlite_url: str, tmp_path: Path) -> Iterator[tuple[str, NoticeView]]:
    """Where the house is served, and what hangs in it."""
    database = Database.connect(sqlite_url)
    hall, _clock = a_movable_hall(database, tmp_path)
    _id, notice = a_county_posted(hall)
    settings = {"BALLOT_DATA": str(tmp_path / "data"), "BALLOT_KEYS": str(tmp_path / "keys")}
    with serving(create_app(Config.from_environment(settings), hall)) as house:
        yield house, notice
    database.dispose()


@pytest.mark.parametrize("script", [True, False], ids=["script", "without"])
def test_a_villager_finds_his_secretary_among_the_county(
    chromium: Browser, posted: tuple[str, NoticeView], script: bool
) -> None:
    house, notice = posted
    phone = chromium.new_context(viewport=SMALL, java_script_enabled=script, locale="zh-CN")
    page = phone.new_page()
    page.goto(f"{house}{path_of(notice)}")
    assert page.get_by_role("heading", level=1).inner_text() == "公 示"
    wanted = notice.rows[150]
    village = next(cell for cell in wanted if "村" in cell)
    for word in (wanted[0], village):
        page.get_by_label("找人").fill(word)
        page.get_by_role("button", name="查找").click()
        page.wait_for_load_state()
        shown = page.locator(".wall tbody tr")
        assert shown.count() == 1
        assert wanted[0] in shown.inner_text()
        assert wanted[-1] in shown.inner_text()
    assert page.get_by_role("status").inner_text().startswith("找到 1 人")
    page.get_by_role("link", name=f"看全部 {COUNTY} 人").click()
    page.wait_for_load_state()
    assert page.locator(".wall tbody tr").count() > 1
    phone.close()


def test_every_page_of_it_is_cards_that_old_eyes_read(
    chromium: Browser, posted: tuple[str, NoticeView]
) -> None:
    house, notice = posted
    phone = chromium.new_context(viewport=SMALL, locale="zh-CN")
    page = phone.new_page()
    page.goto(f"{house}{path_of(notice)}")
    look_at(page)
    page.set_viewport_size(SMALL)
    read: list[str] = []
    while True:
        assert not page.evaluate(SLIDES)
        read += [cell.partition("\n")[0] for cell in names(page)]
        assert cards_are_large(page)
        behind = page.get_by_role("link", name="下一页")
        if not behind.count():
            break
        behind.click()
        page.wait_for_load_state()
    assert read == [row[0] for row in notice.rows]
    page.goto(f"{house}{path_of(notice)}?q=没有这个人")
    look_at(page)
    phone.close()


def names(page: Page) -> list[str]:
    return page.locator(".wall tbody td:first-child").all_inner_texts()


def cards_are_large(page: Page) -> bool:
    """Name and grade are larger than what stands between them, and none is out of the screen."""
    row = page.locator(".wall tbody tr").first
    cells = row.locator("td")
    sizes = [cells.nth(at).evaluate(SIZE) for at in range(cells.count())]
    inside = all(
        (box := cells.nth(at).bounding_box()) and box["x"] >= 0 for at in range(len(sizes))
    )
    return inside and min(sizes[0], sizes[-1]) >= 20 and max(sizes[1:-1]) < sizes[0]
