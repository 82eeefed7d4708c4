"""Connections of the driver that only read, one reader at a time on each, for single rows."""

from collections.abc import Callable, Sequence
from threading import BoundedSemaphore
from typing import Any

Execute = Callable[[Any, str, Sequence[object]], Sequence[Any] | None]
"""Answers the first row of a statement on a connection, None where there is none."""
IsLost = Callable[[Any], bool]
"""Whether a connection is gone for good, with its server or its network."""


class Readers:
    """As many connections as read at once, ``most`` at the same moment."""

    def __init__(
        self, connect: Callable[[], Any], execute: Execute, is_lost: IsLost, most: int
    ) -> None:
        self._connect = connect
        self._execute = execute
        self._is_lost = is_lost
        self._places = BoundedSemaphore(most)
        # ``pop`` and ``append`` of a list are whole among threads.
        self._idle: list[Any] = []

    def row(self, sql: str, values: Sequence[object]) -> Sequence[Any] | None:
        """The first row. Raises what the driver raises.

        A connection that was lost while nobody used it, with a server that was started again,
        is replaced and the reading done once more.
        """
        with self._places:
            try:
                driver = self._idle.pop()
            except IndexError:
                return self._run(self._connect(), sql, values)
            try:
                return self._run(driver, sql, values)
            except Exception:
                if not self._is_lost(driver):
                    raise
                self.close()
                return self._run(self._connect(), sql, values)

    def _run(self, driver: Any, sql: str, values: Sequence[object]) -> Sequence[Any] | None:
        try:
            row = self._execute(driver, sql, values)
        except BaseException:
            driver.close()
            raise
        self._idle.append(driver)
        return row

    def close(self) -> None:
        """Close all connections that are not in use."""
        while self._idle:
            self._idle.pop().close()
