"""A form that comes back on an old phone: what is wrong is in sight at once, by day and at night.

One form of each sort of page here; ``BALLOT_TEST_SCALE=full`` sends every form of every page empty.
"""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.eyes import SMALL, fits, is_usable, keep_picture
from browser.pages.readers import FULL
from makers.life.every_state import a_hall_in_every_state, one_a_shape
from makers.live import serving
from people import page_forms
from people.desk import Desk, a_desk
from people.page_forms import PageForm, pages
from playwright.sync_api import Browser, Page, Route

from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

HERE = ("/meetings/new", "/accounts", "/units", "/journal")
"""Pages whose forms are sent while there is little time."""
IN_SIGHT = """() => {
  const at = document.querySelector("#errors li a").getBoundingClientRect();
  return at.top >= 0 && at.bottom <= window.innerHeight;
}"""
LEAST = 60 if FULL else 2


@pytest.fixture
def hall(sqlite_url: str, tmp_path: Path) -> Iterator[Hall]:
    database = Database.connect(sqlite_url)
    yield a_hall_in_every_state(database, tmp_path)
    database.dispose()


@pytest.fixture
def show(chromium: Browser, app: Application) -> Iterator[Callable[[str, str], Page]]:
    """Shows an answer at the address that it came from, with the styles of the house."""
    context = chromium.new_context(viewport=SMALL, locale="zh-CN", reduced_motion="reduce")
    page = context.new_page()
    with serving(app) as house:

        def show(at: str, html: str) -> Page:
            def answer(route: Route) -> None:
                route.fulfill(body=html, content_type="text/html; charset=utf-8")

            page.route(house + at, answer)
            page.goto(house + at)
            page.unroute(house + at)
            return page

        yield show
    context.close()


def sent_empty(desk: Desk) -> Iterator[tuple[PageForm, str]]:
    """Each form that came back with faults, and the page that it came back as."""
    begin = ("/meetings/", "/assessments/", "/accounts") if FULL else HERE
    found = pages(desk.client, begin, one_a_shape) if FULL else _looked_at(desk, begin)
    seen = set()
    for form in [each for page in found for each in page.forms if each.typed]:
        kind = (one_a_shape(form.address), *form.typed)
        if kind in seen:
            continue
        seen.add(kind)
        answer = desk.client.post(form.address, data=form.fields | dict.fromkeys(form.typed, ""))
        if answer.status_code < 300 or answer.status_code == 422:
            yield form, answer.text


def _looked_at(desk: Desk, begin: tuple[str, ...]) -> Iterator[page_forms.Page]:
    for at in begin:
        yield page_forms.page_at(desk.client, at)


def test_what_is_wrong_is_in_sight_at_once(
    app: Application, hall: Hall, show: Callable[[str, str], Page]
) -> None:
    wrong, came_back = [], 0
    for form, html in sent_empty(a_desk(app, hall)):
        if 'id="errors"' not in html:
            continue
        came_back += 1
        page = show(form.address, html)
        try:
            assert page.title().startswith("错误："), page.title()
            assert page.evaluate(IN_SIGHT), "the first fault is not in sight"
            is_usable(page)
            fits(page)
            keep_picture(page, SMALL["width"])
        except AssertionError as fault:
            wrong.append(f"{form.page} > {form.address}: {fault}")
    assert wrong == []
    assert came_back >= LEAST
