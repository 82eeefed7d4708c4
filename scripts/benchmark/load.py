"""Voters as raw sockets in one thread: cheaper than any server that they press.

Each voter opens a connection of his own, asks for his page, sends his form (or forms), and
leaves. ``Phones`` are the same voters over connections that stay: what a line costs by itself.
"""

import re
import select
import socket
import ssl
import time
from collections import deque
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Protocol

LENGTH = re.compile(rb"content-length: *(\d+)", re.IGNORECASE)
COUNTED = "已计入".encode()
REPEATED = "已经投过".encode()
PART = 65536
SILENCE = 60
"""Seconds without any answer after which those who wait are told to have failed."""


class Form(Protocol):
    """How a voter fills in what he was shown."""

    def __call__(self, page: bytes, option: int) -> list[tuple[bytes, bytes]]:
        """Extra header lines and body of each POST that follows the page."""


@dataclass(slots=True)
class Visit:
    """One press: which slip, which option (from 1), when it came and what it was told.

    ``told`` is ``counted``, ``repeated``, or the words of anything else; times in seconds.
    """

    path: str
    option: int
    due: float = 0.0
    ended: float = 0.0
    told: str = ""

    @property
    def confirmed(self) -> bool:
        """Whether the voter read that his ballot is in, now or before."""
        return self.told in ("counted", "repeated")

    @property
    def latency(self) -> float:
        """Seconds from arrival to answer."""
        return self.ended - self.due


class Line:
    """A connection, the visit that goes over it, and what is still to be sent."""

    __slots__ = ("connection", "received", "steps", "visit")

    def __init__(self, connection: socket.socket, visit: Visit) -> None:
        self.connection = connection
        self.received = b""
        self.steps: deque[bytes] | None = None
        self.visit = visit


class Crowd:
    """Voters that come at their times, each over a connection of his own."""

    def __init__(self, port: int, form: Form, most: int = 4096) -> None:
        """``most`` are inside at once; the others wait at the door."""
        self.port, self.form, self.most = port, form, most
        self._host = f"Host: 127.0.0.1:{port}\r\n".encode()
        self._poll = select.epoll()
        self._lines: dict[int, Line] = {}

    def vote(self, visits: Sequence[Visit], within: float = 0.0) -> None:
        """All visits, evenly over ``within`` seconds (0: as fast as the door lets them in)."""
        began = heard = time.perf_counter()
        step = within / max(1, len(visits))
        for place, visit in enumerate(visits):
            visit.due = began + place * step if within else 0.0
        waiting = deque(visits)
        while waiting or self._lines:
            now = time.perf_counter()
            while waiting and len(self._lines) < self.most and waiting[0].due <= now:
                self._enter(waiting.popleft(), now)
            for number, _mask in self._poll.poll(0.001):
                heard = time.perf_counter()
                self._go_on(number, waiting)
            if time.perf_counter() - heard > SILENCE:
                self._give_up(waiting)

    def close(self) -> None:
        """Let go of what was held."""
        for line in self._lines.values():
            line.connection.close()
        self._poll.close()

    def _enter(self, visit: Visit, now: float) -> None:
        visit.due = visit.due or now
        connection = socket.socket()
        connection.connect(("127.0.0.1", self.port))
        connection.setblocking(False)
        self._begin(connection, visit)

    def _begin(self, connection: socket.socket, visit: Visit) -> None:
        number = connection.fileno()
        if number not in self._lines:
            self._poll.register(number, select.EPOLLIN)
        self._lines[number] = Line(connection, visit)
        connection.send(b"GET %s HTTP/1.1\r\n%s\r\n" % (visit.path.encode(), self._host))

    def _go_on(self, number: int, waiting: deque[Visit]) -> None:
        line = self._lines[number]
        try:
            part = line.connection.recv(PART)
        except ssl.SSLWantReadError:
            return
        except OSError:
            part = b""
        line.received += part
        if not part:
            self._end(number, "the connection was closed", waiting)
        elif _is_whole(line.received):
            self._answered(number, line, waiting)

    def _answered(self, number: int, line: Line, waiting: deque[Visit]) -> None:
        if line.steps is None:
            line.steps = deque(self._requests(line))
        if line.steps:
            line.received = b""
            line.connection.send(line.steps.popleft())
        else:
            self._end(number, _told(line.received), waiting)

    def _requests(self, line: Line) -> list[bytes]:
        head = b"POST %s HTTP/1.1\r\n%s" % (line.visit.path.encode(), self._host)
        kind = b"Content-Type: application/x-www-form-urlencoded\r\n"
        return [
            b"%s%s%sContent-Length: %d\r\n\r\n%s" % (head, more, kind, len(body), body)
            for more, body in self.form(line.received, line.visit.option)
        ]

    def _end(self, number: int, told: str, _waiting: deque[Visit]) -> None:
        line = self._lines.pop(number)
        line.visit.ended, line.visit.told = time.perf_counter(), told
        line.connection.close()

    def _give_up(self, waiting: deque[Visit]) -> None:
        for number in list(self._lines):
            self._end(number, f"no answer within {SILENCE} s", waiting)


class Phones(Crowd):
    """Voters over connections that stay open, plain or under TLS."""

    def __init__(self, port: int, form: Form, lines: int, tls: bool) -> None:
        super().__init__(port, form, lines)
        self._free = [self._connect(tls) for _ in range(lines)]

    def _connect(self, tls: bool) -> socket.socket:
        connection = socket.create_connection(("127.0.0.1", self.port))
        if tls:
            context = ssl.create_default_context()
            context.check_hostname = False
            context.verify_mode = ssl.CERT_NONE
            connection = context.wrap_socket(connection, server_hostname="localhost")
        connection.setblocking(False)
        return connection

    def _enter(self, visit: Visit, now: float) -> None:
        visit.due = visit.due or now
        self._begin(self._free.pop(), visit)

    def _end(self, number: int, told: str, waiting: deque[Visit]) -> None:
        line = self._lines.pop(number)
        line.visit.ended, line.visit.told = time.perf_counter(), told
        self._poll.unregister(number)
        self._free.append(line.connection)

    def close(self) -> None:
        """Let go of all lines."""
        for connection in self._free:
            connection.close()
        super().close()


def one_form(_page: bytes, option: int) -> list[tuple[bytes, bytes]]:
    """One subject: options and confirm on one page."""
    return [(b"", b"a1_1=%d" % option)]


def many_forms(subjects: int) -> Form:
    """Several subjects: the answers, then the page to look once more, which casts."""

    def fill(_page: bytes, option: int) -> list[tuple[bytes, bytes]]:
        answers = b"&".join(b"a%d_1=%d" % (at + 1, option) for at in range(subjects))
        return [(b"", answers), (b"", answers + b"&cast=1")]

    return fill


def by(choose: Callable[[int], int], paths: Sequence[str]) -> list[Visit]:
    """A visit a slip, with the option that ``choose`` gives its place."""
    return [Visit(path, choose(place)) for place, path in enumerate(paths)]


def _is_whole(received: bytes) -> bool:
    end = received.find(b"\r\n\r\n")
    found = LENGTH.search(received, 0, end + 2) if end > 0 else None
    return found is not None and len(received) - end - 4 >= int(found[1])


def _told(answer: bytes) -> str:
    if REPEATED in answer:
        return "repeated"
    if COUNTED in answer:
        return "counted"
    head, _gap, body = answer.partition(b"\r\n\r\n")
    words = re.sub(rb"<(style|script).*?</\1>|<[^>]*>|\s+", b" ", body, flags=re.DOTALL)
    return (head[:15] + b" " + words.strip()[:200]).decode(errors="replace")
