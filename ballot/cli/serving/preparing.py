"""What is done, and refused, before the first worker starts."""

import fcntl
import multiprocessing
import os
import resource
import ssl
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from ballot.config import Config
from ballot.domain.errors import AlreadyServing, SettingWrong
from ballot.serving import process


def harden() -> None:
    """Private files, no core dump, no reading of the memory by other processes of this user."""
    os.umask(0o077)
    process.keep_memory_private()


def raise_handles() -> int:
    """Let this process, and what it forks, open as many files as the system ever allows; how many.

    A connection that sends nothing costs a file handle and little else.
    """
    _soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
    resource.setrlimit(resource.RLIMIT_NOFILE, (hard, hard))
    return hard


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


def check_certificate(config: Config) -> None:
    """Raises SettingWrong where certificate and key cannot be read or do not belong together."""
    if not (config.tls_cert and config.tls_key):
        return
    try:
        ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER).load_cert_chain(config.tls_cert, config.tls_key)
    except (OSError, ssl.SSLError) as error:
        raise SettingWrong("BALLOT_TLS_CERT", str(config.tls_cert), str(error)) from None
