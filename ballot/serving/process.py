"""What a process keeps to itself, and with whom it ends; where there is no Linux, nothing.

The standard library alone: the process that makes randomness uses it too.
"""

import contextlib
import ctypes
import os
import resource
import signal
import sys

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4


def keep_memory_private() -> None:
    """No core dump, no reading of the memory by other processes of this user."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _control(PR_SET_DUMPABLE, 0)


def end_with(parent: int) -> None:
    """Be killed when the thread of process ``parent`` ends that made this one, or has ended."""
    _control(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def give_back_memory() -> None:
    """Let the system have the pages that were needed for a while, as loading needs many."""
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):  # another C library than glibc has no such call
            ctypes.CDLL(None).malloc_trim(0)


def _control(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)
