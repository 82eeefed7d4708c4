"""The serving process: a parent that holds the lock, and workers that answer.

The parent prepares nothing itself. A child that ends before the first worker starts makes keys,
data and tables, so that the parent has no thread, no connection and no key in its memory when
it forks.
"""

import ctypes
import fcntl
import multiprocessing
import os
import resource
import signal
import socket
import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels
from granian.server import MPServer

from ballot.config import Config
from ballot.domain.errors import AlreadyServing, SettingWrong

TARGET = "ballot.app:from_environment"
THREADS = 256
"""Threads a worker. A phone with a weak signal that sends half of its form and stalls holds one;
eight of them would be stopped by eight such phones."""

STOP_SECONDS = 3
"""How long a stop waits. A cast takes milliseconds and is acknowledged after its commit, so what
is still there after three seconds is a stalled connection: ending it loses nothing."""

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4


class Server(MPServer):
    """The server, which a closed terminal stops instead of doubling its worker."""

    def signal_handler_reload(self, *args: object, **kwargs: object) -> None:
        """SIGHUP: the server's own answer starts a second worker first; SQLite has one writer."""
        self.interrupt_signal = True
        self.main_loop_interrupt.set()


def harden() -> None:
    """Private files, no core dump, no reading of the memory by other processes of this user."""
    os.umask(0o077)
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(PR_SET_DUMPABLE, 0, 0, 0, 0)


@contextmanager
def only_one(data: Path) -> Iterator[None]:
    """Hold ``serve.lock`` in the data folder. Raises AlreadyServing where another holds it."""
    try:
        data.mkdir(mode=0o700, parents=True, exist_ok=True)
    except OSError as error:
        raise SettingWrong("BALLOT_DATA", str(data), error.strerror or "") from None
    with (data / "serve.lock").open("a") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise AlreadyServing(data=str(data)) from None
        yield


def in_a_child(work: Callable[[], int]) -> int:
    """Do ``work`` in a process of its own and give its exit code."""
    if sys.platform == "linux":
        multiprocessing.set_start_method("fork", force=True)
    child = multiprocessing.get_context("fork").Process(target=lambda: sys.exit(work()))
    child.start()
    child.join()
    return 1 if child.exitcode is None else child.exitcode


def _end_with_the_parent() -> None:
    """A worker whose parent was killed would go on with the lock and answer to nobody."""
    ctypes.CDLL(None, use_errno=True).prctl(PR_SET_PDEATHSIG, signal.SIGKILL, 0, 0, 0)


def check_port(config: Config) -> None:
    """Raises SettingWrong where the port is taken: workers share theirs and would not notice."""
    family = socket.AF_INET6 if ":" in config.host else socket.AF_INET
    with socket.socket(family, socket.SOCK_STREAM) as trial:
        trial.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            trial.bind((config.host, config.port))
        except OSError as error:
            found = f"{config.host}:{config.port}"
            raise SettingWrong("BALLOT_PORT", found, error.strerror or "") from None


def check_certificate(config: Config) -> None:
    """Raises SettingWrong where certificate and key cannot be read or do not belong together."""
    if not (config.tls_cert and config.tls_key):
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(config.tls_cert, config.tls_key)
    except (OSError, ssl.SSLError) as error:
        raise SettingWrong("BALLOT_TLS_CERT", str(config.tls_cert), str(error)) from None


def serve_until_stopped(config: Config) -> None:
    """Answer until SIGTERM, SIGINT or SIGHUP (a closed terminal)."""
    server = Server(
        TARGET,
        address=config.host,
        port=config.port,
        interface=Interfaces.WSGI,
        factory=True,
        workers=config.workers,
        blocking_threads=THREADS,
        backlog=4096,
        log_level=LogLevels.error,
        ssl_cert=config.tls_cert,
        ssl_key=config.tls_key,
        ssl_protocol_min=SSLProtocols.tls12,
        respawn_failed_workers=True,
        workers_kill_timeout=STOP_SECONDS,
    )
    if sys.platform == "linux":
        os.register_at_fork(after_in_child=_end_with_the_parent)
    server.serve()
