"""The server's side of a request, without a server: what it hands to the front, and what it hears.

The names and manners are granian's; ``live.serving_front`` has the true one.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Self

from ballot.web.front.application import Front
from ballot.web.front.environ import BARE
from ballot.web.front.rsgi import Fields

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIEnvironment


class Names:
    """Headers in their order; a name may stand there twice."""

    def __init__(self, fields: Fields) -> None:
        self._fields = [(name.lower(), value) for name, value in fields]

    def __contains__(self, name: str) -> bool:
        return bool(self.get_all(name))

    def get(self, name: str) -> str | None:
        """The first value of a name."""
        return next(iter(self.get_all(name)), None)

    def get_all(self, name: str) -> list[str]:
        """All values of a name."""
        return [value for each, value in self._fields if each == name]

    def items(self) -> Fields:
        """All of them."""
        return list(self._fields)


@dataclass
class Request:
    """A request: both the scope and the protocol of RSGI, and what was answered."""

    method: str
    path: str
    query_string: str = ""
    fields: Fields = field(default_factory=list)
    body: bytes = b""
    client: str = "127.0.0.1:51234"
    server: str = "127.0.0.1:8000"
    scheme: str = "http"
    http_version: str = "1.1"
    authority: str | None = None
    status: int = 0
    answered: Fields = field(default_factory=list)
    sent: bytes = b""

    @property
    def headers(self) -> Names:
        """Its headers."""
        return Names(self.fields)

    async def __call__(self) -> bytes:
        """The body, at once."""
        return self.body

    def response_empty(self, status: int, headers: Fields) -> None:
        """Note the answer."""
        self.response_bytes(status, headers, b"")

    def response_bytes(self, status: int, headers: Fields, body: bytes) -> None:
        """Note the answer; for HEAD without its body, as the server does."""
        assert not self.status, "answered twice"
        self.status, self.answered = status, headers
        self.sent = b"" if self.method == "HEAD" else body

    def response_stream(self, status: int, headers: Fields) -> Self:
        """Note the head of an answer."""
        self.response_bytes(status, headers, b"")
        return self

    def send_bytes(self, data: bytes) -> None:
        """Note a piece."""
        self.sent += data


class Asking:
    """A front in a loop of its own, asked one request after another."""

    def __init__(self, front: Front, runner: asyncio.Runner) -> None:
        self.front = front
        self._runner = runner

    def ask(self, request: Request) -> Request:
        """The same request, answered."""
        self._runner.run(self.front.__rsgi__(request, request))
        return request

    def __call__(self, environ: "WSGIEnvironment", start_response: "StartResponse") -> list[bytes]:
        """As a WSGI application, for the browsers of the tests."""
        given = self.ask(_request(environ))
        start_response(f"{given.status} x", given.answered)
        return [given.sent]


def _request(environ: "WSGIEnvironment") -> Request:
    fields = [
        (key.removeprefix("HTTP_").replace("_", "-").lower(), str(value))
        for key, value in environ.items()
        if key.startswith("HTTP_") or (key in BARE and value)
    ]
    body = environ["wsgi.input"].read(int(environ.get("CONTENT_LENGTH") or 0))
    path = environ["PATH_INFO"].encode("latin-1").decode()
    return Request(environ["REQUEST_METHOD"], path, environ["QUERY_STRING"], fields, body)


@contextmanager
def no_other_loop() -> Iterator[None]:
    """The browser of an earlier test keeps a loop of its own in this thread, which waits: it is put
    aside, so that a front has one.
    """
    waiting = asyncio._get_running_loop()
    asyncio._set_running_loop(None)
    try:
        yield
    finally:
        asyncio._set_running_loop(waiting)


@contextmanager
def asking(front: Front) -> Iterator[Asking]:
    """A loop for a front."""
    with asyncio.Runner() as runner:
        front.__rsgi_init__(runner.get_loop())
        try:
            yield Asking(front, runner)
        finally:
            front.__rsgi_del__(runner.get_loop())
