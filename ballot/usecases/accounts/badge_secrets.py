"""The two secrets of a place in the hall: the one-time link, and the badge of its phone.

Both are random and stored as digests only, each under a label of its own, so that the text of a
link is never a badge.
"""

import hashlib
import secrets

BYTES = 16


def draw() -> str:
    """A new secret of 128 random bits, 22 characters that stand in an address or a cookie."""
    return secrets.token_urlsafe(BYTES)


def of_link(text: str) -> bytes:
    """What is stored of a link that nobody has opened yet."""
    return _digest("link-v1|", text)


def of_badge(text: str) -> bytes:
    """What is stored of the badge of a phone."""
    return _digest("badge-v1|", text)


def carried(digest: bytes, number: str) -> bytes:
    """What is stored of a badge in the second round ``number``, of what the first one stores."""
    return hashlib.sha256(b"badge-round-two-v1|" + number.encode() + b"|" + digest).digest()


def of_device(text: str, number: str) -> tuple[bytes, bytes]:
    """Under what a meeting may know the device that holds this badge: it came by a link of the
    meeting, or it was carried along from the first round."""
    own = of_badge(text)
    return own, carried(own, number)


def _digest(label: str, text: str) -> bytes:
    return hashlib.sha256((label + text).encode("utf-8")).digest()
