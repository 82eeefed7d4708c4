"""Columns wide enough for their short words: 基本称职 is never parted over two lines.

Widths are relative, as a form's template gives them; the same ones serve PDF, DOCX and XLSX.
"""

from collections.abc import Iterable, Sequence

from ballot.printing.leaf import Row

SHORT = 5
"""A text of so many characters, or of Latin letters and digits alone, is a word."""
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
                words = (word for word in cell.text.split("\n") if _is_word(word))
                wide = max((_wide(word) for word in words), default=0.0)
                needs[column] = max(needs[column], wide * size * MM_A_POINT + PADDING * bool(wide))
            column += cell.span
    return needs


def _is_word(text: str) -> bool:
    return len(text) <= SHORT or (text.isascii() and " " not in text and len(text) <= 2 * SHORT)


def _wide(text: str) -> float:
    return sum(LATIN if char.isascii() else 1.0 for char in text)
