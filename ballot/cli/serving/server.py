"""The parent of the workers: granian's, but for the loop that holds them.

It overrides inner methods of granian 2.8, ``_init_shared_socket``, ``_spawn_workers``,
``_serve_loop`` and ``_stop_workers``: docs/decisions/server-library-held.md says why, and
``tests/cli/serving/test_granian.py`` what to look at before the version is raised.
"""

import os
import signal
import socket
import sys
from collections.abc import Callable
from contextlib import suppress
from functools import partial
from multiprocessing import connection
from multiprocessing.process import BaseProcess
from typing import Any

from granian._granian import SocketHolder
from granian.constants import HTTPModes, Interfaces, SSLProtocols
from granian.http import HTTP1Settings
from granian.log import LogLevels
from granian.server import MPServer

from ballot.cli.serving import connections, preparing, worker
from ballot.cli.serving.listening import BACKLOG
from ballot.cli.serving.supervision import Supervisor
from ballot.cli.serving.wakeup import Bell
from ballot.config import Config
from ballot.serving.memory import Serving

STOP_SECONDS = 3
"""How long a stop waits. A cast takes milliseconds and is acknowledged after its commit, so what
is still there after three seconds is a stalled connection: ending it loses nothing."""

HEAD_MS = 10_000
"""How long the head of a request may take: from the first byte, from the connection where none
comes, and from the last answer on a connection that is kept."""

LARGEST_HEAD = 32 * 1024
"""Bytes that granian keeps of a request before its application has it."""


class Server(MPServer):
    """Answers until it is stopped. ``started`` is called once, when all workers answer.

    HTTP/1.1 alone: what is held to limits here and in the pages are requests of connections, and
    HTTP/2 has a hundred in one.
    """

    def __init__(self, config: Config, shared: socket.socket, started: Callable[[], None]) -> None:
        super().__init__(
            worker.TARGET,
            address=config.host,
            port=config.port,
            interface=Interfaces.RSGI,
            workers=config.workers,
            websockets=False,
            backlog=BACKLOG,
            backpressure=connections.most(preparing.raise_handles()),
            http=HTTPModes.http1,
            http1_settings=HTTP1Settings(header_read_timeout=HEAD_MS, max_buffer_size=LARGEST_HEAD),
            log_level=LogLevels.error,
            ssl_cert=config.tls_cert,
            ssl_key=config.tls_key,
            ssl_protocol_min=SSLProtocols.tls12,
        )
        self._shared = shared
        self._started: Callable[[], None] | None = started
        self._bell = Bell()
        self._serving = Serving(config.data)
        self.supervisor: Supervisor

    def signal_handler_interrupt(self, *args: object, **kwargs: object) -> None:
        """SIGTERM, SIGINT: stop."""
        self.interrupt_signal = True
        self._bell.ring()

    def signal_handler_reload(self, *args: object, **kwargs: object) -> None:
        """SIGHUP, a closed terminal: stop."""
        self.signal_handler_interrupt()

    def ask_for_new_workers(self, *args: object) -> None:
        """SIGUSR1, which a worker sends that remembers an ended vote."""
        self.reload_signal = True
        self._bell.ring()

    def _init_shared_socket(self) -> None:
        holder: Any = SocketHolder
        self._ssp, self._shd = None, holder(self._shared.fileno(), False, BACKLOG)
        self._sso = self._shared

    def _drop_shared_socket(self) -> None:
        """Nothing: who made it closes it."""

    def _spawn_workers(self, spawn_target: Any, target_loader: Any) -> None:
        from ballot.serving import log, logfmt

        log.set_up()

        def spawn(index: int) -> BaseProcess:
            inner: BaseProcess = self._spawn_worker(index, spawn_target, target_loader).inner
            logfmt.drop_unwritten()
            inner.start()
            return inner

        self.supervisor = Supervisor(self.workers, spawn, self._has, log.worker)

    def _serve_loop(self, spawn_target: Any, target_loader: Any) -> None:
        while not self.interrupt_signal:
            self.supervisor.look()
            self._tell()
            ends = [each.sentinel for each in self.supervisor.workers()]
            connection.wait([self._bell.fileno(), *ends], self.supervisor.pause())
            self._bell.hear()
            if self.reload_signal:
                self.reload_signal = False
                self.supervisor.replace()

    def _tell(self) -> None:
        """Say once that all answer. Whether somebody still listens is no matter of the service."""
        if self._started and self.supervisor.is_complete():
            with suppress(OSError):
                self._started()
            self._started = None

    def _has(self, process: int) -> bool:
        with suppress(OSError):  # no handle, no disk at this moment: it is looked at again
            return self._serving.has(process)
        return False

    def _stop_workers(self) -> None:
        self.supervisor.stop(STOP_SECONDS)


def serve_until_stopped(config: Config, shared: socket.socket, started: Callable[[], None]) -> None:
    """Answer until SIGTERM, SIGINT or SIGHUP (a closed terminal); ``started()`` once it answers."""
    server = Server(config, shared, started)
    if sys.platform == "linux":
        signal.signal(signal.SIGUSR1, server.ask_for_new_workers)
    begin = partial(worker.application, os.getpid(), shared, server.backpressure)
    server.serve(target_loader=begin, wrap_loader=False)
