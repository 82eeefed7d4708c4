"""Which processes serve: known from locks, so that nobody trusts the word of a dead one."""

import os
import signal
import stat
from collections.abc import Iterator, Set
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ballot.serving.memory import Serving, Worker

NOON = datetime(2026, 12, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def serving(tmp_path: Path) -> Serving:
    return Serving(tmp_path)


@contextmanager
def a_process(serving: Serving, at: datetime, ready: Set[bytes] = frozenset()) -> Iterator[int]:
    """A process that serves from ``at`` until the end of the block, ready for some runs."""
    told, tell = os.pipe()
    process = os.fork()
    if process == 0:
        serving.enter(at)
        serving.tell_ready(ready)
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


def test_nobody_serves_at_first(serving: Serving) -> None:
    assert serving.oldest() is None
    assert not serving.has(1)


def test_the_oldest_of_those_that_live_is_told(serving: Serving) -> None:
    with a_process(serving, NOON + timedelta(hours=1)) as young:
        with a_process(serving, NOON) as old:
            assert serving.oldest() == NOON
            assert serving.has(old)
            assert serving.has(young)
        assert serving.oldest() == NOON + timedelta(hours=1)
        assert not serving.has(old)


def test_of_a_killed_process_nothing_is_left(serving: Serving, tmp_path: Path) -> None:
    with a_process(serving, NOON):
        pass
    assert serving.oldest() is None
    assert list((tmp_path / "workers").iterdir()) == []


def test_what_processes_are_ready_for_is_believed_as_long_as_they_live(
    serving: Serving, tmp_path: Path
) -> None:
    run, other = bytes(16), bytes(range(16))
    assert serving.is_ready(run) is None, "nobody serves"
    serving.tell_ready({run})
    assert list(tmp_path.glob("workers/*")) == [], "who has not entered tells nothing"
    with a_process(serving, NOON):
        assert serving.is_ready(run) is False
        with a_process(serving, NOON, {run, other}):
            assert serving.is_ready(run) is False, "one of two is not ready"
        assert serving.is_ready(run) is False
    with a_process(serving, NOON, {run, other}), a_process(serving, NOON, {run}):
        assert serving.is_ready(run) is True
        assert serving.is_ready(other) is False
    assert serving.is_ready(run) is None


def test_what_is_told_is_told_anew_and_the_time_stays(serving: Serving, tmp_path: Path) -> None:
    runs = [bytes([place] * 16) for place in range(3)]
    serving.enter(NOON)
    (note,) = (tmp_path / "workers").iterdir()
    for told in (set(runs), {runs[1]}, set(), {runs[2]}):
        serving.tell_ready(told)
        assert Worker.read(note.read_bytes()) == Worker(NOON, frozenset(told))
    before = note.stat().st_mtime_ns
    serving.tell_ready({runs[2]})
    assert note.stat().st_mtime_ns == before, "nothing is written where nothing is new"
    note.unlink()


def test_the_note_of_a_process_is_private_and_holds_time_and_runs_alone(
    serving: Serving, tmp_path: Path
) -> None:
    with a_process(serving, NOON):
        (note,) = (tmp_path / "workers").iterdir()
        assert stat.S_IMODE(note.stat().st_mode) == 0o600
        assert stat.S_IMODE(note.parent.stat().st_mode) == 0o700
        assert note.read_text() == f"{NOON.isoformat()}\n"
    with a_process(serving, NOON, {bytes(16)}) as process:
        note = tmp_path / "workers" / f"{process}.worker"
        assert note.read_text().split() == [NOON.isoformat(), "00" * 16]
