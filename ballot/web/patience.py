"""Forms that do not arrive: a phone that stalls half-way holds a thread, and never all of them.

The server reads a body as slowly as it is sent. Who opens connections, sends the head of a form
and then nothing would hold every thread with a few hundred of them, and nobody could vote.
"""

from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from threading import Lock
from typing import IO

from ballot.domain.errors import CouldNotCast

OF_ONE = 40
"""Bodies under way from one address. A form of a voter is one packet: honest ones are over at
once, though a whole hall share the address."""

OF_ALL = 80
"""Bodies under way in a process; with those who wait for a turn at typing, fewer than threads."""


class Bodies:
    """How many bodies are being read, and whose."""

    def __init__(self, of_one: int = OF_ONE, of_all: int = OF_ALL) -> None:
        self._of_one = of_one
        self._of_all = of_all
        self._lock = Lock()
        self._from: Counter[str] = Counter()

    def of(self, stream: IO[bytes], address: str) -> "Body":
        """The body of a request as its page will read it."""
        return Body(self, stream, address)

    @contextmanager
    def place(self, address: str) -> Iterator[None]:
        """A place for one who is being read. Raises CouldNotCast: he sends again."""
        with self._lock:
            if self._from[address] >= self._of_one or self._from.total() >= self._of_all:
                raise CouldNotCast
            self._from[address] += 1
        try:
            yield
        finally:
            with self._lock:
                self._from[address] -= 1
                if not self._from[address]:
                    del self._from[address]


class Body:
    """A stream that takes a place for as long as somebody waits for it."""

    def __init__(self, bodies: Bodies, stream: IO[bytes], address: str) -> None:
        self._bodies = bodies
        self._stream = stream
        self._address = address

    def read(self, size: int = -1) -> bytes:
        """Bytes of the body. Raises CouldNotCast where too many are under way."""
        with self._bodies.place(self._address):
            return self._stream.read(size)

    def readline(self, size: int = -1) -> bytes:
        """A line of the body. Raises CouldNotCast where too many are under way."""
        with self._bodies.place(self._address):
            return self._stream.readline(size)
