"""A meeting whose voters come in classes, by its pages: from the choice of its scheme to a result,
one class of seven on the way; and one ballot too many in a class."""

import re
from collections.abc import Iterator
from urllib.parse import urlsplit

import pytest
from browser.eyes import SMALL, WIDE, keep_picture, look_at
from makers.classes import THREE, WEIGHED
from people.office import SHARP, close, codes_on, paper, sign_up, vote
from playwright.sync_api import Browser, Page

from ballot.usecases.hall import Hall

EXCELLENT, GOOD, FAIR = 0, 1, 2


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    """A laptop."""
    context = chromium.new_context(viewport=WIDE, device_scale_factor=SHARP, locale="zh-CN")
    yield context.new_page()
    context.close()


def begin(page: Page, *eligible: str) -> str:
    """A meeting under the sample with three classes, 应参加 by class; the address of its page."""
    page.get_by_role("link", name="新建测评会").first.click()
    for rules in page.get_by_text("先看分类投票的规矩").all():
        rules.click()
    assert "每类应参加不能少于 8 人" in page.inner_text("main")
    page.get_by_label("会议名称").fill("2026年度领导干部民主测评 水务局")
    page.get_by_label("谁被测评").fill("张某")
    page.get_by_label("应参加人数").fill("40")
    page.get_by_label("考核办法").select_option(WEIGHED)
    look_at(page)
    page.get_by_role("button", name="建立测评会").click()
    assert "现在只有一个总数，请先分类填写" in page.inner_text("main")
    return told_by_class(page, *eligible)


def told_by_class(page: Page, *eligible: str) -> str:
    """Fill in 应参加 of each class, and look again; the address of the meeting's page."""
    for name, persons in zip(THREE, eligible, strict=True):
        page.get_by_label(name).fill(persons)
    page.get_by_role("button", name="保存").click()
    page.wait_for_url(re.compile(r"/meetings/\d+$"))
    return page.url


def print_class(page: Page, meeting: str, name: str, count: int) -> list[str]:
    """Print and confirm the slips of a class; what a phone reads from each."""
    page.goto(f"{meeting}/slips")
    page.get_by_label("给哪一类").select_option(name)
    page.get_by_label("打印多少张").fill(str(count))
    page.get_by_role("button", name="生成打印页").click()
    page.wait_for_selector("#whole")
    assert page.locator(".slip b", has_text=name).count() == count
    inside = "all => all.every(each => each.scrollHeight <= each.clientHeight + 1)"
    assert page.eval_on_selector_all(".slip", inside)
    codes = [each.text for each in codes_on(paper(page))]
    page.get_by_role("button", name="全部打印出来了").click()
    return codes


def print_all(page: Page, meeting: str, *counts: int) -> list[list[str]]:
    return [print_class(page, meeting, *each) for each in zip(THREE, counts, strict=True)]


def open_voting(page: Page, meeting: str) -> None:
    """Lock and open."""
    page.goto(meeting)
    look_at(page)
    page.get_by_role("button", name="锁定").click()
    page.get_by_role("button", name="开始投票").click()


def count(
    page: Page, hall: Hall, meeting: str, codes: list[list[str]], *answers: list[int]
) -> None:
    """Vote, close, and look at the ledger."""
    for own, given in zip(codes, answers, strict=True):
        for code, answer in zip(own, given, strict=False):
            vote(hall, code, answer)
    page.goto(meeting)
    close(page, looking=False)
    page.goto(f"{meeting}/ledger")


def is_told_his_class(chromium: Browser, code: str) -> None:
    """The voter's phone says for which class his slip is."""
    phone = chromium.new_page(viewport=SMALL, locale="zh-CN")
    phone.goto(code)
    assert THREE[1] in phone.inner_text("body")
    assert THREE[0] not in phone.inner_text("body")
    keep_picture(phone, SMALL["width"])
    phone.close()


def test_a_meeting_in_classes_by_its_pages(
    page: Page, chromium: Browser, house: str, hall: Hall
) -> None:
    sign_up(page, house, hall, looking=False)
    meeting = begin(page, "7", "20", "20")
    assert "“A票领导班子”应参加 7 人，少于 8 人" in page.inner_text("main")
    look_at(page)
    page.goto(f"{meeting}/voters")
    look_at(page)
    told_by_class(page, "10", "10", "20")
    assert "收回不足 8 张（有 3 人没投）" in page.inner_text("main")
    page.goto(f"{meeting}/slips")
    page.get_by_role("button", name="生成打印页").click()
    assert "请选这些票给哪一类" in page.inner_text("main")
    look_at(page)
    codes = print_all(page, meeting, 10, 10, 20)
    page.goto(f"{meeting}/slips")
    look_at(page)
    open_voting(page, meeting)
    is_told_his_class(chromium, house + urlsplit(codes[1][0]).path)
    five = [EXCELLENT] * 5 + [GOOD] * 5
    count(page, hall, meeting, codes, five, [GOOD] * 10, [FAIR] * 20)
    assert "A票领导班子：收回 ≤ 应参加" in page.inner_text("main")
    look_at(page)
    page.goto(meeting)
    page.get_by_role("button", name="开箱").click()
    look_at(page)
    for said in ("75.00", "90.00×30%+80.00×30%+60.00×40%", *THREE):
        assert said in page.inner_text("main")


def test_one_ballot_too_many_in_a_class_ends_the_round(page: Page, house: str, hall: Hall) -> None:
    sign_up(page, house, hall, looking=False)
    meeting = begin(page, "8", "12", "12")
    codes = print_all(page, meeting, 9, 12, 12)
    open_voting(page, meeting)
    count(page, hall, meeting, codes, [EXCELLENT] * 9, [GOOD] * 10, [FAIR] * 12)
    assert "这样开箱本轮就无效" in page.inner_text("main")
    page.goto(meeting)
    page.get_by_role("button", name="开箱").click()
    look_at(page)
    assert "“A票领导班子”收回 9 张，多于这一类应参加的 8 人" in page.inner_text("main")
    assert urlsplit(page.url).path.endswith("/result")
