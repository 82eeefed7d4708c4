"""The serving process: one a data folder, gone within five seconds, and every ballot kept."""

import csv
import json
import os
import re
import signal
import socket
import stat
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from makers.served import House, a_house, a_meeting_that_votes, children, serving, vanish, wait_for
from people import plain_browser


@pytest.fixture
def house(tmp_path: Path) -> House:
    return a_house(tmp_path)


class Voters:
    """Threads that cast until the server goes; ``acknowledged`` were told 已计入."""

    def __init__(self, urls: list[str]) -> None:
        self.acknowledged = 0
        self._urls = urls
        self._lock = threading.Lock()
        self._threads = [threading.Thread(target=self._cast) for _ in range(8)]
        for thread in self._threads:
            thread.start()

    def _cast(self) -> None:
        while True:
            with self._lock:
                if not self._urls:
                    return
                url = self._urls.pop()
            try:
                page = plain_browser.vote(url, ["1", "2"])
            except (OSError, AssertionError):
                return
            if "已计入" in page.text:
                with self._lock:
                    self.acknowledged += 1

    def wait(self) -> None:
        for thread in self._threads:
            thread.join()


def test_a_stop_amid_casts_takes_five_seconds_at_most_and_keeps_every_ballot(house: House) -> None:
    number, urls = a_meeting_that_votes(house, 400)
    with serving(house) as server:
        voters = Voters(urls)
        while voters.acknowledged < 20:
            time.sleep(0.01)
        began = time.monotonic()
        server.send_signal(signal.SIGTERM)
        assert server.wait(5) == 0
        assert time.monotonic() - began < 5
        voters.wait()
    assert voters._urls, "the server was stopped amid the casts"
    returned = json.loads(house.ask("result", number, "--json"))["returned"]["total"]
    # One that the server kept and could not answer any more is no loss: its slip says 已计入.
    assert voters.acknowledged <= returned <= voters.acknowledged + 8


def test_a_phone_that_stalls_in_its_form_holds_up_neither_others_nor_the_stop(
    house: House,
) -> None:
    number, urls = a_meeting_that_votes(house, 20)
    with serving(house) as server:
        stalled = [_half_a_form(urls[0]) for _ in range(20)]
        assert "已计入" in plain_browser.vote(urls[1], ["1", "1"]).text
        server.send_signal(signal.SIGTERM)
        assert server.wait(5) == 0
        for connection in stalled:
            connection.close()
    assert json.loads(house.ask("result", number, "--json"))["returned"]["total"] == 1


def _half_a_form(url: str) -> socket.socket:
    address = urlsplit(url)
    connection = socket.create_connection((address.hostname, address.port))
    head = f"POST {address.path} HTTP/1.1\r\nHost: {address.netloc}\r\nContent-Length: 100\r\n"
    kind = "Content-Type: application/x-www-form-urlencoded\r\n\r\na1_1="
    connection.sendall((head + kind).encode())
    return connection


def test_a_second_serve_on_the_same_data_is_refused(house: House) -> None:
    with serving(house):
        second = house.run("serve")
        assert (second.returncode > 0, second.stdout) == (True, "")
        assert len(second.stderr.splitlines()) == 1
        assert str(house.folder / "data") in second.stderr


def test_a_file_in_the_place_of_the_data_is_said_in_one_line(house: House) -> None:
    (house.folder / "file").write_text("")
    there = {"BALLOT_DATA": str(house.folder / "file")}
    done = replace(house, env=house.env | there).run("serve")
    assert done.returncode > 0
    assert len(done.stderr.splitlines()) == 1
    assert "BALLOT_DATA" in done.stderr


def test_a_port_that_is_taken_is_said_in_one_line(house: House) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", int(house.env["BALLOT_PORT"])))
        taken.listen()
        refused = house.run("serve")
    assert refused.returncode > 0
    assert len(refused.stderr.splitlines()) == 1
    assert "BALLOT_PORT" in refused.stderr


def test_a_certificate_that_is_none_is_said_in_one_line(house: House) -> None:
    wrong = house.folder / "wrong.pem"
    wrong.write_text("nothing")
    house.env.update(BALLOT_TLS_CERT=str(wrong), BALLOT_TLS_KEY=str(wrong))
    refused = house.run("serve")
    assert refused.returncode > 0
    assert len(refused.stderr.splitlines()) == 1
    assert "BALLOT_TLS_CERT" in refused.stderr


def test_a_database_that_cannot_be_reached_is_said_in_one_line(house: House) -> None:
    house.env["BALLOT_DATABASE_URL"] = "postgresql://ballot:secret@127.0.0.1:1/ballot"
    refused = house.run("serve")
    assert refused.returncode > 0
    assert len(refused.stderr.splitlines()) == 1
    assert "127.0.0.1" in refused.stderr
    assert "secret" not in refused.stderr


def test_no_token_and_no_code_is_left_in_data_keys_or_log(house: House) -> None:
    _number, urls = a_meeting_that_votes(house, 12)
    with (house.folder / "slips.csv").open(encoding="utf-8") as file:
        slips = list(csv.DictReader(file))
    with serving(house):
        for url in urls[:6]:
            plain_browser.vote(url, ["1", "2"])
        plain_browser.fetch(urls[0])
        plain_browser.fetch(urls[7] + "X")
        plain_browser.fetch(urls[8], {"a1_1": "9"})
        live = _everything(house)
    for kept in (live, _everything(house)):
        assert b"sealed_vote" in kept
        for slip in slips:
            assert slip["url"].rpartition("/")[2].encode() not in kept
            assert slip["code"].encode() not in kept
            assert slip["code"].replace(" ", "").encode() not in kept


