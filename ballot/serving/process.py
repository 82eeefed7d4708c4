"""What a process keeps to itself, and with whom it ends; where there is no Linux, nothing.

The standard library alone: the process that makes randomness uses it too.
"""

import contextlib
import ctypes
import os
import platform
import resource
import signal
import sys
from pathlib import Path

PR_SET_PDEATHSIG = 1
PR_SET_DUMPABLE = 4

IOPRIO_SET = {"x86_64": 251, "aarch64": 30}
"""The number of the call that no library has, by machine."""
THREAD, IDLE_CLASS = 1, 3 << 13
"""Whose disk it is, and when: this thread's, when nobody else asks."""

LOWEST = 19
"""The niceness that leaves the cores to everybody else."""
MOST_MEMORY = 2 * 1024**3
"""Bytes that a process may take that stands back."""


def keep_memory_private() -> None:
    """No core dump, no reading of the memory by other processes of this user."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    _control(PR_SET_DUMPABLE, 0)


def end_with(parent: int) -> None:
    """Be killed when the thread of process ``parent`` ends that made this one, or has ended."""
    _control(PR_SET_PDEATHSIG, signal.SIGKILL)
    if os.getppid() != parent:
        os.kill(os.getpid(), signal.SIGKILL)


def stand_back() -> None:
    """Leave cores and disk to everybody else, and be the first to go where memory runs out.

    Of the cores that goes for this thread and those that it begins; a thread begun before stays as
    urgent as it was.
    """
    os.nice(LOWEST)
    if sys.platform == "linux":
        with contextlib.suppress(OSError):
            os.sched_setscheduler(0, os.SCHED_IDLE, os.sched_param(0))
        _read_when_idle()
    resource.setrlimit(resource.RLIMIT_DATA, (MOST_MEMORY, MOST_MEMORY))
    with contextlib.suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")


def give_back_memory() -> None:
    """Let the system have the pages that were needed for a while, as loading needs many."""
    if sys.platform == "linux":
        with contextlib.suppress(AttributeError):  # another C library than glibc has no such call
            ctypes.CDLL(None).malloc_trim(0)


def _read_when_idle() -> None:
    """Where the disk is asked in turns, ask it when nobody else does."""
    number = IOPRIO_SET.get(platform.machine())
    if number is not None:
        ctypes.CDLL(None).syscall(number, THREAD, 0, IDLE_CLASS)


def _control(option: int, value: int) -> None:
    if sys.platform == "linux":
        ctypes.CDLL(None, use_errno=True).prctl(option, value, 0, 0, 0)
