"""Passwords: argon2, in about the same time whether or not there is an account of that name."""

from functools import cache

from argon2 import PasswordHasher
from argon2.exceptions import InvalidHashError, VerificationError

from ballot.domain.errors import WeakPassword

LEAST = 10
LEAST_DIFFERENT = 4
"""``1111111111`` is long enough and nothing else."""

WELL_KNOWN = frozenset(
    {
        "0123456789",
        "1234567890",
        "123456789012",
        "12345678910",
        "1qaz2wsx3edc",
        "abcdefghij",
        "administrator",
        "password123",
        "password1234",
        "qwertyuiop",
        "woaini1314520",
    }
)

_hasher = PasswordHasher()


def hashed(password: str, name: str) -> str:
    """What is stored of a password. Raises WeakPassword."""
    plain = password.casefold()
    known = plain in WELL_KNOWN or plain == name.casefold()
    if len(password) < LEAST or len(set(plain)) < LEAST_DIFFERENT or known:
        raise WeakPassword(least=LEAST)
    return _hasher.hash(password)


def is_right(stored: str | None, password: str) -> bool:
    """Whether the password belongs to ``stored``; of nobody's, after as much work, never."""
    try:
        matches = _hasher.verify(stored or _nobodys(), password)
    except (VerificationError, InvalidHashError):
        return False
    return matches and stored is not None


def is_outdated(stored: str) -> bool:
    """Whether a hash was made with weaker parameters than those of today."""
    return _hasher.check_needs_rehash(stored)


@cache
def _nobodys() -> str:
    return _hasher.hash("nobody's password")
