"""What a worker begins with, before it answers anybody."""

import os
import signal
import socket
import sys
from functools import partial
from importlib import import_module
from typing import Any

from ballot.cli.serving import connections, listening
from ballot.domain.errors import BallotError
from ballot.serving import memory, process
from ballot.serving.loading import keep, loading

TARGET = "ballot.app:from_environment"


def load() -> Any:
    """The module of the pages. Code alone: nothing happens at import.

    A parent of several workers calls it before it makes them, so that they share what they can and
    one that takes another's place is there at once. A parent of one leaves it to the worker: it
    would hold 20 MB that only the worker uses.
    """
    with loading():
        module = import_module(TARGET.partition(":")[0])
    keep()
    return module


def application(parent: int, shared: socket.socket, most: int) -> Any:
    """The application of this worker, whose parent is the process ``parent``, and which takes
    ``most`` connections from the socket ``shared``.

    Where it cannot be made, the database being away for instance, the worker ends: its parent
    starts another one, a little later each time.
    """
    try:
        if sys.platform == "linux":
            _obey(parent, shared)
            connections.watch(shared, most)
        return getattr(load(), TARGET.partition(":")[2])()
    except Exception as error:  # the last net: a line of the log, never a traceback
        _say(error)
        raise SystemExit(1) from None


def _obey(parent: int, shared: socket.socket) -> None:
    """End with the parent, stop at once as long as nobody is answered, and take signals as our
    own: those of the parent were copied with it.
    """
    process.end_with(parent)  # or it would go on with the lock and answer to nobody
    for each in (signal.SIGINT, signal.SIGTERM):
        signal.signal(each, signal.SIG_DFL)
    for each in (signal.SIGHUP, signal.SIGUSR1):
        signal.signal(each, signal.SIG_IGN)
    signal.signal(signal.SIGUSR2, lambda *_given: listening.take_no_more(shared))
    memory.restart = partial(os.kill, parent, signal.SIGUSR1)


def _say(error: Exception) -> None:
    from ballot.serving import log

    if isinstance(error, BallotError):
        log.worker("cannot serve", error=type(error).__name__)
    else:
        log.failure(error, "start")
