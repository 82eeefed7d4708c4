"""Leaves as PDF, by fpdf2: fonts embedded, the same bytes for the same leaf and time."""

from collections.abc import Sequence
from datetime import datetime

from ballot.domain import house_time
from ballot.fonts.library import OURS, Shelf
from ballot.printing.leaf import (
    Block,
    Break,
    Code,
    Halve,
    Leaf,
    Line,
    Role,
    Space,
    Table,
    Tail,
    tail_of,
)
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
GUTTER = 4.0
"""Between a code and its caption, in millimetres."""
KEEP = 26.0
"""A heading does not stand alone at the foot of a page."""


def render(leaf: Leaf, made: datetime, shelf: Shelf = OURS) -> bytes:
    """Print a leaf. ``made`` is the time in the file; the clock is not asked. The foot names its
    zone. ``shelf`` has the fonts for what ours lack.
    """
    return render_all((leaf,), leaf.title, made, shelf)


def render_all(leaves: Sequence[Leaf], title: str, made: datetime, shelf: Shelf = OURS) -> bytes:
    """Print leaves one after another, each with pages and a foot of its own; all of them upright
    or broad as the first is."""
    press = Press(title, made=made, landscape=leaves[0].landscape, shelf=shelf)
    for leaf in leaves:
        press.begin(leaf.title, leaf.check, numbered=leaf.numbered)
        _blocks(press, leaf)
    return press.finish(house_time.zone_in_words(made))


def _blocks(press: Press, leaf: Leaf) -> None:
    for place, block in enumerate(leaf.blocks):
        match block:
            case Line():
                _line(press, block, leaf.blocks, place)
            case Table():
                table.draw(press, block, _tail(press, leaf.blocks, place))
            case Code():
                _code(press, block)
            case Space():
                press.y += block.mm
            case Break():
                press.new_page()
            case Halve():
                press.halve()
    if leaf.across:
        press.write_across(leaf.across)


def _tail(press: Press, blocks: Sequence[Block], place: int) -> float:
    """How high that is, in millimetres, what stays with the end of the table at this place."""
    return sum(_height(press, each) for each in tail_of(blocks, place))


def _height(press: Press, block: Tail) -> float:
    if isinstance(block, Table):
        return table.height(press, block)
    if isinstance(block, Code):
        return _caption(press, block)[1]
    size, bold, _at, above, below = LOOKS[block.role]
    leading = press.font(size, bold=bold)
    return above + leading * len(press.lines(block.text, press.width)) + below


def _line(press: Press, line: Line, blocks: Sequence[Block], place: int) -> None:
    size, bold, at, above, below = LOOKS[line.role]
    if press.y > TOP:
        press.y += above
    leading = press.font(size, bold=bold)
    text = INDENT + line.text if line.role is Role.BODY else line.text
    if line.role is Role.HEADING:
        kept = KEEP
        after = blocks[place + 1] if place + 1 < len(blocks) else None
        if isinstance(after, Table):
            tail = _tail(press, blocks, place + 1)
            kept = leading + below + table.beginning(press, after, tail)
            press.font(size, bold=bold)
        press.make_room(max(kept, KEEP))
    parts = press.title_lines(text) if line.role in TITLES else press.lines(text, press.width)
    for part in parts:
        press.make_room(leading)
        press.put(part, SIDE, press.y, press.width, leading, at)
        press.y += leading
    press.y += below


def _code(press: Press, code: Code) -> None:
    lines, height = _caption(press, code)
    press.make_room(height)
    leading = press.font(code.size)
    x = SIDE + (press.width - code.mm) / 2 if code.centred else SIDE
    press.code(code.text, x, press.y, code.mm)
    y = press.y + (height - leading * len(lines)) / 2
    for part in lines:
        press.put(part, SIDE + code.mm + GUTTER, y, press.width - code.mm - GUTTER, leading, "L")
        y += leading
    press.y += height


def _caption(press: Press, code: Code) -> tuple[list[str], float]:
    """The lines beside a code, and how high both together are."""
    leading = press.font(code.size)
    wide = press.width - code.mm - GUTTER
    lines = press.lines(code.caption, wide) if code.caption else []
    return lines, max(code.mm, leading * len(lines))
