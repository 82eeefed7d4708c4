"""Who may see the page of the example: whoever sits at this machine, where an example was made.

It shows slips that vote. A request that a proxy handed on, or that came under a name of the
network, is not from here, whatever address it comes from.
"""

from ipaddress import IPv6Address, ip_address

from flask import current_app, request
from werkzeug.exceptions import NotFound

from ballot.demo.player import Player

HANDED_ON = (
    "Forwarded",
    "Via",
    "X-Forwarded-For",
    "X-Forwarded-Host",
    "X-Forwarded-Proto",
    "X-Real-IP",
)
"""Headers of a proxy. None of them is believed here: one is enough to be turned away."""


def player() -> Player:
    """Who plays the hall, as ``init_app`` made it."""
    found: Player = current_app.extensions["demo"]
    return found


def is_here() -> bool:
    """Whether the page is there for this request."""
    return (
        _is_loopback(request.remote_addr or "")
        and _is_loopback(_name(request.host))
        and not any(name in request.headers for name in HANDED_ON)
        and player().opened() is not None
    )


def require() -> None:
    """Nobody else learns that the page exists. Raises NotFound."""
    if not is_here():
        raise NotFound


def _name(host: str) -> str:
    """The name in a ``Host`` header, without its port and brackets."""
    if host.startswith("["):
        return host[1:].partition("]")[0]
    return host.partition(":")[0]


def _is_loopback(text: str) -> bool:
    """Whether it means this machine. A page of another site may have any other name point here."""
    if text.lower() == "localhost":
        return True
    try:
        found = ip_address(text)
    except ValueError:
        return False
    if isinstance(found, IPv6Address) and found.ipv4_mapped is not None:
        return found.ipv4_mapped.is_loopback
    return found.is_loopback
