"""The cells of a tab as they come, made into lines; the same for every kind of workbook."""

from ballot.domain.grid import Tab
from ballot.intake.bounds import Counter


class TabBuilder:
    """Takes the cells of one tab; rows and columns count from 0. Raises TooLarge."""

    def __init__(self, name: str, counter: Counter, *, visible: bool) -> None:
        self.name, self.visible, self.filled = name, visible, False
        self._counter = counter
        self._lines: list[list[str]] = []
        self._hidden: set[int] = set()
        self._merged: list[tuple[int, int, int]] = []

    def put(self, row: int, column: int, text: str) -> None:
        """A cell in which something stands; of a tab that nobody sees nothing is kept."""
        self._counter.cell(row, column, text)
        self.filled = True
        if not self.visible:
            return
        while len(self._lines) <= row:
            self._lines.append([])
        line = self._lines[row]
        line.extend([""] * (column + 1 - len(line)))
        line[column] = text

    def empty(self) -> None:
        """A cell that is named, whatever stands in it."""
        self._counter.empty()

    def hide(self, row: int) -> None:
        """A row that nobody sees."""
        self._hidden.add(row)

    def merge(self, top: int, left: int, bottom: int) -> None:
        """A cell merged downwards belongs to each row, as the reader sees it."""
        self._merged.append((top, left, bottom))

    def done(self) -> Tab:
        """The tab."""
        for top, left, bottom in self._merged:
            self._fill_down(top, left, bottom)
        hidden = (row + 1 for row in sorted(self._hidden) if any(self._line(row)))
        lines = tuple(tuple(line) for line in self._lines)
        return Tab(self.name, lines, self.visible, self.filled, tuple(hidden))

    def _line(self, row: int) -> list[str]:
        return self._lines[row] if row < len(self._lines) else []

    def _fill_down(self, top: int, left: int, bottom: int) -> None:
        text = self._line(top)[left] if left < len(self._line(top)) else ""
        for line in self._lines[top + 1 : bottom + 1]:
            if text and any(line):
                line.extend([""] * (left + 1 - len(line)))
                line[left] = text
