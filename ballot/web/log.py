"""What the program writes down: faults of its own, and never a voter's doing.

There is no access log. A line holds the name of a page's function, the class of an error and
the lines of code it passed through: never an address, a form, a message of an exception, for
each of them may hold a token, a code or a choice (ANONYMITY.md §7, §8 test 14).
"""

import logging
import sys
from contextlib import suppress
from traceback import extract_tb
from types import TracebackType
from typing import TextIO, cast

import structlog
from flask import Flask, request

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class _StandardError:
    """Where lines go. A disk that is full, or a reader who has left, ends nothing but the line."""

    def write(self, text: str) -> None:
        with suppress(OSError):
            sys.stderr.write(text)

    def flush(self) -> None:
        with suppress(OSError):
            sys.stderr.flush()


def set_up() -> None:
    """Send the program's own lines to stderr; Werkzeug's lines hold addresses and are left out."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    structlog.configure(
        processors=[
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            structlog.processors.LogfmtRenderer(key_order=["timestamp", "level", "event"]),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.INFO),
        logger_factory=lambda *_given: structlog.PrintLogger(cast("TextIO", _StandardError())),
        cache_logger_on_first_use=False,
    )


def failure(error: BaseException, page: str | None) -> None:
    """Note that a page failed: where in the code, and by which class of error."""
    frames = extract_tb(error.__traceback__)
    structlog.get_logger().error(
        "page failed",
        page=page,
        error=type(error).__name__,
        cause=type(error.__cause__).__name__ if error.__cause__ else None,
        where=" ".join(f"{frame.name}:{frame.lineno}" for frame in frames[-6:]),
    )


def worker(event: str, **known: object) -> None:
    """Note what became of a worker of the server: its place, its process, how it ended."""
    structlog.get_logger().warning(f"worker {event}", **known)


class QuietFlask(Flask):
    """Flask, but a failed request is noted without its address and without any message."""

    def log_exception(self, exc_info: ExcInfo) -> None:
        """Note a failure that no handler took."""
        if exc_info[1] is not None:
            failure(exc_info[1], request.endpoint)
