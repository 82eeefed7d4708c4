"""The browser of whoever looks at a page as people do.

A plugin of pytest: a folder that needs it names it in its ``conftest.py``.
"""

import os
import shutil
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser, sync_playwright

CHROMIUM = os.environ.get("BALLOT_TEST_CHROMIUM", "/usr/bin/chromium")
SHELL = (
    os.environ.get("BALLOT_TEST_CHROMIUM_SHELL")
    or shutil.which("chromium-headless-shell")
    or CHROMIUM
)
"""The same engine without the window around it: a page costs a third. Where it lacks, Chromium."""
QUIET = (
    "--no-sandbox",
    "--disable-gpu",
    "--accept-lang=zh-CN",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser for all tests; each opens a context or a page of its own."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=SHELL, args=list(QUIET), headless=True)
        yield browser
        browser.close()


@pytest.fixture(scope="module")
def remembering(chromium: Browser) -> Iterator[Browser]:
    """Chromium as people have it: with the memory of pages behind its Back button."""
    browser = chromium.browser_type.launch(
        executable_path=CHROMIUM,
        args=[
            "--no-sandbox",
            "--disable-gpu",
            "--disable-background-networking",
            "--accept-lang=zh-CN",
        ],
        ignore_default_args=["--disable-back-forward-cache"],
    )
    yield browser
    browser.close()
