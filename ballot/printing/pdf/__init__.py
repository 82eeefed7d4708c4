"""Leaves as PDF, by fpdf2: fonts embedded, the same bytes for the same leaf and time."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from ballot.domain import house_time
from ballot.fonts.library import OURS, Shelf
from ballot.printing.leaf import Block, Break, Code, Halve, Leaf, Line, Role, Space, Table
from ballot.printing.pdf import table
from ballot.printing.pdf.press import SIDE, TOP, Press

LOOKS: dict[Role, tuple[float, bool, str, float, float]] = {
    Role.TITLE: (20, True, "C", 0, 3),
    Role.SUBTITLE: (11, False, "C", 0, 2.5),
    Role.HEADING: (12, True, "L", 3.5, 1.5),
    Role.TEXT: (10.5, False, "L", 0, 1),
    Role.BODY: (14, False, "L", 0, 1.5),
    Role.CENTRE: (12, False, "C", 0, 2),
    Role.RIGHT: (12, False, "R", 1, 1),
    Role.NOTE: (9, False, "L", 0.6, 0.6),
    Role.BIG: (34, True, "C", 3, 5),
}
"""Role → size in points, bold, side, space above and below in millimetres."""

TITLES = frozenset((Role.TITLE, Role.SUBTITLE, Role.BIG))
INDENT = "\u3000\u3000"
"""Two ideographic spaces: the first line of a paragraph of a letter."""
KEEP = 26.0
"""A heading does not stand alone at the foot of a page."""


def render(leaf: Leaf, made: datetime, shelf: Shelf = OURS) -> bytes:
    """Print a leaf. ``made`` is the time in the file; the clock is not asked. The foot names its
    zone. ``shelf`` has the fonts for what ours lack.
    """
    press = Press(leaf.title, made=made, landscape=leaf.landscape, shelf=shelf)
    for block, after, next_but_one in _with_followers(leaf.blocks):
        match block:
            case Line():
                _line(press, block, after, next_but_one)
            case Table():
                table.draw(press, block, _signatures(after))
            case Code():
                _code(press, block)
            case Space():
                press.y += block.mm
            case Break():
                press.new_page()
            case Halve():
                press.halve()
    return press.finish(leaf.check, numbered=leaf.numbered, zone=house_time.zone_in_words(made))


def _with_followers(blocks: Sequence[Block]) -> Iterator[tuple[Block, Block | None, Block | None]]:
    """Every block with the two behind it."""
    padded = (*blocks, None, None)
    return zip(blocks, padded[1:], padded[2:], strict=False)


def _signatures(block: Block | None) -> Table | None:
    """A table without rules below another: who signs it."""
    return block if isinstance(block, Table) and not block.ruled else None


def _line(press: Press, line: Line, after: Block | None, next_but_one: Block | None) -> None:
    size, bold, at, above, below = LOOKS[line.role]
    if press.y > TOP:
        press.y += above
    leading = press.font(size, bold=bold)
    text = INDENT + line.text if line.role is Role.BODY else line.text
    if line.role is Role.HEADING:
        kept = KEEP
        if isinstance(after, Table):
            kept = leading + below + table.beginning(press, after, _signatures(next_but_one))
            press.font(size, bold=bold)
        press.make_room(max(kept, KEEP))
    parts = press.title_lines(text) if line.role in TITLES else press.lines(text, press.width)
    for part in parts:
        press.make_room(leading)
        press.put(part, SIDE, press.y, press.width, leading, at)
        press.y += leading
    press.y += below


def _code(press: Press, code: Code) -> None:
    leading = press.font(9)
    width = press.width - code.mm - 4
    lines = press.lines(code.caption, width) if code.caption else []
    height = max(code.mm, leading * len(lines))
    press.make_room(height)
    x = SIDE + (press.width - code.mm) / 2 if code.centred else SIDE
    press.code(code.text, x, press.y, code.mm)
    y = press.y + (height - leading * len(lines)) / 2
    for part in lines:
        press.put(part, SIDE + code.mm + 4, y, width, leading, "L")
        y += leading
    press.y += height
