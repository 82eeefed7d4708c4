"""A file between its preview and its saving: inside the page itself, nowhere on the server.

What comes back is read like a file that nobody has seen yet: whoever alters it on the way only
sends another file, and it is checked again.
"""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64

from ballot.domain.errors import Fault, NotAFile, Refused
from ballot.domain.scoring.assessment import PeopleFile

MOST = 16 * 1024 * 1024
"""Bytes of the unpacked text: as much as may be sent at once."""


def pack(given: PeopleFile) -> str:
    """The file as letters and digits."""
    rows = [[row.get(name, "") for name in given.heading] for row in given.rows]
    text = json.dumps([given.file, given.heading, rows], ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")


def unpack(text: str) -> PeopleFile:
    """The file again. Raises Refused where the text is none of ours."""
    try:
        unpacker = zlib.decompressobj()
        plain = unpacker.decompress(urlsafe_b64decode(text.encode("ascii")), MOST)
        name, heading, rows = json.loads(plain)
        return PeopleFile(
            file=str(name),
            heading=tuple(str(each) for each in heading),
            rows=tuple(
                {str(key): str(cell) for key, cell in zip(heading, row, strict=True)}
                for row in rows
            ),
        )
    except (NotBase64, zlib.error, ValueError, TypeError, RecursionError):
        raise Refused([Fault(NotAFile(path="", reason="preview"))]) from None
