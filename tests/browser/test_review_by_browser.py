"""A review in Chromium: the steps, a grade by hand, a flag, the 公示 and its page for everybody."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from browser.eyes import WIDE, look_at
from makers.live import serving
from makers.reviewed import (
    HELD,
    a_movable_hall,
    by_working_days,
    days_later,
    seven,
    walk,
)
from people import office
from people.office import SHARP, sign_up
from playwright.sync_api import Browser, Page

from ballot.app import create_app
from ballot.config import Config
from ballot.domain.access import CONSOLE
from ballot.schemes import public_holidays
from ballot.storage.database import Database
from ballot.usecases.review.see_review import see_review


def overflow(page: Page) -> str:
    """What becomes of a table that is wider than its frame."""
    said: str = page.locator(".scroll").evaluate("frame => getComputedStyle(frame).overflowX")
    return said


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A laptop whose browser complains of nothing."""
    context = chromium.new_context(viewport=WIDE, device_scale_factor=SHARP, locale="zh-CN")
    page = context.new_page()
    said: list[str] = []
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert said == []


def press(page: Page, name: str) -> None:
    """Press a button and wait for the whole page that it leads to."""
    office.press(page, name)
    look_at(page)


def test_a_review_is_walked_by_its_pages(page: Page, sqlite_url: str, tmp_path: Path) -> None:
    database = Database.connect(sqlite_url)
    hall, clock = a_movable_hall(database, tmp_path)
    settings = {"BALLOT_DATA": str(tmp_path / "data"), "BALLOT_KEYS": str(tmp_path / "keys")}
    with serving(create_app(Config.from_environment(settings), hall)) as house:
        hall = replace(hall, public_url=house)
        id = seven(hall)
        walk(hall, id, 4)
        first = see_review(hall, CONSOLE, id).people[0].id
        sign_up(page, house, hall)
        page.wait_for_selector(".who")
        page.goto(f"{house}/assessments/{id}/people/{first}/grade")
        page.get_by_label("改定为").select_option("良好")
        page.get_by_label("原因").fill("有两起投诉查实")
        press(page, "改定")
        assert "名额 2 人" in page.inner_text("main")
        page.get_by_label("超出名额的理由").fill("部长办公会同意")
        press(page, "改定")
        assert "优秀 → 良好：有两起投诉查实" in page.inner_text("main")
        for _ in range(2):
            page.get_by_label("意见").fill(HELD.opinion)
            press(page, "这一步做完了")
        for address in ("consequences", f"people/{first}/flags", "appeals"):
            page.goto(f"{house}/assessments/{id}/{address}")
            look_at(page)
        page.goto(f"{house}/assessments/{id}/notice")
        page.get_by_label("公示单位").fill("中共某市委组织部")
        page.get_by_label("联系电话").fill("0532-12345678")
        press(page, "保存公示稿")
        press(page, "张贴")
        public = page.locator("a.url").inner_text().rpartition("/notice/")[2]
        page.goto(f"{house}/assessments/{id}/appeals")
        look_at(page)
        page.context.clear_cookies()
        page.goto(f"{house}/notice/{public}")
        look_at(page)
        assert "甲某" in page.inner_text("main")
        assert "107" not in page.inner_text("main")
        assert overflow(page) == "auto", "on a phone what is too wide slides"
        page.emulate_media(media="print")
        assert overflow(page) == "visible", "on paper nothing slides, and nothing is cut"
        page.emulate_media(media="screen")
        days_later(clock, 8)
        gone = page.goto(f"{house}/notice/{public}")
        assert gone
        assert gone.status == 410
        assert "甲某" not in page.inner_text("body")
    database.dispose()


def test_a_notice_by_working_days_past_what_is_announced(
    page: Page, sqlite_url: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    known = replace(public_holidays.calendar(), until=date(2026, 12, 31))
    monkeypatch.setattr(public_holidays, "calendar", lambda: known)
    hall, _clock = a_movable_hall(Database.connect(sqlite_url), tmp_path)
    settings = {"BALLOT_DATA": str(tmp_path / "data"), "BALLOT_KEYS": str(tmp_path / "keys")}
    id = by_working_days(hall, tmp_path)
    with serving(create_app(Config.from_environment(settings), hall)) as house:
        sign_up(page, house, hall)
        page.wait_for_selector(".who")
        page.goto(f"{house}/assessments/{id}/notice")
        page.get_by_label("公示单位").fill("中共某市委组织部")
        page.get_by_label("联系电话").fill("0532-12345678")
        page.get_by_label("第一天").fill("2026-12-30")
        press(page, "保存公示稿")
        assert "程序里还没有 2027-01-01 起的放假安排" in page.inner_text("main")
        assert "2026年12月30日至2027年1月5日" in page.inner_text("main")
        page.get_by_label("另外放假的日子").fill("2027-01-01至2027-01-03")
        press(page, "保存公示稿")
        page.get_by_label("放假的依据").fill("国办发明电〔2026〕9号")
        press(page, "保存公示稿")
        assert "2026年12月30日至2027年1月6日" in page.inner_text("main")
        assert "依据：国办发明电〔2026〕9号" in page.inner_text("main")
