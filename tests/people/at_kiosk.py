"""At a kiosk in Chromium: scan a slip, choose, cast, and see that it is clear for the next one."""

from collections.abc import Iterator
from contextlib import contextmanager

from browser.eyes import SMALL, fits_each, is_usable
from makers.meetings import AMeeting
from playwright.sync_api import Browser, Page, ViewportSize, expect

from ballot.domain.access import CONSOLE
from ballot.slips import address
from ballot.storage import slips
from ballot.usecases.kiosk import pair_kiosk

TABLET: ViewportSize = {"width": 1280, "height": 800}
UPRIGHT: ViewportSize = {"width": 800, "height": 1280}


@contextmanager
def an_offer(
    chromium: Browser, house: str, meeting: AMeeting, prepared: str = ""
) -> Iterator[Page]:
    """The page that asks whether this is the kiosk; ``prepared`` is a script that runs before its.

    The test holds its clock.
    """
    context = chromium.new_context(viewport=TABLET)
    context.add_init_script(prepared)
    page = context.new_page()
    page.clock.install()
    offer = pair_kiosk.offer(meeting.hall, CONSOLE, meeting.number)
    page.goto(f"{house}/k/{meeting.number}/come/{offer.code.text}")
    yield page
    context.close()


@contextmanager
def a_kiosk(chromium: Browser, house: str, meeting: AMeeting, prepared: str = "") -> Iterator[Page]:
    """The same page when it is paired."""
    with an_offer(chromium, house, meeting, prepared) as page:
        page.get_by_role("button", name="就用这台").click()
        expect(page.locator("#code")).to_be_focused()
        yield page


def looked_at(page: Page) -> None:
    """Everybody can use it, nothing hangs over the edge of any screen."""
    is_usable(page)
    fits_each(page, (UPRIGHT, SMALL, TABLET))


def printed(meeting: AMeeting, slip: int) -> str:
    """What the QR code of a slip holds."""
    found = address.url("https://ballot.example", meeting.number, meeting.slips[slip].token)
    return address.in_capitals(found)


def scan(page: Page, meeting: AMeeting, slip: int) -> None:
    """A USB scanner types the address as fast as it can, and Enter."""
    page.keyboard.type(printed(meeting, slip))
    page.keyboard.press("Enter")
    expect(page.locator("#stage form")).to_be_visible()


def choose(page: Page, *choices: int) -> None:
    """Press an option of each person, then go on."""
    for at, choice in enumerate(choices):
        page.locator("#stage fieldset").nth(at).locator("label").nth(choice).click()
    page.get_by_role("button", name="选好了，再看一遍").click()
    expect(page.get_by_role("button", name="交票")).to_be_visible()


def cast(page: Page) -> None:
    """Send the ballot; it counts."""
    page.get_by_role("button", name="交票").click()
    expect(page.locator("#stage h1")).to_contain_text("已计入")


def states(meeting: AMeeting) -> list[int]:
    """The state of each slip."""
    rows = meeting.hall.database.read(lambda db: slips.in_order(db, meeting.number))
    return sorted(int(st) for _h, _voter_class, st in rows)


def is_clear(page: Page) -> None:
    """It asks for the next slip, and holds nothing of the one before."""
    expect(page.locator("#start")).to_be_visible()
    expect(page.locator("#stage")).to_be_hidden()
    assert page.locator("#stage").inner_html() == ""
    assert page.locator("#code").input_value() == ""
