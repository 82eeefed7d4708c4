"""A check-in that was answered with a page instead of a word is not lost: it is sent again."""

import pytest
from browser.door.at_door import ask, come, here
from playwright.sync_api import Page, Route, expect

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel

SOON = 15_000
THEN = "\n          if (waiting[person] === sent)"
KEEPS = f"if (isPage(answer, text)) return renew();{THEN}"
FORGETS = f"if (isPage(answer, text)) {{ window.location.reload(); return null; }}{THEN}"


def answers(page: Page, status: int) -> None:
    """Somebody between tablet and program answers for it."""
    page.route(
        "**/mark",
        lambda route: route.fulfill(
            status=status,
            content_type="text/html",
            body="<!doctype html><h1>Sign in to the net</h1>",
        ),
    )


@pytest.mark.parametrize("status", [400, 403, 404, 413, 511])
def test_what_somebody_between_turned_away_is_sent_again(
    tablets: tuple[Page, Page], hall: Hall, number: str, status: int
) -> None:
    page, _ = tablets
    answers(page, status)
    for name in ("王伟", "李芳"):
        ask(page, name)
        here(page)
    expect(page.locator("#late")).to_contain_text("还有 2 人没有送到", timeout=SOON)
    assert come(hall, number) == []
    page.unroute("**/mark")
    expect(page.locator("#count strong")).to_have_text("2", timeout=SOON)
    expect(page.locator("#late")).to_be_hidden(timeout=SOON)
    assert sorted(come(hall, number)) == sorted(["王伟", "李芳"])


def test_a_form_that_is_too_old_is_sent_again_with_a_fresh_token(
    tablets: tuple[Page, Page], hall: Hall, number: str
) -> None:
    page, _ = tablets
    ask(page, "王伟")
    page.evaluate(
        "document.querySelectorAll('[name=csrf_token]').forEach((each) => { each.value = 'old'; })"
    )
    here(page)
    expect(page.locator("#count strong")).to_have_text("1", timeout=SOON)
    assert come(hall, number) == ["王伟"]
    ask(page, "李芳")  # the form that finds people has the fresh token too
    here(page)
    expect(page.locator("#count strong")).to_have_text("2", timeout=SOON)


def test_the_control_a_page_that_loads_itself_anew_has_forgotten_them(
    tablets: tuple[Page, Page], hall: Hall, number: str
) -> None:
    page, _ = tablets

    def older(route: Route) -> None:
        script = route.fetch().text()
        assert script.count(KEEPS) == 1
        route.fulfill(body=script.replace(KEEPS, FORGETS), content_type="text/javascript")

    page.route("**/door.js", older)
    page.reload()
    expect(page.locator("#asked")).to_be_focused()
    answers(page, 403)
    ask(page, "王伟")
    with page.expect_event("load"):
        here(page)
    page.unroute("**/mark")
    ask(page, "李芳")
    here(page)
    expect(page.locator("#count strong")).to_have_text("1", timeout=SOON)
    assert come(hall, number) == ["李芳"], "the first one was never sent again"


def test_what_waits_is_told_before_the_page_of_an_ended_door_is_left(
    tablets: tuple[Page, Page], hall: Hall, number: str
) -> None:
    page, _ = tablets
    ask(page, "王伟")
    page.context.set_offline(True)
    here(page)
    expect(page.locator("#late")).to_contain_text("还有 1 人没有送到")
    cancel(hall, CONSOLE, number, "下雨")
    page.context.set_offline(False)
    expect(page.get_by_text("签到已经结束。")).to_be_visible(timeout=SOON)
    assert come(hall, number) == []
