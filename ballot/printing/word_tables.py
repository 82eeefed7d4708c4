"""The rows of a table as Word writes them, one after another: a table may have thousands.

A template would make objects of every cell, and an office waits for them.
"""

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple
from xml.sax.saxutils import escape

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.table import Table as WordTable

from ballot.printing import headings
from ballot.printing.column_widths import MM_A_POINT, PADDING
from ballot.printing.leaf import Align, Row, Table

SIDES = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
TWIPS_A_MM = 1440 / 25.4
STYLE = "ballotcell"
"""The style of a cell in ``templates/leaf.docx``."""
BREAK, TAB = "<w:br/>", "<w:tab/>"

CLOSE = 1.3
"""Distance of the lines of a dense table over the size of type, whatever the font asks for."""
NEAR = 'w:before="10" w:after="10"'
"""Above and below the lines of a dense cell: twentieths of a point."""
FEW = 4
"""A table of so many rows is not parted from the signatures below it."""


def columns(table: Table, across: float) -> list[int]:
    """The widths of the columns of a table that is ``across`` millimetres wide, as Word counts."""
    whole = sum(table.widths)
    return [round(across * width / whole * TWIPS_A_MM) for width in table.widths]


def set_grid(printed: WordTable, widths: list[int]) -> None:
    """Give a table of no rows its columns."""
    printed.autofit = False
    grid = printed._tbl.tblGrid
    for old in list(grid):
        grid.remove(old)
    for width in widths:
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(width))
        grid.append(column)


def rows(table: Table, widths: list[int], *, signed: bool = False) -> Iterator[str]:
    """Each row as Word writes it. A banner stays with the row below it, and the end of a table that
    is ``signed`` with the signatures there."""
    few = len(table.rows) <= FEW
    for place, row in enumerate(table.rows):
        last = few or place + 1 == len(table.rows)
        stays = row.stays or (signed and last)
        cells = _cells(row, widths, table, stays=stays)
        yield f"<w:tr>{_about(row, is_head=place < table.head)}{''.join(cells)}</w:tr>"


def _about(row: Row, *, is_head: bool) -> str:
    """A row is not parted between two pages; a head is repeated on each."""
    height = f'<w:trHeight w:val="{round(row.height * TWIPS_A_MM)}"/>' if row.height else ""
    return f"<w:trPr><w:cantSplit/>{height}{'<w:tblHeader/>' if is_head else ''}</w:trPr>"


def _cells(row: Row, widths: list[int], table: Table, *, stays: bool) -> Iterator[str]:
    column, size = 0, table.size
    for cell in row.cells:
        width = sum(widths[column : column + cell.span])
        look = _Look(width, cell.span, cell.align, cell.bold, size, stays, table.dense)
        before, type_of = _around(look)
        text = headings.parted(cell, width / TWIPS_A_MM - PADDING, size * MM_A_POINT)
        yield f"{before}{_runs(text, type_of)}</w:p></w:tc>"
        column += cell.span


class _Look(NamedTuple):
    """How a cell looks, whatever stands in it."""

    width: int
    span: int
    align: Align
    bold: bool
    size: float
    stays: bool
    dense: bool


@lru_cache(maxsize=1024)
def _around(cell: _Look) -> tuple[str, str]:
    """What stands before the text of a cell, and the type of the text."""
    spans = f'<w:gridSpan w:val="{cell.span}"/>' if cell.span > 1 else ""
    keeps = "<w:keepNext/>" if cell.stays else ""
    half, line = round(2 * cell.size), round(20 * CLOSE * cell.size)
    close = f'<w:spacing {NEAR} w:line="{line}" w:lineRule="exact"/>' if cell.dense else ""
    about = f'<w:tcW w:w="{cell.width}" w:type="dxa"/>{spans}<w:vAlign w:val="center"/>'
    look = f'<w:pStyle w:val="{STYLE}"/>{keeps}{close}<w:jc w:val="{SIDES[cell.align]}"/>'
    type_of = f'{"<w:b/>" if cell.bold else ""}<w:sz w:val="{half}"/><w:szCs w:val="{half}"/>'
    before = f"<w:tc><w:tcPr>{about}</w:tcPr><w:p><w:pPr>{look}</w:pPr>"
    return before, f"<w:rPr>{type_of}</w:rPr>"


def _runs(text: str, type_of: str) -> str:
    """The text of a cell as one run, its line breaks and tabs as Word's own."""
    if not text:
        return ""
    lines = (TAB.join(map(_text, line.split("\t"))) for line in text.split("\n"))
    return f"<w:r>{type_of}{BREAK.join(lines)}</w:r>"


def _text(text: str) -> str:
    return f'<w:t xml:space="preserve">{escape(text)}</w:t>'
