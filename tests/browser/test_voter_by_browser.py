"""A voter's phone in Chromium: nothing of a cast ballot can be brought back."""

import pytest
from flask import request
from makers.meetings import an_open_meeting
from people.voters import OpenPage, address, fill, press
from playwright.sync_api import Browser, Page, Route
from playwright.sync_api import Error as BrowserError

from ballot.usecases.casting.view_paper import PaperView
from ballot.usecases.hall import Hall
from ballot.web import headers
from ballot.web.proxy import Application
from ballot.web.voter import voting

SPENT = "这张票已经投过"
DONE = "已经投好了，已计入"


@pytest.fixture
def holding(remembering: Browser) -> Browser:
    """A browser that may bring a page back."""
    return remembering


@pytest.fixture
def seen() -> list[tuple[str, str | None]]:
    """Path and Referer of every request that reached the server."""
    return []


@pytest.fixture
def app(app: Application, seen: list[tuple[str, str | None]]) -> Application:
    """The application, which tells what has reached it."""
    app.before_request(lambda: seen.append((request.path, request.headers.get("Referer"))))
    return app


def back(page: Page) -> None:
    """Press Back; what the browser then refuses to show is part of the test."""
    try:
        page.go_back(timeout=1500)
    except BrowserError:
        page.wait_for_timeout(200)


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
    monkeypatch.setattr(headers, "fleeting", lambda _secure: "")
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
    monkeypatch.setattr(headers, "fleeting", lambda _secure: "v=here; Max-Age=600; HttpOnly")
    page = cast_on_one_page(phone(), house, hall)
    page.wait_for_timeout(1100)
    assert [each["value"] for each in page.context.cookies()] == ["here"]


# --- the way back -----------------------------------------------------------------------------


def test_the_way_back_stands_at_the_first_row_that_was_left_out(
    phone: OpenPage, house: str, hall: Hall
) -> None:
    page = phone(script=False)
    page.goto(address(house, an_open_meeting(hall, subjects=10)) + "?lang=zh")
    for subject in (1, 2, 3, 5):
        page.locator(f"[name=a{subject}_1][value='2'] + b").click()
    press(page, "button")
    press(page, "[name=back]")
    assert page.locator("fieldset.u").count() == 6
    assert checked(page) == 4
    top = page.locator("fieldset.u").first.bounding_box()
    assert top is not None
    assert -1 < top["y"] < 20
    assert "4." in page.locator("fieldset.u legend").first.inner_text()


def test_the_page_about_secrecy_leads_back_to_the_same_ballot(
    phone: OpenPage, house: str, hall: Hall
) -> None:
    page = phone()
    paper = address(house, an_open_meeting(hall))
    page.goto(paper)
    press(page, "a[href*=about]")
    assert page.locator("#b").count() == 0
    press(page, "a[lang]")
    press(page, "footer button")
    assert page.url == paper
    assert page.locator("[name=a1_1]").count() == 4


def test_without_a_script_or_a_page_before_it_a_sentence_says_so(
    phone: OpenPage, house: str
) -> None:
    plain, first = phone(script=False), phone()
    plain.goto(f"{house}/v/about/server")
    first.goto(house)
    with first.expect_popup() as opened:
        first.evaluate("window.open('/v/about/server')")
    for page in (plain, opened.value):
        assert page.locator("#b").inner_text() == "按“返回”键，回到测评票。"
        assert page.locator("button").count() == 0


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
    press(page, "footer button")
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
