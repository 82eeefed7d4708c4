"""What is seen in each picture. A page is found by where it leads, never by its words."""

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory

from example import NAME, PASSWORD, Example
from playwright.sync_api import Locator, Page

CAME = 29
"""So many ballots are in when the screen is looked at."""
DOTS = 76
"""Dots an inch of the report."""
GROUND = 20
"""CSS pixels around a part of a page."""
ROWS = 8
"""Of a long group so many persons are seen."""
PLAY = 180
"""Seconds after which a hall that is played has half of its ballots, on a slow machine too."""
HALF_WAY = """() => {
  const told = document.querySelector("#play .progress b");
  const [voted, of] = told ? told.textContent.split("/") : [0, 1];
  return voted * 2 >= of;
}"""


def phone(page: Page, example: Example) -> bytes:
    """A voter's paper with one option chosen."""
    return scanned(page, example.slip())


def scanned(page: Page, slip: str) -> bytes:
    """The paper behind an address, its first option chosen."""
    page.goto(slip)
    page.locator("label").first.click()
    page.evaluate("document.activeElement.blur()")
    return page.screenshot()


def done(page: Page, example: Example) -> bytes:
    """The page after a cast."""
    cast(page, example.slip())
    return page.screenshot()


def cast(page: Page, slip: str, place: int = 0) -> None:
    """Vote as a voter does: one option of each subject, and the buttons until there is none."""
    page.goto(slip)
    for subject in page.locator("fieldset").all():
        subject.locator("label").nth(place).click()
    while page.locator("form").count():
        with page.expect_navigation():
            page.locator("form button").last.click()


def screen(page: Page, example: Example) -> bytes:
    """The screen of the hall while ballots come in."""
    while example.used < CAME:
        cast(page, example.slip(), example.used % 3)
    page.goto(signed_in(page, example, f"/meetings/{example.meeting('open')}/screen"))
    return page.screenshot()


def result(page: Page, example: Example) -> bytes:
    """The result of a formal meeting: figures, bars, formulas with their clauses."""
    number = example.meeting("opened", "scrutineers")
    page.goto(signed_in(page, example, f"/meetings/{number}/result"))
    return framed(page, page.locator("main .stats"), page.locator("main section.card").first)


def ranking(page: Page, example: Example) -> bytes:
    """The largest group of a county's ranking."""
    page.goto(signed_in(page, example, f"/assessments/{example.assessment()}/ranking"))
    largest = max(page.locator("section.ranked").all(), key=lambda each: each.locator("tr").count())
    rows = largest.locator("tr")
    return framed(page, largest, rows.nth(min(ROWS, rows.count() - 1)), below=0)


def why(page: Page, example: Example) -> bytes:
    """Why somebody has his place: the one for whom most reasons are told."""
    page.goto(signed_in(page, example, f"/assessments/{example.assessment()}/ranking"))
    links = page.locator("a[href*='/why/']").evaluate_all("links => links.map(link => link.href)")
    page.goto(max(links, key=lambda link: told(page, link)))
    return framed(page, page.locator("section.why"), page.locator("section.why table"))


def played(page: Page, example: Example) -> bytes:
    """The page of the demo while it plays a hall."""
    page.goto(f"{example.address}/demo")
    page.locator("#play form button").click()
    page.wait_for_function(HALF_WAY, timeout=PLAY * 1000)
    page.evaluate("window.scrollTo(0, 0)")
    return page.screenshot()


def told(page: Page, link: str) -> tuple[int, int]:
    """How many reasons a page tells, and in how many signs."""
    page.goto(link)
    reasons = page.locator(".reasons li").all_inner_texts()
    return len(reasons), len("".join(reasons))


def report(page: Page, example: Example) -> bytes:
    """The report of that meeting as it comes out of the printer."""
    number = example.meeting("opened", "scrutineers")
    path = signed_in(page, example, f"/meetings/{number}/print/report.pdf")
    pdf = page.request.get(path).body()
    with TemporaryDirectory() as folder:
        file = Path(folder) / "report.pdf"
        file.write_bytes(pdf)
        once = ["-r", str(DOTS), "-singlefile", "-png", file, file.with_suffix("")]
        subprocess.run(["pdftoppm", *once], check=True)  # noqa: S607
        return file.with_suffix(".png").read_bytes()


def framed(page: Page, first: Locator, last: Locator, *, below: int = GROUND) -> bytes:
    """As wide as the first part and down to the last one, with the ground of the page around."""
    start, end = first.bounding_box(), last.bounding_box()
    if start is None or end is None:
        raise LookupError(page.url)
    clip = {
        "x": start["x"] - GROUND,
        "y": start["y"] - GROUND,
        "width": start["width"] + 2 * GROUND,
        "height": end["y"] + end["height"] - start["y"] + GROUND + below,
    }
    return page.screenshot(full_page=True, clip=clip)


def signed_in(page: Page, example: Example, path: str) -> str:
    """The address of a path, after a sign-in."""
    page.goto(f"{example.address}/sign-in")
    page.locator("[name=name]").fill(NAME)
    page.locator("[name=password]").fill(PASSWORD)
    with page.expect_navigation():
        page.locator("main form button").click()
    return example.address + path
