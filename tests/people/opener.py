"""A 监票人 at his phone, as the box is opened: he compares, types his key slip, waits."""

from playwright.sync_api import Browser, Page, expect

from ballot.box import keyslip
from ballot.box.shares import Share

PHONE = {"width": 360, "height": 640}


def a_phone(browser: Browser, url: str, badge: str) -> Page:
    """A phone that holds the badge of a meeting."""
    context = browser.new_context(viewport=PHONE, locale="zh-CN")
    context.add_cookies([{"name": "badge", "value": badge, "url": url}])
    return context.new_page()


def look(page: Page, url: str, number: str) -> None:
    """Open the page of the opening; its script is awake."""
    page.goto(f"{url}/s/{number}/opening")
    expect(page.locator("#same")).to_be_visible()


def compare(page: Page) -> str:
    """Say that the value is that of the signed close form; the value as the page shows it."""
    shown = page.locator(".root span").all_inner_texts()
    page.click("#same")
    expect(page.locator("#key")).to_be_visible()
    return "".join(shown)


def give(page: Page, text: str) -> None:
    """Type a key slip and press."""
    page.fill("#key", text)
    page.click("#give button")


def slip_of(share: Share) -> str:
    """The key slip of a share."""
    return keyslip.write(share.secret)


def give_good(page: Page, share: Share) -> None:
    """Give the right key; the page that says so has come."""
    with page.expect_navigation():
        give(page, slip_of(share))
    expect(page.locator(".tear")).to_be_visible()
