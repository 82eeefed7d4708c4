"""The stock of a service that runs: ready before the vote, and nobody's loss where it dies."""

import csv
import json
import os
import signal
import time
from pathlib import Path
from subprocess import Popen

import pytest
from makers.served import House, a_house, children, serving, vanish
from people import plain_browser
from people.console import MEETING

PATIENCE = 60


@pytest.fixture(params=["sqlite", "postgres"])
def house(request: pytest.FixtureRequest, tmp_path: Path) -> House:
    url = request.getfixturevalue("postgres_url") if request.param == "postgres" else None
    return a_house(tmp_path, url)


def a_frozen_meeting(house: House, slips: int) -> tuple[str, list[str]]:
    path, out = house.folder / "meeting.toml", house.folder / "slips.csv"
    path.write_text(MEETING.replace('村民代表" = 14', '村民代表" = 400'), encoding="utf-8")
    number = house.ask("meeting", "create", str(path))
    house.ask("slips", "issue", number, "--count", str(slips), "--out", str(out))
    house.ask("meeting", "freeze", number)
    with out.open(encoding="utf-8") as file:
        return number, [row["url"] for row in csv.DictReader(file)]


def show(house: House, number: str) -> str | None:
    told: str | None = json.loads(house.ask("meeting", "show", number, "--json"))["stock"]
    return told


def wait_until_ready(house: House, server: Popen[bytes]) -> None:
    """Until each worker has told the one run that there is."""
    deadline = time.monotonic() + PATIENCE
    while True:
        notes = [house.folder / "data/workers" / f"{each}.worker" for each in children(server.pid)]
        if notes and all(each.exists() and len(each.read_text().split()) == 2 for each in notes):
            return
        assert time.monotonic() < deadline, (house.folder / "serve.log").read_text()
        time.sleep(0.05)


def makers(worker: int) -> list[int]:
    """The makers of a worker: each of its threads may have begun one."""
    tasks = Path(f"/proc/{worker}/task").iterdir()
    found = [int(each) for task in tasks for each in (task / "children").read_text().split()]
    return [each for each in found if "maker.run" in Path(f"/proc/{each}/cmdline").read_text()]


def workers_with_makers(server: Popen[bytes]) -> dict[int, list[int]]:
    deadline = time.monotonic() + PATIENCE
    while True:
        found = {worker: makers(worker) for worker in children(server.pid)}
        if found and all(found.values()):
            return found
        assert time.monotonic() < deadline, found
        time.sleep(0.05)


def test_the_stock_is_ready_before_the_vote_and_its_makers_die_without_harm(house: House) -> None:
    number, urls = a_frozen_meeting(house, 300)
    assert show(house, number) is None, "nobody serves"
    with serving(house) as server:
        before = workers_with_makers(server)
        wait_until_ready(house, server)
        assert show(house, number) == "ready"
        house.ask("meeting", "open", number)
        killed, others = next(iter(before)), children(server.pid)
        os.kill(killed, signal.SIGKILL)
        assert vanish(before[killed]), "no maker outlives its worker"
        for url in urls[:3]:
            assert "已计入" in plain_browser.vote(url, ["1", "2"]).text
        while set(children(server.pid)) <= set(others):
            time.sleep(0.02)
        for made in workers_with_makers(server).values():
            for maker in made:
                os.kill(maker, signal.SIGKILL)
        for url in urls[3:6]:
            assert "已计入" in plain_browser.vote(url, ["1", "2"]).text
        wait_until_ready(house, server)
        last = [each for worker in children(server.pid) for each in makers(worker)]
    assert vanish(last)
