"""Flask and Werkzeug without lines of their own: an address may hold a token (docs/secrecy.md)."""

from types import TracebackType

from flask import Flask, request

from ballot.serving import log

ExcInfo = tuple[type[BaseException], BaseException, TracebackType | None] | tuple[None, None, None]


class QuietFlask(Flask):
    """Flask, but a failed request is noted without its address and without any message."""

    def log_exception(self, exc_info: ExcInfo) -> None:
        """Note a failure that no handler took."""
        if exc_info[1] is not None:
            log.failure(exc_info[1], request.endpoint)
