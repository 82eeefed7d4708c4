"""The product as its users have it: commands in processes of their own, a server on a port."""

import csv
import os
import re
import signal
import socket
import ssl
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.error import URLError
from urllib.request import urlopen

from people.console import MEETING

PATIENCE = 60
ANYBODY = ssl.create_default_context()
"""Over TLS nobody asks who signed the certificate of a test."""
ANYBODY.check_hostname = False
ANYBODY.verify_mode = ssl.CERT_NONE


@dataclass(frozen=True)
class House:
    """Settings of one installation, and what a person types there."""

    env: dict[str, str]
    folder: Path
    url: str

    def run(self, *words: str, stdin: str = "") -> subprocess.CompletedProcess[str]:
        """One command; nobody checks its exit code here."""
        return subprocess.run(
            [sys.executable, "-m", "ballot", *words],
            env=self.env,
            cwd=self.folder,
            input=stdin,
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )

    def ask(self, *words: str) -> str:
        """One command that must succeed; its stdout without the line end."""
        done = self.run(*words)
        assert done.returncode == 0, (words, done.returncode, done.stdout, done.stderr)
        return done.stdout.strip()

    def new_admin_link(self) -> str:
        """A one-time link that makes an administrator."""
        done = self.run("admin", "create", "王主任")
        found = re.search(r"https?://\S+/setup/\S+", done.stdout + done.stderr)
        assert found, (done.stdout, done.stderr)
        return found.group()


def free_port() -> int:
    """A port of the loopback that nobody uses at this moment."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


def a_house(folder: Path, database_url: str | None = None) -> House:
    """A fresh installation in a folder; SQLite where no address is given."""
    port = free_port()
    env = {name: value for name, value in os.environ.items() if not name.startswith("BALLOT_")}
    env |= {
        "BALLOT_DATA": str(folder / "data"),
        "BALLOT_KEYS": str(folder / "keys"),
        "BALLOT_PORT": str(port),
    }
    if database_url:
        env["BALLOT_DATABASE_URL"] = database_url
    return House(env=env, folder=folder, url=f"http://127.0.0.1:{port}")


SERVE = ("-m", "ballot", "serve")


@contextmanager
def serving(
    house: House,
    command: tuple[str, ...] = SERVE,
    handles: int | None = None,
    standard_error: int | None = None,
) -> Iterator[subprocess.Popen[bytes]]:
    """``ballot serve`` in a process of its own, answering; stopped at the end.

    ``command`` is what Python is given instead, ``handles`` how many files it may ever open,
    ``standard_error`` a pipe instead of the file ``serve.log``.
    """
    log = (house.folder / "serve.log").open("ab")
    limit = ["prlimit", f"--nofile={handles}:{handles}"] if handles else []
    process = subprocess.Popen(
        [*limit, sys.executable, *command],
        env=house.env,
        cwd=house.folder,
        stdout=log,
        stderr=standard_error or log,
    )
    try:
        wait_for(house, process)
        yield process
    finally:
        if process.poll() is None:
            process.send_signal(signal.SIGTERM)
        process.wait(PATIENCE)
        log.close()


def wait_for(house: House, process: subprocess.Popen[bytes]) -> None:
    """Return once the first page is there."""
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            with urlopen(house.url + "/v", timeout=5, context=ANYBODY):  # noqa: S310 - our own
                return
        except (URLError, OSError):
            said = (house.folder / "serve.log").read_text(errors="replace")
            assert process.poll() is None, said
            assert time.monotonic() < deadline, said
            time.sleep(0.1)


def a_meeting_that_votes(house: House, count: int) -> tuple[str, list[str]]:
    """The number of a meeting that votes, made by commands, and the addresses of its slips."""
    path = house.folder / "meeting.toml"
    path.write_text(MEETING.replace('村民代表" = 14', '村民代表" = 400'), encoding="utf-8")
    number = house.ask("meeting", "create", str(path))
    out = house.folder / "slips.csv"
    house.ask("slips", "issue", number, "--count", str(count), "--out", str(out))
    house.ask("meeting", "open", number)
    with out.open(encoding="utf-8") as file:
        return number, [row["url"] for row in csv.DictReader(file)]


def children(pid: int) -> list[int]:
    """The processes that it began and that are still there."""
    return [int(each) for each in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def vanish(processes: list[int], seconds: float = 5.0) -> bool:
    """Whether all of them are gone within so many seconds."""
    deadline = time.monotonic() + seconds
    while left := [each for each in processes if _lives(each)]:
        if time.monotonic() > deadline:
            return not left
        time.sleep(0.05)
    return True


def _lives(process: int) -> bool:
    try:
        state = Path(f"/proc/{process}/stat").read_text().rpartition(")")[2].split()[0]
    except OSError:
        return False
    return state != "Z"
