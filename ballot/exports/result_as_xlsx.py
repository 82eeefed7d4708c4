"""A result as XLSX: facts, table, formulas in words, and a chart that Excel and WPS draw."""

import io
from decimal import Decimal
from typing import Any

from ballot.domain.meetings.result import MeetingResult
from ballot.exports import result_table
from ballot.exports.result_table import Cell, ResultTable

TAB = "结果 Result"
NO_MAGIC = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
"""Text stays text, also where it begins like a formula or an address; nothing touches the disk."""


def write(result: MeetingResult) -> bytes:
    """The file. Counts and scores are numbers, rounded as everywhere; exact values are text."""
    page = result_table.of(result)
    import xlsxwriter  # loaded with the first document

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, NO_MAGIC)
    tab = book.add_worksheet(TAB)
    below_facts = _facts(book, tab, page)
    below_table = _table(book, tab, page, below_facts)
    for place, line in enumerate(page.formulas):
        tab.write_string(below_table + place, 0, line)
    if page.counts and page.rows:
        chart = _chart(book, page, below_facts)
        tab.insert_chart(below_table + len(page.formulas) + 1, 1, chart)
    book.close()
    return file.getvalue()


def _facts(book: Any, tab: Any, page: ResultTable) -> int:
    """The title and two columns of facts; the row where the table begins."""
    tab.set_column(0, 0, 26)
    tab.set_column(1, 1, 20)
    tab.set_column(2, len(page.headings), 16)
    tab.write_string(0, 0, page.title, book.add_format({"bold": True, "font_size": 16}))
    for row, (name, value) in enumerate(page.facts, start=2):
        tab.write_string(row, 0, name)
        _put(tab, row, 1, value, {})
    return len(page.facts) + 3


def _table(book: Any, tab: Any, page: ResultTable, top: int) -> int:
    """Headings and rows; the row after them and a free one."""
    head = book.add_format({"bold": True, "text_wrap": True, "border": 1, "bg_color": "#E7ECEF"})
    formats: dict[type, Any] = {Decimal: book.add_format({"num_format": "0.00"})}
    for column, heading in enumerate(page.headings):
        tab.write_string(top, column, heading, head)
    for row, cells in enumerate(page.rows, start=top + 1):
        for column, cell in enumerate(cells):
            _put(tab, row, column, cell, formats)
    return top + len(page.rows) + 2


def _put(tab: Any, row: int, column: int, cell: Cell, formats: dict[type, Any]) -> None:
    if isinstance(cell, str):
        tab.write_string(row, column, cell)
    elif cell is not None:
        tab.write_number(row, column, cell, formats.get(type(cell)))


def _chart(book: Any, page: ResultTable, top: int) -> Any:
    """One bar an option, one group a row."""
    first, last = page.counts or (0, 0)
    chart = book.add_chart({"type": "column"})
    bottom = top + len(page.rows)
    for column in range(first, last + 1):
        chart.add_series(
            {
                "name": [TAB, top, column],
                "categories": [TAB, top + 1, 1, bottom, 1],
                "values": [TAB, top + 1, column, bottom, column],
                "data_labels": {"value": True},
            }
        )
    chart.set_title({"name": "票数 Votes"})
    chart.set_size({"width": 720, "height": 360})
    return chart
