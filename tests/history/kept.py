"""The databases of released versions in ``stored``: how they lie there, and how they come back.

``stored/<version>/<kind>`` holds ``house.tar.xz`` (the key folder, the data folder where the
database is a file of it, the audit bundles and the backup that the version wrote),
``database.sql.xz`` where the database is PostgreSQL's, and ``told.json``, what people of that
house know. All secrets are of these tests alone.
"""

import io
import json
import lzma
import tarfile
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import psycopg
from sqlalchemy import make_url

from ballot.domain.punctuation import full_width

STORED = Path(__file__).with_name("stored")
KINDS = ("sqlite", "postgresql")
HOUSE, DUMP, TOLD = "house.tar.xz", "database.sql.xz", "told.json"
DATA, KEYS, FILES = "data", "keys", "files"
BACKUP = f"{FILES}/house.backup"
DATABASE = "ballot.sqlite3"


@dataclass(frozen=True, slots=True)
class Kept:
    """The stored database of one version and one kind."""

    release: str
    kind: str

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return STORED / self.release / self.kind

    @property
    def told(self) -> dict[str, Any]:
        """What ``furnishing.furnish`` told."""
        return dict(json.loads((self.folder / TOLD).read_text("utf-8")))

    def address(self, folder: Path, empty: str) -> str:
        """Where its database comes to be: a file of the house, or an ``empty`` PostgreSQL."""
        return empty if self.kind == "postgresql" else f"sqlite:///{folder / DATA / DATABASE}"

    def put(self, folder: Path, url: str) -> None:
        """Put the house into an empty folder, its database where ``url`` says."""
        with tarfile.open(self.folder / HOUSE) as packed:
            packed.extractall(folder, filter="data")
        for each in (folder / DATA, folder / KEYS, *(folder / KEYS).iterdir()):
            if each.is_dir():
                each.chmod(0o700)
        if self.kind == "postgresql":
            fill(url, lzma.decompress((self.folder / DUMP).read_bytes()))


def bundle(custody: str) -> str:
    """The audit bundle that the version wrote of its opened meeting, below the folder."""
    return f"{FILES}/{custody}.bundle"


def all_kept() -> list[Kept]:
    """Every version of every kind."""
    releases = sorted(each.name for each in STORED.iterdir() if each.is_dir())
    return [Kept(release, kind) for release in releases for kind in KINDS]


def fill(url: str, dump: bytes) -> None:
    """Run the statements of a dump in an empty database."""
    address = make_url(url).set(drivername="postgresql")
    with psycopg.connect(address.render_as_string(hide_password=False), autocommit=True) as db:
        db.execute(dump)


def pack(folder: Path) -> bytes:
    """The house in this folder as it is stored: files for their owner alone, nobody's name."""
    out = io.BytesIO()
    with tarfile.open(fileobj=out, mode="w") as packed:
        for name in (DATA, KEYS, FILES):
            packed.add(folder / name, name, filter=_nobodys)
    return squeezed(out.getvalue())


def squeezed(content: bytes) -> bytes:
    """As small as it gets: the repository keeps it for ever."""
    return lzma.compress(content, preset=9 | lzma.PRESET_EXTREME)


def _nobodys(member: tarfile.TarInfo) -> tarfile.TarInfo:
    member.uid = member.gid = 0
    member.uname = member.gname = ""
    return member


def in_words_of_today(said: Any) -> Any:
    """What an earlier version said, with the punctuation that sentences have today; its values,
    names and figures as they were."""
    if isinstance(said, str):
        return full_width(said)
    if isinstance(said, Mapping):
        return {key: in_words_of_today(value) for key, value in said.items()}
    if isinstance(said, list):
        return [in_words_of_today(value) for value in said]
    return said
