"""Two tablets at the door of a hall: nobody is counted twice."""

import pytest
from browser.door.at_door import UPRIGHT, ask, come, here
from browser.eyes import SMALL, look_at
from browser.pages.keyboard import reach
from playwright.sync_api import Browser, Error, Page, expect

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.roster import doors


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


def test_the_keyboard_alone_checks_somebody_in_and_takes_him_back(
    tablets: tuple[Page, Page], hall: Hall, number: str
) -> None:
    page, _ = tablets
    for name, come_now in (("王伟", ["王伟"]), ("李芳", ["王伟", "李芳"])):
        expect(page.locator("#asked")).to_be_focused()
        page.keyboard.insert_text(name)
        expect(page.locator(".found li")).to_have_count(1)
        reach(page, "已到")
        page.keyboard.press("Enter")
        expect(page.locator(".done")).to_contain_text(f"{name} 已到")
        assert come(hall, number) == come_now
    reach(page, "撤销")
    page.keyboard.press("Enter")
    expect(page.locator(".done")).to_contain_text("已撤销")
    assert come(hall, number) == ["王伟"]
    expect(page.locator("#asked")).to_be_focused()


def test_the_control_of_the_keyboard_what_no_key_reaches_is_missed(
    tablets: tuple[Page, Page],
) -> None:
    page, _ = tablets
    ask(page, "王伟")
    page.evaluate("document.querySelector('.found button.here').tabIndex = -1")
    with pytest.raises(LookupError):
        reach(page, "已到")
