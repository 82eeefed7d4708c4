"""A county in Chromium: from the empty assessment to its ranking, on a desk and on a phone."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from browser.eyes import WIDE
from browser.eyes import look_at_either_size as look_at
from makers.county import Secretary, a_county, a_list, workbook
from makers.meetings import AMeeting
from people.importer import rows_of
from people.office import follow, press, sign_up
from playwright.sync_api import Browser, Page

from ballot.domain.access import CONSOLE
from ballot.exports import people_table
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips

PEOPLE = 12


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A laptop whose browser complains of nothing but the faults that the test makes."""
    context = chromium.new_context(viewport=WIDE, locale="zh-CN")
    page = context.new_page()
    said: list[str] = []
    page.on("console", lambda message: said.append(message.text))
    page.on("pageerror", lambda error: said.append(str(error)))
    yield page
    context.close()
    assert [text for text in said if "status of 422" not in text] == []


def begin(page: Page, house: str) -> str:
    """A new assessment; the address of its page."""
    follow(page, "考核")
    look_at(page)
    follow(page, "新建考核")
    look_at(page)
    page.goto(f"{house}/assessments/new/jiaozhou-village")
    page.get_by_text("文件未规定，采用默认").click()
    look_at(page)
    page.get_by_label("考核名称").fill("胶州市2026年度村党组织第一书记考核")
    press(page, "建立考核")
    look_at(page)
    return page.url


def send(page: Page, folder: Path, content: bytes) -> None:
    """Choose a file and look at its preview."""
    file = folder / "file.xlsx"
    file.write_bytes(content)
    page.set_input_files("input[type=file]", str(file))
    press(page, "上传并预览")
    look_at(page)


def vote(hall: Hall, number: str, secretary: Secretary) -> None:
    """The village votes; the box stays shut."""
    issue = issue_slips(hall, CONSOLE, number, secretary.eligible)
    confirm_batch(hall, CONSOLE, number, issue.batch)
    open_voting(hall, CONSOLE, number)
    AMeeting(hall, number, issue.slips).cast_all(secretary.answers)
    close_voting(hall, CONSOLE, number)


def test_a_county_from_its_list_of_people_to_its_ranking(
    page: Page, house: str, hall: Hall, tmp_path: Path
) -> None:
    county = a_county(PEOPLE)
    sign_up(page, house, hall, looking=False)
    home = begin(page, house)

    follow(page, "导入人员名单")
    look_at(page)
    score, county[4].row["基本工作目标得分"] = county[4].row["基本工作目标得分"], "很好"
    send(page, tmp_path, workbook(county))
    assert page.locator("td.wrong", has_text="很好").count() == 1
    county[4].row["基本工作目标得分"] = score
    send(page, tmp_path, workbook(county))
    press(page, f"保存 {PEOPLE} 行")
    look_at(page)
    assert page.locator("table.people tbody tr").count() == PEOPLE

    page.goto(home)
    look_at(page)
    follow(page, "成批建立测评会")
    with page.expect_download() as download:
        page.get_by_role("link", name="下载空表").click()
    heading, rows = rows_of("form.xlsx", download.value.path().read_bytes())
    eligible = {each.name: str(each.eligible) for each in county}
    filled = [row | {"应参加人数": eligible[row["姓名"]]} for row in rows]
    send(page, tmp_path, people_table.write("meetings.xlsx", heading, filled))
    press(page, f"保存 {PEOPLE} 行")
    look_at(page)

    page.goto(f"{home}/people")
    first = county[0]
    number = page.locator("table.people tbody tr").first.locator("a.digits").inner_text()
    page.goto(f"{home}/scores")
    look_at(page)
    follow(page, "评分表")
    look_at(page)
    page.locator('[name="exam.(一)1③"]').fill("2")
    page.locator('[name="exam.(一)1①b"]').fill("3")
    press(page, "保存")
    look_at(page)
    page.locator("#errors").get_by_text("这一项要写明依据").wait_for()
    page.locator('[name="why.(一)1①b"]').fill("有矛盾未化解")
    for _section in range(3):
        press(page, "保存，下一部分")
    look_at(page)
    press(page, "评分完成，计入考核")
    look_at(page)
    page.locator("#change").fill("按考评表")
    page.get_by_label("改按考评表计").check()
    press(page, "评分完成，计入考核")
    look_at(page)
    assert "107" in page.locator("table.sums tr.all").inner_text()
    follow(page, "看全部记录")
    look_at(page)

    vote(hall, number, first)
    page.goto(f"{house}/meetings/{number}")
    press(page, "开箱")
    page.goto(home)
    press(page, "先排一次名（暂定）")
    look_at(page)
    assert page.get_by_text("暂定").first.is_visible()
    row = page.locator("table.placed tbody tr", has_text=first.name)
    assert re.match(r"1\s", row.inner_text())
    with page.expect_navigation():
        row.get_by_role("link").click()
    look_at(page)
    assert "107.00" in page.inner_text("main")
    assert "第十九条（四）" in page.inner_text("main")
    follow(page, "‹ 回到排名")
    follow(page, "各组对比")
    look_at(page)


def test_a_townships_list_goes_in_with_its_questions_answered(
    page: Page, house: str, hall: Hall, tmp_path: Path
) -> None:
    sign_up(page, house, hall, looking=False)
    page.goto(f"{house}/assessments/new/jiaozhou-village")
    page.get_by_label("考核名称").fill("胶州市2026年度村党组织第一书记考核")
    press(page, "建立考核")
    follow(page, "导入人员名单")
    file = tmp_path / "名单.xlsx"
    file.write_bytes(a_list("派驻村", also=("王晓明",)))
    page.set_input_files("input[type=file]", str(file))
    press(page, "上传并预览")
    look_at(page)
    press(page, "看预览")
    look_at(page)
    page.get_by_label("已核对").check()
    press(page, "保存 5 行")
    look_at(page)
    assert page.locator("table.people tbody tr").count() == 5
