"""What a process and all that it started cost: processor seconds and memory, from /proc."""

import os
import re
import signal
import socket
import subprocess
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

TICKS = os.sysconf("SC_CLK_TCK")
PATIENCE = 30
MAKER = "maker"
"""A word in the command line of the child that prepares randomness."""
RUNNER = "runner"
"""A word in that of the one that does long work."""


def free_port() -> int:
    """A port that nobody uses."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        return int(trial.getsockname()[1])


@dataclass
class Served:
    """A server process on a port, and all processes that it made."""

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
                time.sleep(0.005)

    def cpu(self) -> float:
        """Seconds of processor time of all of them so far, those that ended included."""
        return sum(_cpu(pid) for pid in self._all())

    def maker_cpu(self) -> float:
        """Of those that prepare randomness alone."""
        return sum(_cpu(pid) for pid in self._all() if _is(MAKER, pid))

    def runner(self) -> int | None:
        """The process that does long work; None where none lives."""
        return next((pid for pid in self._all() if _is(RUNNER, pid)), None)

    def memory(self) -> float:
        """MB of memory that is theirs (proportional set size)."""
        return sum(_pss(pid) for pid in self._all())

    def stop(self) -> None:
        """End it."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(PATIENCE)
        if self.process.poll() is None:
            self.process.kill()
            self.process.wait()

    def _all(self) -> list[int]:
        return list(_tree(self.process.pid))


def _tree(pid: int) -> Iterator[int]:
    yield pid
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with suppress(OSError):
            for child in task.read_text().split():
                yield from _tree(int(child))


def _cpu(pid: int) -> float:
    with suppress(OSError):
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
        return sum(int(field) for field in fields[11:15]) / TICKS
    return 0.0


def _pss(pid: int) -> float:
    with suppress(OSError):
        rollup = Path(f"/proc/{pid}/smaps_rollup").read_text()
        found = re.search(r"^Pss: +(\d+) kB", rollup, re.MULTILINE)
        return int(found[1]) / 1024 if found else 0.0
    return 0.0


def _is(word: str, pid: int) -> bool:
    with suppress(OSError):
        return word in Path(f"/proc/{pid}/cmdline").read_text().replace("\0", " ")
    return False
