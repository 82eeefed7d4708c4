"""Tables on the press: cells wrapped first, rows as high as their tallest cell, heads repeated."""

from dataclasses import dataclass

from ballot.printing.leaf import Align, Cell, Row, Table
from ballot.printing.pdf.press import SIDE, Press

PAD = 1.3
"""Between rule and text, in millimetres."""
LEADING = 1.36
"""Distance of the lines over the size of type: cells are set tighter than text."""
KEPT = 90.0
"""A table lower than this is not parted between two pages."""
FIRST_ROWS = 2
"""So many rows of a high table, below its head, stay with the heading above it."""
AFTER = 1.5
"""Space below a table, in millimetres."""

AT = {Align.LEFT: "L", Align.CENTRE: "C", Align.RIGHT: "R"}


@dataclass(frozen=True, slots=True)
class Set:
    """A row ready to print: the lines of each cell, and the height."""

    row: Row
    lines: tuple[tuple[str, ...], ...]
    height: float


def draw(press: Press, table: Table, below: Table | None = None) -> None:
    """Print a table from where the press stands, over pages if need be. ``below`` are the
    signatures that stay with its end."""
    columns = _columns(press, table)
    rows = [_set(press, table, row, columns) for row in table.rows]
    head, body = rows[: table.head], rows[table.head :]
    tail = height(press, below) if below else 0.0
    whole = sum(row.height for row in rows)
    if whole <= KEPT or not table.ruled:
        press.make_room(whole + tail)
    for row in head:
        _draw_row(press, table, row, columns)
    room = press.room - sum(row.height for row in head)
    for place, row in enumerate(body):
        follower = body[place + 1].height if place + 1 < len(body) else tail
        stays = follower if row.row.is_banner or place + 1 == len(body) else 0.0
        for piece in _pieces(press, table, row, room):
            if press.make_room(min(piece.height + stays, room)):
                for repeated in head:
                    _draw_row(press, table, repeated, columns)
            _draw_row(press, table, piece, columns)
    press.y += AFTER


def height(press: Press, table: Table) -> float:
    """How high a table is, in millimetres, with the space below it."""
    columns = _columns(press, table)
    return sum(_set(press, table, row, columns).height for row in table.rows) + AFTER


def beginning(press: Press, table: Table, below: Table | None) -> float:
    """How much of a table stays with the heading above it: all of a low one with the signatures
    below it, else its head and its first rows."""
    whole = height(press, table)
    if whole <= KEPT:
        return whole + (height(press, below) if below else 0.0)
    columns = _columns(press, table)
    first = table.rows[: table.head + FIRST_ROWS]
    return min(sum(_set(press, table, row, columns).height for row in first), KEPT)


def _columns(press: Press, table: Table) -> tuple[float, ...]:
    whole = sum(table.widths)
    return tuple(press.width * width / whole for width in table.widths)


def _set(press: Press, table: Table, row: Row, columns: tuple[float, ...]) -> Set:
    lines = []
    column = 0
    for cell in row.cells:
        width = sum(columns[column : column + cell.span])
        press.font(table.size, bold=cell.bold)
        wrapped = press.balanced if _is_heading(cell) else press.lines
        lines.append(tuple(wrapped(cell.text, width - 2 * PAD)))
        column += cell.span
    return Set(row, tuple(lines), _height(press, table, row, max(map(len, lines), default=1)))


def _is_heading(cell: Cell) -> bool:
    """One line of bold words: where they take several, all are about equally long."""
    return cell.bold and "\n" not in cell.text


def _height(press: Press, table: Table, row: Row, count: int) -> float:
    return max(row.height, count * press.font(table.size, leading=LEADING) + 2 * PAD)


def _pieces(press: Press, table: Table, row: Set, room: float) -> list[Set]:
    """The row itself, or parts of it where it is higher than a page."""
    if row.height <= room:
        return [row]
    most = int((room - 2 * PAD) / press.font(table.size, leading=LEADING))
    count = max(map(len, row.lines))
    pieces = []
    for start in range(0, count, most):
        part = tuple(lines[start : start + most] for lines in row.lines)
        bare = Row(row.row.cells)
        height = _height(press, table, bare, max(map(len, part)))
        pieces.append(Set(bare, part, height))
    return pieces


def _draw_row(press: Press, table: Table, row: Set, columns: tuple[float, ...]) -> None:
    x, column = SIDE, 0
    for cell, lines in zip(row.row.cells, row.lines, strict=True):
        width = sum(columns[column : column + cell.span])
        if table.ruled:
            press.pdf.rect(x, press.y, width, row.height)
        leading = press.font(table.size, bold=cell.bold, leading=LEADING)
        y = press.y + (row.height - leading * len(lines)) / 2
        for line in lines:
            press.put(line, x + PAD, y, width - 2 * PAD, leading, AT[cell.align])
            y += leading
        x += width
        column += cell.span
    press.y += row.height
