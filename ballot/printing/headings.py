"""Headings that take several lines, parted in Word and in spreadsheets as on the press.

Left alone, both part a heading wherever its cell ends: 述职测评(50 / %).
"""

from ballot.printing import column_widths, wrap
from ballot.printing.leaf import Cell


def parted(cell: Cell, room: float, em: float) -> str:
    """The text of a cell, with line breaks where it is a heading that needs them; a short word has
    its room. ``room`` is the width that it has, ``em`` that of a Chinese character."""
    if not cell.is_heading or column_widths.is_word(cell.text) or room < em:
        return cell.text
    return "\n".join(wrap.balanced(cell.text, room, lambda text: em * column_widths.wide(text)))
