"""The things that are measured, each fresh: the program, the naive reference, the bare disk."""

import csv
import json
import os
import re
import sqlite3
import subprocess
import sys
import time
import urllib.request
from contextlib import suppress
from pathlib import Path
from urllib.parse import urlsplit

from load import many_forms, one_form
from processes import PATIENCE, Served, free_port

QUIET = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
LONGEST_STOCK = 300
"""Seconds to wait for a stock, at most."""
LOOK = 0.5
IDLE = 0.03
"""Processor seconds in a second under which a server that says nothing of a stock is idle."""
OPTIONS = ("很满意", "满意", "基本满意", "不满意")


class Meeting:
    """A meeting on a program, its slips issued; ``paths`` are the addresses of the slips."""

    def __init__(self, program: "Program", slips: int, subjects: int = 1) -> None:
        self.program, self.subjects = program, subjects
        self.form = one_form if subjects == 1 else many_forms(subjects)
        file = program.folder / "meeting.toml"
        file.write_text(_meeting(slips, subjects), encoding="utf-8")
        self.number = program.run("meeting", "create", file.name)
        out = f"slips-{self.number}.csv"
        program.run("slips", "issue", self.number, "--count", str(slips), "--out", out)
        with (program.folder / out).open(encoding="utf-8") as rows:
            self.paths = [urlsplit(row["url"]).path for row in csv.DictReader(rows)]

    def open(self) -> None:
        """Freeze and open."""
        self.program.run("meeting", "open", self.number)

    def wait_for_stock(self) -> dict[str, float]:
        """Until the stock is ready: how long that took from now, and the processor time for it."""
        served, began = self.program.served, time.perf_counter()
        cpu, maker = served.cpu(), served.maker_cpu()
        while time.perf_counter() - began < LONGEST_STOCK and not self._is_ready():
            time.sleep(LOOK)
        return {
            "seconds": time.perf_counter() - began,
            "cpu_s": served.cpu() - cpu,
            "maker_cpu_s": served.maker_cpu() - maker,
        }

    def count(self) -> tuple[list[dict[str, int]], int, float]:
        """Close and open: counts a subject, ballots returned, and the seconds that it took."""
        began = time.monotonic()
        self.program.run("meeting", "close", self.number)
        self.program.run("box", "open", self.number)
        took = time.monotonic() - began
        told = json.loads(self.program.run("result", self.number, "--json"))
        counts = [subject["counts"] for subject in told["subjects"]]
        return counts, told["returned"]["total"], took

    def _is_ready(self) -> bool:
        told = json.loads(self.program.run("meeting", "show", self.number, "--json"))
        if told.get("stock") is not None:
            return bool(told["stock"] == "ready")
        before = self.program.served.cpu()
        time.sleep(1)
        return self.program.served.cpu() - before < IDLE


class Program:
    """``ballot serve`` on a fresh folder, with more settings where they are given."""

    def __init__(self, folder: Path, **settings: str) -> None:
        self.folder = folder
        self.port = free_port()
        # As somebody's own machine has it: no setting of ours, and bytecode kept where it is made.
        kept = {
            name: value
            for name, value in os.environ.items()
            if not name.startswith(("BALLOT_", "PYTHON"))
        }
        self.env = kept | {"BALLOT_DATA": str(folder / "data"), "BALLOT_PORT": str(self.port)}
        self.env |= settings
        self.run("db", "upgrade")

    def start(self, **env: str) -> None:
        """Serve, with more environment where it is given."""
        words = [sys.executable, "-m", "ballot", "serve"]
        process = subprocess.Popen(words, cwd=self.folder, env=self.env | env, **QUIET)
        self.served = Served(process, self.port)
        self.served.wait()

    def start_and_ask(self, path: str) -> float:
        """Serve; seconds until the page at ``path`` was answered."""
        began = time.perf_counter()
        self.start()
        self.ask(path)
        return time.perf_counter() - began

    def ask(self, path: str) -> bytes:
        """The page at ``path``, as soon as it is answered."""
        deadline = time.monotonic() + PATIENCE
        while time.monotonic() < deadline:
            with suppress(OSError):
                address = f"http://127.0.0.1:{self.port}{path}"
                with urllib.request.urlopen(address) as page:
                    return bytes(page.read())
            time.sleep(0.005)
        raise SystemExit("no page was answered")

    def run(self, *words: str) -> str:
        """One command beside the server; its stdout."""
        done = subprocess.run(
            [sys.executable, "-m", "ballot", *words],
            cwd=self.folder,
            env=self.env,
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise SystemExit(f"ballot {' '.join(words)}: {done.stderr}")
        return done.stdout.strip()


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
    def form(page: bytes, option: int) -> list[tuple[bytes, bytes]]:
        """The token of the form and the session's cookie, sent back."""
        token = re.search(rb'name="csrf_token"[^>]*value="([^"]+)"', page)
        cookie = re.search(rb"set-cookie: *([^;\r]+)", page, re.IGNORECASE)
        if token is None or cookie is None:
            return [(b"", b"answer=%d" % option)]
        body = b"answer=%d&csrf_token=%s" % (option, token[1])
        return [(b"Cookie: " + cookie[1] + b"\r\n", body)]


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


def _meeting(slips: int, subjects: int) -> str:
    people = "".join(f'[[subjects]]\nname = "被测评人{at + 1}"\n' for at in range(subjects))
    return f'title = "基准"\ncustody = "server"\neligible = {slips}\n{people}'
