"""Values of a meeting that lie in the database sealed, under a key that lies outside it.

Each is sealed anew with a fresh nonce at every change, for one purpose and one meeting: two copies
of it differ everywhere, and none of another meeting stands for it.
"""

import hashlib
import hmac
import secrets

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from ballot.domain.errors import Tampered
from ballot.usecases.hall import Hall

NONCE = 12
"""Bytes before the ciphertext."""


def seal(hall: Hall, purpose: str, number: str, content: bytes) -> bytes:
    """The content as it is kept: the nonce, then AES-GCM; its length shows."""
    nonce = secrets.token_bytes(NONCE)
    return nonce + AESGCM(_key(hall, purpose, number)).encrypt(nonce, content, number.encode())


def opened(hall: Hall, purpose: str, number: str, sealed: bytes, what: str) -> bytes:
    """The content again. Raises Tampered(``what``) where it is not what was sealed."""
    kept = AESGCM(_key(hall, purpose, number))
    try:
        return kept.decrypt(sealed[:NONCE], sealed[NONCE:], number.encode())
    except (InvalidTag, ValueError):
        raise Tampered(what=what) from None


def _key(hall: Hall, purpose: str, number: str) -> bytes:
    return hmac.new(hall.pepper, f"{purpose}|{number}".encode(), hashlib.sha256).digest()
