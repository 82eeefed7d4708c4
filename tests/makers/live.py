"""The application on a free port of this machine, for browsers and for raw sockets."""

import asyncio
import socket
import time
from collections.abc import Iterator
from contextlib import contextmanager
from http.client import HTTPConnection
from threading import Thread
from typing import TYPE_CHECKING
from urllib.parse import quote

from flask import Flask
from granian.constants import HTTPModes
from granian.server.embed import Server
from werkzeug.serving import WSGIRequestHandler, make_server

from ballot.web.front.application import Front

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


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


@contextmanager
def serving_front(front: Front) -> Iterator[int]:
    """The port of this machine on which the front answers behind the product's own server."""
    with socket.socket() as trial:
        trial.bind(("127.0.0.1", 0))
        port = int(trial.getsockname()[1])
    server = Server(front, port=port, http=HTTPModes.http1, websockets=False, log_enabled=False)
    loop = asyncio.new_event_loop()
    thread = Thread(target=loop.run_until_complete, args=(server.serve(),), daemon=True)
    thread.start()
    try:
        _wait_for(port)
        yield port
    finally:
        loop.call_soon_threadsafe(server.signal_handler_interrupt)
        thread.join(10)
        loop.close()


class Forwarding:
    """A WSGI application that asks a server on a port, for browsers that know WSGI alone."""

    def __init__(self, port: int) -> None:
        self._port = port

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        """The server's answer."""
        length = int(environ.get("CONTENT_LENGTH") or 0)
        connection = HTTPConnection("127.0.0.1", self._port, timeout=20)
        path = quote(environ["PATH_INFO"], encoding="latin-1")
        query = environ["QUERY_STRING"]
        headers = {"Host": environ["HTTP_HOST"], "Cookie": environ.get("HTTP_COOKIE", "")}
        if length:
            headers["Content-Type"] = environ["CONTENT_TYPE"]
        body = environ["wsgi.input"].read(length) if length else None
        address = f"{path}?{query}" if query else path
        connection.request(environ["REQUEST_METHOD"], address, body, headers)
        answer = connection.getresponse()
        page = answer.read()
        connection.close()
        start_response(f"{answer.status} x", answer.getheaders())
        return [page]


def _wait_for(port: int) -> None:
    end = time.monotonic() + 10
    while True:
        try:
            socket.create_connection(("127.0.0.1", port), 1).close()
        except OSError:
            assert time.monotonic() < end
            time.sleep(0.01)
        else:
            return
