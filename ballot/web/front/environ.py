"""A request of the server as a WSGI application reads it (PEP 3333)."""

import io
import sys
from typing import TYPE_CHECKING

from ballot.web.front.rsgi import Scope

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

VERSIONS = {"1": "HTTP/1.0", "1.1": "HTTP/1.1", "2": "HTTP/2"}
BARE = ("CONTENT_TYPE", "CONTENT_LENGTH")
"""Headers that have no ``HTTP_`` before their names."""


def of(scope: Scope, body: bytes) -> "WSGIEnvironment":
    """The environ of a request. What was sent is believed later, or not: see ``proxy``."""
    name, port = parts(scope.server)
    environ: WSGIEnvironment = {
        "REQUEST_METHOD": scope.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": scope.path.encode().decode("latin-1"),
        "QUERY_STRING": scope.query_string,
        "SERVER_NAME": name,
        "SERVER_PORT": port,
        "SERVER_PROTOCOL": VERSIONS[scope.http_version],
        "REMOTE_ADDR": parts(scope.client)[0],
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": scope.scheme,
        "wsgi.input": io.BytesIO(body),
        "wsgi.errors": sys.stderr,
        "wsgi.multithread": True,
        "wsgi.multiprocess": True,
        "wsgi.run_once": False,
    }
    if scope.authority:
        environ["HTTP_HOST"] = scope.authority
    _add_headers(environ, scope)
    return environ


def plain(scope: Scope, code: str) -> "WSGIEnvironment":
    """The environ of a request for a page in the language ``code``, without a body.

    No other header of the reader is in it: a page that others are shown as well holds nothing
    of him.
    """
    sent = of(scope, b"")
    environ = {name: value for name, value in sent.items() if not name.startswith("HTTP_")}
    return {**environ, "HTTP_ACCEPT_LANGUAGE": code}


def parts(address: str) -> tuple[str, str]:
    """Host and port of ``host:port``, an IPv6 address without its brackets."""
    host, _colon, port = address.rpartition(":")
    return host.strip("[]"), port


def _add_headers(environ: "WSGIEnvironment", scope: Scope) -> None:
    """Headers of one name are one list; a Host named twice is seen by its comma.

    A name with an underline is left out: it would pass for one with a hyphen, and a proxy that
    sets ``X-Forwarded-For`` lets ``X_Forwarded_For`` through.
    """
    found: dict[str, list[str]] = {}
    for name, value in scope.headers.items():
        if "_" not in name:
            found.setdefault(name, []).append(value)
    for name, values in found.items():
        key = name.upper().replace("-", "_")
        joined = ("; " if name == "cookie" else ",").join(values)
        environ[key if key in BARE else f"HTTP_{key}"] = joined