def _everything(house: House) -> bytes:
    """All that the program ever wrote: database, WAL, keys, marks, log."""
    folders = (house.folder / "data", house.folder / "keys")
    files = [path for folder in folders for path in folder.rglob("*") if path.is_file()]
    return b"".join(path.read_bytes() for path in (*files, house.folder / "serve.log"))


def test_the_first_start_prints_a_link_and_keeps_everything_private(house: House) -> None:
    with serving(house):
        said = (house.folder / "serve.log").read_text(encoding="utf-8")
        links = re.findall(rf"{house.url}/setup/\S+", said)
        assert len(links) == 1
        assert plain_browser.fetch(links[0]).status == 200
    private = [house.folder / "data", house.folder / "keys"]
    for path in [each for folder in private for each in (folder, *folder.rglob("*"))]:
        assert stat.S_IMODE(path.stat().st_mode) & 0o077 == 0, path


def test_it_says_that_it_serves_when_it_answers(house: House) -> None:
    """Whoever opens the address that is printed, at once and once, sees the page."""
    with serving_aloud(house) as server:
        said = next(line for line in server.stderr or () if "服务已启动" in line)
        assert house.url in said
        assert plain_browser.fetch(f"{house.url}/v").status == 200


@contextmanager
def serving_aloud(house: House) -> Iterator[subprocess.Popen[str]]:
    """``ballot serve`` with what it says at hand, line by line."""
    words = [sys.executable, "-m", "ballot", "serve"]
    process = subprocess.Popen(
        words, env=house.env, cwd=house.folder, stderr=subprocess.PIPE, text=True
    )
    with process:
        try:
            yield process
        finally:
            process.send_signal(signal.SIGTERM)


def test_a_killed_parent_takes_its_workers_along(house: House) -> None:
    with serving(house) as server:
        workers = children(server.pid)
        assert workers
        server.kill()
        server.wait(5)
        assert vanish(workers)
    with serving(house):
        pass


def test_a_killed_worker_is_started_again(house: House) -> None:
    with serving(house) as server:
        (worker,) = children(server.pid)
        os.kill(worker, signal.SIGKILL)
        assert vanish([worker])
        wait_for(house, server)


def test_the_hall_sees_the_server_under_the_address_of_the_machine(house: House) -> None:
    from ballot.cli import serve

    set_by_flag = serve.hall_settings({"BALLOT_PORT": "9000"})
    assert set_by_flag["BALLOT_HOST"] == "0.0.0.0"  # noqa: S104 - all addresses is the point
    assert re.fullmatch(r"http://[0-9.]+:9000", set_by_flag["BALLOT_PUBLIC_URL"])
    assert serve.hall_settings(house.env | {"BALLOT_HOST": "h", "BALLOT_PUBLIC_URL": "u"}) == {}


def test_the_server_and_its_workers_leave_no_core(house: House) -> None:
    with serving(house) as server:
        for process in (server.pid, *children(server.pid)):
            limits = Path(f"/proc/{process}/limits").read_text()
            assert re.search(r"Max core file size +0 +0", limits)


HARDENED = """
import ctypes, os
from ballot.cli.serving.preparing import harden
dumpable = lambda: ctypes.CDLL(None).prctl(3, 0, 0, 0, 0)
print(dumpable(), flush=True)
harden()
print(dumpable(), flush=True)
if os.fork() == 0:
    print(dumpable(), flush=True)
else:
    os.wait()
"""


def test_the_memory_of_the_server_and_of_what_it_forks_is_not_for_others() -> None:
    command = [sys.executable, "-c", HARDENED]
    said = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    assert said.split() == ["1", "0", "0"]


def test_the_demo_is_there_with_slips_to_scan(house: House) -> None:
    house.ask("demo")
    house.ask("demo")
    slips = house.folder / "data" / "demo" / "slips.csv"
    assert stat.S_IMODE(slips.stat().st_mode) == 0o600
    meetings = json.loads(house.ask("meeting", "list", "--json"))
    assert {"open", "opened", "no_quorum", "closed", "draft"} < {each["state"] for each in meetings}
    assert all("演示" in each["title"] for each in meetings)
    house.env["BALLOT_PUBLIC_URL"] = house.url.replace("127.0.0.1", "localhost")
    house.ask("demo")
    assert stat.S_IMODE(slips.stat().st_mode) == 0o600
    with slips.open(encoding="utf-8") as file:
        url = next(csv.DictReader(file))["url"]
    assert url.startswith("http://localhost:")
    with serving(house):
        assert "已计入" in plain_browser.vote(url, ["1"]).text
        page = plain_browser.fetch(f"{house.url}/demo")
        assert (page.status, page.text.count('class="spent over"')) == (200, 1)
        line = HTTPConnection(urlsplit(house.url).netloc)
        line.request("GET", "/demo", headers={"Host": "rebound.example"})
        assert line.getresponse().status == 404
        line.close()


def test_doctor_finds_a_sound_house_and_a_sick_one(house: House) -> None:
    house.ask("db", "upgrade")
    house.ask("meeting", "list")
    assert house.run("doctor").returncode == 0
    (house.folder / "keys").chmod(0o755)
    sick = house.run("doctor")
    assert sick.returncode == 1
    assert "BALLOT_KEYS" in sick.stdout


def test_python_dash_m_and_the_command_are_the_same() -> None:
    command = [str(Path(sys.executable).parent / "ballot"), "--help"]
    first = subprocess.run(command, capture_output=True, text=True, check=True)
    again = [sys.executable, "-m", "ballot", "--help"]
    assert subprocess.run(again, capture_output=True, text=True, check=True).stdout == first.stdout
