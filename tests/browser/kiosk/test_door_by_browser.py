"""Two tablets at the door of a hall: nobody is counted twice, and nobody leaves a trace."""

from collections.abc import Iterator

import pytest
from browser.eyes import SMALL, look_at
from makers.life import rosters
from makers.meetings import a_draft
from playwright.sync_api import Browser, Error, Page, expect

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.roster import bring_in_roster, doors
from ballot.usecases.roster.see_roster import see_roster

UPRIGHT = {"width": 768, "height": 1024}


@pytest.fixture
def number(hall: Hall) -> str:
    """A draft with the roster of a township: 233 rows, 210 people."""
    made = a_draft(hall, slips=0, eligible=99).number
    given = rosters.a_file(rosters.of_township())
    ones = {each.row for each in bring_in_roster.preview(hall, CONSOLE, made, given).doubles}
    assert bring_in_roster.keep(hall, CONSOLE, made, given, ones) == 210
    return made


@pytest.fixture
def tablets(holding: Browser, house: str, hall: Hall, number: str) -> Iterator[tuple[Page, Page]]:
    """Two devices, each come by a link of its own; neither complains of more than the network."""
    contexts = [holding.new_context(viewport=UPRIGHT, locale="zh-CN") for _ in range(2)]
    pages = [context.new_page() for context in contexts]
    said: list[str] = []
    for page in pages:
        page.on("pageerror", lambda error: said.append(str(error)))
        page.goto(f"{house}/d/{number}/come/{doors.offer(hall, CONSOLE, number)}")
        if page is pages[0]:
            look_at(page)
        page.get_by_role("button", name="就用这台").click()
        expect(page.locator("#asked")).to_be_focused()
    yield pages[0], pages[1]
    for context in contexts:
        context.close()
    assert said == []


def ask(page: Page, text: str) -> None:
    page.locator("#asked").fill(text)
    expect(page.locator(".found li").first).to_be_visible()


def here(page: Page) -> None:
    page.locator(".found button.here").first.click()


def come(hall: Hall, number: str) -> list[str]:
    seen = see_roster(hall, CONSOLE, number).people
    return [each.voter.name for each in seen if each.has_come]


def test_two_tablets_check_in_a_hall_and_go_on_after_the_network_was_away(
    tablets: tuple[Page, Page], hall: Hall, number: str
) -> None:
    one, other = tablets
    for page in tablets:
        ask(page, "王伟")
        expect(page.locator(".found li")).to_have_count(1)
    here(one)
    expect(one.locator(".done")).to_contain_text("王伟 已到")
    here(other)  # the same person, before this tablet has heard of it
    expect(other.locator(".done")).to_contain_text("王伟 已到")
    assert come(hall, number) == ["王伟"]
    ask(other, "zf")
    expect(other.locator(".found")).to_contain_text("张芳")
    ask(one, "zf")
    here(one)
    expect(other.locator("#count strong")).to_have_text("2", timeout=6000)
    expect(other.locator(".found li.come .who strong")).to_have_text("张芳")
    look_at(other)
    other.set_viewport_size(SMALL)
    look_at(other)
    ask(one, "ll")
    one.context.set_offline(True)
    here(one)
    expect(one.locator("#late")).to_contain_text("还有 1 人没有送到")
    assert len(come(hall, number)) == 2
    one.context.set_offline(False)
    expect(one.locator("#count strong")).to_have_text("3", timeout=6000)
    expect(one.locator("#late")).to_be_hidden()
    one.locator(".undo").first.click()
    expect(one.locator("#count strong")).to_have_text("2", timeout=6000)
    assert come(hall, number) == ["王伟", "张芳"]


def test_three_in_a_row_leave_no_trace_of_the_one_before(
    tablets: tuple[Page, Page], hall: Hall, number: str, house: str
) -> None:
    page, _ = tablets
    length = page.evaluate("history.length")
    people = ("王伟", "李芳", "何娜")
    for at, name in enumerate(people):
        ask(page, name)
        here(page)
        expect(page.locator(".done")).to_contain_text(f"{name} 已到")
        expect(page.locator("#asked")).to_have_value("")
        expect(page.locator(".found")).to_have_count(0)
        for before in people[:at]:
            assert before not in page.content()
    assert page.evaluate("history.length") == length
    assert page.url == f"{house}/d/{number}/"
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    page.locator("#asked").fill("王伟")
    page.goto(f"{house}/help")
    page.go_back()
    expect(page.locator("#asked")).to_have_value("")
    assert not [name for name in people if name in page.content()]


def test_without_a_script_the_same_forms_do_it(
    holding: Browser, house: str, hall: Hall, number: str
) -> None:
    context = holding.new_context(viewport=UPRIGHT, java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{house}/d/{number}/come/{doors.offer(hall, CONSOLE, number)}")
    page.get_by_role("button", name="就用这台").click()
    page.locator("#asked").fill("ww")
    page.get_by_role("button", name="找").click()
    here(page)
    assert "王伟 已到" in page.content()
    assert page.locator("#asked").input_value() == ""
    with pytest.raises(Error, match="ERR_CACHE_MISS"):
        page.go_back()
    assert come(hall, number) == ["王伟"]
    context.close()
