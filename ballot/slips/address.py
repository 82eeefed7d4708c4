"""The address in the QR code of a slip: ``https://host/v/<number>/<token>``."""

import re
import unicodedata
from dataclasses import dataclass
from urllib.parse import urlsplit

from ballot.slips import tokens
from ballot.slips.tokens import Secret, Token

_PATH = re.compile(r"/v/([0-9]{6})/([^/?#]+)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Read:
    """A scanned or typed text: the secret, and the meeting where the text names one."""

    number: str | None
    secret: Secret


def url(public_url: str, number: str, token: Token) -> str:
    """The voter's address of a slip."""
    return f"{public_url.rstrip('/')}/v/{number}/{token.text}"


def in_capitals(address: str) -> str:
    """The same address in capitals, as the QR code holds it.

    Scheme and host know no case and our route takes any, so a code of capitals and digits alone
    needs 33 modules a side and not 37: each a tenth larger on paper. An address whose program
    lies under a path of its own keeps the case of that path.
    """
    parts = urlsplit(address)
    if parts.path.lower().startswith("/v/"):
        return address.upper()
    return f"{parts.scheme}://{parts.netloc}".upper() + parts.path


def read(text: str) -> Read | None:
    """Read a scanned address, or the bare secret; None where the text is neither."""
    plain = unicodedata.normalize("NFKC", text[:500]).strip()
    match = _PATH.search(plain)
    secret = tokens.parse(match[2] if match else plain)
    if secret is None:
        return None
    return Read(number=match[1] if match else None, secret=secret)
