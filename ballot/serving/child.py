"""How a process of our own is started that is no copy of this one: from nothing, by exec.

A fork would carry keys, sockets and threads along.
"""

import os
import sys
from collections.abc import Sequence
from pathlib import Path

import ballot


def command(start: str) -> Sequence[str]:
    """How Python is started with the program ``start``: no site, no user's modules.

    Its arguments are this process as its parent, and where this process imports from.
    """
    folder = str(Path(ballot.__file__).parents[1])
    paths = dict.fromkeys([folder, *(path for path in sys.path if path)])
    return [sys.executable, "-I", "-S", "-c", start, str(os.getpid()), *paths]
