"""What was found in a file besides the rows that were asked for, and is told to whoever sent it."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class LeftRow:
    """A row that is no person: a total, a note, who made the list, the heading once more."""

    number: int
    text: str


@dataclass(frozen=True, slots=True)
class ReadingNotes:
    """How a file was read. Nothing of it is wrong; all of it may surprise."""

    tab: str = ""
    """The tab that was read; empty: the file has one without a name."""
    other_tabs: tuple[str, ...] = ()
    """Tabs with content that were not read."""
    hidden_tabs: tuple[str, ...] = ()
    """Those of them that nobody sees."""
    heading_row: int = 1
    """The row of the heading; what stands above was left out."""
    renamed: tuple[tuple[str, str], ...] = ()
    """(our column, column of the file) where the file calls it otherwise."""
    left_columns: tuple[str, ...] = ()
    left_rows: tuple[LeftRow, ...] = ()
    hidden_rows: tuple[int, ...] = ()
    """Rows that nobody sees and that were read all the same."""
    hidden_columns: tuple[str, ...] = ()
    """Columns of ours that nobody sees in the file and that were read all the same."""
    macros: bool = False


NOTHING = ReadingNotes()
