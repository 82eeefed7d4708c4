"""Wakes the parent, which otherwise sleeps until one of its workers ends."""

import os
from contextlib import suppress

MOST_RINGS = 65536
"""What fits into a pipe, at least."""


class Bell:
    """A signal may ring it while another one rings it, or while it is heard.

    A ``threading.Event`` would then wait for itself, and for ever. It can be waited for like a
    file.
    """

    def __init__(self) -> None:
        self._ear, self._cord = os.pipe()
        os.set_blocking(self._ear, False)
        os.set_blocking(self._cord, False)

    def fileno(self) -> int:
        """Readable once it has been rung."""
        return self._ear

    def ring(self) -> None:
        """Ring. Twice before it is heard is as good as once."""
        with suppress(BlockingIOError):
            os.write(self._cord, b"!")

    def hear(self) -> None:
        """Take note of all that was rung so far."""
        with suppress(BlockingIOError):
            os.read(self._ear, MOST_RINGS)
