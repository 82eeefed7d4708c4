"""Clients that open connections and do not go on: none, a part of a head, a part of a body.

In a process of its own, so that the voters of a test have theirs: ``python half_sent.py PORT PATH
KIND COUNT ADDRESS…``. It keeps COUNT connections open, divided among the addresses, and opens each
again as it is closed, until its input ends. It says ``ready`` once the first COUNT are there, and
at its end how often one was closed.
"""

import resource
import select
import selectors
import socket
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

TWO_PHONES = ("127.0.0.2", "127.0.0.3")
"""Not the address of servers: the ports of thousands of connections would be missing there."""

FORM = "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 100\r\n"


def begun(kind: str, path: str, port: int) -> bytes:
    """What is sent of a request, and no more."""
    head = f"POST {path} HTTP/1.1\r\nHost: 127.0.0.1:{port}\r\n{FORM}"
    return {"idle": "", "head": head, "body": f"{head}\r\na1_1=1&"}[kind].encode()


class Crowd:
    """``count`` connections that stay half-way."""

    def __init__(self, port: int, sent: bytes, addresses: list[str]) -> None:
        self.closed = 0
        self._port, self._sent, self._addresses = port, sent, addresses
        self._held = selectors.DefaultSelector()

    def open(self, which: int) -> None:
        """One more; where its address has no port left at this moment, none."""
        made = socket.socket()
        made.setblocking(False)
        try:
            made.bind((self._addresses[which % len(self._addresses)], 0))
            made.connect_ex(("127.0.0.1", self._port))
        except OSError:
            made.close()
            return
        self._held.register(made, selectors.EVENT_WRITE, which)

    def go_on(self) -> None:
        """Send what is sent of each; open again what was closed."""
        for key, events in self._held.select(0.2):
            made: socket.socket = key.fileobj
            if events & selectors.EVENT_WRITE and self._goes(made, key.data):
                self._held.modify(made, selectors.EVENT_READ, key.data)
            else:
                self._look(made, key.data)

    def _goes(self, made: socket.socket, which: int) -> bool:
        try:
            made.sendall(self._sent)
        except OSError:
            return False
        return True

    def _look(self, made: socket.socket, which: int) -> None:
        try:
            if made.recv(4096):
                return
        except OSError:
            pass
        self._held.unregister(made)
        made.close()
        self.closed += 1
        self.open(which)


def main(port: str, path: str, kind: str, count: str, *addresses: str) -> None:
    """Keep so many open until the input ends."""
    hard = resource.getrlimit(resource.RLIMIT_NOFILE)[1]
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    crowd = Crowd(int(port), begun(kind, path, int(port)), list(addresses))
    for which in range(int(count)):
        crowd.open(which)
        if which % 100 == 0:
            crowd.go_on()
    crowd.go_on()
    print("ready", flush=True)  # noqa: T201 - this is its way to tell
    while not select.select([sys.stdin], [], [], 0)[0]:
        crowd.go_on()
    print(crowd.closed, flush=True)  # noqa: T201


@contextmanager
def half_sent(
    url: str, kind: str, count: int, addresses: tuple[str, ...] = TWO_PHONES
) -> Iterator[list[int]]:
    """Meanwhile ``count`` clients stand half-way at ``url``; at the end the list has how often
    one of them was closed.
    """
    closed: list[int] = []
    where = urlsplit(url)
    words = [str(where.port), where.path, kind, str(count), *addresses]
    with subprocess.Popen(
        [sys.executable, str(Path(__file__)), *words],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as crowd:
        assert crowd.stdin
        assert crowd.stdout
        assert crowd.stdout.readline() == "ready\n"
        try:
            yield closed
        finally:
            crowd.stdin.close()
            closed.append(int(crowd.stdout.read()))


if __name__ == "__main__":
    main(*sys.argv[1:])
