"""A township's hall with two tablets at its door."""

from collections.abc import Iterator

import pytest
from browser.door.at_door import UPRIGHT
from browser.eyes import look_at
from makers.life import rosters
from makers.meetings import a_draft
from playwright.sync_api import Browser, Page, expect

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.roster import bring_in_roster, doors


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
