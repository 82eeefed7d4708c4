"""A file of people → its heading and rows as texts: CSV, or a workbook (XLSX, XLS, ODS)."""

import csv
import io
import re
import unicodedata
from collections.abc import Sequence
from pathlib import Path

from ballot.domain.errors import (
    ColumnUnnamed,
    Fault,
    NotAFile,
    Refused,
    SheetUnreadable,
    TitleAboveHeading,
)
from ballot.intake import workbook

WORKBOOKS = (".xlsx", ".xls", ".ods")
NARROW_BRACKETS = str.maketrans({"\uff08": "(", "\uff09": ")"})
"""Columns are called 村(社区) with narrow brackets; people type either."""
WIDE = re.compile("[\uff01-\uff5e]+")
NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?%?")
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
        return workbook.lines(content)
    except workbook.Unreadable as error:
        if str(error):
            raise _refused(path, str(error)) from None
        raise Refused(faults=[Fault(SheetUnreadable(), file=path)]) from None


def _narrow(cell: str) -> str:
    """A number in the wide digits of a Chinese input method as a number; a name as it is."""
    if not WIDE.search(cell):
        return cell
    narrow = WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), cell)
    return narrow if NUMBER.fullmatch(narrow) else cell


def _rows(path: str, lines: Sequence[Sequence[str]]) -> tuple[tuple[str, ...], list[Row]]:
    if not lines:
        raise _refused(path, "empty")
    lines = [[_narrow(cell) for cell in line] for line in lines]
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
