"""A county's 考核 in Chromium: from the office's file to the posted notice, meetings between.

Eight 第一书记 with a meeting of their own; ``BALLOT_TEST_SCALE=full`` makes all 171 of them.
"""

import io
import os
from collections.abc import Iterator
from datetime import timedelta
from fractions import Fraction
from urllib.parse import urlsplit

import pytest
import xlsxwriter
from browser.eyes import WIDE, look_at
from makers.county import Secretary, a_county, workbook
from makers.meetings import Clock
from people.office import close, print_slips, sign_up, vote
from playwright.sync_api import Browser, Page
from python_calamine import CalamineWorkbook

from ballot.usecases.hall import Hall

SIZE = 171 if os.environ.get("BALLOT_TEST_SCALE") == "full" else 8
TITLE = "胶州市2026年度“第一书记”考核"
MISSED = 5
"""The place of him whose village comes one ballot short of two thirds."""


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A laptop."""
    context = chromium.new_context(viewport=WIDE, device_scale_factor=2, locale="zh-CN")
    yield context.new_page()
    context.close()


def press(page: Page, name: str) -> None:
    """Press the button or link of this name, and wait until the next page is whole."""
    main = page.get_by_role("main")
    button = main.get_by_role("button", name=name, exact=True)
    with page.expect_navigation():
        button.or_(main.get_by_role("link", name=name, exact=True)).first.click()


def begin(page: Page, house: str) -> str:
    """A new 考核 under the policy of 胶州; its address."""
    page.goto(f"{house}/assessments/")
    press(page, "新建考核")
    look_at(page)
    page.goto(f"{house}/assessments/new/jiaozhou-village")
    look_at(page)
    page.get_by_label("考核名称").fill(TITLE)
    page.get_by_label("考核期间").fill("2026年度")
    press(page, "建立考核")
    look_at(page)
    return page.url


def bring_in(page: Page, address: str, name: str, file: bytes) -> None:
    """Send a file, look at the preview, save."""
    page.goto(address)
    look_at(page)
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    page.get_by_label("表格文件").set_input_files(
        [{"name": name, "mimeType": kind, "buffer": file}]
    )
    press(page, "上传并预览")
    page.get_by_role("heading", name="文件没有问题").wait_for()
    look_at(page)
    with page.expect_navigation():
        page.get_by_role("button", name="保存").first.click()


def fill_meetings(page: Page, county: list[Secretary], address: str) -> bytes:
    """The form of the meetings that are missing, with 应参加人数 written in as an office does."""
    page.goto(address)
    with page.expect_download() as download:
        page.get_by_role("link", name="下载空表").click()
    rows = CalamineWorkbook.from_path(str(download.value.path())).get_sheet_by_index(0).to_python()
    heading = [str(cell) for cell in rows[0]]
    eligible = {(each.name, each.village): each.eligible for each in county}
    kept = io.BytesIO()
    with xlsxwriter.Workbook(kept, {"in_memory": True}) as book:
        sheet = book.add_worksheet()
        sheet.write_row(0, 0, heading)
        for number, row in enumerate(rows[1:], start=1):
            cells = dict(zip(heading, (str(cell) for cell in row), strict=False))
            cells["应参加人数"] = str(eligible[cells["姓名"], cells["村(社区)"]])
            sheet.write_row(number, 0, [cells.get(name, "") for name in heading])
    return kept.getvalue()


def hold(
    page: Page, hall: Hall, meeting: str, answers: tuple[int, ...], slips: int, end: str = "开箱"
) -> str:
    """A meeting by its pages, from the paper to the button of its end; the text that comes then."""
    codes = print_slips(page, meeting, str(slips), looking=False)
    page.goto(meeting)
    press(page, "锁定")
    press(page, "开始投票")
    for code, answer in zip(codes, answers, strict=False):
        vote(hall, code, answer)
    page.goto(meeting)
    close(page, looking=False)
    page.wait_for_load_state()
    page.goto(meeting)
    press(page, end)
    return page.locator("main").inner_text()


def expected(each: Secretary, answers: tuple[int, ...]) -> str:
    """考核总分 by the policy's own words: the sections' sum × (很满意 + 满意) ÷ 投票数."""
    names = ("基本工作目标得分", "工作制度和纪律得分", "办实事奖分", "晋位升级加减分")
    objective = sum(int(each.row[name]) for name in names)
    exact = objective * Fraction(sum(1 for answer in answers if answer < 2), len(answers))
    hundredths = int(exact * 100 + Fraction(1, 2))
    return f"{hundredths // 100}.{hundredths % 100:02d}"


def test_a_county_goes_from_its_file_to_the_posted_notice(
    chromium: Browser, page: Page, house: str, hall: Hall, clock: Clock
) -> None:
    county = a_county(SIZE)
    sign_up(page, house, hall)
    assessment = begin(page, house)
    bring_in(page, f"{assessment}/import/people", "第一书记.xlsx", workbook(county))
    meetings = f"{assessment}/import/meetings"
    bring_in(page, meetings, "测评会.xlsx", fill_meetings(page, county, meetings))
    cast = hold_all(page, hall, assessment, county)
    ranked(page, assessment, county, cast)
    reviewed(page, assessment)
    path = posted(page, assessment)
    read_by_a_villager(chromium, house + path, county)
    clock.now += timedelta(days=30)
    concluded(page, assessment)


def hold_all(
    page: Page, hall: Hall, assessment: str, county: list[Secretary]
) -> list[tuple[int, ...]]:
    """Everybody's meeting; what was cast for each. One needs a second round."""
    page.goto(assessment)
    look_at(page)
    cast = []
    for place, each in enumerate(county):
        page.goto(assessment)
        with page.expect_navigation():
            page.get_by_role("link", name=each.village).first.click()
        meeting, answers = page.url, each.answers
        end = "结束本轮" if place == MISSED else "开箱"
        said = hold(page, hall, meeting, answers, each.eligible, end)
        if place == MISSED:
            assert "考核总分" not in said
            page.goto(meeting)
            press(page, "举行第二轮")
            answers = (*answers, 0)
            said = hold(page, hall, page.url, answers, each.eligible)
        assert expected(each, answers) in said
        cast.append(answers)
    return cast


