"""XLS, and .et where it is one inside → tabs."""

import io

import xlrd

from ballot.domain.grid import Tab
from ballot.intake.bounds import Counter
from ballot.intake.workbooks import shown_numbers
from ballot.intake.workbooks.packed import Broken
from ballot.intake.workbooks.tab_builder import TabBuilder

LOCKED = "encrypted"
"""Of a file that a password closes, what the library says names it so."""


class Locked(Exception):
    """A password closes the file."""


def read(content: bytes) -> list[Tab]:
    """All tabs in their order. Raises Broken, Locked, TooLarge."""
    try:
        book = xlrd.open_workbook(
            file_contents=content, formatting_info=True, ragged_rows=True, logfile=io.StringIO()
        )
    except MemoryError:
        raise
    except Exception as error:  # whatever a broken file leads to inside the library
        if LOCKED in str(error):
            raise Locked from None
        raise Broken(str(error)) from None
    counter = Counter()
    return [_tab(book, sheet, counter) for sheet in book.sheets()]


def _tab(book: xlrd.Book, sheet: xlrd.sheet.Sheet, counter: Counter) -> Tab:
    builder = TabBuilder(sheet.name, counter, visible=sheet.visibility == 0)
    for row in range(sheet.nrows):
        for column in range(sheet.row_len(row)):
            builder.empty()
            text = _shown(book, sheet.cell(row, column)).strip()
            if text:
                builder.put(row, column, text)
    for row, known in sheet.rowinfo_map.items():
        if known.hidden:
            builder.hide(row)
    for column, shown in sheet.colinfo_map.items():
        if shown.hidden:
            builder.hide_columns(column, column)
    for top, bottom, left, _ in sheet.merged_cells:
        builder.merge(top, left, bottom - 1)
    return builder.done()


def _shown(book: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    if cell.ctype == xlrd.XL_CELL_TEXT:
        return str(cell.value)
    if cell.ctype == xlrd.XL_CELL_BOOLEAN:
        return "TRUE" if cell.value else "FALSE"
    if cell.ctype == xlrd.XL_CELL_ERROR:
        return str(xlrd.error_text_from_code.get(cell.value, "#ERROR!"))
    if cell.ctype in (xlrd.XL_CELL_NUMBER, xlrd.XL_CELL_DATE):
        return _number(book, cell)
    return ""


def _number(book: xlrd.Book, cell: xlrd.sheet.Cell) -> str:
    if cell.ctype == xlrd.XL_CELL_DATE:
        return shown_numbers.as_date(cell.value, from_1904=book.datemode == 1)
    code = book.format_map[book.xf_list[cell.xf_index].format_key].format_str
    try:
        return shown_numbers.shown(cell.value, code, from_1904=book.datemode == 1)
    except ValueError as error:
        raise Broken(str(error)) from None
