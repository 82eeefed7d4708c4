"""The two secrets of a slip: the token in its QR code and the twelve digits to type.

Neither is ever stored: the database holds a hash of the one and an HMAC of the other, both bound
to the run of the meeting, so that nothing of a rehearsal is valid in the vote (docs/secrecy.md).
"""

import base64
import hashlib
import hmac
import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass, field

from ballot.domain.groups_of_four import in_fours

TOKEN_BYTES = 16
TOKEN_LENGTH = 26
CODE_LENGTH = 12

BEHIND = "。、》」』〉”’….,;:!?)]}>\"'" + "\uff0e\uff0c\uff1b\uff1a\uff01\uff1f\uff09\u3011"
"""What may stand behind a link in a sentence, and is copied with it."""

_TOKEN = re.compile(r"[A-Z2-7]{26}")
_CODE = re.compile(r"[0-9]{12}")
_SEPARATORS = re.compile(r"[\s\-_.·]+")


@dataclass(frozen=True, slots=True)
class Token:
    """128 random bits as 26 base32 capitals. Its repr is empty: it must reach no log."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Code:
    """Twelve random digits, valid only together with the number of the meeting."""

    text: str = field(repr=False)

    @property
    def printed(self) -> str:
        """In groups of four, as it stands on the slip."""
        return in_fours(self.text)


Secret = Token | Code


@dataclass(frozen=True, slots=True)
class Minted:
    """What is printed on one slip, and known nowhere else."""

    token: Token
    code: Code


def mint(random: Callable[[int], bytes]) -> Minted:
    """Make the secrets of one slip. ``random(n)`` gives n bytes that nobody can guess."""
    token = base64.b32encode(random(TOKEN_BYTES)).decode("ascii").rstrip("=")
    code = int.from_bytes(random(TOKEN_BYTES), "big") % 10**CODE_LENGTH
    return Minted(token=Token(token), code=Code(f"{code:0{CODE_LENGTH}d}"))


def digest(run: bytes, token: Token) -> bytes:
    """The 32 bytes under which a slip is stored."""
    return hashlib.sha256(b"slip-v1|" + run + b"|" + token.text.encode("ascii")).digest()


def code_digest(pepper: bytes, run: bytes, number: str, code: Code) -> bytes:
    """The 32 bytes under which the typed code is stored.

    Twelve digits can be tried out, so it is an HMAC under a key that is not in the database.
    """
    message = b"|".join((b"code-v1", run, number.encode("ascii"), code.text.encode("ascii")))
    return hmac.new(pepper, message, hashlib.sha256).digest()


def parse(text: str) -> Secret | None:
    """Read what a person typed or a scanner sent, in any case, width and grouping; None if neither.

    A scanner behind a Chinese input method sends full-width letters: NFKC makes them plain.
    """
    plain = unicodedata.normalize("NFKC", text[:200].strip().rstrip(f"{BEHIND}/"))
    plain = _SEPARATORS.sub("", plain).upper()
    if _CODE.fullmatch(plain):
        return Code(plain)
    if _TOKEN.fullmatch(plain):
        return Token(plain)
    return None