def ranked(
    page: Page, assessment: str, county: list[Secretary], cast: list[tuple[int, ...]]
) -> None:
    """排名定档: everybody's score stands there, the veto and the quota of each group too."""
    page.goto(assessment)
    press(page, "排名定档")
    look_at(page)
    shown = page.locator("main").inner_text()
    assert "暂定" not in shown
    for each, answers in zip(county, cast, strict=True):
        row = page.get_by_role("row").filter(has_text=each.village)
        assert expected(each, answers) in row.inner_text()
    for table in page.locator("section.ranked").all():
        grades = table.locator("tbody [data-name=建议]").all_inner_texts()
        assert 0 < grades.count("优秀") + grades.count("良好") <= 2 * (3 * len(grades) // 10) or (
            len(grades) <= 3
        )
    vetoed = page.get_by_role("row").filter(has_text=county[3].village)
    assert "不称职" in vetoed.inner_text()
    with page.expect_navigation():
        vetoed.get_by_role("link", name="为什么").click()
    look_at(page)
    assert county[3].row["直接不称职情形"] in page.locator("main").inner_text()


def reviewed(page: Page, assessment: str) -> None:
    """The six steps of 第十九条, one after another."""
    page.goto(f"{assessment}/review")
    look_at(page)
    for _step in range(3):
        page.get_by_label("由谁").fill("市委组织部考核组")
        press(page, "这一步做完了")
    press(page, "确认采用")
    look_at(page)
    for _step in range(3):
        page.get_by_label("由谁").fill("综合考评组")
        press(page, "这一步做完了")
    look_at(page)
    assert page.locator("ol.steps li.done").count() == 6
    page.goto(f"{assessment}/consequences")
    look_at(page)
    assert "诫勉谈话" in page.locator("main").inner_text()


def posted(page: Page, assessment: str) -> str:
    """公示: written, looked at, posted; the path of its address for everybody."""
    page.goto(f"{assessment}/notice")
    look_at(page)
    page.get_by_label("公示单位").fill("中共胶州市委组织部")
    page.get_by_label("联系电话").fill("0532-82288000")
    press(page, "保存公示稿")
    look_at(page)
    press(page, "张贴")
    look_at(page)
    return urlsplit(page.locator("a.url").inner_text()).path


def read_by_a_villager(chromium: Browser, address: str, county: list[Secretary]) -> None:
    """Without an account: names and grades, no score."""
    phone = chromium.new_context(viewport={"width": 360, "height": 640}, locale="zh-CN")
    page = phone.new_page()
    page.goto(address)
    look_at(page)
    shown = page.locator("body").inner_text()
    assert all(each.name in shown for each in county)
    assert "0532-82288000" in shown
    assert "考核总分" not in shown
    phone.close()


def concluded(page: Page, assessment: str) -> None:
    """Its days are over."""
    page.goto(f"{assessment}/notice")
    press(page, "结束公示")
    page.goto(f"{assessment}/review")
    press(page, "办结这次考核")
    look_at(page)
    assert "这次考核已办结" in page.locator("main").inner_text()
