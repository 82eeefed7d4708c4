"""How the process is started that does long work (``ballot.runner``)."""

import os
import subprocess

from ballot.serving import child

START = """import sys
sys.path[:] = sys.argv[2:]
from ballot import runner
runner.run(int(sys.argv[1]))"""
"""Its program; its arguments are its parent and where to import from."""


def start(program: str = START) -> "subprocess.Popen[bytes]":
    """Start it with the settings of this process. It ends with the thread that starts it."""
    return subprocess.Popen(  # noqa: S603 our own program, and nobody's words
        child.command(program),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        close_fds=True,
        cwd="/",
        env=dict(os.environ),
        start_new_session=True,
    )
