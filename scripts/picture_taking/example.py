"""A program of its own that serves demo data out of a temporary folder."""

import csv
import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any
from urllib.error import URLError
from urllib.request import urlopen

NAME, PASSWORD = "王芳", "秋天的大布村真好看呀"
BALLOT = (sys.executable, "-m", "ballot")
PATIENCE = 120
"""Seconds for the server to answer."""


@dataclass
class Example:
    """Where it answers, and what is in it."""

    address: str
    data: Path
    settings: dict[str, str]
    used: int = field(default=0)
    """How many slips of the open meeting have been scanned for pictures."""

    def command(self, *words: str, given: str = "") -> str:
        """What a command writes to stdout."""
        done = subprocess.run(
            [*BALLOT, *words],
            env=self.settings,
            input=given,
            check=True,
            capture_output=True,
            text=True,
        )
        return done.stdout

    def meeting(self, state: str, custody: str | None = None) -> str:
        """The number of a meeting in this state, of this custody where there is one."""
        listed = [each for each in self._listed("meeting") if each["state"] == state]
        exact = [each for each in listed if custody in (None, each["custody"])]
        return str((exact or listed)[0]["number"])

    def assessment(self) -> str:
        """The id of the assessment with most people."""
        return str(max(self._listed("assessment"), key=lambda each: each["people"])["id"])

    def slip(self) -> str:
        """The address of a slip that no picture has used; the page of the demo shows the first."""
        with (self.data / "demo" / "slips.csv").open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        self.used += 1
        return rows[-self.used]["url"]

    def _listed(self, what: str) -> list[dict[str, Any]]:
        return list(json.loads(self.command(what, "list", "--json")))


@contextmanager
def demo() -> Iterator[Example]:
    """Make the demo data, serve them, and throw everything away."""
    with TemporaryDirectory(prefix="pictures-") as folder:
        port = _free_port()
        data = Path(folder) / "data"
        settings = {
            **{name: value for name, value in os.environ.items() if not name.startswith("BALLOT_")},
            "BALLOT_DATA": str(data),
            "BALLOT_PORT": str(port),
        }
        example = Example(f"http://127.0.0.1:{port}", data, settings)
        example.command("demo")
        example.command("admin", "create", NAME, "--password", given=f"{PASSWORD}\n{PASSWORD}\n")
        server = subprocess.Popen([*BALLOT, "serve"], env=settings)
        try:
            _wait_for(example.address, server)
            yield example
        finally:
            server.terminate()
            server.wait(30)


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            urlopen(address, timeout=10).close()  # noqa: S310  the server of this script
        except URLError:
            if server.poll() is not None or time.monotonic() > deadline:
                raise
            time.sleep(0.2)
        else:
            return
