"""A page that keeps itself fresh (`static/fresh.js`) lets go of whoever is leaving it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route

SCRIPT = Path("static/fresh.js").read_text("utf-8")
LISTENER = "leaving = Date.now();"
PLACE = "http://hall.test/place"
AWAY = "http://hall.test/away"


@pytest.fixture
def page(chromium: Browser) -> Iterator[Page]:
    context = chromium.new_context()
    yield context.new_page()
    context.close()


@pytest.mark.parametrize(("listens", "ends_at"), [(True, AWAY), (False, PLACE)])
def test_what_changes_while_somebody_leaves_does_not_call_him_back(
    page: Page, listens: bool, ends_at: str
) -> None:
    """The other page takes its time, the state changes; without the listener he is back."""
    assert SCRIPT.count(LISTENER) == 1
    _shown, left = serve(page, SCRIPT if listens else SCRIPT.replace(LISTENER, ""))
    page.goto(PLACE)
    page.get_by_role("link").click(no_wait_after=True)
    page.wait_for_timeout(600)
    left[0].fulfill(body="<p>away</p>", content_type="text/html")
    page.wait_for_timeout(300)
    assert page.url == ends_at


def test_after_a_download_the_page_still_learns_what_changed(page: Page) -> None:
    """A download leaves him on the page, which goes on after its ten seconds (here 200 ms)."""
    shown, left = serve(page, SCRIPT.replace("LONGEST = 10000", "LONGEST = 200"))
    page.goto(PLACE)
    page.get_by_role("link").click(no_wait_after=True)
    page.wait_for_timeout(50)
    named = {"Content-Disposition": "attachment; filename=a.txt"}
    with page.expect_download():
        left[0].fulfill(body="a", content_type="text/plain", headers=named)
    page.wait_for_timeout(600)
    assert len(shown) > 1


def serve(page: Page, script: str) -> tuple[list[Route], list[Route]]:
    """A page whose state is another once its link was pressed: who saw it, who leaves."""
    shown: list[Route] = []
    left: list[Route] = []

    def place(route: Route) -> None:
        shown.append(route)
        body = f"""<section data-state="open" data-fresh="/now" data-every="100"></section>
            <a href="/away">away</a><script>{script}</script>"""
        route.fulfill(body=body, content_type="text/html")

    def now(route: Route) -> None:
        state = "closed" if left else "open"
        route.fulfill(body=f'<p data-state="{state}">{state}</p>', content_type="text/html")

    def away(route: Route) -> None:
        left.append(route)

    for address, answer in ((PLACE, place), ("**/now", now), (AWAY, away)):
        page.route(address, answer)
    return shown, left
