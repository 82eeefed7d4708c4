"""From the sign-in to twenty open villages with printed slips: presses, fields, time."""

import io
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import xlsxwriter
from browser.eyes import WIDE, look_at
from makers.county import a_county, workbook
from people.desk import NAME, PASSWORD
from people.office import sign_up
from playwright.sync_api import Browser, Page
from python_calamine import CalamineWorkbook

from ballot.domain.access import CONSOLE
from ballot.domain.meeting import State
from ballot.usecases.desk.find_meetings import Search, find_meetings
from ballot.usecases.hall import Hall

VILLAGES = 20
MOST_CLICKS = 25
SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A laptop."""
    context = chromium.new_context(viewport=WIDE, locale="zh-CN", accept_downloads=True)
    yield context.new_page()
    context.close()


class Counted:
    """A person at the page: each press and each field that is typed into is counted."""

    def __init__(self, page: Page, looking: bool) -> None:
        self.page, self.looking = page, looking
        self.clicks = self.fields = 0

    def press(self, name: str, *, exact: bool = True) -> None:
        """A link or a button; the next page is waited for, and looked at."""
        button = self.page.get_by_role("button", name=name, exact=exact)
        link = self.page.get_by_role("link", name=name, exact=exact)
        self.clicks += 1
        with self.page.expect_navigation():
            button.or_(link).first.click()
        self.page.wait_for_load_state()
        if self.looking:
            look_at(self.page)
            self.page.set_viewport_size(WIDE)

    def take(self, name: str) -> bytes:
        """A link or a button behind which a file lies."""
        self.clicks += 1
        button = self.page.get_by_role("button", name=name)
        with self.page.expect_download() as download:
            button.or_(self.page.get_by_role("link", name=name)).first.click()
        return Path(download.value.path()).read_bytes()

    def type(self, label: str, text: str) -> None:
        """A field."""
        self.fields += 1
        self.page.get_by_label(label, exact=True).fill(text)

    def give(self, name: str, file: bytes) -> None:
        """A file is chosen: the button of the field, and the one of the system."""
        self.clicks += 2
        given = {"name": name, "mimeType": SHEET, "buffer": file}
        self.page.get_by_label("表格文件").set_input_files([given])


def filled(form: bytes) -> bytes:
    """The empty form of meetings with 应参加人数, as it is filled in in a spreadsheet."""
    rows = CalamineWorkbook.from_filelike(io.BytesIO(form)).get_sheet_by_index(0).to_python()
    heading = [str(cell) for cell in rows[0]]
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, heading)
        for number, row in enumerate(rows[1:], start=1):
            cells = dict(zip(heading, map(str, row), strict=False)) | {"应参加人数": "30"}
            sheet.write_row(number, 0, [cells.get(name, "") for name in heading])
    return kept.getvalue()


@pytest.mark.parametrize("looking", [False, True], ids=["timed", "looked at"])
def test_twenty_villages_are_opened_by_one_officer(
    page: Page,
    house: str,
    hall: Hall,
    looking: bool,
    record_property: Callable[[str, object], None],
) -> None:
    sign_up(page, house, hall, looking=False)
    page.context.clear_cookies()
    page.goto(f"{house}/sign-in")
    began, hand = time.monotonic(), Counted(page, looking)
    hand.type("用户名", NAME)
    hand.type("密码", PASSWORD)
    hand.press("登录")
    made = of_an_assessment(hand)
    at_desk = (hand.clicks, hand.fields)
    hand.press("打印测评票")
    assert hand.take("1. 做成一个 PDF").startswith(b"%PDF")
    hand.clicks += 2  # the file is opened, and printed
    hand.press("2. 印好了，去确认")
    hand.press("印全了")
    hand.press("接着：开始投票")
    hand.press("开始投票")
    spent = time.monotonic() - began
    states = [each.line.state for each in find_meetings(hall, CONSOLE, Search()).listed]
    assert states == [State.OPEN] * made
    record_property("clicks", hand.clicks)
    record_property("fields", hand.fields)
    record_property("clicks and fields up to the desk", at_desk)
    record_property("seconds of the machine", round(spent, 1))
    assert hand.clicks <= MOST_CLICKS
    assert hand.fields <= 4
    hand.press("今晚一览")


def of_an_assessment(hand: Counted) -> int:
    """Twenty people and their meetings by two files; how many."""
    hand.press("考核")
    hand.press("新建考核")
    hand.press("胶州市村", exact=False)
    hand.type("考核名称", "2026年度第一书记考核")
    hand.type("考核期间", "2026年度")
    hand.press("建立考核")
    hand.press("导入人员名单")
    hand.give("第一书记.xlsx", workbook(a_county(VILLAGES)))
    hand.press("上传并预览")
    hand.press(f"保存 {VILLAGES} 行")
    hand.press("总览")
    hand.press("成批建立测评会")
    form = hand.take("下载空表")
    hand.give("测评会.xlsx", filled(form))
    hand.press("上传并预览")
    hand.press(f"保存 {VILLAGES} 行")
    return VILLAGES
