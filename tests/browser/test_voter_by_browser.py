"""A voter's phone in Chromium: nothing of a cast ballot can be brought back, and all can use it."""

import os
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import request
from makers import AMeeting, a_draft, an_open_meeting
from phone import a_meeting_by
from playwright.sync_api import Browser, Page, Route
from playwright.sync_api import Error as BrowserError

from ballot.usecases.hall import Hall
from ballot.usecases.view_paper import PaperView
from ballot.web import headers
from ballot.web.proxy import Application
from ballot.web.voter import voting

SPENT = "这张票已经投过"
DONE = "已经投好了,已计入"
SMALL = {"width": 360, "height": 640}


@pytest.fixture
def seen() -> list[tuple[str, str | None]]:
    """Path and Referer of every request that reached the server."""
    return []


@pytest.fixture
def app(app: Application, seen: list[tuple[str, str | None]]) -> Application:
    """The application, which tells what has reached it."""
    app.before_request(lambda: seen.append((request.path, request.headers.get("Referer"))))
    return app


@pytest.fixture(scope="module")
def remembering(chromium: Browser) -> Iterator[Browser]:
    """Chromium as people have it: with the memory of pages behind its Back button."""
    browser = chromium.browser_type.launch(
        executable_path=os.environ.get("BALLOT_TEST_CHROMIUM", "/usr/bin/chromium"),
        args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()


OpenPage = Callable[..., Page]


@pytest.fixture
def phone(remembering: Browser) -> Iterator[OpenPage]:
    """Opens a page of a small phone, with or without JavaScript."""
    contexts = []

    def open_page(*, script: bool = True, **more: Any) -> Page:
        context = remembering.new_context(viewport=SMALL, java_script_enabled=script, **more)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()


def address(house: str, meeting: AMeeting, slip: int = 0) -> str:
    """The voter's address of a slip."""
    return f"{house}/v/{meeting.number}/{meeting.slips[slip].token.text}"


def fill(page: Page, subjects: int, value: int = 2) -> None:
    """Choose the same for every subject, by its words."""
    for subject in range(1, subjects + 1):
        page.locator(f"[name=a{subject}_1][value='{value}'] + b").click()


def back(page: Page) -> None:
    """Press Back; what the browser then refuses to show is part of the test."""
    try:
        page.go_back(timeout=1500)
    except BrowserError:
        page.wait_for_timeout(200)


def press(page: Page, button: str) -> None:
    """Press what sends a form or follows a link, and wait until the next page is whole."""
    with page.expect_navigation():
        page.click(button)


def checked(page: Page) -> int:
    """How many radio buttons are marked."""
    return page.locator(":checked").count()


# --- Back -------------------------------------------------------------------------------------


@pytest.mark.parametrize("script", [True, False])
@pytest.mark.parametrize("action", [None, "?sent"])
def test_back_after_casting_shows_no_choice(
    phone: OpenPage,
    house: str,
    hall: Hall,
    monkeypatch: pytest.MonkeyPatch,
    script: bool,
    action: str | None,
) -> None:
    send_forms_to(action, monkeypatch)
    page = cast_on_one_page(phone(script=script), house, hall)
    back(page)
    assert SPENT in page.content()
    assert checked(page) == 0


def test_without_the_idle_cookie_back_would_show_it(
    phone: OpenPage, house: str, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the same page, but nothing keeps it out of the browser's memory."""
    send_forms_to("?sent", monkeypatch)
    monkeypatch.setattr(headers, "_keep_out_of_memory", lambda _answer: None)
    # A browser that has just started may keep nothing yet: let it try three times.
    assert any(one_choice_comes_back(phone(script=False), house, hall) for _ in range(3))


def one_choice_comes_back(page: Page, house: str, hall: Hall) -> bool:
    """Whether Back shows the filled form."""
    back(cast_on_one_page(page, house, hall))
    return checked(page) == 1


def send_forms_to(action: str | None, monkeypatch: pytest.MonkeyPatch) -> None:
    """Have the forms of voters go to another address than the page's own."""
    begin = voting.Visit.__init__
    others = (begin.__defaults__ or ())[1:]
    monkeypatch.setattr(begin, "__defaults__", (action, *others))


def cast_on_one_page(page: Page, house: str, hall: Hall) -> Page:
    """Vote on one person."""
    page.goto(address(house, an_open_meeting(hall)))
    fill(page, 1)
    press(page, "button")
    assert DONE in page.content()
    return page


@pytest.mark.parametrize("script", [True, False])
def test_back_and_sending_again_echoes_nothing(
    phone: OpenPage, house: str, hall: Hall, script: bool
) -> None:
    page = back_to_the_second_look(phone(script=script), house, hall)
    assert SPENT in page.content()
    assert "a1_1" not in page.content()


def test_a_second_look_that_does_not_read_the_slip_would_echo(
    phone: OpenPage, house: str, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: the view of the first look, kept and shown again."""
    kept: dict[str, PaperView] = {}
    see = voting.Visit.see

    def remembered(visit: voting.Visit) -> PaperView:
        if visit.number not in kept:
            kept[visit.number] = see(visit)
        return kept[visit.number]

    monkeypatch.setattr(voting.Visit, "see", remembered)
    page = back_to_the_second_look(phone(script=False), house, hall)
    assert page.locator("[name=a1_1][value='2']").count() == 1


def back_to_the_second_look(page: Page, house: str, hall: Hall) -> Page:
    """Vote on three, go back, and send once more what the browser still has."""
    page.goto(address(house, an_open_meeting(hall, subjects=3)))
    fill(page, 3)
    press(page, "button")
    press(page, "[name=cast]")
    assert DONE in page.content()
    back(page)
    assert checked(page) == 0
    assert page.locator("[name=a1_1]").count() == 0
    page.reload()
    return page


def test_three_slips_on_one_phone_leave_no_trace_of_the_first(
    phone: OpenPage, house: str, hall: Hall
) -> None:
    meeting = an_open_meeting(hall, slips=3, subjects=2)
    page = phone()
    for slip in range(3):
        page.goto(address(house, meeting, slip))
        assert checked(page) == 0
        fill(page, 2, value=1 + slip)
        press(page, "button")
        press(page, "[name=cast]")
        assert DONE in page.content()
        assert "满意" not in page.content()
    page.wait_for_timeout(1100)
    assert page.context.cookies() == []
    assert page.evaluate("localStorage.length + sessionStorage.length") == 0
    for slip in range(3):
        page.goto(address(house, meeting, slip))
        assert SPENT in page.content()
        assert checked(page) == 0


def test_a_cookie_that_lives_on_would_be_found(
    phone: OpenPage, house: str, hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The control: a page that remembers who was here."""
    monkeypatch.setattr(
        headers, "_keep_out_of_memory", lambda answer: answer.set_cookie("v", "here", max_age=600)
    )
    page = cast_on_one_page(phone(), house, hall)
    page.wait_for_timeout(1100)
    assert [each["value"] for each in page.context.cookies()] == ["here"]


# --- who hears of it --------------------------------------------------------------------------


def test_no_token_travels_in_a_referrer_and_nothing_goes_elsewhere(
    phone: OpenPage, house: str, hall: Hall, seen: list[tuple[str, str | None]]
) -> None:
    meeting = an_open_meeting(hall, subjects=2)
    page = phone()
    asked: list[str] = []
    page.on("request", lambda sent: asked.append(sent.url))
    page.goto(address(house, meeting))
    press(page, "a[href*=about]")
    page.goto(address(house, meeting))
    fill(page, 2)
    press(page, "button")
    press(page, "[name=cast]")
    assert DONE in page.content()
    assert all(url.startswith(house) for url in asked)
    referrers = {referrer for _path, referrer in seen if referrer}
    assert referrers == {f"{house}/"}


def test_another_policy_would_send_the_token_along(
    phone: OpenPage, house: str, hall: Hall, seen: list[tuple[str, str | None]]
) -> None:
    """The control: the same page as a server sends it that thinks of no referrer."""
    meeting = an_open_meeting(hall)
    page = phone()

    def talkative(route: Route) -> None:
        answer = route.fetch()
        route.fulfill(response=answer, headers={**answer.headers, "referrer-policy": "unsafe-url"})

    page.route("**/v/**", talkative)
    page.goto(address(house, meeting))
    press(page, "a[href*=about]")
    assert any(meeting.slips[0].token.text in (referrer or "") for _path, referrer in seen)


def test_two_presses_in_a_row_send_one_ballot(
    phone: OpenPage, house: str, hall: Hall, seen: list[tuple[str, str | None]]
) -> None:
    page = phone()
    page.goto(address(house, an_open_meeting(hall)))
    fill(page, 1)
    page.evaluate("() => { const b = document.querySelector('button'); b.click(); b.click(); }")
    page.wait_for_selector("h1:has-text('已计入')")
    assert DONE in page.content()


# --- for everybody ----------------------------------------------------------------------------


def each_page(page: Page, house: str, hall: Hall) -> Iterator[str]:
    """Every page of a voter in turn; its name."""
    meeting = an_open_meeting(hall, slips=4, subjects=3)
    page.goto(f"{house}/")
    yield "door"
    page.goto(f"{house}/v")
    yield "code"
    press(page, "button")
    yield "code refused"
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


SMALLEST = """() => [...document.querySelectorAll('label b, button, .t')].map((each) => {
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
