"""A voter with a phone in a browser: the address of a slip, and what a thumb does."""

from collections.abc import Callable

from makers.meetings import AMeeting
from playwright.sync_api import Page

SMALL = {"width": 360, "height": 640}
OpenPage = Callable[..., Page]
"""Opens a page of a small phone, with or without JavaScript."""


def address(house: str, meeting: AMeeting, slip: int = 0) -> str:
    """The voter's address of a slip."""
    return f"{house}/v/{meeting.number}/{meeting.slips[slip].token.text}"


def fill(page: Page, subjects: int, value: int = 2) -> None:
    """Choose the same for every subject, by its words."""
    for subject in range(1, subjects + 1):
        page.locator(f"[name=a{subject}_1][value='{value}'] + b").click()


def press(page: Page, button: str) -> None:
    """Press what sends a form or follows a link, and wait until the next page is whole."""
    with page.expect_navigation():
        page.click(button)
