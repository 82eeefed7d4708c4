"""A score sheet filled in by an examiner: the running total is the one that is kept."""

import re
from collections.abc import Iterator

import pytest
from browser.eyes import SMALL, WIDE
from browser.eyes import look_at_either_size as look_at
from makers.county import a_county
from people.office import follow, press, sign_up
from playwright.sync_api import Browser, Page

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall

WHO = ("姓名", "单位", "单位类别", "派驻方式", "职务层次", "村(社区)")
PRO_RATA = {"items[2].sections[3].lines[1].rules[1].pro_rata": "true"}
"""Parts of 万元 count, so that points are no whole numbers."""


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


def two_people(hall: Hall) -> tuple[int, list[int]]:
    """An assessment of two, of whom nothing is entered yet, and their ids."""
    plan = AssessmentPlan("2026年度考核", "jiaozhou-village", "2026年度", overrides=PRO_RATA)
    id = create_assessment(hall, CONSOLE, plan)
    rows = tuple({name: each.row[name] for name in WHO} for each in a_county(2))
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", WHO, rows))
    return id, [each.id for each in see_assessment(hall, CONSOLE, id).people]


def running(page: Page) -> list[str]:
    """The running total: 本部分 and 合计 of both columns."""
    return page.locator(".running output").all_inner_texts()


def kept(page: Page) -> list[str]:
    """The same as the server reckons it: the part that is shown, and the whole."""
    rows = ("tr.here", "tr.all")
    cells = [page.locator(f"table.sums {row} td").all_inner_texts() for row in rows]
    return [text for row in cells for text in row[1:]]


def fill(page: Page, **cells: str) -> None:
    """Type into fields by their names."""
    for name, text in cells.items():
        page.locator(f'[name="{name}"]').fill(text)


def rate(page: Page, part: str, before: str, now: str) -> None:
    """Choose both ratings of a column."""
    for name, rating in (("上年分类定级", before), ("本年分类评级", now)):
        page.locator(f'[name="{part}.(四).{name}"]').select_option(rating)


def test_the_running_total_is_what_is_kept(page: Page, house: str, hall: Hall) -> None:
    id, (first, second) = two_people(hall)
    sign_up(page, house, hall, looking=False)
    at = f"{house}/assessments/{id}/people/{first}/sheet"
    page.goto(f"{at}/1")
    look_at(page)
    assert running(page) == ["—", "—", "—", "—"]
    page.locator('[name="exam.(一)1①a"][value="是"]').check()
    card = page.locator(".line-card").first
    assert card.locator('[data-points-of="exam"]').first.inner_text() == "-5"
    assert running(page) == ["—", "55", "—", "95"]
    fill(page, **{"exam.(一)1①b": "５", "why.(一)1①b": "有矛盾", "self.(一)1③": "2"})
    assert running(page) == ["70", "50", "110", "90"]
    fill(page, months="6", **{"exam.(一)3②": "2", "exam.(一)1③": "3", "exam.(一)3①": "9"})
    # 10 − 10; 6 of 12 due, 2 done; 9 × 5 stops at the 15 of its line.
    assert running(page) == ["70", "46", "110", "86"]
    sums = running(page)
    press(page, "保存")
    assert (running(page), kept(page)) == (sums, sums)

    page.goto(f"{at}/2")
    fill(page, **{"exam.(二)6①.一般": "2", "exam.(二)6①.特别严重": "1", "exam.(二)5③": "1"})
    page.locator('[name="exam-na.(二)1②"]').check()
    fill(page, **{"why.(二)1②": "不适用的依据"})
    sums = running(page)
    assert sums == ["40", "25", "110", "71"]
    press(page, "保存")
    assert (running(page), kept(page)) == (sums, sums)

    page.goto(f"{at}/3")
    fill(page, **{"exam.(三)1": "0.07", "self.(三)1": "1.1", "exam.(三)3.一类": "1"})
    fill(page, **{"self.(三)2": "2.9"})
    sums = running(page)
    assert sums == ["9.5", "40.35", "119.5", "111.35"]  # 5 × 1.1 + 2 × 2 whole; 5 × 0.07 + 40
    look_at(page)
    press(page, "保存，下一位")
    assert page.url.endswith(f"/people/{second}/sheet/3")
    follow(page, re.compile("上一位"))
    assert (running(page), kept(page)) == (sums, sums)

    page.goto(f"{at}/4")
    rate(page, "self", "B级", "A级")
    rate(page, "exam", "C级", "")
    assert running(page) == ["10", "0", "129.5", "111.35"], "one of two ratings says nothing"
    rate(page, "exam", "C级", "D级")
    sums = running(page)
    assert sums == ["10", "-10", "129.5", "101.35"]
    look_at(page)
    press(page, "保存")
    assert (running(page), kept(page)) == (sums, sums)


def test_a_wrong_cell_leads_there_and_the_good_ones_stay(
    page: Page, house: str, hall: Hall
) -> None:
    id, (first, _second) = two_people(hall)
    sign_up(page, house, hall, looking=False)
    page.goto(f"{house}/assessments/{id}/people/{first}/sheet/1")
    page.locator('[name="exam.(一)2①"][value="否"]').check()
    fill(page, **{"exam.(一)1③": "三次", "exam.(一)1①b": "3", "exam.(一)3①": "1"})
    press(page, "保存")
    assert page.title().startswith("错误：")
    assert page.locator("#errors").evaluate("(it) => it === document.activeElement")
    look_at(page)
    page.set_viewport_size(SMALL)
    page.locator("#errors a").first.click()
    page.wait_for_function("document.activeElement.name === 'why.(一)1①b'")
    page.locator("#errors a").last.click()
    page.wait_for_function("document.activeElement.name === 'exam.(一)1③'")
    box = page.locator('[name="exam.(一)1③"]').bounding_box()
    bar = page.locator(".running").bounding_box()
    assert box is not None
    assert bar is not None
    assert 0 <= box["y"] < bar["y"], "the cell is in sight above the running total"
    assert page.locator('[name="exam.(一)3①"]').input_value() == "1"
    assert page.locator('[name="exam.(一)2①"][value="否"]').is_checked()
