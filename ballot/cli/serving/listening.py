"""The one listening socket, from which all workers take.

Where each had its own, a connection that waits in the queue of a worker that ends would be reset.
"""

import os
import socket
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from ballot.config import Config
from ballot.domain.errors import SettingWrong

BACKLOG = 4096
"""Connections that wait until a worker takes them."""

UNANSWERED_MS = 30_000
"""How long a connection may stay without a sign that its client took what was sent to it.

The system holds it to that (``TCP_USER_TIMEOUT``), also where the client says again and again
that he has no room: who takes nothing for so long loses his connection.
"""


@contextmanager
def listening(config: Config) -> Iterator[socket.socket]:
    """The socket of ``BALLOT_HOST`` and ``BALLOT_PORT``; who comes before a worker is there waits
    in its queue. What is set here every connection inherits.

    Raises SettingWrong where the address is not ours, or the port is taken: not where only old
    connections of a server before us are still dying there.
    """
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as made:
        made.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        made.setsockopt(socket.SOL_SOCKET, socket.SO_KEEPALIVE, 1)
        made.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        if hasattr(socket, "TCP_USER_TIMEOUT"):
            made.setsockopt(socket.IPPROTO_TCP, socket.TCP_USER_TIMEOUT, UNANSWERED_MS)
        try:
            made.bind((config.host, config.port))
            made.listen(BACKLOG)  # only from now on nobody else can have the port
        except OSError as error:
            found = f"{config.host}:{config.port}"
            raise SettingWrong("BALLOT_PORT", found, error.strerror or "") from None
        yield made


def take_no_more(shared: socket.socket) -> None:
    """Let this process take no connection any more: what comes is left to the others.

    A worker that is told to end drops a connection whose request it has not read yet. The socket
    itself stays open in the others; here a deaf one lies in its place from now on.
    """
    number = os.fstat(shared.fileno()).st_ino
    deaf = socket.socket(socket.AF_UNIX)
    deaf.bind("")
    deaf.listen()
    deaf.setblocking(False)
    for each in [int(path.name) for path in Path("/proc/self/fd").iterdir()]:
        with suppress(OSError):  # the folder itself was open as it was listed
            if os.fstat(each).st_ino == number:
                os.dup2(deaf.fileno(), each)
