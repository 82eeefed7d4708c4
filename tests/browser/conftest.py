"""A hall with its application on a port; the product's modules at hand in a page of Chromium."""

import functools
import threading
from collections.abc import Iterator
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import pytest
from makers.live import serving
from makers.meetings import Clock, a_hall
from people.voters import SMALL, OpenPage
from playwright.sync_api import Browser, Page

from ballot.app import create_app
from ballot.config import Config
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application


def pytest_configure(config: pytest.Config) -> None:
    config.pluginmanager.import_plugin("makers.compiled")
    config.pluginmanager.import_plugin("people.chromium")


STATIC = Path(__file__).resolve().parents[2] / "static"

# Bytes travel between the two as hexadecimal texts.
OPEN_MODULES = """async () => {
  const [box, opening, ceremony] = await Promise.all(
    ["box", "opening", "ceremony"].map((name) => import(`/box/${name}.js`)));
  const why = (work) => { try { work(); return null; } catch (error) { return error.why; } };
  Object.assign(window, { box, opening, ceremony, why, h: box.toHex, b: box.fromHex });
}"""


class Quiet(SimpleHTTPRequestHandler):
    """Serves a folder and says nothing."""

    def log_message(self, *_: Any) -> None: ...


@pytest.fixture
def clock() -> Clock:
    """The clock on the wall, which a test may put forward."""
    return Clock()


@pytest.fixture
def hall(sqlite_url: str, tmp_path: Path, clock: Clock) -> Iterator[Hall]:
    """A hall on SQLite: what a browser shows does not depend on the database."""
    database = Database.connect(sqlite_url)
    yield a_hall(database, tmp_path, clock=clock)
    database.dispose()


@pytest.fixture
def app(hall: Hall, tmp_path: Path) -> Application:
    """The application in that hall, on this machine alone."""
    config = Config.from_environment(
        {"BALLOT_DATA": str(tmp_path / "data"), "BALLOT_KEYS": str(tmp_path / "keys")}
    )
    return create_app(config, hall)


@pytest.fixture
def house(app: Application) -> Iterator[str]:
    """The address under which the application answers."""
    with serving(app) as address:
        yield address


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


@pytest.fixture
def holding(chromium: Browser) -> Browser:
    """The browser of a voter's phone; where Back is pressed it is ``remembering``."""
    return chromium


@pytest.fixture
def phone(holding: Browser) -> Iterator[OpenPage]:
    """Opens a page of a small phone, with or without JavaScript."""
    contexts = []

    def open_page(*, script: bool = True, **more: Any) -> Page:
        context = holding.new_context(viewport=SMALL, java_script_enabled=script, **more)
        contexts.append(context)
        return context.new_page()

    yield open_page
    for context in contexts:
        context.close()
