"""So many connections, and room for one more: where there are too many, the quietest are closed.

Whoever opens connections and sends nothing, half of a head, half of a hello of TLS, loses each of
them after ten seconds. Until then it costs a file handle and some memory; thousands of them would
leave no handle for a voter. Which is quiet, the system knows.
"""

import os
import socket
import struct
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass
from threading import Thread

MOST = 16_384
"""Connections of a worker, at most. One costs 5 KB of memory while nothing has come on it, 20 KB
with a part of a head.
"""

OTHER_HANDLES = 256
"""Handles that are not a voter's: of the database, of files that are sent, of the program."""

QUIET_MS = 1_000
"""How long nothing has come or gone on a connection that may be closed."""

LOOK = 0.25
"""Seconds between two looks at how many there are."""

ESTABLISHED = 1
LAST_SENT, LAST_RECEIVED = 44, 52
"""Where ``struct tcp_info`` has the milliseconds since data were sent, and since they came; both
since the connection itself, where none did."""


def most(handles: int) -> int:
    """How many connections a worker takes that may open so many files."""
    return max(1, min(MOST, handles - OTHER_HANDLES))


def watch(shared: socket.socket, most: int) -> Thread:
    """Keep a quarter of ``most`` free for those who come, for as long as this process lives.

    ``shared`` is the listening socket: what has its port is a voter's, the rest is not touched.
    """
    port, keep = shared.getsockname()[1], most - most // 4
    thread = Thread(target=_keep_room, args=(port, keep), name="connections", daemon=True)
    thread.start()
    return thread


def close_quietest(port: int, keep: int) -> int:
    """Close as many as there are beyond ``keep``, the quietest first; how many were closed."""
    numbers = [int(each) for each in os.listdir("/proc/self/fd")]  # noqa: PTH208 - half the cost
    if len(numbers) <= keep:
        return 0
    quiet = sorted(_quiet(numbers, port), key=lambda each: each.milliseconds, reverse=True)
    for each in quiet[: len(numbers) - keep]:
        each.close()
    return min(len(quiet), len(numbers) - keep)


@dataclass(frozen=True, slots=True)
class Quiet:
    """A connection on which nothing has moved for so long, by the number of its handle."""

    number: int
    milliseconds: int
    inode: int

    def close(self) -> None:
        """End it for both sides; its owner lets go of the handle. Not where the handle has
        become another one's meanwhile.
        """
        with suppress(OSError), _own(self.number) as mine:
            if os.fstat(mine.fileno()).st_ino == self.inode:
                mine.shutdown(socket.SHUT_RDWR)


def _keep_room(port: int, keep: int) -> None:
    while True:
        with suppress(OSError):  # not even one handle was left to look with
            close_quietest(port, keep)
        time.sleep(LOOK)


def _quiet(numbers: list[int], port: int) -> Iterator[Quiet]:
    for number in numbers:
        with suppress(OSError), _own(number) as mine:
            known = mine.getsockopt(socket.IPPROTO_TCP, socket.TCP_INFO, LAST_RECEIVED + 4)
            since = min(_figure(known, LAST_SENT), _figure(known, LAST_RECEIVED))
            if known[0] == ESTABLISHED and since >= QUIET_MS and mine.getsockname()[1] == port:
                yield Quiet(number, since, os.fstat(number).st_ino)


def _own(number: int) -> socket.socket:
    """A handle of our own to the socket ``number``. Raises OSError where that is none."""
    mine = os.dup(number)
    try:
        return socket.socket(fileno=mine)
    except OSError:
        os.close(mine)
        raise


def _figure(known: bytes, at: int) -> int:
    return int(struct.unpack_from("@I", known, at)[0])
