"""A result as CSV for office programs: UTF-8 with BOM, one header, one row a subject."""

import csv
import io
import re
from collections.abc import Iterable, Sequence

from ballot.domain.meetings.result import MeetingResult
from ballot.exports import result_table
from ballot.exports.result_table import Cell

BEGINS_A_FORMULA = ("=", "+", "-", "@", "\t", "\r")
"""A cell that begins so is calculated by an office program when the file is opened."""

FRACTION = re.compile("[0-9]+/[0-9]+")
FRACTION_SLASH = "\u2044"


def write(result: MeetingResult) -> bytes:
    """The file: the facts of the meeting stand in front of every row, so that it is one table."""
    page = result_table.of(result)
    names = [[name for name, _value in pairs] for pairs in (page.facts, page.digests)]
    facts, digests = ([value for _name, value in pairs] for pairs in (page.facts, page.digests))
    rows = ((*facts, *row, *digests) for row in page.rows)
    return table([*names[0], *page.headings, *names[1]], rows)


def table(heading: Sequence[str], rows: Iterable[Iterable[Cell]]) -> bytes:
    """A file of these rows, each cell such that no office program calculates it."""
    text = io.StringIO(newline="")
    lines = csv.writer(text, lineterminator="\r\n")
    lines.writerow(heading)
    lines.writerows([defused(cell) for cell in row] for row in rows)
    return text.getvalue().encode("utf-8-sig")


def defused(cell: Cell) -> str:
    """A cell as text that no office program takes for a formula; numbers stay numbers."""
    if cell is None:
        return ""
    text = str(cell)
    if isinstance(cell, str) and text.startswith(BEGINS_A_FORMULA):
        return "'" + text
    return kept_fraction(text)


def kept_fraction(text: str) -> str:
    """3/4 with the slash of fractions: an office program would make the third of April of it."""
    return text.replace("/", FRACTION_SLASH) if FRACTION.fullmatch(text) else text
