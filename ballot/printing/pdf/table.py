"""Tables on the press: cells wrapped first, rows as high as their tallest cell, heads repeated."""

from dataclasses import dataclass

from ballot.printing.leaf import Align, Cell, Row, Table
from ballot.printing.pdf.press import SIDE, Press, Ready

PAD = 1.3
"""Between rule and text, in millimetres."""
CLOSE = 0.45
"""The same above and below the text of a dense table."""
LEADING = 1.36
"""Distance of the lines over the size of type: cells are set tighter than text."""
KEPT = 90.0
"""A table lower than this is not parted between two pages."""
FIRST_ROWS = 2
"""So many rows of a high table, below its head, stay with the heading above it."""
AFTER = 1.5
"""Space below a table, in millimetres."""
NEAR = 0.8
"""The same below a dense one."""

AT = {Align.LEFT: "L", Align.CENTRE: "C", Align.RIGHT: "R"}


Lines = tuple[Ready, ...]
"""A cell ready to print."""


@dataclass(frozen=True, slots=True)
class Set:
    """A row ready to print: the lines of each cell, and the height."""

    row: Row
    lines: tuple[Lines, ...]
    height: float


class Setter:
    """Sets the rows of a table; what stands in a thousand of them is set once."""

    def __init__(self, press: Press, table: Table) -> None:
        self._press, self._table = press, table
        self.pad = CLOSE if table.dense else PAD
        whole = sum(table.widths)
        self.columns = tuple(press.width * width / whole for width in table.widths)
        self._known: dict[tuple[int, int], Lines] = {}

    def set(self, row: Row) -> Set:
        """A row; its cells live for as long as this does."""
        lines, column = [], 0
        for cell in row.cells:
            key = id(cell), column
            if key not in self._known:
                self._known[key] = self._cell(cell, column)
            lines.append(self._known[key])
            column += cell.span
        return self.of(row, tuple(lines))

    def of(self, row: Row, lines: tuple[Lines, ...]) -> Set:
        """The same of lines that are set already."""
        leading = self._press.font(self._table.size, leading=LEADING)
        count = max(map(len, lines), default=1)
        return Set(row, lines, max(row.height, count * leading + 2 * self.pad))

    def wide(self, cell: Cell, column: int) -> float:
        """How wide a cell is that begins at this column."""
        return sum(self.columns[column : column + cell.span])

    def _cell(self, cell: Cell, column: int) -> Lines:
        press, width = self._press, self.wide(cell, column) - 2 * PAD
        press.font(self._table.size, bold=cell.bold)
        wrapped = press.balanced if _is_balanced(cell) else press.lines
        return tuple(press.ready(e, width, AT[cell.align]) for e in wrapped(cell.text, width))


def draw(press: Press, table: Table, tail: float = 0.0) -> None:
    """Print a table from where the press stands, over pages if need be. So high is the ``tail``
    that stays with its end: signatures, the last notes of a sheet."""
    setter = Setter(press, table)
    rows = [setter.set(row) for row in table.rows]
    head, body = rows[: table.head], rows[table.head :]
    whole = sum(row.height for row in rows)
    if whole <= KEPT or not table.ruled:
        press.make_room(whole + tail)
    for row in head:
        _draw_row(press, table, row, setter)
    room = press.room - sum(row.height for row in head)
    for place, row in enumerate(body):
        stays = _below(body, place, tail)
        for piece in _pieces(press, table, row, room, setter):
            if press.make_room(min(piece.height + stays, room)):
                for repeated in head:
                    _draw_row(press, table, repeated, setter)
            _draw_row(press, table, piece, setter)
    press.y += after(table)


def after(table: Table) -> float:
    """Space below a table, in millimetres."""
    return NEAR if table.dense else AFTER


def _below(body: list[Set], place: int, tail: float) -> float:
    """How high that is which stays with a row: the rows below that belong to it, and the tail."""
    found = 0.0
    while place + 1 < len(body) and body[place].row.stays:
        place += 1
        found += body[place].height
    return found + tail if place + 1 == len(body) else found


def height(press: Press, table: Table) -> float:
    """How high a table is, in millimetres, with the space below it."""
    setter = Setter(press, table)
    return sum(setter.set(row).height for row in table.rows) + after(table)


def beginning(press: Press, table: Table, tail: float) -> float:
    """How much of a table stays with the heading above it: all of a low one with the tail below it,
    else its head and its first rows."""
    setter = Setter(press, table)
    space = after(table)
    whole, first = space, 0.0
    for place, row in enumerate(table.rows):
        whole += setter.set(row).height
        first = whole - space if place < table.head + FIRST_ROWS else first
        if whole > KEPT and place + 1 >= table.head + FIRST_ROWS:
            break
    return min(first, KEPT) if whole > KEPT else whole + tail


def _is_balanced(cell: Cell) -> bool:
    """Where it takes several lines all are about as long: a heading, or words in the middle."""
    return cell.is_heading or (cell.align is Align.CENTRE and "\n" not in cell.text)


def _pieces(press: Press, table: Table, row: Set, room: float, setter: Setter) -> list[Set]:
    """The row itself, or parts of it where it is higher than a page."""
    if row.height <= room:
        return [row]
    most = int((room - 2 * setter.pad) / press.font(table.size, leading=LEADING))
    count = max(map(len, row.lines))
    bare = Row(row.row.cells)
    return [
        setter.of(bare, tuple(lines[start : start + most] for lines in row.lines))
        for start in range(0, count, most)
    ]


def _draw_row(press: Press, table: Table, row: Set, setter: Setter) -> None:
    lefts, widths = _places(row.row, setter)
    ready = [press.pdf.boxes(lefts, widths, press.y, row.height)] if table.ruled else []
    for cell, lines, x, width in zip(row.row.cells, row.lines, lefts, widths, strict=True):
        leading = press.font(table.size, bold=cell.bold, leading=LEADING)
        y = press.y + (row.height - leading * len(lines)) / 2
        for line in lines:
            if line.written:
                ready.append(press.own(line, x + PAD, y, leading))
            elif line.text:
                press.pdf.write_lines(ready)
                press.put(line.text, x + PAD, y, width - 2 * PAD, leading, AT[cell.align])
                ready = []
            y += leading
    press.pdf.write_lines(ready)
    press.y += row.height


def _places(row: Row, setter: Setter) -> tuple[list[float], list[float]]:
    """Where the cells of a row begin, and how wide they are."""
    lefts, widths, x, column = [], [], SIDE, 0
    for cell in row.cells:
        lefts.append(x)
        widths.append(setter.wide(cell, column))
        x += widths[-1]
        column += cell.span
    return lefts, widths
