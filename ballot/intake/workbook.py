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
from datetime import date, datetime, time, timedelta
from decimal import Decimal

Cell = int | float | str | bool | time | date | datetime | timedelta

MEMORY = 1024 * 1024 * 1024
SECONDS = 20
MOST_ROWS = 100_000
MOST_CELLS = 2_000_000
"""Up to the last row and column in which anything stands."""


class Unreadable(Exception):
    """The file is no workbook; the text says why, and is empty where it could not be told."""


def lines(content: bytes) -> list[list[str]]:
    """The cells of the first sheet as texts, row by row. Raises Unreadable."""
    try:
        done = subprocess.run(  # noqa: S603 the file goes to its stdin and into no word of it
            [sys.executable, "-I", "-m", __name__],
            input=content,
            capture_output=True,
            timeout=2 * SECONDS,
            env={},
            check=True,
        )
        said = json.loads(done.stdout)
    except (subprocess.SubprocessError, ValueError):
        raise Unreadable from None
    if "why" in said:
        raise Unreadable(said["why"])
    found: list[list[str]] = said["lines"]
    return found


def as_text(cell: Cell) -> str:
    """A cell as a person reads it: 112, not 112.0; 97.5; a date as 2026-12-31."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, float):
        return format(Decimal(repr(cell)), "f")
    return str(cell).strip()


def read(content: bytes) -> list[list[str]]:
    """The same in this process. Raises Unreadable, and whatever a hostile file leads to."""
    import python_calamine  # loaded in the process that reads alone

    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = book.get_sheet_by_index(0)
    except (python_calamine.CalamineError, IndexError) as error:
        raise Unreadable(str(error)) from None
    rows, columns = sheet.total_height, sheet.total_width
    if rows > MOST_ROWS or rows * columns > MOST_CELLS:
        raise Unreadable
    found = [[as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        if top < len(found) and left < len(found[top]):
            _fill_down(found, left, top, bottom)
    return found


def _fill_down(found: list[list[str]], column: int, top: int, bottom: int) -> None:
    """A cell merged over several rows belongs to each of them, as the reader sees it."""
    for line in found[top + 1 : bottom + 1]:
        line[column] = found[top][column]


def _main() -> None:
    """Read a workbook from stdin, write its cells to stdout."""
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    try:
        said: dict[str, object] = {"lines": read(sys.stdin.buffer.read())}
    except Unreadable as error:
        said = {"why": str(error)}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    _main()
