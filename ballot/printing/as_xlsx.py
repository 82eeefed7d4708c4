"""Leaves as spreadsheets, for forms that are tables: numbers that compute, text that stays text.

A text that begins with = + - @ is written as text and never as a formula.
"""

import io
from collections.abc import Sequence
from datetime import datetime
from decimal import Decimal, InvalidOperation
from itertools import accumulate
from math import ceil
from typing import Any

import xlsxwriter

from ballot.domain import house_time
from ballot.printing import headings
from ballot.printing.leaf import Align, Break, Cell, Code, Leaf, Line, Role, Table

NO_MAGIC = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
CHARACTERS = 92
"""Width of an upright sheet of A4 in characters; a broad one has half as many again."""
A_CHARACTER = 2
"""Width of a Chinese character in those."""
LEADING = 1.35
"""Distance of the lines over the size of type."""
POINTS_A_MM = 72 / 25.4
SIDES = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
LOOKS: dict[Role, dict[str, object]] = {
    Role.TITLE: {"bold": True, "font_size": 16, "align": "center"},
    Role.SUBTITLE: {"align": "center"},
    Role.HEADING: {"bold": True},
    Role.CENTRE: {"align": "center"},
    Role.RIGHT: {"align": "right"},
    Role.NOTE: {"font_size": 9},
    Role.BIG: {"bold": True, "font_size": 22, "align": "center"},
}
SIZE = 11
"""Of type, in points, where a look names no other."""
GAP = 3
"""Points that a row is higher than its lines."""


