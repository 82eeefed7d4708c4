"""Whoever stands at the door with a tablet."""

from playwright.sync_api import Page, ViewportSize, expect

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.roster.see_roster import see_roster

UPRIGHT: ViewportSize = {"width": 768, "height": 1024}


def ask(page: Page, text: str) -> None:
    page.locator("#asked").fill(text)
    expect(page.locator(".found li").first).to_be_visible()


def here(page: Page) -> None:
    page.locator(".found button.here").first.click()


def come(hall: Hall, number: str) -> list[str]:
    seen = see_roster(hall, CONSOLE, number).people
    return [each.voter.name for each in seen if each.has_come]
