"""What the server hands to an application: granian's RSGI 1.5, as far as it is used here."""

from collections.abc import Awaitable
from typing import Protocol

Fields = list[tuple[str, str]]
"""Headers of an answer: names in small letters, and values in ASCII."""


class Headers(Protocol):
    """The headers of a request; names are in small letters."""

    def __contains__(self, name: str) -> bool: ...

    def get(self, name: str) -> str | None:
        """The first value of a name."""

    def get_all(self, name: str) -> list[str]:
        """All values of a name, in their order."""

    def items(self) -> Fields:
        """Names and values in their order; a name that was sent twice stands there twice."""


class Scope(Protocol):
    """A request whose head has come in."""

    http_version: str
    """``1`` stands for HTTP/1.0."""
    scheme: str
    server: str
    client: str
    """``address:port``; an IPv6 address stands in brackets."""
    method: str
    path: str
    """Without its percent signs."""
    query_string: str
    authority: str | None
    headers: Headers


class Stream(Protocol):
    """An answer of unknown length. It ends as the last reference to it goes."""

    def send_bytes(self, data: bytes) -> object:
        """Put a piece into the queue of the connection, however long that already is."""


class Http(Protocol):
    """The body of a request and the road of its answer."""

    def __call__(self) -> Awaitable[bytes]:
        """The whole body. Raises RuntimeError where the sender has gone."""

    def response_empty(self, status: int, headers: Fields) -> None:
        """Answer without a body."""

    def response_bytes(self, status: int, headers: Fields, body: bytes) -> None:
        """Answer at once; the body is left out for HEAD."""

    def response_stream(self, status: int, headers: Fields) -> Stream:
        """Answer piece by piece."""
