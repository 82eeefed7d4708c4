"""Who looks at a page: on a phone and a laptop, by day and in the dark, with sight that fails."""

import os
from collections.abc import Iterable
from pathlib import Path
from typing import Any, Literal
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Page, ViewportSize

WIDE: ViewportSize = {"width": 1280, "height": 800}
SMALL: ViewportSize = {"width": 360, "height": 640}
NARROW: ViewportSize = {"width": 320, "height": 640}
"""An old phone, and what a zoom of 200 % leaves of 640 pixels."""
# What has 7:1 has 4.5:1, so the colours are measured once.
SEVEN_TO_ONE = {"color-contrast-enhanced": {"enabled": True}, "color-contrast": {"enabled": False}}
BY_DAY = {"resultTypes": ["violations"], "rules": SEVEN_TO_ONE}
AT_NIGHT = {
    "resultTypes": ["violations"],
    "runOnly": {"type": "rule", "values": ["color-contrast-enhanced"]},
}
RUN = "asked => axe.run(asked).then(found => found.violations)"
"""What was found alone comes back: all that is well is a hundred times as long."""
AXE = Axe()
CRAMPED = """() => {
  const found = [], clear = (at) => getComputedStyle(at).backgroundColor === "rgba(0, 0, 0, 0)";
  for (const at of document.querySelectorAll(".scroll")) {
    if (at.scrollWidth <= at.clientWidth + 1) continue;
    if (!clear(at.firstElementChild)) found.push("no shade: " + at.innerText.slice(0, 30));
  }
  for (const at of document.querySelectorAll("td, th, .button")) {
    const head = at.closest("thead");
    if (head && getComputedStyle(head).position === "absolute") continue;
    const style = getComputedStyle(at), size = parseFloat(style.fontSize);
    const text = at.innerText.trim();
    const wide = at.clientWidth - parseFloat(style.paddingLeft) - parseFloat(style.paddingRight);
    if (text.length > 2 && wide > 0 && wide < 2 * size && at.clientHeight > 3 * size)
      found.push("a letter a line: " + text.slice(0, 30));
  }
  return found;
}"""
"""A table that slides under no shade, and words in a column too narrow for two letters."""


def look_at(page: Page) -> None:
    """Everybody can use the page, and it fits a phone as it fits a laptop."""
    page.wait_for_load_state()
    is_usable(page)
    page.set_viewport_size(NARROW)
    fits(page)
    fits_each(page, (SMALL, WIDE))


def look_at_either_size(page: Page) -> None:
    """The same for a page that shows other things on a phone than on a laptop."""
    page.wait_for_load_state()
    for size in (SMALL, WIDE):
        page.set_viewport_size(size)
        is_sound(page)


def is_sound(page: Page) -> None:
    """At the size that it has, everybody can use the page."""
    is_usable(page)
    assert page.viewport_size is not None
    fits_each(page, (page.viewport_size,))


def is_usable(page: Page) -> None:
    """Axe finds nothing at this size, and every text has 7:1 in the light and in the dark."""
    page.evaluate(AXE.axe_script)
    found = [("light", *each) for each in flaws(page.evaluate(RUN, BY_DAY))]
    in_colours(page, "dark")
    found += [("dark", *each) for each in flaws(page.evaluate(RUN, AT_NIGHT))]
    in_colours(page, "null")
    assert not found, (page.url, page.viewport_size, found)


def flaws(violations: list[dict[str, Any]]) -> list[tuple[str, list[str]]]:
    """What axe found, and where."""
    return [
        (each["id"], [f"{node['target']} {told(node)}" for node in each["nodes"]][:5])
        for each in violations
    ]


def told(node: dict[str, Any]) -> str:
    """The colours that were measured, or the sentence of the rule."""
    for each in node["any"]:
        data = each["data"]
        if isinstance(data, dict) and "contrastRatio" in data:
            return f"{data['fgColor']} on {data['bgColor']}: {data['contrastRatio']}"
    return str(node["html"])[:90]


Scheme = Literal["light", "dark", "null"]
"""What a reader has set; "null" is what the browser came with."""


def in_colours(page: Page, scheme: Scheme) -> None:
    """Dark or light as its reader has set it; nothing fades from one to the other."""
    page.emulate_media(color_scheme=scheme, reduced_motion="reduce")


def fits_each(page: Page, sizes: Iterable[ViewportSize]) -> None:
    """At each size nothing hangs over the edge; the last one stays."""
    for size in sizes:
        page.set_viewport_size(size)
        fits(page)
        keep_picture(page, size["width"])


def fits(page: Page) -> None:
    """Nothing hangs over the edge."""
    over = page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
    assert over <= 0, (page.url, page.viewport_size)
    cramped = page.evaluate(CRAMPED)
    assert not cramped, (page.url, page.viewport_size, cramped)


def keep_picture(page: Page, width: int) -> None:
    """With BALLOT_TEST_PICTURES=FOLDER a person can look too, in both colours."""
    folder = os.environ.get("BALLOT_TEST_PICTURES")
    if not folder:
        return
    there = len(list(Path(folder).glob("*.png")))
    name = urlsplit(page.url).path.strip("/").replace("/", "-")[:60]
    schemes: tuple[Scheme, ...] = ("light", "dark")
    for scheme in schemes:
        in_colours(page, scheme)
        path = Path(folder, f"{there:03d}-{name}-{width}-{scheme}.png")
        page.screenshot(path=path, full_page=True)
    in_colours(page, "null")
