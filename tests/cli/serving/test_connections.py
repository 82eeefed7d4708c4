"""More connections than there are handles: the quietest give way, and a voter is answered."""

import socket
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.request import urlopen

import pytest
from makers.served import SERVE, House, a_house, serving
from people.half_sent import half_sent

from ballot.cli.serving import connections
from ballot.cli.serving.connections import OTHER_HANDLES, QUIET_MS, close_quietest, most

HANDLES = OTHER_HANDLES + 200
CROWD = 500
SECONDS = 8
UNHINDERED = """
from ballot.cli.serving import connections
connections.watch = lambda *given: None
import sys
sys.argv = ["ballot", "serve"]
from ballot.__main__ import main
sys.exit(main())
"""


class Line:
    """A listening socket and connections to it, both ends in this process."""

    def __init__(self) -> None:
        self.shared = socket.create_server(("127.0.0.1", 0), backlog=64)
        self.port = self.shared.getsockname()[1]
        self.ends: list[tuple[socket.socket, socket.socket]] = []

    def come(self, count: int) -> None:
        for _ in range(count):
            there = socket.create_connection(("127.0.0.1", self.port))
            self.ends.append((there, self.shared.accept()[0]))

    def ended(self) -> list[bool]:
        return [_has_ended(here) for _there, here in self.ends]

    def close(self) -> None:
        for each in (self.shared, *(end for ends in self.ends for end in ends)):
            each.close()


def _has_ended(end: socket.socket) -> bool:
    end.setblocking(False)
    try:
        return end.recv(1) == b""
    except BlockingIOError:
        return False


@pytest.fixture
def line() -> Iterator[Line]:
    made = Line()
    yield made
    made.close()


def handles() -> int:
    return len(list(Path("/proc/self/fd").iterdir()))


def test_the_quietest_go_and_no_more_than_are_too_many(line: Line) -> None:
    line.come(6)
    time.sleep(QUIET_MS / 1000 + 0.3)
    for there, here in line.ends[:2]:
        there.sendall(b"x")
        here.recv(1)
    line.come(4)
    before = handles()
    assert close_quietest(line.port, before) == 0
    assert close_quietest(line.port, before - 3) == 3
    assert handles() == before, "it has opened some of its own"
    ended = line.ended()
    assert (ended[:2], sum(ended[2:6]), ended[6:]) == ([False] * 2, 3, [False] * 4)


def test_what_is_not_a_voters_is_not_touched(line: Line) -> None:
    line.come(4)
    time.sleep(QUIET_MS / 1000 + 0.3)
    assert close_quietest(line.port + 1, 1) == 0
    assert line.ended() == [False] * 4


def test_few_handles_leave_some_for_the_program_and_many_are_not_all_taken() -> None:
    assert most(1024) == 1024 - OTHER_HANDLES
    assert most(524_288) == connections.MOST
    assert most(OTHER_HANDLES) == 1


def is_answered(house: House, command: tuple[str, ...]) -> bool:
    """Whether a voter has the page in time beside more connections than there may be."""
    with serving(house, command, HANDLES), half_sent(house.url, "idle", CROWD):
        try:
            with urlopen(f"{house.url}/v", timeout=SECONDS) as page:  # noqa: S310 - our own
                return bool(page.status == 200)
        except TimeoutError:
            return False


def test_a_voter_is_answered_beside_more_connections_than_handles(tmp_path: Path) -> None:
    assert is_answered(a_house(tmp_path), SERVE)


def test_the_control_where_nobody_gives_way_he_waits_for_deadlines(tmp_path: Path) -> None:
    assert not is_answered(a_house(tmp_path), ("-c", UNHINDERED))
