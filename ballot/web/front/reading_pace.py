"""How fast a reader takes what is sent to him.

The server puts a streamed answer into a queue without end: a reader on a weak line would have all
of it lie in memory. The kernel knows what he has not taken yet, so we ask for his socket.
"""

import fcntl
import os
import socket
import stat
import struct
import termios
import time
from contextlib import suppress
from pathlib import Path

from ballot.web.front import environ

ROOM = 256 * 1024
"""Bytes that may be on their way before the next piece is sent."""

STALLED_SECONDS = 30
"""Whoever takes nothing for so long loses his connection."""

LOOK = 0.005
"""Seconds between two looks."""

DESCRIPTORS = Path("/proc/self/fd")


class ReaderGone(Exception):
    """Nobody takes the rest of the answer."""


class Reader:
    """The other end of a connection. Where its socket is not to be found, nothing is waited for."""

    def __init__(self, client: str) -> None:
        """``client`` is ``address:port``, as the server tells it."""
        self._socket = _find(client)

    def wait(self) -> None:
        """Until there is room for the next piece. Raises ReaderGone."""
        if self._socket is None:
            return
        before, since = -1, time.monotonic()
        while (left := _not_taken(self._socket)) > ROOM:
            if left != before:
                before, since = left, time.monotonic()
            elif time.monotonic() - since > STALLED_SECONDS:
                self.hang_up()
                raise ReaderGone
            time.sleep(LOOK)
        if _is_gone(self._socket):
            raise ReaderGone

    def hang_up(self) -> None:
        """End the connection: whoever reads sees that the rest is missing."""
        if self._socket is not None:
            with suppress(OSError):
                self._socket.shutdown(socket.SHUT_RDWR)

    def close(self) -> None:
        """Let go of the socket; the server still holds it."""
        if self._socket is not None:
            self._socket.close()


def _not_taken(connection: socket.socket) -> int:
    """Bytes that the kernel has sent, or is to send, and that are not acknowledged."""
    answer = fcntl.ioctl(connection.fileno(), termios.TIOCOUTQ, bytes(4))
    return int(struct.unpack("i", answer)[0])


def _is_gone(connection: socket.socket) -> bool:
    try:
        return connection.recv(1, socket.MSG_PEEK | socket.MSG_DONTWAIT) == b""
    except BlockingIOError:
        return False
    except OSError:
        return True


def _find(client: str) -> socket.socket | None:
    """A second handle on the connection of this process whose other end is ``client``."""
    if not DESCRIPTORS.is_dir():
        return None
    for number in [int(each.name) for each in DESCRIPTORS.iterdir()]:
        with suppress(OSError):  # the folder itself was open as it was listed
            if stat.S_ISSOCK(os.fstat(number).st_mode):
                found = socket.socket(fileno=os.dup(number))
                if _is_peer(found, client):
                    return found
                found.close()
    return None


def _is_peer(connection: socket.socket, client: str) -> bool:
    try:
        peer = connection.getpeername()
    except OSError:
        return False
    host, port = environ.parts(client)
    return isinstance(peer, tuple) and (str(peer[0]), peer[1]) == (host, int(port))
