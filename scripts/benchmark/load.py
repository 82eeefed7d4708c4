"""Voters as raw sockets in one thread: cheaper than any server that they press.

Each voter opens a connection of his own, asks for his page, sends his form, and leaves.
"""

import re
import selectors
import socket
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
DONE = "已计入".encode()

Form = Callable[[bytes], tuple[bytes, bytes]]
"""From the answer to the GET: the extra header lines and the body of the POST."""


@dataclass
class Voter:
    """One voter's visit, and when it came, began and was confirmed (seconds)."""

    path: str
    due: float
    form: Form
    connection: socket.socket | None = None
    received: bytes = b""
    posted: bool = False
    confirmed: float | None = None
    failed: bool = False

    @property
    def latency(self) -> float:
        """Arrival to confirmation."""
        return (self.confirmed or 0.0) - self.due


@dataclass
class Crowd:
    """Voters that come at their times; at most ``most`` are inside at once."""

    host: str
    port: int
    most: int = 4096
    selector: selectors.BaseSelector = field(default_factory=selectors.DefaultSelector)

    def vote(self, paths: Sequence[str], within: float, form: Form) -> list[Voter]:
        """All voters, evenly over ``within`` seconds (0: as fast as the door lets them in)."""
        began = time.perf_counter()
        step = within / max(1, len(paths))
        voters = [Voter(path, began + place * step, form) for place, path in enumerate(paths)]
        waiting, inside = list(reversed(voters)), 0
        while waiting or inside:
            while waiting and inside < self.most and waiting[-1].due <= time.perf_counter():
                self._enter(waiting.pop(), within)
                inside += 1
            for key, mask in self.selector.select(0.001):
                inside -= self._go_on(key.data, mask)
        return voters

    def _enter(self, voter: Voter, within: float) -> None:
        if not within:
            voter.due = time.perf_counter()
        voter.connection = socket.socket()
        voter.connection.setblocking(False)
        voter.connection.connect_ex((self.host, self.port))
        self.selector.register(voter.connection, selectors.EVENT_WRITE, voter)

    def _go_on(self, voter: Voter, mask: int) -> int:
        """One step of one voter; 1 when he leaves."""
        connection = voter.connection
        assert connection is not None  # noqa: S101 - entered voters have one
        try:
            if mask & selectors.EVENT_WRITE:
                connection.sendall(self._get(voter))
                self.selector.modify(connection, selectors.EVENT_READ, voter)
                return 0
            part = connection.recv(65536)
            voter.received += part
            if not part:
                raise ConnectionError
            return self._answered(voter) if _is_whole(voter.received) else 0
        except OSError:
            voter.failed = True
            return self._leave(voter)

    def _answered(self, voter: Voter) -> int:
        if voter.posted:
            if DONE in voter.received:
                voter.confirmed = time.perf_counter()
            else:
                voter.failed = True
            return self._leave(voter)
        headers, body = voter.form(voter.received)
        voter.received, voter.posted = b"", True
        head = f"POST {voter.path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n".encode()
        kind = b"Content-Type: application/x-www-form-urlencoded\r\n"
        length = f"Content-Length: {len(body)}\r\n\r\n".encode()
        assert voter.connection is not None  # noqa: S101 - entered voters have one
        voter.connection.sendall(head + headers + kind + length + body)
        return 0

    def _get(self, voter: Voter) -> bytes:
        return f"GET {voter.path} HTTP/1.1\r\nHost: {self.host}:{self.port}\r\n\r\n".encode()

    def _leave(self, voter: Voter) -> int:
        assert voter.connection is not None  # noqa: S101 - entered voters have one
        self.selector.unregister(voter.connection)
        voter.connection.close()
        return 1


def _is_whole(received: bytes) -> bool:
    head, gap, body = received.partition(b"\r\n\r\n")
    found = LENGTH.search(head)
    return bool(gap) and found is not None and len(body) >= int(found[1])
