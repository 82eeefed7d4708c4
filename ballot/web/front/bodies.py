"""Bodies of requests: read before a thread is asked, within a time and a size.

A phone that sends half of its form and stalls costs its own connection and nobody's place: where
too many are under way, the one that has waited longest gives way, wherever it comes from. A hall
is one address, so addresses do not count.
"""

import asyncio
from collections.abc import Awaitable

PATIENCE = 10.0
"""Seconds in which a form has come in."""

SLOWEST = 32 * 1024
"""Bytes a second of a larger body, beyond that."""

MOST = 4096
"""Bodies under way in a process."""

MOST_BYTES = 64 * 1024 * 1024
"""Bytes that those may come to together."""


class Late(Exception):
    """The body did not come in."""


class Bodies:
    """What is being read, the oldest first. Belongs to the loop alone."""

    def __init__(self, patience: float = PATIENCE, most: int = MOST) -> None:
        self._patience = patience
        self._most = most
        self._open: dict[asyncio.Timeout, int] = {}
        self._bytes = 0

    async def read(self, body: Awaitable[bytes], length: int) -> bytes:
        """The ``length`` bytes of a body. Raises Late, and what the server raises of a sender
        who has gone.
        """
        self._make_room(length)
        try:
            async with asyncio.timeout(self._patience + length / SLOWEST) as limit:
                self._open[limit] = length
                self._bytes += length
                try:
                    return await body
                finally:
                    self._bytes -= self._open.pop(limit, 0)
        except TimeoutError:
            raise Late from None

    def _make_room(self, length: int) -> None:
        now = asyncio.get_running_loop().time()
        while self._open and self._is_full(length):
            oldest = next(iter(self._open))
            self._bytes -= self._open.pop(oldest)
            if not oldest.expired():  # it is giving way already
                oldest.reschedule(now)

    def _is_full(self, length: int) -> bool:
        return len(self._open) >= self._most or self._bytes + length > MOST_BYTES
