"""Parts of a packed file (XLSX, ODS), read as streams of XML with an end to their size."""

import zipfile
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import IO
from xml.parsers import expat

from ballot.intake.bounds import TooLarge

MOST_UNPACKED = 80 * 1024 * 1024
"""Bytes of all parts that are read."""
MOST_TAGS = 4_000_000
"""Of all parts: no more than MOST_CELLS need, each with its value and a text of its own."""
DEEPEST = 64
"""Tags within one another."""

PIECE = 8 * 1024 * 1024
"""Bytes at a time; in small pieces one long comment would be gone through again and again."""

Start = Callable[[str, Mapping[str, str]], None]
End = Callable[[str], None]


class Broken(Exception):
    """A part that is no XML, or XML that this kind of file does not have."""


class Packed:
    """A packed file; what is read of it is counted."""

    def __init__(self, file: IO[bytes]) -> None:
        try:
            self.zip = zipfile.ZipFile(file)
        except zipfile.BadZipFile as error:
            raise Broken(str(error)) from None
        self.names = frozenset(self.zip.namelist())
        self._left = MOST_UNPACKED
        self._tags = 0

    def open(self, name: str) -> IO[bytes]:
        """A part. Raises Broken, TooLarge."""
        try:
            info = self.zip.getinfo(name)
            self._left -= info.file_size
            if self._left < 0:
                raise TooLarge
            return self.zip.open(info)
        except (KeyError, zipfile.BadZipFile, NotImplementedError, RuntimeError) as error:
            raise Broken(str(error)) from None

    def parse(
        self, name: str, start: Start, end: End = lambda tag: None, text: End = lambda data: None
    ) -> None:
        """Walk through a part; tags and attributes come without their prefixes.

        Raises Broken, TooLarge.
        """
        parser = expat.ParserCreate()
        parser.buffer_text = True
        depth = 0

        def opens(tag: str, given: dict[str, str]) -> None:
            nonlocal depth
            depth += 1
            if depth > DEEPEST:
                raise TooLarge
            start(_local(tag), _attributes(given))

        def closes(tag: str) -> None:
            nonlocal depth
            depth -= 1
            end(_local(tag))

        parser.StartElementHandler, parser.EndElementHandler = opens, closes
        parser.CharacterDataHandler = text
        parser.EntityDeclHandler = _no_entity
        try:
            self._look_over(name)
            with self.zip.open(name) as part:
                while piece := part.read(PIECE):
                    parser.Parse(piece)
                parser.Parse(b"", True)
        except (expat.ExpatError, zipfile.BadZipFile, EOFError, OSError) as error:
            raise Broken(str(error)) from None

    def _look_over(self, name: str) -> None:
        """Refuse what no list has before it is walked through: tags without end, or none at all
        for so long that one of them, or a text, fills the memory."""
        with self.open(name) as part:
            while piece := part.read(PIECE):
                tags = piece.count(b"<")
                self._tags += tags
                if self._tags > MOST_TAGS or (not tags and len(piece) == PIECE):
                    raise TooLarge


def _no_entity(*_given: object) -> None:
    raise Broken("entity")


@lru_cache(maxsize=4096)
def _local(tag: str) -> str:
    return tag.rpartition(":")[2]


def _attributes(given: dict[str, str]) -> dict[str, str]:
    return {_local(name): value for name, value in given.items()} if given else given
