"""A workbook is read in a process of its own, which may die of it.

A file of two kilobytes can name a cell so far out, or unpack to so much, that whoever reads it runs
out of memory and is ended on the spot. In the program that serves a hall it would take the voters'
answers with it. The other process has nothing but the file: no settings, no keys, no database.
"""

import io
import json
import resource
import subprocess
import sys
from collections.abc import Iterator, Mapping
from typing import Any

from ballot.domain.grid import Grid, Tab
from ballot.intake.bounds import TooLarge

MEMORY = 200 * 1024 * 1024
SECONDS = 10
PACKED, COMPOUND = b"PK\x03\x04", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
"""How every workbook begins: XLSX, XLSM and ODS; XLS and .et."""
DOCUMENTS = ("word/document.xml", "ppt/presentation.xml")
LOCKED, DOCUMENT, OLDER, LARGE, BROKEN = "locked", "document", "older", "large", "broken"


class Unreadable(Exception):
    """No workbook that can be read; the text is one of the words above."""


def tabs(content: bytes, file: str) -> Grid:
    """The tabs of a workbook. Raises Unreadable."""
    try:
        done = subprocess.run(  # noqa: S603 the file goes to its stdin and into no word of it
            [sys.executable, "-I", "-m", __name__],
            input=content,
            capture_output=True,
            timeout=2 * SECONDS,
            env={},
            check=True,
        )
        said = [json.loads(line) for line in done.stdout.splitlines()]
    except (subprocess.SubprocessError, ValueError):
        raise Unreadable(BROKEN) from None
    if not said or "why" in said[-1]:
        raise Unreadable(said[-1]["why"] if said else BROKEN)
    return Grid(file, tuple(_tab(each) for each in said[:-1]), said[-1]["macros"])


def _tab(said: Mapping[str, Any]) -> Tab:
    """What the other process says of a tab."""
    return Tab(
        said["name"],
        tuple(tuple(line) for line in said["lines"]),
        said["visible"],
        said["filled"],
        tuple(said["hidden"]),
        tuple(said["hidden_columns"]),
    )


def read(content: bytes) -> tuple[list[Tab], bool]:
    """The tabs, read in this process, and whether there are macros.

    Raises Unreadable, and whatever a hostile file leads to.
    """
    from ballot.intake.workbooks.packed import Broken  # loaded in the process that reads alone

    try:
        if content.startswith(COMPOUND):
            return _compound(content), False
        return _packed(content)
    except (TooLarge, MemoryError):
        raise Unreadable(LARGE) from None
    except Broken:
        raise Unreadable(BROKEN) from None


def _compound(content: bytes) -> list[Tab]:
    """XLS and what looks like it: WPS writes .et so; a locked XLSX lies in such a wrapping."""
    from ballot.intake.workbooks import xls
    from ballot.intake.workbooks.packed import Broken

    if _names(content, "EncryptedPackage"):
        raise Unreadable(LOCKED)
    if _names(content, "WordDocument") or _names(content, "PowerPoint Document"):
        raise Unreadable(DOCUMENT)
    try:
        return xls.read(content)
    except xls.Locked:
        raise Unreadable(LOCKED) from None
    except Broken:
        raise Unreadable(OLDER) from None


def _names(content: bytes, part: str) -> bool:
    return part.encode("utf-16-le") in content


def _packed(content: bytes) -> tuple[list[Tab], bool]:
    from ballot.intake.workbooks import ods, xlsx
    from ballot.intake.workbooks.packed import Packed

    file = io.BytesIO(content)
    names = Packed(file).names
    if any(name in names for name in DOCUMENTS):
        raise Unreadable(DOCUMENT)
    if "xl/workbook.bin" in names:
        raise Unreadable(OLDER)
    if any(name.endswith("workbook.xml") for name in names):
        return xlsx.read(file), xlsx.has_macros(file)
    if ods.is_locked(file):
        raise Unreadable(LOCKED)
    if "content.xml" not in names:
        raise Unreadable(DOCUMENT)
    return ods.read(file), any(name.startswith("Basic/") for name in names)


def _said(content: bytes) -> Iterator[Mapping[str, object]]:
    """A line a tab, and a last one: whether there are macros, or why it cannot be read."""
    try:
        found, macros = read(content)
    except Unreadable as error:
        yield {"why": str(error)}
        return
    for tab in found:
        yield {
            "name": tab.name,
            "lines": tab.lines,
            "visible": tab.visible,
            "filled": tab.filled,
            "hidden": tab.hidden_rows,
            "hidden_columns": tab.hidden_columns,
        }
    yield {"macros": macros}


def _main() -> None:
    """Read a workbook from stdin, write its cells to stdout."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    for said in _said(sys.stdin.buffer.read()):
        json.dump(said, sys.stdout)
        sys.stdout.write("\n")


if __name__ == "__main__":
    _main()
