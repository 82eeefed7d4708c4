"""Which processes serve: known from locks, so that nobody trusts the word of a dead one."""

import os
import signal
import stat
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from ballot.memory import Serving

NOON = datetime(2026, 12, 20, 12, 0, tzinfo=UTC)


@pytest.fixture
def serving(tmp_path: Path) -> Serving:
    return Serving(tmp_path)


@contextmanager
def a_process(serving: Serving, at: datetime) -> Iterator[int]:
    """A process that serves from ``at`` until the end of the block."""
    told, tell = os.pipe()
    process = os.fork()
    if process == 0:
        serving.enter(at)
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


def test_the_note_of_a_process_is_private_and_holds_a_time_alone(
    serving: Serving, tmp_path: Path
) -> None:
    with a_process(serving, NOON):
        (note,) = (tmp_path / "workers").iterdir()
        assert stat.S_IMODE(note.stat().st_mode) == 0o600
        assert stat.S_IMODE(note.parent.stat().st_mode) == 0o700
        assert note.read_text() == NOON.isoformat()
