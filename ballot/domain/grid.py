"""The cells of a file as a person sees them: tabs of lines of texts.

What a cell is besides its text (an error, a formula nobody calculated, a truth value) is told by
the text, as ``odd_cells`` reads it; so a CSV and a workbook say the same.
"""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Tab:
    """One page of a workbook; a CSV is one without a name. ``lines`` count from row 1 on.

    A tab that nobody sees comes without its lines: only whether anything is ``filled`` in.
    """

    name: str
    lines: tuple[tuple[str, ...], ...] = ()
    visible: bool = True
    filled: bool = True
    hidden_rows: tuple[int, ...] = ()
    """Numbers of rows that hold something and are hidden or filtered out."""
    hidden_columns: tuple[int, ...] = ()
    """Places, from 1, of columns that hold something and are hidden."""


@dataclass(frozen=True, slots=True)
class Grid:
    """A file: its name, its tabs in their order, and whether it carries macros (none is run)."""

    file: str
    tabs: tuple[Tab, ...]
    macros: bool = False
