"""``BALLOT_DATA/demo``: the slips of the open meeting of the example.

These slips are the only clear tokens that the program keeps anywhere.
"""

import csv
import io
import os
from collections.abc import Iterable
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path

from ballot.slips import address
from ballot.slips.tokens import Token

HEADING = ("url", "code")


@dataclass(frozen=True, slots=True)
class KeptSlip:
    """A slip as it lies on the disk; its meeting and its token are read from its address."""

    number: str
    token: Token
    code: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class Folder:
    """The folder of the example; it may not be there."""

    path: Path

    @classmethod
    def of(cls, data: Path) -> "Folder":
        """The folder in ``BALLOT_DATA``."""
        return cls(data / "demo")

    @property
    def file(self) -> Path:
        """The slips, columns ``url,code``; mode 0600."""
        return self.path / "slips.csv"

    def slips(self) -> list[KeptSlip]:
        """The slips in the order of minting; empty where no example was made here."""
        with suppress(OSError, UnicodeDecodeError):
            rows = csv.DictReader(io.StringIO(self.file.read_text(encoding="utf-8")))
            return [slip for slip in map(_kept, rows) if slip is not None]
        return []

    def keep_slips(self, public_url: str, slips: Iterable[KeptSlip]) -> None:
        """Write them whole, their addresses under ``public_url``, or leave what is there."""
        text = io.StringIO(newline="")
        rows = csv.writer(text, lineterminator="\n")
        rows.writerow(HEADING)
        rows.writerows((address.url(public_url, s.number, s.token), s.code) for s in slips)
        self.write(self.file, text.getvalue())

    def write(self, target: Path, text: str) -> None:
        """Put a private file in its place at once."""
        self.path.mkdir(mode=0o700, parents=True, exist_ok=True)
        partial = target.with_name(f".{target.name}.{os.getpid()}.part")
        handle = os.open(partial, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600)
        with os.fdopen(handle, "w", encoding="utf-8") as stream:
            stream.write(text)
            stream.flush()
            os.fsync(stream.fileno())
        partial.replace(target)


def _kept(row: dict[str, str]) -> KeptSlip | None:
    found = address.read(row.get("url") or "")
    if found is None or found.number is None or not isinstance(found.secret, Token):
        return None
    return KeptSlip(found.number, found.secret, row.get("code") or "")
