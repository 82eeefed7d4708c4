"""Widths, heights, sides and repeated heads of a table in Word, which a template cannot say."""

from docx.oxml import OxmlElement
from docx.oxml.ns import qn
from docx.oxml.table import CT_Row, CT_Tc
from docx.shared import Mm
from docx.table import Table as WordTable

from ballot.printing.leaf import Align, Cell, Table

SIDES = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
TWIPS_A_MM = 1440 / 25.4


FEW = 4
"""A table of so many rows is not parted from the signatures below it."""


def fit(printed: WordTable, table: Table, across: float, *, signed: bool = False) -> None:
    """Give a rendered table the measures of its leaf; ``across`` is the width in millimetres.

    A banner stays with the row below it, and the end of a table that is ``signed`` with the
    signatures there.
    """
    whole = sum(table.widths)
    widths = [round(across * width / whole * TWIPS_A_MM) for width in table.widths]
    _grid(printed, widths)
    rows = printed._tbl.tr_lst
    for place, (element, row) in enumerate(zip(rows, table.rows, strict=True)):
        properties = element.get_or_add_trPr()
        properties.append(OxmlElement("w:cantSplit"))
        if row.height:
            element.trHeight_val = Mm(row.height)
        if place < table.head:
            properties.append(OxmlElement("w:tblHeader"))
        column = 0
        for cell, given in zip(element.tc_lst, row.cells, strict=True):
            _cell(cell, given, sum(widths[column : column + given.span]))
            column += given.span
        last = place + 1 == len(rows) or len(rows) <= FEW
        if row.is_banner or (signed and last):
            _keep_with_next(element)


def _keep_with_next(row: CT_Row) -> None:
    for paragraph in row.iter(qn("w:p")):
        paragraph.get_or_add_pPr().get_or_add_keepNext()


def _grid(printed: WordTable, widths: list[int]) -> None:
    printed.autofit = False
    grid = printed._tbl.tblGrid
    for old in list(grid):
        grid.remove(old)
    for width in widths:
        column = OxmlElement("w:gridCol")
        column.set(qn("w:w"), str(width))
        grid.append(column)


def _cell(element: CT_Tc, cell: Cell, width: int) -> None:
    properties = element.get_or_add_tcPr()
    old = properties.find(qn("w:tcW"))
    if old is not None:
        properties.remove(old)
    size = OxmlElement("w:tcW")
    size.set(qn("w:w"), str(width))
    size.set(qn("w:type"), "dxa")
    properties.insert(0, size)
    for paragraph in element.iter(qn("w:p")):
        side = OxmlElement("w:jc")
        side.set(qn("w:val"), SIDES[cell.align])
        look = paragraph.get_or_add_pPr()
        for was in look.findall(qn("w:jc")):
            look.remove(was)
        look.append(side)
