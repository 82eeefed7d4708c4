"""A process that does long work, in which a job stands still half-way until it may go on."""

import os
import signal
import time
from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest

from ballot.serving import runner_start
from ballot.serving.workplace import Workplace
from ballot.usecases.hall import Hall

HALF_WAY = """import sys, time
from pathlib import Path
sys.path[:] = sys.argv[2:]
from dataclasses import replace
from ballot import runner
from ballot.jobs import kinds
from ballot.serving import process
process.stand_back = lambda: None
kind, go = kinds.KINDS[kinds.RANKING_FILE], Path(__import__("os").environ["BALLOT_DATA"]) / "go"
def make(hall, actor, told, tell):
    tell(1, 2)
    while not go.exists():
        time.sleep(0.01)
    return kind.make(hall, actor, told, lambda done, total: None)
kinds.KINDS[kinds.RANKING_FILE] = replace(kind, make=make)
runner.run(int(sys.argv[1]))"""
"""The product's own program, but for the wait, and as urgent as the tests beside it."""


def a_workplace(
    hall: Hall, folder: Path, settings: pytest.MonkeyPatch, program: str = runner_start.START
) -> Hall:
    """The hall with a workplace whose process finds this house by its settings."""
    settings.setenv("BALLOT_DATA", str(folder / "data"))
    settings.setenv("BALLOT_KEYS", str(folder / "keys"))
    url = hall.database.engine.url.render_as_string(hide_password=False)
    settings.setenv("BALLOT_DATABASE_URL", url)
    (folder / "data").mkdir(exist_ok=True)
    start = partial(runner_start.start, program)
    return replace(hall, workplace=Workplace(folder / "data", start))


def let_go_on(folder: Path) -> None:
    """The job that stands still goes on, and none stands still any more."""
    (folder / "data" / "go").touch()


def kill(hall: Hall) -> None:
    """The process that works is killed, and waited for."""
    assert hall.workplace
    process = hall.workplace.process
    assert process
    os.kill(process, signal.SIGKILL)
    until(lambda: hall.workplace is not None and hall.workplace.process is None)


def until(holds: Callable[[], bool], seconds: float = 60) -> None:
    """Wait until something holds."""
    deadline = time.monotonic() + seconds
    while not holds():
        assert time.monotonic() < deadline
        time.sleep(0.02)


HALF_SAVED = """import sys, time
from pathlib import Path
sys.path[:] = sys.argv[2:]
from ballot import runner
from ballot.serving import process
from ballot.usecases.assessment.people import imported
process.stand_back = lambda: None
data = Path(__import__("os").environ["BALLOT_DATA"])
note = imported.note
def wait(*given, **more):
    (data / "half").touch()
    while not (data / "go").exists():
        time.sleep(0.01)
    note(*given, **more)
imported.note = wait
runner.run(int(sys.argv[1]))"""
"""The same of a file that is saved: all its rows are written, and nothing is committed."""


def is_half_saved(folder: Path) -> bool:
    """Whether the rows are written and stand still."""
    return (folder / "data" / "half").exists()


HALF_STARTED = """import sys, time
from pathlib import Path
sys.path[:] = sys.argv[2:]
from ballot import runner
from ballot.serving import process
from ballot.usecases.meeting import start_from_file
process.stand_back = lambda: None
data, begun = Path(__import__("os").environ["BALLOT_DATA"]), []
start = start_from_file.start_meeting
def wait(*given, **more):
    begun.append(1)
    if len(begun) > 3 and not (data / "go").exists():
        (data / "half").touch()
        time.sleep(60)
    return start(*given, **more)
start_from_file.start_meeting = wait
runner.run(int(sys.argv[1]))"""
"""The same of a file of meetings: three are started, and the fourth stands still."""
