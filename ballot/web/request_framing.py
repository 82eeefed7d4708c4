"""How a request is framed: for one host, and with a length that is told beforehand.

Two programs that read one request in two ways could take a part of it for the next one's
(RFC 9112 §11.2). Browsers send neither.
"""

from flask import Flask, abort, request


def init_app(app: Flask) -> None:
    """Refuse what is framed otherwise, before any page looks at it."""
    app.before_request(_require_plain)


def _require_plain() -> None:
    """400 without a Host or with two (RFC 9112 §3.2), and for a body whose length is not told.

    Beside Transfer-Encoding a Content-Length may have stood: the server leaves it out then.
    """
    told = request.environ
    needs_host = "HTTP_HOST" in told or told.get("SERVER_PROTOCOL") != "HTTP/1.0"
    if needs_host and not is_one_host(told.get("HTTP_HOST", "")):
        abort(400)
    if "HTTP_TRANSFER_ENCODING" in told:
        abort(400)


def is_one_host(host: str) -> bool:
    """Whether a Host, or the list of all that were sent, names one."""
    return bool(host) and "," not in host
