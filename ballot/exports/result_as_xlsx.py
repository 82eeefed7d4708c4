"""A result as XLSX: facts, table, formulas in words, a chart that Excel and WPS draw, and digests.

It prints broad and one page wide; what only machines compare stands last.
"""

import io
from collections.abc import Sequence
from decimal import Decimal
from math import ceil
from typing import Any

from ballot.domain.meetings.result import MeetingResult
from ballot.exports import result_table
from ballot.exports.result_table import Cell, ResultTable

TAB = "结果 Result"
NO_MAGIC = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
"""Text stays text, also where it begins like a formula or an address; nothing touches the disk."""
A4 = 9
WIDTHS = {
    result_table.PLACE: 5,
    result_table.NAME: 10,
    result_table.UNIT: 12,
    result_table.VILLAGE: 10,
    result_table.QUESTION: 16,
    result_table.CLASS: 11,
    result_table.REMARK: 13,
}
"""Of columns in characters."""
COUNT, USUAL, LEAST = 6.5, 8.5, 8
"""The width of a column of votes, and of any other; so many columns there are at least."""
LABELS = 4
"""Over so many columns the name of a fact stands; its value over the others."""
LINE = 14.5
"""Points of a line."""
CHART_ROWS = 18


def write(result: MeetingResult) -> bytes:
    """The file. Counts and scores are numbers, rounded as everywhere; exact values are text."""
    page = result_table.of(result)
    import xlsxwriter  # loaded with the first document

    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, NO_MAGIC)
    tab = book.add_worksheet(TAB)
    filled = _Tab(book, tab, page)
    filled.write_facts()
    top = filled.row
    filled.write_table()
    filled.write_formulas()
    if page.counts and page.rows:
        tab.set_h_pagebreaks([filled.row])  # a chart would be cut in two at the foot of a page
        tab.insert_chart(filled.row, 0, _chart(book, page, top))
        filled.row += CHART_ROWS + 1
    filled.write_pairs(page.digests)
    book.close()
    return file.getvalue()


class _Tab:
    """The tab as it is filled; ``row`` is the next one."""

    def __init__(self, book: Any, tab: Any, page: ResultTable) -> None:
        self.book, self.tab, self.page, self.row = book, tab, page, 0
        first, last = page.counts or (0, -1)
        self.widths = [
            WIDTHS.get(each, COUNT if first <= at <= last else USUAL)
            for at, each in enumerate(page.headings)
        ]
        self.widths += [USUAL] * (LEAST - len(self.widths))
        self.text = book.add_format({"text_wrap": True, "valign": "top", "align": "left"})
        for column, width in enumerate(self.widths):
            tab.set_column(column, column, width)
        tab.set_paper(A4)
        tab.set_landscape()
        tab.fit_to_pages(1, 0)
        tab.set_margins(left=0.4, right=0.4, top=0.5, bottom=0.6)
        tab.set_footer("&C第 &P 页 共 &N 页")

    def write_facts(self) -> None:
        """The title, then each fact with its name; a free row."""
        large = {"bold": True, "font_size": 16, "text_wrap": True, "valign": "vcenter"}
        self._across(0, len(self.widths) - 1, self.page.title, self.book.add_format(large))
        self._high((self.page.title, sum(self.widths) / 2), size=1.6)
        self.write_pairs(self.page.facts)
        self.row += 1

    def write_pairs(self, pairs: Sequence[tuple[str, Cell]]) -> None:
        """Names and their values, a row each."""
        name_wide, all_wide = sum(self.widths[:LABELS]), sum(self.widths)
        for name, value in pairs:
            self._across(0, LABELS - 1, name, self.text)
            self._across(LABELS, len(self.widths) - 1, value, self.text)
            shown = "" if value is None else str(value)
            self._high((name, name_wide), (shown, all_wide - name_wide))

    def write_table(self) -> None:
        """Headings and rows; a free row."""
        look = {"text_wrap": True, "border": 1, "valign": "vcenter"}
        head = self.book.add_format({**look, "bold": True, "bg_color": "#E7ECEF"})
        cell, figure = (self.book.add_format(look | {"num_format": f}) for f in ("General", "0.00"))
        for column, heading in enumerate(self.page.headings):
            self.tab.write_string(self.row, column, heading, head)
        self._high(*zip(self.page.headings, self.widths, strict=False))
        for cells in self.page.rows:
            for column, value in enumerate(cells):
                shape = figure if isinstance(value, Decimal) else cell
                _put(self.tab, self.row, column, value, shape)
            shown = ["" if each is None else str(each) for each in cells]
            self._high(*zip(shown, self.widths, strict=False))
        self.row += 1

    def write_formulas(self) -> None:
        """How each figure came about, a line each; a free row."""
        for line in self.page.formulas:
            self._across(0, len(self.widths) - 1, line, self.text)
            self._high((line, sum(self.widths)))
        self.row += 1

    def _across(self, first: int, last: int, value: Cell, shape: Any) -> None:
        self.tab.merge_range(self.row, first, self.row, last, "", shape)
        _put(self.tab, self.row, first, value, shape)

    def _high(self, *texts: tuple[str, float], size: float = 1) -> None:
        """End the row, as high as the longest text needs in its width."""
        lines = max((ceil(_wide(text) / (width - 1)) for text, width in texts), default=1)
        self.tab.set_row(self.row, LINE * size * max(1, lines))
        self.row += 1


def _wide(text: str) -> int:
    """How wide a text is in characters: a Chinese one is two."""
    return sum(1 if char.isascii() else 2 for char in text)


def _put(tab: Any, row: int, column: int, cell: Cell, shape: Any) -> None:
    if isinstance(cell, str):
        tab.write_string(row, column, cell, shape)
    elif cell is None:
        tab.write_blank(row, column, None, shape)
    else:
        tab.write_number(row, column, cell, shape)


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
    chart.set_size({"width": 720, "height": 20 * CHART_ROWS})
    return chart
