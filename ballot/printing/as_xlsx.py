"""Leaves as spreadsheets, for forms that are tables: numbers that compute, text that stays text.

A text that begins with = + - @ is written as text and never as a formula.
"""

import io
from datetime import datetime
from decimal import Decimal, InvalidOperation
from math import ceil
from typing import Any

import xlsxwriter

from ballot.domain import house_time
from ballot.printing.leaf import Align, Cell, Code, Leaf, Line, Role, Table

NO_MAGIC = {"strings_to_formulas": False, "strings_to_urls": False, "in_memory": True}
CHARACTERS = 92
"""Width of an upright sheet of A4 in characters; a broad one has half as many again."""
LEADING = 1.35
"""Distance of the lines over the size of type."""
POINTS_A_MM = 72 / 25.4
SIDES = {Align.LEFT: "left", Align.CENTRE: "center", Align.RIGHT: "right"}
LOOKS: dict[Role, dict[str, object]] = {
    Role.TITLE: {"bold": True, "font_size": 16, "align": "center"},
    Role.SUBTITLE: {"align": "center"},
    Role.HEADING: {"bold": True},
}


def render(leaf: Leaf, made: datetime) -> bytes:
    """The workbook: one tab, one print page wide."""
    file = io.BytesIO()
    book = xlsxwriter.Workbook(file, NO_MAGIC)
    book.set_properties({"title": leaf.title, "created": house_time.without_zone(made)})
    tab = book.add_worksheet(_tab_name(leaf.title))
    tab.set_paper(9)
    tab.fit_to_pages(1, 0)
    if leaf.landscape:
        tab.set_landscape()
    zone, check = house_time.zone_in_words(made), leaf.check.replace("&", "&&")
    tab.set_footer(f"&C{f'第 &P 页 共 &N 页  {zone}'.rstrip()}&R{check}")
    _Filling(book, tab, leaf).fill()
    book.close()
    return file.getvalue()


def _tab_name(title: str) -> str:
    return "".join(char for char in title if char not in "[]:*?/\\'")[:31] or "1"


class _Filling:
    """One leaf on its way into a tab. All tables share the columns of the widest one."""

    def __init__(self, book: Any, tab: Any, leaf: Leaf) -> None:
        self.book, self.tab, self.leaf = book, tab, leaf
        tables = [block for block in leaf.blocks if isinstance(block, Table)]
        widest = max(tables, key=lambda table: (len(table.widths), len(table.rows)), default=None)
        self.columns = widest.widths if widest else (1.0,)
        across = CHARACTERS * (1.5 if leaf.landscape else 1)
        self.wide = [across * width / sum(self.columns) for width in self.columns]
        self.formats: dict[tuple[tuple[str, object], ...], Any] = {}
        self.row = 0

    def fill(self) -> None:
        """Write every block, one below the other."""
        for column, width in enumerate(self.wide):
            self.tab.set_column(column, column, width)
        for block in self.leaf.blocks:
            match block:
                case Line():
                    self._line(block.text, LOOKS.get(block.role, {}))
                case Table():
                    self._table(block)
                case Code() if block.caption:
                    self._line(block.caption, {})

    def _format(self, look: dict[str, object]) -> Any:
        key = tuple(sorted(look.items()))
        if key not in self.formats:
            self.formats[key] = self.book.add_format(look)
        return self.formats[key]

    def _line(self, text: str, look: dict[str, object]) -> None:
        shape = self._format({"text_wrap": True, "valign": "vcenter"} | look)
        last = len(self.columns) - 1
        self._put(0, last, text, shape)
        size = 16 if look.get("font_size") else 11
        self.tab.set_row(self.row, LEADING * size * self._lines(text, 0, last, size))
        self.row += 1

    def _table(self, table: Table) -> None:
        spread = _spread(len(table.widths), len(self.columns))
        for row in table.rows:
            column, lines = 0, 1
            for cell in row.cells:
                first, last = spread[column], spread[column + cell.span] - 1
                self._cell(first, last, cell, ruled=table.ruled)
                lines = max(lines, self._lines(cell.text, first, last, 11))
                column += cell.span
            self.tab.set_row(self.row, max(row.height * POINTS_A_MM, LEADING * 11 * lines + 3))
            self.row += 1

    def _lines(self, text: str, first: int, last: int, size: int) -> int:
        """How many lines a text takes over some columns; a Chinese character is two wide."""
        room = sum(self.wide[first : last + 1]) * 11 / size - 1
        widths = [sum(1 if char.isascii() else 2 for char in part) for part in text.split("\n")]
        return sum(max(1, ceil(width / room)) for width in widths)

    def _cell(self, first: int, last: int, cell: Cell, *, ruled: bool) -> None:
        look: dict[str, object] = {
            "align": SIDES[cell.align],
            "valign": "vcenter",
            "text_wrap": True,
            "bold": cell.bold,
            "border": int(ruled),
        }
        number = _number(cell)
        if number is None:
            self._put(first, last, cell.text, self._format(look))
            return
        shape = self._format(look | {"num_format": _places(cell.text)})
        self._put(first, last, "", shape)
        self.tab.write_number(self.row, first, number, shape)

    def _put(self, first: int, last: int, text: str, shape: Any) -> None:
        if last > first:
            self.tab.merge_range(self.row, first, self.row, last, "", shape)
        if text:
            self.tab.write_string(self.row, first, text, shape)
        else:
            self.tab.write_blank(self.row, first, None, shape)


def _spread(few: int, many: int) -> list[int]:
    """The first of ``many`` columns under each of ``few``, and the end."""
    return [column * many // few for column in range(few)] + [many]


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
