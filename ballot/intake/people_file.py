"""A file of people → its heading and rows as texts: CSV, or a workbook (XLSX, XLS, ODS)."""

import csv
import io
from collections.abc import Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from pathlib import Path

import python_calamine

from ballot.domain.errors import (
    ColumnUnnamed,
    Fault,
    NotAFile,
    Refused,
    TitleAboveHeading,
)

WORKBOOKS = (".xlsx", ".xls", ".ods")
NARROW_BRACKETS = str.maketrans({"\uff08": "(", "\uff09": ")"})
"""Columns are called 村(社区) with narrow brackets; people type either."""
Cell = int | float | str | bool | time | date | datetime | timedelta
Row = dict[str, str]


def read(path: str) -> tuple[tuple[str, ...], list[Row]]:
    """The heading and the rows of the first sheet, empty rows at the end left out.

    Raises Refused where the file cannot be read or a row is longer than the heading.
    """
    try:
        content = Path(path).read_bytes()
    except OSError as error:
        raise _refused(path, error.strerror or str(error)) from None
    return of(path, content)


def of(path: str, content: bytes) -> tuple[tuple[str, ...], list[Row]]:
    """The same of a file that somebody sent; ``path`` is its name. Raises Refused."""
    lines = _workbook(path, content) if path.lower().endswith(WORKBOOKS) else _csv(path, content)
    while lines and not any(lines[-1]):
        lines.pop()
    return _rows(path, lines)


def _refused(path: str, reason: str) -> Refused:
    return Refused(faults=[Fault(NotAFile(path=path, reason=reason), file=path)])


def _csv(path: str, content: bytes) -> list[list[str]]:
    """UTF-8 with or without BOM; what is no UTF-8 is read as GB 18030, as office programs save."""
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError:
        try:
            text = content.decode("gb18030")
        except UnicodeDecodeError as error:
            raise _refused(path, str(error)) from None
    try:
        return [
            [cell.strip() for cell in row]
            for row in csv.reader(io.StringIO(text, newline=""), strict=True)
        ]
    except csv.Error as error:
        raise _refused(path, str(error)) from None


def _workbook(path: str, content: bytes) -> list[list[str]]:
    try:
        book = python_calamine.CalamineWorkbook.from_filelike(io.BytesIO(content))
        sheet = book.get_sheet_by_index(0)
    except (python_calamine.CalamineError, IndexError) as error:
        raise _refused(path, str(error)) from None
    lines = [[as_text(cell) for cell in row] for row in sheet.to_python(skip_empty_area=False)]
    for (top, left), (bottom, _) in sheet.merged_cell_ranges or ():
        _fill_down(lines, left, top, bottom)
    return lines


def _fill_down(lines: list[list[str]], column: int, top: int, bottom: int) -> None:
    """A cell merged over several rows belongs to each of them, as the reader sees it."""
    for line in lines[top + 1 : bottom + 1]:
        line[column] = lines[top][column]


def as_text(cell: Cell) -> str:
    """A cell as a person reads it: 112, not 112.0; 97.5; a date as 2026-12-31."""
    if isinstance(cell, float) and cell.is_integer():
        return str(int(cell))
    if isinstance(cell, float):
        return format(Decimal(repr(cell)), "f")
    return str(cell).strip()


def _rows(path: str, lines: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], list[Row]]:
    if not lines:
        raise _refused(path, "empty")
    heading = tuple(name.translate(NARROW_BRACKETS) for name in lines[0])
    while heading and not heading[-1]:
        heading = heading[:-1]
    faults = []
    rows = []
    for number, line in enumerate(lines[1:], start=2):
        beyond = next((at for at in range(len(heading), len(line)) if line[at]), None)
        if beyond is not None and len(heading) == 1:
            raise Refused(faults=[Fault(TitleAboveHeading(), file=path, row=1)])
        if beyond is not None:
            error = ColumnUnnamed(value=line[beyond], place=beyond + 1)
            faults.append(Fault(error, file=path, row=number))
        padded = [*line, *[""] * (len(heading) - len(line))]
        rows.append(dict(zip(heading, padded, strict=False)))
    if faults:
        raise Refused(faults=faults)
    return heading, rows
