"""What the start of the demo says: a slip as a link, and as a code that a phone reads."""

import fcntl
import os
import pty
import struct
import sys
import termios
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

import pytest
from makers.meetings import a_hall
from makers.small_example import a_small_example

from ballot.cli import demo
from ballot.demo.folder import Folder
from ballot.domain.access import CONSOLE
from ballot.domain.meeting import Transport
from ballot.domain.paper import Ballot
from ballot.slips import address, qr
from ballot.storage.database import Database
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.words.language import speaking

HALVES = {"█": (False, False), "▄": (True, False), "▀": (False, True), "\xa0": (True, True)}
"""A character of the terminal → whether its upper and its lower module are black."""


@pytest.fixture(params=[Transport.LOCAL])
def hall(sqlite_url: str, tmp_path: Path, request: pytest.FixtureRequest) -> Iterator[Hall]:
    database = Database.connect(sqlite_url)
    yield a_hall(database, tmp_path, transport=request.param)
    database.dispose()


@pytest.fixture
def folder(hall: Hall, tmp_path: Path) -> Iterator[Folder]:
    with speaking("zh"):
        yield a_small_example(hall, tmp_path / "data")


@contextmanager
def a_terminal(patch: pytest.MonkeyPatch, columns: int) -> Iterator[list[str]]:
    """stderr as a terminal so wide; its lines when the block has ended."""
    master, slave = pty.openpty()
    fcntl.ioctl(slave, termios.TIOCSWINSZ, struct.pack("HHHH", 40, columns, 0, 0))
    lines: list[str] = []
    reader = Thread(target=lambda: lines.extend(_all_of(master).decode().splitlines()))
    reader.start()
    with os.fdopen(slave, "w", encoding="utf-8") as terminal, patch.context() as patched:
        patched.setattr(sys, "stderr", terminal)
        yield lines
    reader.join()
    os.close(master)


def _all_of(master: int) -> bytes:
    """What is written to a terminal until nobody holds its other end any more."""
    found = b""
    with suppress(OSError):
        while some := os.read(master, 4096):
            found += some
    return found


def modules(lines: list[str]) -> list[list[bool]]:
    """The code that a camera sees on a terminal."""
    seen: list[list[bool]] = []
    for line in lines:
        halves = [HALVES[each] for each in line if each in HALVES]
        if halves:
            seen += [[upper for upper, _ in halves], [lower for _, lower in halves]]
    return seen


def test_a_wide_terminal_shows_the_link_as_a_code(
    hall: Hall, folder: Folder, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    with a_terminal(monkeypatch, 80) as lines:
        demo.offer(hall, folder)
    first = folder.slips()[0]
    url = address.url(hall.public_url, first.number, first.token)
    assert capsys.readouterr().out == url + "\n"
    code = qr.matrix(address.in_capitals(url))
    assert modules(lines)[: len(code)] == code
    assert "--demo --hall" in lines[-1]


def test_a_narrow_terminal_shows_no_torn_code(
    hall: Hall, folder: Folder, monkeypatch: pytest.MonkeyPatch
) -> None:
    with a_terminal(monkeypatch, 40) as lines:
        demo.offer(hall, folder)
    assert modules(lines) == []


@pytest.mark.parametrize("hall", [Transport.PLAIN], indirect=True)
def test_the_network_of_a_hall_is_not_called_this_machine(
    hall: Hall, folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    demo.offer(hall, folder)
    said = capsys.readouterr()
    assert said.out.startswith(hall.public_url)
    assert "--demo --hall" not in said.err


def test_the_slip_is_one_that_can_still_vote(
    hall: Hall, folder: Folder, capsys: pytest.CaptureFixture[str]
) -> None:
    first, second = folder.slips()[:2]
    cast_ballot(hall, first.number, first.token, Ballot((0,)))
    demo.offer(hall, folder)
    assert second.token.text in capsys.readouterr().out
    close_voting(hall, CONSOLE, first.number)
    demo.offer(hall, folder)
    said = capsys.readouterr()
    assert (said.out, said.err) == ("", "")
