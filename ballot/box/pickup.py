"""A share on its way to the page of one 监票人: sealed to a one-time key that only it knows.

ECIES over ristretto255: a fresh e gives E = e·G and the common secret S = e·page. HMAC-SHA-512
under S over the place gives 64 bytes: 32 are added to the share, 32 key its HMAC-SHA-256. Each
pair of keys seals one share, so no nonce is needed. 96 bytes: E, covered share, tag.
"""

import hashlib
import hmac
from collections.abc import Sequence

from ballot.box import group
from ballot.box.transcript import LABEL, framed, number
from ballot.domain.errors import ProofRefused

SIZE = 96
DIGITS = 6


def seal(run: bytes, place: int, page: bytes, secret: bytes) -> bytes:
    """Seal a share of 32 bytes to a page. Raises ProofRefused where ``page`` is no key."""
    key = group.read_key(page)
    e = group.random_scalar()
    sender = group.base(e)
    cover, tag_key = _keys(run, place, sender, page, group.mul(e, key))
    covered = _xor(secret, cover)
    return sender + covered + hmac.digest(tag_key, covered, "sha256")


def recover(run: bytes, place: int, page_secret: bytes, sealed: bytes) -> bytes:
    """The share out of what was sealed to the page.

    Raises ProofRefused: ``length``, ``point``, ``identity``, ``scalar``, or ``pickup`` where it
    was sealed to another page, number or run, or altered.
    """
    if len(sealed) != SIZE:
        raise ProofRefused(why="length")
    secret = group.read_scalar(page_secret)
    sender = group.read_key(sealed[:32])
    covered, tag = sealed[32:64], sealed[64:]
    common = group.mul(secret, sender)
    cover, tag_key = _keys(run, place, sender, group.base(secret), common)
    if not hmac.compare_digest(tag, hmac.digest(tag_key, covered, "sha256")):
        raise ProofRefused(why="pickup")
    return group.read_scalar(_xor(covered, cover))


def comparison_code(run: bytes, pages: Sequence[bytes]) -> str:
    """Six digits that the three compare aloud: the same where all pages see the same keys.

    It shows that no fourth phone has taken a place and that none is mixed up. It does not hold
    against the running program itself, which has to be trusted while keys are made.
    """
    digest = hashlib.sha256(framed(LABEL, b"compare", run, *pages)).digest()
    return f"{int.from_bytes(digest, 'big') % 10**DIGITS:0{DIGITS}d}"


def _keys(run: bytes, place: int, sender: bytes, page: bytes, common: bytes) -> tuple[bytes, bytes]:
    fields = framed(LABEL, b"pickup", run, number(place), sender, page)
    block = hmac.digest(common, fields, "sha512")
    return block[:32], block[32:]


def _xor(left: bytes, right: bytes) -> bytes:
    return bytes(a ^ b for a, b in zip(left, right, strict=True))
