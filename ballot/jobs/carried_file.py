"""A file between its preview and its saving: inside the page itself, nowhere on the server.

What comes back is read like a file that nobody has seen yet: whoever alters it on the way only
sends another file, and it is checked again.
"""

import json
import zlib
from base64 import urlsafe_b64decode, urlsafe_b64encode
from binascii import Error as NotBase64
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import asdict
from typing import Any

from ballot.domain.errors import Fault, NotAFile, Refused
from ballot.domain.grid import Grid, Tab
from ballot.domain.reading_notes import LeftRow, ReadingNotes
from ballot.domain.scoring.assessment import PeopleFile

MOST = 16 * 1024 * 1024
"""Bytes of the unpacked text: as much as may be sent at once."""


def pack(given: PeopleFile) -> str:
    """The rows of a file as letters and digits, with how they were read."""
    rows = [[row.get(name, "") for name in given.heading] for row in given.rows]
    notes = asdict(given.notes)
    return _packed([given.file, given.heading, rows, given.first_row, notes, dict(given.choices)])


def unpack(text: str, most: int = MOST) -> PeopleFile:
    """The rows again; ``most`` bytes, 0: all of them, for what never left the server. Raises
    Refused where the text is none of ours."""
    with _ours():
        name, heading, rows, first_row, notes, choices = _unpacked(text, most)
        return PeopleFile(
            file=str(name),
            heading=tuple(str(each) for each in heading),
            rows=tuple(
                {str(key): str(cell) for key, cell in zip(heading, row, strict=True)}
                for row in rows
            ),
            first_row=int(first_row),
            notes=_notes(notes),
            choices={str(ours): str(theirs) for ours, theirs in choices.items()},
        )


def pack_grid(grid: Grid) -> str:
    """All that was read of a file, while it is still asked which columns are meant."""
    return _packed([grid.file, [_told(tab) for tab in grid.tabs], grid.macros])


def unpack_grid(text: str) -> Grid:
    """The same again. Raises Refused where the text is none of ours."""
    with _ours():
        name, tabs, macros = _unpacked(text)
        return Grid(str(name), tuple(_tab(*tab) for tab in tabs), bool(macros))


def _told(tab: Tab) -> list[Any]:
    seen = [tab.visible, tab.filled, tab.hidden_rows, tab.hidden_columns]
    return [tab.name, tab.lines, *seen]


def _tab(name: Any, lines: Any, visible: Any, filled: Any, rows: Any, columns: Any) -> Tab:
    texts = tuple(tuple(str(cell) for cell in line) for line in lines)
    hidden = (tuple(int(each) for each in places) for places in (rows, columns))
    return Tab(str(name), texts, bool(visible), bool(filled), *hidden)


def _notes(said: Any) -> ReadingNotes:
    texts = ("other_tabs", "hidden_tabs", "left_columns", "hidden_columns")
    return ReadingNotes(
        tab=str(said["tab"]),
        heading_row=int(said["heading_row"]),
        renamed=tuple((str(ours), str(theirs)) for ours, theirs in said["renamed"]),
        left_rows=tuple(LeftRow(int(e["number"]), str(e["text"])) for e in said["left_rows"]),
        hidden_rows=tuple(int(each) for each in said["hidden_rows"]),
        macros=bool(said["macros"]),
        **{name: tuple(str(each) for each in said[name]) for name in texts},
    )


def _packed(said: Any) -> str:
    text = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    return urlsafe_b64encode(zlib.compress(text.encode("utf-8"), 9)).decode("ascii")


def _unpacked(text: str, most: int = MOST) -> Any:
    unpacker = zlib.decompressobj()
    return json.loads(unpacker.decompress(urlsafe_b64decode(text.encode("ascii")), most))


@contextmanager
def _ours() -> Iterator[None]:
    try:
        yield
    except (NotBase64, zlib.error, ValueError, TypeError, KeyError, AttributeError, RecursionError):
        raise Refused([Fault(NotAFile(path="", reason="preview"))]) from None
