"""How much a file may hold, counted while it is read: whatever is larger is refused at once."""

MOST_BYTES = 16 * 1024 * 1024
"""As much as a page takes at once."""
MOST_ROWS = 100_000
MOST_COLUMNS = 500
MOST_CELLS = 1_000_000
"""Cells in which something stands."""
MOST_PLACES = MOST_CELLS + 100_000
"""The same with the empty ones."""
MOST_WIDE = 16_384
"""Places in a row, the empty ones too: as many as a spreadsheet has."""
LONGEST_CELL = 32_767
"""Characters, as spreadsheets have it."""

MOST_TABS = 500
MOST_MERGED = 20_000
"""Merged cells of a tab."""


class TooLarge(Exception):
    """A file that holds more than may be read."""


class Counter:
    """Counts what is filled in; one for a whole file."""

    def __init__(self) -> None:
        self.cells = self.places = self.tabs = 0

    def tab(self) -> None:
        """Take a tab, or raise TooLarge."""
        self.tabs += 1
        if self.tabs > MOST_TABS:
            raise TooLarge

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


class Pieces:
    """The text of a cell on its way in, piece by piece, with an end to it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0

    def add(self, piece: str) -> None:
        """Take what comes next. Raises TooLarge."""
        self._length += len(piece)
        if self._length > 2 * LONGEST_CELL:
            raise TooLarge
        self._pieces.append(piece)

    def whole(self) -> str:
        """All of it."""
        return "".join(self._pieces)
