"""The password of a hall's network: readable on the screen of the hall, in no copy of the disk."""

from base64 import b64decode, b64encode

from ballot.domain.errors import Tampered
from ballot.usecases.hall import Hall
from ballot.usecases.verified import sealed_values

PURPOSE = "network-v1"
LONG = 256
"""Bytes, whatever the password: its length tells nothing. 63 signs are no more."""


def seal(hall: Hall, number: str, password: str) -> str:
    """The password as the database keeps it; of none nothing."""
    if not password:
        return ""
    content = password.encode().ljust(LONG, b"\0")
    return b64encode(sealed_values.seal(hall, PURPOSE, number, content)).decode()


def opened(hall: Hall, number: str, kept: str) -> str:
    """The password again. Raises Tampered("network")."""
    if not kept:
        return ""
    try:
        sealed = b64decode(kept, validate=True)
    except ValueError:
        raise Tampered(what="network") from None
    return sealed_values.opened(hall, PURPOSE, number, sealed, "network").rstrip(b"\0").decode()
