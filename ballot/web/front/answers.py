"""What a WSGI application answers, on its way to the reader; in the thread that asks it."""

from collections.abc import Callable, Iterator
from typing import TYPE_CHECKING

from ballot.web.front.reading_pace import Reader, ReaderGone
from ballot.web.front.rsgi import Fields, Http
from ballot.web.voter import typing_turn

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIApplication, WSGIEnvironment

WITHOUT_BODY = (204, 304)
WHOLE = 256 * 1024
"""Bytes up to which an answer is sent as one."""


class Head:
    """Status and headers, as the application tells them (PEP 3333, ``start_response``)."""

    def __init__(self) -> None:
        self.status = 500
        self.headers: Fields = []

    def __call__(
        self, status: str, headers: Fields, _error: object = None, /
    ) -> Callable[[bytes], object]:
        """Note them. Nothing is ever written by the function that PEP 3333 wants to be given."""
        self.status = int(status[:3])
        self.headers = small(headers)
        return lambda _piece: None


def small(headers: Fields) -> Fields:
    """The names in small letters, as the server wants them."""
    return [(name.lower(), value) for name, value in headers]


def ask(
    application: "WSGIApplication", environ: "WSGIEnvironment", http: Http, client: str
) -> None:
    """Ask an application and pass on what it answers, but for one that awaits its turn.

    ``client`` is ``address:port`` of the reader.
    """
    head = Head()
    pieces = application(environ, head)
    try:
        if typing_turn.is_awaited(environ):
            return
        if environ["REQUEST_METHOD"] == "HEAD" or head.status in WITHOUT_BODY:
            http.response_empty(head.status, head.headers)
        else:
            _send(head, iter(pieces), http, client)
    finally:
        close = getattr(pieces, "close", None)
        if close is not None:
            close()


def _send(head: Head, pieces: Iterator[bytes], http: Http, client: str) -> None:
    """As one where it is small and at hand; otherwise as fast as it is taken."""
    block: list[bytes] = []
    size = 0
    for piece in pieces:
        block.append(piece)
        size += len(piece)
        if size > WHOLE:
            _stream(head, b"".join(block), pieces, http, Reader(client))
            return
    http.response_bytes(head.status, head.headers, b"".join(block))


def _stream(head: Head, first: bytes, pieces: Iterator[bytes], http: Http, reader: Reader) -> None:
    """Whatever ends the pieces too early ends the connection, so that the reader knows."""
    stream = http.response_stream(head.status, head.headers)
    try:
        stream.send_bytes(first)
        for piece in pieces:
            reader.wait()
            stream.send_bytes(piece)
    except ReaderGone:
        pass
    except BaseException:
        reader.hang_up()
        raise
    finally:
        reader.close()
