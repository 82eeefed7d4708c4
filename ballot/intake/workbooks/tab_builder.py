"""The cells of a tab as they come, made into lines; the same for every kind of workbook."""

from ballot.domain.grid import Tab
from ballot.intake.bounds import MOST_MERGED, Counter, TooLarge


class TabBuilder:
    """Takes the cells of one tab; rows and columns count from 0. Raises TooLarge."""

    def __init__(self, name: str, counter: Counter, *, visible: bool) -> None:
        counter.tab()
        self.name, self.visible, self.filled = name, visible, False
        self._counter = counter
        self._lines: list[list[str]] = []
        self._hidden: set[int] = set()
        self._hidden_columns: list[tuple[int, int]] = []
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

    def hide_columns(self, first: int, last: int) -> None:
        """Columns that nobody sees, from one to another."""
        self._hidden_columns.append((first, last))

    def merge(self, top: int, left: int, bottom: int) -> None:
        """A cell merged downwards belongs to each row, as the reader sees it."""
        self._merged.append((top, left, bottom))
        if len(self._merged) > MOST_MERGED:
            raise TooLarge

    def done(self) -> Tab:
        """The tab."""
        for top, left, bottom in self._merged:
            self._fill_down(top, left, bottom)
        hidden = (row + 1 for row in sorted(self._hidden) if any(self._line(row)))
        lines = tuple(tuple(line) for line in self._lines)
        columns = self._columns_that_nobody_sees()
        return Tab(self.name, lines, self.visible, self.filled, tuple(hidden), columns)

    def _columns_that_nobody_sees(self) -> tuple[int, ...]:
        width = max(map(len, self._lines), default=0)
        places = (range(first, min(last + 1, width)) for first, last in self._hidden_columns)
        hidden = {place for each in places for place in each}
        return tuple(place + 1 for place in sorted(hidden) if self._holds(place))

    def _holds(self, column: int) -> bool:
        return any(column < len(line) and line[column] for line in self._lines)

    def _line(self, row: int) -> list[str]:
        return self._lines[row] if row < len(self._lines) else []

    def _fill_down(self, top: int, left: int, bottom: int) -> None:
        text = self._line(top)[left] if left < len(self._line(top)) else ""
        below = self._lines[top + 1 : bottom + 1] if text else []
        self._counter.empty(len(below))
        for line in below:
            if any(line):
                line.extend([""] * (left + 1 - len(line)))
                line[left] = text
