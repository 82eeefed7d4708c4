"""The things that are measured, each fresh: the program, the naive reference, the bare disk."""

import csv
import json
import os
import re
import signal
import socket
import sqlite3
import subprocess
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

MEETING = """
title = "基准"
custody = "server"
eligible = SLIPS
[[subjects]]
name = "张某"
"""
QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 30


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@dataclass
class Served:
    """A server process on a port."""

    process: subprocess.Popen[bytes]
    port: int

    def wait(self) -> None:
        """Until the port takes connections."""
        deadline = time.monotonic() + PATIENCE
        while True:
            try:
                socket.create_connection(("127.0.0.1", self.port), 1).close()
                return
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise SystemExit("the server did not start") from None
                time.sleep(0.05)

    def cpu(self) -> float:
        """Seconds of CPU of the server and its workers so far."""
        pid = self.process.pid
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return sum(_cpu(each) for each in (str(pid), *workers))

    def memory(self) -> float:
        """MB of memory that is the server's own (proportional set size)."""
        pid = self.process.pid
        workers = Path(f"/proc/{pid}/task/{pid}/children").read_text().split()
        return sum(_pss(each) for each in (str(pid), *workers))

    def stop(self) -> None:
        """End it."""
        self.process.send_signal(signal.SIGTERM)
        self.process.wait(PATIENCE)


class Program:
    """``ballot serve`` on a fresh folder with one open meeting."""

    def __init__(self, folder: Path, slips: int) -> None:
        self.folder = folder
        self.port = free_port()
        kept = {name: value for name, value in os.environ.items() if name[:7] != "BALLOT_"}
        self.env = kept | {"BALLOT_DATA": str(folder / "data"), "BALLOT_PORT": str(self.port)}
        (folder / "meeting.toml").write_text(MEETING.replace("SLIPS", str(slips)), encoding="utf-8")
        self.number = self.run("meeting", "create", "meeting.toml")
        self.run("slips", "issue", self.number, "--count", str(slips), "--out", "slips.csv")
        self.run("meeting", "open", self.number)
        with (folder / "slips.csv").open(encoding="utf-8") as file:
            self.paths = [urlsplit(row["url"]).path for row in csv.DictReader(file)]
        words = [sys.executable, "-m", "ballot", "serve"]
        began = time.monotonic()
        process = subprocess.Popen(words, cwd=folder, env=self.env, **QUIET)
        self.served = Served(process, self.port)
        self.served.wait()
        self.cold_start = time.monotonic() - began

    def run(self, *words: str) -> str:
        """One command beside the server; its stdout."""
        done = subprocess.run(
            [sys.executable, "-m", "ballot", *words],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def count(self) -> tuple[dict[str, int], float]:
        """Close and open: what was counted, and the seconds that it took."""
        began = time.monotonic()
        self.run("meeting", "close", self.number)
        self.run("box", "open", self.number)
        took = time.monotonic() - began
        counts = json.loads(self.run("result", self.number, "--json"))["subjects"][0]["counts"]
        return counts, took

    @staticmethod
    def form(_page: bytes) -> tuple[bytes, bytes]:
        """Everybody is very satisfied."""
        return b"", b"a1_1=1"


class Naive:
    """The reference on a fresh folder."""

    def __init__(self, folder: Path, slips: int) -> None:
        self.file = folder / "naive.sqlite3"
        self.paths = [f"/v/{place:026d}" for place in range(slips)]
        port = free_port()
        script = Path(__file__).parent / "naive.py"
        env = os.environ | {"NAIVE_DATABASE": str(self.file)}
        process = subprocess.Popen([sys.executable, str(script), str(port)], env=env, **QUIET)
        self.served = Served(process, port)
        self.served.wait()
        with sqlite3.connect(self.file) as db:
            db.execute("CREATE TABLE IF NOT EXISTS slip(token PRIMARY KEY, used_at)")
            tokens = [(path.rpartition("/")[2],) for path in self.paths]
            db.executemany("INSERT INTO slip(token) VALUES (?)", tokens)

    @staticmethod
    def form(page: bytes) -> tuple[bytes, bytes]:
        """The token of the form and the session's cookie, sent back."""
        token = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page)
        cookie = re.search(rb"set-cookie: *([^;\r]+)", page, re.IGNORECASE)
        if token is None or cookie is None:
            return b"", b"answer=1"
        return b"Cookie: " + cookie[1] + b"\r\n", b"answer=1&csrf_token=" + token[1]


def bare_disk(folder: Path, commits: int) -> float:
    """Commits a second of the UPDATE and INSERT of a cast, alone on SQLite."""
    with sqlite3.connect(folder / "bare.sqlite3", isolation_level=None) as db:
        db.execute("PRAGMA journal_mode=WAL")
        db.execute("PRAGMA synchronous=FULL")
        db.execute("CREATE TABLE slip(h BLOB PRIMARY KEY, st INT) WITHOUT ROWID")
        db.execute("CREATE TABLE vote(id BLOB PRIMARY KEY, ct BLOB) WITHOUT ROWID")
        keys = [os.urandom(32) for _ in range(commits)]
        db.executemany("INSERT INTO slip VALUES (?, 2)", [(key,) for key in keys])
        began = time.perf_counter()
        for key in keys:
            db.execute("BEGIN IMMEDIATE")
            db.execute("UPDATE slip SET st=3 WHERE h=? AND st=2", (key,))
            db.execute("INSERT INTO vote VALUES (?, ?)", (key[:16], bytes(900)))
            db.execute("COMMIT")
        return commits / (time.perf_counter() - began)


def _cpu(pid: str) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICKS


def _pss(pid: str) -> float:
    found = re.search(
        r"^Pss: +(\d+) kB", Path(f"/proc/{pid}/smaps_rollup").read_text(), re.MULTILINE
    )
    return int(found[1]) / 1024 if found else 0.0
