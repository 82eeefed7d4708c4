"""The application on a free port of this machine, for browsers."""

from collections.abc import Iterator
from contextlib import contextmanager
from threading import Thread

from flask import Flask
from werkzeug.serving import WSGIRequestHandler, make_server


class Quiet(WSGIRequestHandler):
    """Says nothing of requests."""

    def log(self, type: str, message: str, *args: object) -> None:
        """Leave it out."""


@contextmanager
def serving(app: Flask) -> Iterator[str]:
    """The address under which ``app`` answers, a thread a request."""
    server = make_server("127.0.0.1", 0, app, threaded=True, request_handler=Quiet)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
