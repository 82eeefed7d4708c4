"""Where long work is done: who works is known from a lock, so that nobody believes a dead one."""

import os
import signal
import stat
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from ballot.serving import workplace
from ballot.serving.workplace import AtWork, Workplace


@pytest.fixture
def place(tmp_path: Path) -> Workplace:
    return Workplace(tmp_path)


@contextmanager
def a_worker(place: Workplace, job: int, done: int, total: int) -> Iterator[int]:
    """A process that works at a job until the end of the block."""
    told, tell = os.pipe()
    process = os.fork()
    if process == 0:
        place.enter()
        place.note(job, 12345, 12345)
        place.note(job, done, total)
        os.write(tell, b"!")
        signal.pause()
    os.read(told, 1)
    try:
        yield process
    finally:
        os.kill(process, signal.SIGKILL)
        os.waitpid(process, 0)
        os.close(told)
        os.close(tell)


def kill(place: Workplace, process: int) -> None:
    """Kill the process that was called, and see that it is gone."""
    os.kill(process, signal.SIGKILL)
    deadline = time.monotonic() + 10
    while place.process == process and time.monotonic() < deadline:
        time.sleep(0.01)
    assert place.process is None


def test_what_is_worked_at_is_known_until_the_process_is_killed(place: Workplace) -> None:
    assert place.at_work() is None
    with a_worker(place, 7, 0, 300):
        assert place.at_work() == AtWork(7, 0, 300)
    assert place.at_work() is None


def test_a_second_process_does_not_work_beside_the_first(
    place: Workplace, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(workplace, "PATIENCE", 0.05)
    with a_worker(place, 7, 0, 0):
        assert not place.enter()
    assert place.enter()
    assert place.at_work() == workplace.IDLE


def test_how_far_it_is_is_noted_at_every_hundredth(place: Workplace) -> None:
    place.enter()
    place.note(3)
    for done in range(12_345):
        place.note(3, done, 20_000)
    assert place.at_work() == AtWork(3, 12_200, 20_000)
    place.note(4, 12_200, 20_000)
    assert place.at_work() == AtWork(4, 12_200, 20_000)
    place.rest()
    assert place.at_work() == workplace.IDLE


def test_what_is_kept_is_for_this_user_alone_and_gone_when_nobody_names_it(
    place: Workplace, tmp_path: Path
) -> None:
    first, second = place.keep(b"one"), place.keep(b"two")
    modes = {stat.S_IMODE(path.stat().st_mode) for path in (tmp_path / "jobs").iterdir()}
    assert modes == {0o600}
    assert stat.S_IMODE((tmp_path / "jobs").stat().st_mode) == 0o700
    place.keep_only({first}, age=60)
    assert place.take(second) == b"two", "it may be just being made"
    place.keep_only({first}, age=-1)
    assert (place.take(first), place.take(second)) == (b"one", None)


def test_a_folder_keeps_its_name_and_another_one_has_another(tmp_path: Path) -> None:
    first = Workplace(tmp_path / "a").name
    assert Workplace(tmp_path / "a").name == first
    assert Workplace(tmp_path / "b").name != first
    assert [path.name for path in (tmp_path / "a" / "jobs").iterdir()] == ["name"]


def test_one_process_is_called_and_another_one_when_it_has_ended(tmp_path: Path) -> None:
    program = [sys.executable, "-c", "import signal; signal.pause()"]
    place = Workplace(tmp_path, lambda: subprocess.Popen(program))
    place.call()
    first = place.process
    assert first
    place.call()
    assert place.process == first
    kill(place, first)
    place.call()
    second = place.process
    assert second
    assert second != first
    kill(place, second)


def test_nobody_is_called_where_one_lives_or_where_there_is_nobody_to_call(
    place: Workplace, tmp_path: Path
) -> None:
    place.call()
    assert place.process is None
    beside = Workplace(tmp_path, lambda: pytest.fail("called"))
    with a_worker(place, 1, 0, 0):
        beside.call()