def render(leaf: Leaf, made: datetime) -> bytes:
    """The workbook: one tab, one print page wide."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, NO_MAGIC)
    book.set_properties({"title": leaf.title, "created": house_time.without_zone(made)})
    tab = book.add_worksheet(_tab_name(leaf.title))
    tab.set_paper(9)
    if leaf.is_broad_book:
        tab.set_landscape()
    if leaf.across:
        tab.set_header(f"&C&20{leaf.across.replace('&', '&&')}")
    zone, check = house_time.zone_in_words(made), leaf.check.replace("&", "&&")
    tab.set_footer(f"&C{f'第 &P 页 共 &N 页  {zone}'.rstrip()}&R{check}")
    _paged(tab, leaf, _Filling(book, tab, leaf).fill())
    book.close()
    return file.getvalue()


def _paged(tab: Any, leaf: Leaf, rows: Sequence[int]) -> None:
    """One page wide; blocks begin at ``rows``. What begins a new page does so here too, and the
    head of the only table that has one stands on each."""
    tab.fit_to_pages(1, 0)
    breaks = [row for block, row in zip(leaf.blocks, rows, strict=True) if isinstance(block, Break)]
    if breaks:
        tab.set_h_pagebreaks(breaks)
        return
    heads = [
        (block.head, row)
        for block, row in zip(leaf.blocks, rows, strict=True)
        if isinstance(block, Table) and block.head
    ]
    if len(heads) == 1:
        ((many, first),) = heads
        tab.repeat_rows(first, first + many - 1)


def _tab_name(title: str) -> str:
    return "".join(char for char in title if char not in "[]:*?/\\'")[:31] or "1"


class _Filling:
    """One leaf on its way into a tab. All tables share the columns of the widest one."""

    def __init__(self, book: Any, tab: Any, leaf: Leaf) -> None:
        self.book, self.tab, self.leaf = book, tab, leaf
        tables = [block for block in leaf.blocks if isinstance(block, Table)]
        widest = max(tables, key=lambda table: (len(table.widths), len(table.rows)), default=None)
        self.columns = widest.widths if widest else (1.0,)
        across = CHARACTERS * (1.5 if leaf.is_broad_book else 1)
        self.wide = [across * width / sum(self.columns) for width in self.columns]
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self.shapes: dict[tuple[Align, bool, bool, str], Any] = {}
        self.row = 0

    def fill(self) -> list[int]:
        """Write every block, one below the other; the row at which each begins."""
        begun = []
        for column, width in enumerate(self.wide):
            self.tab.set_column(column, column, width)
        for block in self.leaf.blocks:
            begun.append(self.row)
            match block:
                case Line():
                    self._line(block.text, LOOKS.get(block.role, {}))
                case Table():
                    self._table(block)
                case Code() if block.caption:
                    self._line(block.caption, {})
        return begun

    def _format(self, look: dict[str, object]) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]

    def _line(self, text: str, look: dict[str, object]) -> None:
        shape = self._format({"text_wrap": True, "valign": "vcenter"} | look)
        last = len(self.columns) - 1
        self._put(0, last, text, shape)
        size = int(str(look.get("font_size", SIZE)))
        self.tab.set_row(self.row, LEADING * size * self._lines(text, 0, last, size) + GAP)
        self.row += 1

    def _table(self, table: Table) -> None:
        spread = _spread(table.widths, self.columns)
        for row in table.rows:
            column, lines = 0, 1
            for cell in row.cells:
                first, last = spread[column], spread[column + cell.span] - 1
                text = headings.parted(cell, self._room(first, last), A_CHARACTER)
                self._cell(first, last, cell, text, ruled=table.ruled)
                lines = max(lines, self._lines(text, first, last, SIZE))
                column += cell.span
            self.tab.set_row(self.row, max(row.height * POINTS_A_MM, LEADING * SIZE * lines + GAP))
            self.row += 1

    def _lines(self, text: str, first: int, last: int, size: int) -> int:
        """How many lines a text takes over some columns; a Chinese character is two wide."""
        room = self._room(first, last) * SIZE / size
        return sum(max(1, ceil(_wide(part) / room)) for part in text.split("\n"))

    def _room(self, first: int, last: int) -> float:
        return sum(self.wide[first : last + 1]) - 1

    def _cell(self, first: int, last: int, cell: Cell, text: str, *, ruled: bool) -> None:
        number = _number(cell)
        places = "" if number is None else _places(cell.text)
        key = (cell.align, cell.bold, ruled, places)
        shape = self.shapes.get(key) or self.shapes.setdefault(key, self._shape(*key))
        if number is None:
            self._put(first, last, text, shape)
            return
        if last > first:
            self._put(first, last, "", shape)
        self.tab.write_number(self.row, first, number, shape)

    def _shape(self, align: Align, bold: bool, ruled: bool, places: str) -> Any:
        """How a cell looks; one that computes has its ``places``."""
        look: dict[str, object] = {
            "align": SIDES[align],
            "valign": "vcenter",
            "text_wrap": True,
            "bold": bold,
            "border": int(ruled),
        }
        return self._format(look | ({"num_format": places} if places else {}))

    def _put(self, first: int, last: int, text: str, shape: Any) -> None:
        if last > first:
            self.tab.merge_range(self.row, first, self.row, last, "", shape)
        if text:
            self.tab.write_string(self.row, first, text, shape)
        else:
            self.tab.write_blank(self.row, first, None, shape)


def _wide(text: str) -> int:
    """How wide a text is in characters."""
    return len(text) if text.isascii() else sum(1 if char.isascii() else 2 for char in text)


def _spread(widths: Sequence[float], columns: Sequence[float]) -> list[int]:
    """The first column of the tab under each column of a table, and the end: where the rules of
    the tab come nearest to those of the table."""
    ends, found = _ends(columns), [0]
    for place, end in enumerate(_ends(widths)[:-1], start=1):
        free = range(found[-1] + 1, len(columns) - len(widths) + place + 1)
        found.append(min(free, key=lambda at: abs(ends[at - 1] - end)))
    return [*found, len(columns)]


def _ends(widths: Sequence[float]) -> list[float]:
    """Where each column ends, over the whole width."""
    return [end / sum(widths) for end in accumulate(widths)]


def _number(cell: Cell) -> float | None:
    """The value of a cell that computes; a share is written with its sign of percent."""
    if not cell.number:
        return None
    text = cell.text.strip()
    try:
        value = Decimal(text.removesuffix("%"))
    except InvalidOperation:
        return None
    return float(value / 100 if text.endswith("%") else value)


def _places(text: str) -> str:
    """The format that shows a number as the paper does."""
    bare = text.strip().removesuffix("%")
    places = len(bare.partition(".")[2])
    shown = "0" + ("." + "0" * places if places else "")
    return shown + ("%" if text.strip().endswith("%") else "")
