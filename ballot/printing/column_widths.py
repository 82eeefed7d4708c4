"""Columns wide enough for their short words: 基本称职 is never parted over two lines.

Widths are relative, as a form's template gives them; the same ones serve PDF, DOCX and XLSX.
"""

from collections.abc import Iterable, Sequence
from itertools import repeat
from math import ceil

from ballot.printing.leaf import Cell, Row

SHORT = 5
"""A text of so many characters, or of Latin letters and digits alone, is a word."""
LINES = 3
"""So many lines a heading takes that is no word."""
PADDING = 4.0
"""What a cell keeps free beside its text, both sides together, in millimetres."""
MM_A_POINT = 25.4 / 72
LATIN = 0.6
"""How wide a Latin letter or a digit is, over a Chinese character."""


def fitted(
    widths: Sequence[float], rows: Iterable[Row], size: float, across: float
) -> tuple[float, ...]:
    """The widths, those too narrow for their words widened at the cost of the others.

    ``size`` is the type in points, ``across`` the width of the table in millimetres. Unchanged
    where every word fits, or where there is no room for all.
    """
    whole = sum(widths)
    mm = [across * width / whole for width in widths]
    needs = _needs(len(widths), rows, size)
    lacking = [max(0.0, need - has) for need, has in zip(needs, mm, strict=True)]
    spare = [max(0.0, has - need) for need, has in zip(needs, mm, strict=True)]
    if not any(lacking) or sum(spare) < sum(lacking):
        return tuple(widths)
    share = sum(lacking) / sum(spare)
    return tuple(
        round(has + more - less * share, 3)
        for has, more, less in zip(mm, lacking, spare, strict=True)
    )


def _needs(columns: int, rows: Iterable[Row], size: float) -> list[float]:
    """Millimetres that each column needs for the widest word that stands in it alone."""
    needs = [0.0] * columns
    for row in rows:
        column = 0
        for cell in row.cells:
            if cell.span == 1:
                widest = max(map(_least, repeat(cell), cell.text.split("\n")))
                needs[column] = max(
                    needs[column], widest * size * MM_A_POINT + PADDING * bool(widest)
                )
            column += cell.span
    return needs


def _least(cell: Cell, text: str) -> float:
    """A word in one line, a longer heading in three; any other text takes what there is."""
    if is_word(text):
        return wide(text)
    return float(ceil(wide(text) / LINES)) if cell.is_heading else 0.0


def is_word(text: str) -> bool:
    """Whether its column is wide enough for it, so that nothing parts it."""
    return len(text) <= SHORT or (text.isascii() and " " not in text and len(text) <= 2 * SHORT)


def wide(text: str) -> float:
    """How wide a text is, over a Chinese character."""
    return sum(LATIN if char.isascii() else 1.0 for char in text)
