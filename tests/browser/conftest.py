"""The product's modules at hand in a page of Chromium."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

STATIC = Path(__file__).resolve().parents[2] / "static"

# Bytes travel between the two as hexadecimal texts.
OPEN_MODULES = """async () => {
  const [box, opening, ceremony] = await Promise.all(
    ["box", "opening", "ceremony"].map((name) => import(`/${name}.js`)));
  const why = (work) => { try { work(); return null; } catch (error) { return error.why; } };
  Object.assign(window, { box, opening, ceremony, why, h: box.toHex, b: box.fromHex });
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture(scope="module")
def static_files() -> Iterator[str]:
    """The folder static/ behind an address of its own."""
    handler = functools.partial(Quiet, directory=str(STATIC))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def box_page(chromium: Browser, static_files: str) -> Iterator[Page]:
    """A page in which the modules are at hand as ``box``, ``opening`` and ``ceremony``."""
    context = chromium.new_context()
    page = context.new_page()
    page.goto(static_files)
    page.evaluate(OPEN_MODULES)
    yield page
    context.close()
