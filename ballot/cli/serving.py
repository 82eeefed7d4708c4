"""The serving process: a parent that holds the lock, and workers that answer.

The parent loads the code and prepares nothing itself. A child that ends before the first worker
starts makes keys, data and tables, so that the parent has no thread, no connection and no key in
its memory when it forks.
"""

import ctypes
import fcntl
import math
import multiprocessing
import os
import resource
import signal
import socket
import ssl
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from functools import partial
from importlib import import_module
from pathlib import Path
from threading import Event
from typing import Any

from granian._granian import ListenerSpec
from granian.constants import Interfaces, SSLProtocols
from granian.log import LogLevels
from granian.server import MPServer

from ballot import memory
from ballot.config import Config
from ballot.domain.errors import AlreadyServing, SettingWrong
from ballot.loading import keep, loading
from ballot.memory import Serving

TARGET = "ballot.app:from_environment"
THREADS = 256
"""Threads a worker. A phone with a weak signal that sends half of its form and stalls holds one;
eight of them would be stopped by eight such phones."""

STOP_SECONDS = 3
"""How long a stop waits. A cast takes milliseconds and is acknowledged after its commit, so what
is still there after three seconds is a stalled connection: ending it loses nothing."""

DRAIN_SECONDS = 20
"""How long a worker that is replaced may finish what it has begun: a file may be on its way over a
weak line, and nobody waits for the end of this worker."""

SETTLE_SECONDS = 2
"""How long it may read what it has taken, before it is told to end."""

START_SECONDS = 60
"""How long a new worker may take before the old one stays after all."""

LOOK = 0.05
"""Seconds between two looks at workers that start or end."""

MOST_RINGS = 65536
"""What fits into a pipe, at least."""

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4


class Bell(Event):
    """Wakes the parent. A signal may ring it while another signal, or a worker's end, rings it.

    A plain ``Event`` would then wait for itself, and for ever.
    """

    def __init__(self) -> None:
        super().__init__()
        self._ear, self._cord = os.pipe()
        os.set_blocking(self._cord, False)

    def set(self) -> None:
        """Ring. Twice before it is heard is as good as once."""
        with suppress(BlockingIOError):
            os.write(self._cord, b"!")

    def wait(self, timeout: float | None = None) -> bool:
        """Until it has been rung since it was last heard."""
        return bool(os.read(self._ear, MOST_RINGS))

    def clear(self) -> None:
        """Nothing: what was rung meanwhile is still to be heard."""


class Server(MPServer):
    """The server, which a closed terminal stops, and whose workers can be replaced without loss.

    All workers take from one listening socket. Where each had its own, a connection that waits
    in the queue of a worker that ends would be reset.
    """

    serving: Serving
    started: Callable[[], None]
    """What to do as soon as all workers answer."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """As the server has it, but for the bell."""
        super().__init__(*args, **kwargs)
        self.main_loop_interrupt = Bell()

    def startup(self, spawn_target: Any, target_loader: Any) -> None:
        """Start the workers, and tell of it when they answer."""
        parent: Any = super()
        parent.startup(spawn_target, target_loader)
        self._wait(lambda: all(map(self._answers, self.wrks)) or not _all_live(self.wrks), math.inf)
        if all(map(self._answers, self.wrks)):
            self.started()

    def signal_handler_reload(self, *args: object, **kwargs: object) -> None:
        """SIGHUP, a closed terminal: stop."""
        self.interrupt_signal = True
        self.main_loop_interrupt.set()

    def ask_for_new_workers(self, *args: object) -> None:
        """SIGUSR1, which a worker sends that remembers an ended vote."""
        self.reload_signal = True
        self.main_loop_interrupt.set()

    def _init_shared_socket(self) -> None:
        listening: Any = ListenerSpec(self.bind_addr, self.bind_port, self.backlog).build()
        self._ssp, self._shd = None, listening
        self._sso = socket.socket(fileno=listening.get_fd())
        self._sso.set_inheritable(True)

    def take_no_more(self, *args: object) -> None:
        """SIGUSR2, in a worker: what it has taken it answers, what comes is left to the others.

        A worker that is told to end drops a connection whose request it has not read yet. Its
        socket itself stays open in the others; here a deaf one lies in its place from now on.
        """
        listening: Any = self._sso
        shared = os.fstat(listening.fileno()).st_ino
        deaf = socket.socket(socket.AF_UNIX)
        deaf.bind("")
        deaf.listen()
        deaf.setblocking(False)
        for number in [int(each.name) for each in Path("/proc/self/fd").iterdir()]:
            with suppress(OSError):  # the folder itself was open as it was listed
                if os.fstat(number).st_ino == shared:
                    os.dup2(deaf.fileno(), number)

    def _reload(self, spawn_target: Any, target_loader: Any) -> None:
        """Put new workers in the place of all: first they answer, then the old ones finish.

        Where one of the new does not come up, the old ones stay.
        """
        old: list[Any] = self.wrks
        new = self._spawned(spawn_target, target_loader)
        self._wait(lambda: all(map(self._answers, new)) or not _all_live(new), START_SECONDS)
        if not all(map(self._answers, new)):
            old, new = new, old
        for each in new:
            each.interrupt_by_parent = False
        self.wrks = new
        for each in old:
            if each.is_alive():
                os.kill(each.inner.pid, signal.SIGUSR2)
        self._wait(lambda: not any(each.is_alive() for each in old), SETTLE_SECONDS)
        for each in old:
            each.terminate()
        self._wait(lambda: not any(each.is_alive() for each in old), DRAIN_SECONDS)
        for each in old:
            each.kill()
        self.reload_signal = False

    def _spawned(self, spawn_target: Any, target_loader: Any) -> list[Any]:
        """New workers. Until they answer, one that ends is no crash of the server."""
        new: list[Any] = [
            self._spawn_worker(index, spawn_target, target_loader) for index in range(self.workers)
        ]
        for each in new:
            each.interrupt_by_parent = True
            each.start()
        return new

    def _answers(self, worker: Any) -> bool:
        return bool(worker.is_alive() and self.serving.has(worker.inner.pid))

    def _wait(self, until: Callable[[], bool], seconds: float) -> None:
        """Until it comes true, at most so long; where the server is to stop, not even that."""
        deadline = time.monotonic() + seconds
        while not until() and time.monotonic() < deadline:
            if self.interrupt_signal:
                deadline = min(deadline, time.monotonic() + STOP_SECONDS)
            time.sleep(LOOK)


def _all_live(workers: list[Any]) -> bool:
    return all(each.is_alive() for each in workers)


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


def load() -> None:
    """Load the code of the pages once, for every process that is made from this one.

    Code alone: nothing happens at import. A worker that takes another's place is there at once.
    """
    with loading():
        import_module(TARGET.partition(":")[0])
    keep()


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


def serve_until_stopped(config: Config, started: Callable[[], None]) -> None:
    """Answer until SIGTERM, SIGINT or SIGHUP (a closed terminal); ``started()`` once it answers."""
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
    server.serving = Serving(config.data)
    server.started = started
    if sys.platform == "linux":
        os.register_at_fork(after_in_child=_end_with_the_parent)
        signal.signal(signal.SIGUSR1, server.ask_for_new_workers)
        signal.signal(signal.SIGUSR2, server.take_no_more)
        memory.restart = partial(os.kill, os.getpid(), signal.SIGUSR1)
    server.serve()
