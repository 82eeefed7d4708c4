"""After a vote the workers are replaced, and nobody who asks meanwhile is turned away.

docs/secrecy.md, the seal: what an ended meeting left in memory goes with the process.
"""

import json
import os
import signal
import threading
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPException
from pathlib import Path
from subprocess import Popen

import pytest
from makers.served import House, a_house, a_meeting_that_votes, children, serving, vanish
from people import plain_browser

PATIENCE = 60


@pytest.fixture(params=["sqlite", "postgres"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> House:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    return a_house(tmp_path, url)


class Crowd:
    """Who never stops asking: pages, and slips that were cast already, each by a new connection."""

    def __init__(self, urls: list[str]) -> None:
        self.answered = 0
        self.failed = Counter[str]()
        self._stop = threading.Event()
        self._counting = threading.Lock()
        self._threads = [threading.Thread(target=self._ask, args=(url,)) for url in urls]
        for thread in self._threads:
            thread.start()

    def _ask(self, url: str) -> None:
        while not self._stop.is_set():
            try:
                page = plain_browser.fetch(url, {"a1_1": "1", "a2_1": "1"})
                said = "" if page.status == 200 else str(page.status)
            except (OSError, HTTPException) as error:
                said = repr(error)
            with self._counting:
                self.answered += not said
                self.failed.update([said] if said else [])

    def wait_for(self, more: int) -> None:
        """Until so many more were answered."""
        until = self.answered + more
        deadline = time.monotonic() + PATIENCE
        while self.answered < until:
            assert time.monotonic() < deadline, self.failed
            time.sleep(0.02)

    def stop(self) -> None:
        self._stop.set()
        for thread in self._threads:
            thread.join()


@contextmanager
def a_crowd(urls: list[str]) -> Iterator[Crowd]:
    crowd = Crowd(urls)
    try:
        yield crowd
    finally:
        crowd.stop()


@contextmanager
def held_still(server: Popen[bytes]) -> Iterator[None]:
    """Meanwhile the parent of the workers, and it alone, does nothing: they are replaced later."""
    server.send_signal(signal.SIGSTOP)
    try:
        yield
    finally:
        server.send_signal(signal.SIGCONT)


def is_cleared(house: House, number: str) -> bool:
    return bool(json.loads(house.ask("meeting", "show", number, "--json"))["memory_cleared"])


def replaced(house: House, number: str, server: Popen[bytes]) -> list[int]:
    """The workers, once those that remember the vote have gone."""
    deadline = time.monotonic() + PATIENCE
    while not is_cleared(house, number):
        assert time.monotonic() < deadline, (house.folder / "serve.log").read_text()
        time.sleep(0.5)
    return children(server.pid)


def test_workers_that_remember_a_vote_are_replaced_and_no_request_is_lost(house: House) -> None:
    number, urls = a_meeting_that_votes(house, 8)
    with serving(house) as server:
        for url in urls[:3]:
            assert "已计入" in plain_browser.vote(url, ["1", "2"]).text
        before = children(server.pid)
        with a_crowd(urls[:3]) as crowd:
            with held_still(server):
                closed = json.loads(house.ask("meeting", "close", number, "--json"))
                assert closed["memory_cleared"] is False
                assert "内存尚未清除：投票时运行的程序还在" in house.ask("meeting", "show", number)
            after = replaced(house, number, server)
            crowd.wait_for(20)
        shown = house.ask("meeting", "show", number)
        assert ("内存尚未清除" in shown, "内存已清除" in shown) == (False, True)
        assert crowd.failed == {}
        assert crowd.answered > 100
        assert len(after) == len(before)
        assert not set(after) & set(before)
        assert vanish(before)
        assert plain_browser.fetch(urls[7]).status == 410, "the new ones know that it is closed"


def test_the_control_a_worker_that_is_killed_loses_requests(
    sqlite_url: str, tmp_path: Path
) -> None:
    house = a_house(tmp_path, sqlite_url)
    _number, urls = a_meeting_that_votes(house, 6)
    with serving(house) as server, a_crowd(urls) as crowd:
        crowd.wait_for(20)
        for worker in children(server.pid):
            os.kill(worker, signal.SIGKILL)
        deadline = time.monotonic() + PATIENCE
        while not crowd.failed:
            assert time.monotonic() < deadline, "nobody noticed"
            time.sleep(0.02)
