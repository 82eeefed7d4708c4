"""The maker as its worker sees it: asked for records, believed only where it answers whole."""

import os
import select
import subprocess
import tempfile
import time
import weakref
from contextlib import suppress
from typing import IO, cast

from ballot.box.envelope import KINDS, Kind
from ballot.box.group import Point
from ballot.serving import child
from ballot.stock import maker

START = """import sys
sys.path[:] = sys.argv[2:]
from ballot.stock import maker
maker.run(int(sys.argv[1]))"""
"""The program of the maker; its arguments are its parent and where to import from."""

LEFT = ("LD_LIBRARY_PATH",)
"""What of the environment a Python needs to start: where to load from, and no setting of ours."""

GIVEN = {"MALLOC_MMAP_THRESHOLD_": "65536"}
"""The GNU library gives large pieces back as they are freed: 3 MB less after the start."""

NAME = 16
"""Bytes that name an order."""

PATIENCE = 60.0
"""Seconds for one order. At the lowest priority a busy machine leaves the maker little time."""


class MakerFailed(Exception):
    """The maker ended, kept silent or answered what was not asked; ``why`` names which."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class Maker:
    """A process that makes records. It starts with the first order, and ends with this one."""

    def __init__(self, start: str = START, patience: float = PATIENCE) -> None:
        """Start nothing yet. ``start`` is the program, ``patience`` its seconds for an order."""
        self._start = start
        self._patience = patience
        self._process: subprocess.Popen[bytes] | None = None
        _living.add(self)

    @property
    def number(self) -> int | None:
        """The process, None where none runs."""
        return self._process.pid if self._process else None

    def make(self, kind: Kind, pk: Point, count: int) -> bytes:
        """``count`` fresh records of a kind for a key, end to end.

        Raises MakerFailed; then nothing of the answer is left, and the next order starts a new
        process.
        """
        try:
            return self._ask(kind, pk, count)
        except OSError as error:
            self.end()
            raise MakerFailed("pipe") from error
        except MakerFailed:
            self.end()
            raise

    def end(self) -> None:
        """Let it go at once: what it is making has no use."""
        process, self._process = self._process, None
        if process is not None:
            process.kill()
            process.wait()
            _close(process)

    def disown(self) -> None:
        """In the child of a fork: the process is the parent's, and so is what it makes."""
        process, self._process = self._process, None
        if process is not None:
            _close(process)
            process.returncode = 0

    def _ask(self, kind: Kind, pk: Point, count: int) -> bytes:
        orders, answers = self._pipes()
        order = maker.ORDER.pack(KINDS.index(kind), pk, count, os.urandom(NAME))
        deadline = time.monotonic() + self._patience
        os.write(orders, order)
        poll = select.poll()
        poll.register(answers, select.POLLIN)

        def some(most: int) -> bytes:
            if not poll.poll(max(0.0, deadline - time.monotonic()) * 1000):
                raise MakerFailed("silent")
            return os.read(answers, most)

        answer = maker.read(some, kind.size * count + maker.SEAL)
        if not answer:
            raise MakerFailed("ended")
        records = answer[: -maker.SEAL]
        if answer[-maker.SEAL :] != maker.seal(order, records):
            raise MakerFailed("garbage")
        return records

    def _pipes(self) -> tuple[int, int]:
        """Where orders go in and answers come out, of a process that is started where none runs."""
        process = self._process = self._process or _started(self._start)
        pipes = (cast("IO[bytes]", process.stdin), cast("IO[bytes]", process.stdout))
        return pipes[0].fileno(), pipes[1].fileno()


def _started(start: str) -> subprocess.Popen[bytes]:
    return subprocess.Popen(  # noqa: S603 our own program, and nobody's words
        child.command(start),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        bufsize=0,
        close_fds=True,
        cwd="/",
        env=environment(),
        start_new_session=True,
    )


def environment() -> dict[str, str]:
    """What of the environment the maker sees, and where it may load its library from."""
    left = {name: os.environ[name] for name in LEFT if name in os.environ}
    return {**GIVEN, **left, "TMPDIR": tempfile.gettempdir()}


def _close(process: subprocess.Popen[bytes]) -> None:
    for pipe in (process.stdin, process.stdout):
        if pipe:
            with suppress(OSError):
                pipe.close()


_living: weakref.WeakSet[Maker] = weakref.WeakSet()


def _disown_all() -> None:
    for each in list(_living):
        each.disown()


os.register_at_fork(after_in_child=_disown_all)
