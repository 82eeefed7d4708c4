"""Chromium, and what makes a picture small."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from io import BytesIO

from PIL import Image
from playwright.sync_api import Browser, Page, sync_playwright

COLOURS = 64
REFINED = 4
"""Rounds in which the colours move to their dots: else one of few, such as the seal's, is mixed."""


@dataclass(frozen=True)
class Size:
    """A screen in CSS pixels, and how many dots stand for one."""

    width: int
    height: int
    sharp: float


PHONE = Size(360, 800, 2)
"""As long as the claim below the button."""
SHORT_PHONE = Size(360, 440, 2)
WALL = Size(1280, 720, 1)
DESK = Size(1100, 800, 1)
TABLE = Size(1280, 920, 1)


@contextmanager
def chromium() -> Iterator[Browser]:
    """The browser of this machine."""
    path = os.environ.get("BALLOT_TEST_CHROMIUM", "/usr/bin/chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=["--no-sandbox", "--disable-gpu"]
        )
        yield browser
        browser.close()


@contextmanager
def a_page(browser: Browser, size: Size, language: str) -> Iterator[Page]:
    """A page of a screen whose owner reads this language."""
    context = browser.new_context(
        viewport={"width": size.width, "height": size.height},
        device_scale_factor=size.sharp,
        locale={"zh": "zh-CN", "en": "en-US"}[language],
        reduced_motion="reduce",
    )
    yield context.new_page()
    context.close()


def small(png: bytes) -> bytes:
    """The same picture with few colours, which is enough for text on plain grounds."""
    with Image.open(BytesIO(png)) as picture:
        few = picture.convert("RGB").quantize(COLOURS, kmeans=REFINED, dither=Image.Dither.NONE)
    file = BytesIO()
    few.save(file, "PNG", optimize=True)
    return file.getvalue()
