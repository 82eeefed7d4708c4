"""How much a file may hold, counted while it is read: whatever is larger is refused at once."""

MOST_BYTES = 16 * 1024 * 1024
"""As much as a page takes at once."""
MOST_ROWS = 100_000
MOST_COLUMNS = 500
MOST_CELLS = 1_000_000
"""Cells in which something stands."""
MOST_PLACES = 2 * MOST_CELLS
"""The same with the empty ones."""
MOST_WIDE = 16_384
"""Places in a row, the empty ones too: as many as a spreadsheet has."""
LONGEST_CELL = 32_767
"""Characters, as spreadsheets have it."""


class TooLarge(Exception):
    """A file that holds more than may be read."""


class Counter:
    """Counts what is filled in; one for a whole file."""

    def __init__(self) -> None:
        self.cells = self.places = 0

    def empty(self, times: int = 1) -> None:
        """Take places in which nothing need stand. Raises TooLarge."""
        self.places += times
        if self.places > MOST_PLACES:
            raise TooLarge

    def cell(self, row: int, column: int, text: str) -> None:
        """Take a cell in which something stands; both count from 0. Raises TooLarge."""
        self.cells += 1
        if row >= MOST_ROWS or column >= MOST_COLUMNS or self.cells > MOST_CELLS:
            raise TooLarge
        if len(text) > LONGEST_CELL:
            raise TooLarge
