"""The opening of 1,000 ballots of 2 subjects by two 监票人: server, phone, verifier.

The meeting is made by the makers of the tests; every figure is that of the product's own code. The
phone is Chromium with its processor slowed down four times; the figure runs from the press of the
button to the page that says it is done.
"""

import subprocess
import sys
import tempfile
import time
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "tests"))

from makers.live import serving
from makers.meetings import BAD, FAIR, GOOD, VERY, a_hall
from makers.meetings_of_scrutineers import Scrutinised, a_closed_meeting_of_scrutineers

from ballot.app import create_app
from ballot.config import Config
from ballot.domain.access import CONSOLE
from ballot.domain.meetings.result import Way
from ballot.storage import migrate
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.usecases.opening.send_partials import send_partials
from ballot.usecases.result.export_bundle import export_bundle

BALLOTS = 1000
SUBJECTS = 2
SLOWER = 4
LIMIT = 120_000


def measure() -> dict[str, float | None]:
    """Seconds of each of the three, and how often the bar of the phone moved."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        hall = _hall(folder)
        answers = [(VERY, GOOD, FAIR, BAD)[at % 4] for at in range(BALLOTS)]
        size = {"slips": BALLOTS, "eligible": BALLOTS, "subjects": SUBJECTS}
        held = a_closed_meeting_of_scrutineers(hall, answers, **size)
        phone = _on_a_phone(hall, held, folder)
        server = _on_the_server(hall, held)
        verified = _verified(export_bundle(hall, CONSOLE, held.number), folder)
        hall.database.dispose()
    return {"server_s": server, **phone, "verify_s": verified}


def _hall(folder: Path) -> Hall:
    (folder / "data").mkdir(mode=0o700)
    url = f"sqlite:///{folder / 'data' / 'ballot.sqlite3'}"
    migrate.upgrade(url)
    return a_hall(Database.connect(url), folder)


def _on_the_server(hall: Hall, held: Scrutinised) -> float:
    """The last key: inspected, proofs checked, sums combined, logarithms, the result signed."""
    first, second = held.made(hall, 2), held.made(hall, 3)
    send_partials(hall, CONSOLE, held.number, first, Way.FILE)
    began = time.perf_counter()
    arrived = send_partials(hall, CONSOLE, held.number, second, Way.FILE)
    took = time.perf_counter() - began
    if not arrived.opened:
        raise SystemExit("the box did not open")
    return round(took, 2)


def _on_a_phone(hall: Hall, held: Scrutinised, folder: Path) -> dict[str, float | None]:
    """A key on a slow phone is calculated and held back, so that the server's own time follows."""
    try:
        from people import opener
        from playwright.sync_api import sync_playwright
    except ImportError:  # installed to run, not to test: there is no browser to drive
        return {"phone_s": None, "phone_bar": None}
    config = Config.from_environment(
        {"BALLOT_DATA": str(folder / "data"), "BALLOT_KEYS": str(folder / "keys")}
    )
    with serving(create_app(config, hall)) as house, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path="/usr/bin/chromium",
            args=["--no-sandbox", "--disable-gpu", "--accept-lang=zh-CN"],
        )
        page = opener.a_phone(browser, house, held.badges[0])
        page.route("**/opening/made", lambda route: route.abort())
        opener.look(page, house, held.number)
        opener.compare(page)
        slow = {"rate": SLOWER}
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", slow)
        page.evaluate(COUNT_MOVES)
        began = time.perf_counter()
        opener.give(page, opener.slip_of(held.shares[0]))
        page.wait_for_selector("#again:visible", timeout=LIMIT)
        took = time.perf_counter() - began
        moves = page.evaluate("() => window.moves")
        browser.close()
    return {"phone_s": round(took, 2), "phone_bar": moves}


COUNT_MOVES = """() => {
  window.moves = 0;
  const bar = document.getElementById("bar");
  new MutationObserver(() => { window.moves += 1; }).observe(bar, { attributes: true });
}"""


def _verified(bundle: bytes, folder: Path) -> float:
    """``ballot verify`` as a stranger runs it, its start included."""
    path = folder / "bundle.ballot"
    path.write_bytes(bundle)
    began = time.perf_counter()
    done = subprocess.run(
        [sys.executable, "-m", "ballot", "verify", str(path)], capture_output=True, check=False
    )
    took = time.perf_counter() - began
    if done.returncode:
        raise SystemExit(done.stderr.decode())
    return round(took, 2)
