"""Three phones of 监票人 in Chromium, from the QR code to the confirmed key, for browser tests."""

from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from urllib.parse import urlsplit

from people.ceremony import PIN, SCRUTINEERS
from playwright.sync_api import Browser, BrowserContext, Page, expect

from ballot.box.shares import NUMBERS
from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.scrutineers import badge_links
from ballot.usecases.scrutineers.appoint import appoint

PHONE = {"width": 360, "height": 640}
SLOW = 30_000
"""Milliseconds: two polls and a busy machine."""


Look = Callable[[Page], None]
"""What is made sure of a page that is whole."""


def _no_look(page: Page) -> None:
    """Nothing more than the test itself."""


@dataclass(slots=True)
class Seen:
    """The phone of a 监票人: its page, what its browser complained of, the slip he copied."""

    name: str
    page: Page
    said: list[str] = field(default_factory=list)
    slip: str = ""

    def at(self, stage: str) -> None:
        """Wait until the page of the keys is at a stage."""
        expect(self.page.locator(f'[data-stage="{stage}"]')).to_be_visible(timeout=SLOW)

    def go(self, path: str) -> None:
        """Open a page of this house, whole."""
        self.page.goto(path)
        self.page.wait_for_load_state()

    def press(self, name: str) -> None:
        """Press a button that leads to another page, and wait for all of it."""
        with self.page.expect_navigation():
            self.page.get_by_role("button", name=name, exact=True).click()
        self.page.wait_for_load_state()

    def answer(
        self, number: str, *, agrees: bool = True, pin: str = PIN, look: Look = _no_look
    ) -> None:
        """Answer what the organizer asks."""
        self.go(f"{_house(self.page)}/s/{number}/")
        with self.page.expect_navigation():
            self.page.get_by_text("组织者请求").first.click()
        self.page.wait_for_load_state()
        look(self.page)
        self.page.get_by_label("您的 6 位数字密码").fill(pin)
        self.press("同意" if agrees else "不同意")


@contextmanager
def three_phones(
    browser: Browser,
    hall: Hall,
    house: str,
    number: str,
    links: Sequence[str] = (),
) -> Iterator[list[Seen]]:
    """Let each of the three scan the code of the place; all complaints must be none.

    ``links`` are the texts of the codes; without them the three are named and get some.
    """
    contexts: list[BrowserContext] = []
    phones: list[Seen] = []
    try:
        for link, name in zip(links or _links(hall, number), SCRUTINEERS, strict=True):
            context = browser.new_context(viewport=PHONE, locale="zh-CN", device_scale_factor=2)
            contexts.append(context)
            phones.append(_come(context, house, link, name))
        yield phones
        said = [line for phone in phones for line in phone.said]
        assert not said, said
    finally:
        for context in contexts:
            context.close()


def make_keys(phones: Sequence[Seen], house: str, number: str, look: Look = _no_look) -> None:
    """The ceremony on all three; nothing is typed. Each phone knows its slip afterwards."""
    for phone in phones:
        phone.go(f"{house}/s/{number}/keys")
    for phone in phones:
        phone.at("compare")
    look(phones[0].page)
    codes = {phone.page.locator("#code").text_content() for phone in phones}
    assert len(codes) == 1, codes
    for phone in phones:
        phone.page.get_by_role("button", name="三部手机一样").click()
    for phone in phones:
        phone.at("slip")
        look(phone.page)
        phone.slip = " ".join(phone.page.locator("#groups li").all_text_contents())
        phone.page.get_by_role("button", name="抄好了，核对无误").click()
        phone.at("done")


def _links(hall: Hall, number: str) -> list[str]:
    appoint(hall, CONSOLE, number, SCRUTINEERS)
    texts = (badge_links.offer(hall, CONSOLE, number, place) for place in NUMBERS)
    return [badge_links.address(hall, number, text) for text in texts]


def _come(context: BrowserContext, house: str, link: str, name: str) -> Seen:
    page = context.new_page()
    seen = Seen(name, page)
    page.on("console", lambda said: seen.said.append(f"{said.text} {said.location}"))
    page.on("pageerror", lambda error: seen.said.append(str(error)))
    seen.go(house + urlsplit(link).path)
    page.get_by_label("6 位数字").fill(PIN)
    page.get_by_label("再输一遍").fill(PIN)
    seen.press("好了")
    expect(page.get_by_text("号监票人")).to_be_visible()
    return seen


def _house(page: Page) -> str:
    return page.url.split("/s/")[0]
