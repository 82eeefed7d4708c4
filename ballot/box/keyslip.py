"""The key slip: a share on paper, to be typed or scanned, then torn up before the hall.

52 characters of base32 hold the share, 4 more are a checksum; printed in fourteen groups of
four. The slip does not say its number: the public half of the share tells it.
"""

import base64
import binascii
import hashlib
import unicodedata

from ballot.box import group
from ballot.box.transcript import LABEL, framed
from ballot.domain.errors import ProofRefused

SECRET_LENGTH = 52
CHECK_LENGTH = 4
GROUP = 4
MISREAD = str.maketrans({"0": "O", "1": "I", "8": "B"})


def write(secret: bytes) -> str:
    """The text of a share's key slip: ``ABCD EFGH …``."""
    text = _base32(secret)[:SECRET_LENGTH] + _check(secret)
    return " ".join(text[at : at + GROUP] for at in range(0, len(text), GROUP))


def read(text: str) -> bytes:
    """The share out of a typed or scanned key slip, however spaced, in either case.

    Raises ProofRefused ``keyslip`` where a character is wrong, missing or too many.
    """
    plain = unicodedata.normalize("NFKC", text).upper().translate(MISREAD)
    plain = "".join(plain.replace("-", " ").split())
    if len(plain) != SECRET_LENGTH + CHECK_LENGTH:
        raise ProofRefused(why="keyslip")
    secret = _decode(plain[:SECRET_LENGTH])
    if plain != _base32(secret)[:SECRET_LENGTH] + _check(secret):
        raise ProofRefused(why="keyslip")
    return group.read_scalar(secret)


def _decode(text: str) -> bytes:
    try:
        return base64.b32decode(text + "====")
    except (binascii.Error, ValueError) as error:
        raise ProofRefused(why="keyslip") from error


def _check(secret: bytes) -> str:
    digest = hashlib.sha256(framed(LABEL, b"keyslip", secret)).digest()
    return _base32(digest)[:CHECK_LENGTH]


def _base32(raw: bytes) -> str:
    return base64.b32encode(raw).decode()
