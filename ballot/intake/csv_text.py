"""A CSV → lines of texts: comma, semicolon or tab; UTF-8, UTF-16 or GB 18030."""

import codecs
import csv
import io
import re
from collections import Counter as Tally
from collections.abc import Iterator
from itertools import islice

from ballot.domain.errors import BallotError, FileTooLarge, NotText
from ballot.intake.bounds import (
    LONGEST_CELL,
    MOST_CELLS,
    MOST_COLUMNS,
    MOST_ROWS,
    MOST_WIDE,
    Counter,
    TooLarge,
)

SEPARATORS = ",\t;"
LOOKED_AT = 20
"""Rows by which the separator is known."""
MOST_LINES = 5 * MOST_ROWS
"""A cell in quotes may have several."""
END_OF_FILE = "\x1a"
"""What programs of DOS put behind a text."""
SAYS_IT = re.compile("sep=(.)\r?\n", re.IGNORECASE)
"""A first line by which some programs name the separator; it counts as a row."""
KEPT = re.compile('="([^"]*)"')
MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_ENDS = {"utf-16-le": re.compile(rb"[,;\t\r\n]\x00"), "utf-16-be": re.compile(rb"\x00[,;\t\r\n]")}


class BadText(Exception):
    """What is wrong with the file, as an error of the domain."""

    def __init__(self, error: BallotError) -> None:
        super().__init__()
        self.error = error


def lines(content: bytes) -> tuple[tuple[str, ...], ...]:
    """The rows of the file. Raises BadText."""
    text = decoded(content).rstrip(END_OF_FILE)
    if _is_endless(text):
        raise BadText(too_large())
    said = SAYS_IT.match(text)
    separator = said[1] if said else _separator(text)
    rows = _rows(text[said.end() :] if said else text, separator)
    try:
        return ((),) * bool(said) + tuple(_counted(rows))
    except csv.Error:
        raise BadText(NotText()) from None


def _is_endless(text: str) -> bool:
    """Whether there are more rows or places in a row than it is worth looking at."""
    if max(text.count("\n"), text.count("\r")) > MOST_LINES:
        return True
    return any(line.count(each) > MOST_WIDE for line in io.StringIO(text) for each in SEPARATORS)


def decoded(content: bytes) -> str:
    """The text in the encoding that it bears the marks of. Raises BadText."""
    for encoding in _encodings(content):
        try:
            text = content.decode(encoding)
        except UnicodeDecodeError:
            continue
        if "\0" not in text:
            return text
    raise BadText(NotText())


def _encodings(content: bytes) -> Iterator[str]:
    """UTF-8 and UTF-16 by their marks, UTF-16 without one by its separators, else as text comes."""
    yield from (encoding for mark, encoding in MARKS if content.startswith(mark))
    for encoding, ends in _ENDS.items():
        if any(found.start() % 2 == 0 for found in islice(ends.finditer(content), LOOKED_AT)):
            yield encoding
    yield "utf-8"
    yield "gb18030"


def _separator(text: str) -> str:
    """What divides the first rows into the most columns, in the most of them."""

    def columns(separator: str) -> tuple[int, int]:
        try:
            widths = [len(row) for row in islice(_rows(text, separator), LOOKED_AT) if row]
        except csv.Error:
            return (0, 0)
        divided = Tally(width for width in widths if width > 1)
        width, times = max(divided.items(), key=lambda one: (one[1], one[0]), default=(0, 0))
        return times, width

    return max(SEPARATORS, key=columns)


def _rows(text: str, separator: str) -> Iterator[list[str]]:
    csv.field_size_limit(LONGEST_CELL)
    return csv.reader(io.StringIO(text, newline=""), delimiter=separator, strict=True)


def _counted(rows: Iterator[list[str]]) -> Iterator[tuple[str, ...]]:
    counter = Counter()
    try:
        for number, row in enumerate(rows):
            counter.empty(len(row))
            line = tuple(_unwrapped(cell.strip()) for cell in row)
            if number >= MOST_ROWS or (len(line) > MOST_COLUMNS and any(line[MOST_COLUMNS:])):
                raise TooLarge
            for column, cell in enumerate(line):
                if cell:
                    counter.cell(number, column, cell)
            yield line
    except TooLarge:
        raise BadText(too_large()) from None


def _unwrapped(cell: str) -> str:
    """``="007"``, as programs write it so that a spreadsheet leaves the zeros alone."""
    found = KEPT.fullmatch(cell)
    return found[1] if found else cell


def too_large() -> FileTooLarge:
    """The refusal of a file over the bounds."""
    return FileTooLarge(rows=str(MOST_ROWS), columns=str(MOST_COLUMNS), cells=str(MOST_CELLS))
