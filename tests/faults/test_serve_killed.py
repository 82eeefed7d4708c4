"""``ballot serve`` killed while an organizer closes the vote, and again while he opens the box.

The blow falls as the log of the database grows: amid the COMMIT, or right after it. Whoever starts
the program again and presses again has the result of a server that nobody killed.
"""

import os
import signal
import threading
from contextlib import suppress
from datetime import UTC, datetime
from http.client import HTTPException
from http.cookiejar import CookieJar
from pathlib import Path
from subprocess import Popen
from urllib.parse import urlencode
from urllib.request import HTTPCookieProcessor, build_opener

from faults.test_ending import ANSWERS, SLIPS, lawful, undisturbed
from makers.meetings import a_hall, an_open_meeting
from makers.served import House, a_house, children, serving, vanish
from people.desk import PASSWORD, SECRET

from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.domain.meeting import Custody
from ballot.storage.database import Database
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result

TICKS = {"everyone": "y", "boxes": "y", "unused": "y", "password": PASSWORD}


class Organizer:
    """A browser that stays signed in while the server comes and goes."""

    def __init__(self, house: House, database: Path) -> None:
        self._house = house
        self._log = database.with_name(database.name + "-wal")
        self._opener = build_opener(HTTPCookieProcessor(CookieJar()))

    def send(self, path: str, page: str, **fields: str) -> str:
        """Send a form with the secret that ``page`` holds; where it leads."""
        secret = SECRET.search(self._ask(page))
        assert secret, page
        return self._ask(path, urlencode({"csrf_token": secret[1], **fields}).encode())

    def press_until_killed(
        self, server: "Popen[bytes]", path: str, page: str, **fields: str
    ) -> None:
        """Press; all processes of the server die as soon as the database is written to."""
        processes = [*children(server.pid), server.pid]
        self._ask(page)
        pressed = threading.Thread(target=self._in_vain, args=(path, page), kwargs=fields)
        before = self._written()
        pressed.start()
        while self._written() == before:
            assert pressed.is_alive()
        for process in processes:
            os.kill(process, signal.SIGKILL)
        server.wait()
        assert vanish(processes)
        pressed.join()

    def _written(self) -> tuple[int, int]:
        found = self._log.stat()
        return found.st_size, found.st_mtime_ns

    def _in_vain(self, path: str, page: str, **fields: str) -> None:
        with suppress(OSError, HTTPException):
            self.send(path, page, **fields)

    def _ask(self, path: str, body: bytes | None = None) -> str:
        with self._opener.open(self._house.url + path, body, timeout=30) as answer:
            return str(answer.read().decode())


def test_a_server_killed_while_it_closes_and_while_it_opens_comes_to_the_same_result(
    sqlite_url: str, tmp_path: Path
) -> None:
    house = a_house(tmp_path)
    hall = a_hall(Database.connect(sqlite_url), tmp_path, clock=lambda: datetime.now(UTC))
    meeting = an_open_meeting(hall, slips=SLIPS, subjects=2, eligible=SLIPS)
    meeting.cast_all(ANSWERS)
    number, door = meeting.number, f"/setup/{invite_administrator(hall)}"
    here, close, box = (f"/meetings/{number}{each}" for each in ("", "/close", "/box"))
    organizer = Organizer(house, tmp_path / "data" / "ballot.sqlite3")

    def standing() -> list[str]:
        return hall.database.read(lambda db: lawful(hall, db, number))

    before = standing()
    with serving(house) as server:
        organizer.send(door, door, name="王芳", password=PASSWORD, again=PASSWORD)
        organizer.press_until_killed(server, close, close, **TICKS)
    closed = [*before, Act.CLOSE]
    assert standing() in (before, closed)
    with serving(house) as server:
        if standing() == before:
            organizer.send(close, close, **TICKS)
        assert standing() == closed
        organizer.press_until_killed(server, box, here)
    opened = [*closed, Act.SETTLE, Act.OPEN_BOX]
    assert standing() in (closed, opened)
    with serving(house):
        organizer.send(box, here) if standing() == closed else None
        assert standing() == opened
    found = see_result(hall, number)
    assert found.subjects == undisturbed(hall, Custody.SERVER).subjects
    assert verify.verify(export_bundle(hall, CONSOLE, number)).result == found
    hall.database.dispose()
