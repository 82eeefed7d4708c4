"""A voter's pages in Chromium: whoever sees, reads or types badly can use them too."""

from collections.abc import Iterator

import pytest
from axe_playwright_python.sync_playwright import Axe
from makers.meetings import a_draft, an_open_meeting
from people.phone import a_meeting_by
from people.voters import OpenPage, address, fill, press
from playwright.sync_api import Page

from ballot.usecases.hall import Hall


def each_page(page: Page, house: str, hall: Hall) -> Iterator[str]:
    """Every page of a voter in turn; its name."""
    meeting = an_open_meeting(hall, slips=4, subjects=3)
    page.goto(f"{house}/")
    yield "door"
    page.goto(f"{house}/v")
    yield "code"
    press(page, "button")
    yield "code refused"
    page.fill("#code", "1234 1234 1234")
    press(page, "button")
    yield "number refused"
    page.goto(f"{house}/v/about/server")
    yield "about"
    waiting = address(house, a_draft(hall))
    page.goto(waiting)
    # It refreshes itself; "no content" keeps it where it is while it is being measured.
    page.route(waiting, lambda route: route.fulfill(status=204))
    yield "not yet open"
    page.goto(address(house, a_meeting_by(hall, "dongtai", 2)))
    page.locator("[name=a1_1t][value='08']").check()
    yield "paper in numbers"
    page.goto(address(house, meeting, 1) + "?lang=en")
    yield "paper in English"
    page.goto(address(house, meeting))
    yield "paper"
    page.locator("[name=a1_1][value='2'] + b").click()
    yield "paper with a choice"
    press(page, "button")
    yield "second look with missing answers"
    press(page, "[name=back]")
    yield "paper with missing rows"
    fill(page, 3)
    press(page, "button")
    yield "second look"
    press(page, "[name=cast]")
    yield "done"
    page.goto(address(house, meeting))
    yield "spent"


@pytest.mark.parametrize("colours", ["light", "dark"])
def test_axe_finds_nothing(phone: OpenPage, house: str, hall: Hall, colours: str) -> None:
    page = phone(color_scheme=colours)
    for name in each_page(page, house, hall):
        found = Axe().run(page, options={"runOnly": ["wcag2a", "wcag2aa", "wcag2aaa", "wcag21aa"]})
        assert found.violations_count == 0, (name, found.generate_report())


SMALLEST = """() => [...document.querySelectorAll('label b, button, .t, a')].map((each) => {
  const box = each.getBoundingClientRect();
  return Math.min(box.width, box.height);
})"""
CUT_OFF = """() => [...document.querySelectorAll('label b, button')].filter(
  (each) => each.scrollHeight > each.clientHeight + 1 || each.scrollWidth > each.clientWidth + 1
).map((each) => each.textContent)"""
TEXT = """() => [...document.querySelectorAll('p, b, li, h1, legend, button, label, a')].map(
  (each) => parseFloat(getComputedStyle(each).fontSize))"""


def test_text_is_large_targets_are_wide_and_nothing_is_cut_off(
    phone: OpenPage, house: str, hall: Hall
) -> None:
    page = phone()
    for name in each_page(page, house, hall):
        assert min(page.evaluate(TEXT)) >= 20, name
        assert min([60, *page.evaluate(SMALLEST)]) >= 60, name
        assert page.evaluate("document.documentElement.scrollWidth") <= 360, name


def test_with_letters_twice_as_large_nothing_is_cut_off(
    phone: OpenPage, house: str, hall: Hall
) -> None:
    """Half the width is what a zoom of 200 % leaves of the screen."""
    page = phone()
    page.set_viewport_size({"width": 180, "height": 640})
    for name in each_page(page, house, hall):
        assert page.evaluate("document.documentElement.scrollWidth") <= 180, name
        assert page.evaluate(CUT_OFF) == [], name
        assert min([60, *page.evaluate(SMALLEST)]) >= 60, name


def test_options_are_equal_in_size_and_colour(phone: OpenPage, house: str, hall: Hall) -> None:
    page = phone()
    page.goto(address(house, an_open_meeting(hall)))
    looks = page.evaluate(
        """() => [...document.querySelectorAll('label b')].map((each) => {
          const box = each.getBoundingClientRect(), style = getComputedStyle(each);
          return [box.width, box.height, style.color, style.backgroundColor, style.font].join();
        })"""
    )
    assert len(looks) == 4
    assert len(set(looks)) == 1


def test_a_choice_shows_by_fill_mark_and_word(phone: OpenPage, house: str, hall: Hall) -> None:
    page = phone(script=False)
    page.goto(address(house, an_open_meeting(hall)))
    fill(page, 1)
    mark = "getComputedStyle(document.querySelector(':checked + b'), '::after').content"
    assert page.evaluate(mark) == '"✓ 已选"'
    fill_colour = "getComputedStyle(document.querySelector('{}')).backgroundColor"
    chosen = page.evaluate(fill_colour.format(":checked + b"))
    assert chosen != page.evaluate(fill_colour.format("input:not(:checked) + b"))


def test_the_keyboard_alone_is_enough(phone: OpenPage, house: str, hall: Hall) -> None:
    page = phone()
    page.goto(address(house, an_open_meeting(hall)))
    page.keyboard.press("Tab")
    page.keyboard.press("Space")
    page.keyboard.press("ArrowDown")
    assert page.locator(":checked").get_attribute("value") == "2"
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    page.wait_for_selector("h1:has-text('已计入')")
