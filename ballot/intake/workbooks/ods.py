"""ODS → tabs. A cell is what was kept of it; nothing is calculated."""

from collections.abc import Mapping
from typing import IO

from ballot.domain.grid import Tab
from ballot.domain.written_number import whole
from ballot.intake.bounds import Counter, Pieces, TooLarge
from ballot.intake.workbooks import shown_numbers
from ballot.intake.workbooks.packed import Broken, Packed
from ballot.intake.workbooks.tab_builder import TabBuilder

CELLS = ("table-cell", "covered-table-cell")
MOST_REPEATED = 20_000
"""A cell with content that stands more often than this beside or below itself is no list."""


def read(file: IO[bytes]) -> list[Tab]:
    """All tabs in their order. Raises Broken, TooLarge."""
    packed = Packed(file)
    content = _Content()
    packed.parse("content.xml", content.start, content.end, content.text)
    return content.tabs


def is_locked(file: IO[bytes]) -> bool:
    """Whether a password closes it."""
    packed = Packed(file)
    if "META-INF/manifest.xml" not in packed.names:
        return False
    found = []
    packed.parse("META-INF/manifest.xml", lambda tag, _: found.append(tag == "encryption-data"))
    return any(found)


class _Content:
    """The part of all tabs on its way into lines."""

    def __init__(self) -> None:
        self.tabs: list[Tab] = []
        self.counter = Counter()
        self.unseen: set[str] = set()
        self.style = ""
        self.tab: TabBuilder | None = None
        self.row = self.rows = self.column = self.columns = 0
        self.line: list[tuple[int, int, str, int]] = []
        self.hidden = False
        self.cell: Mapping[str, str] = {}
        self.texts = Pieces()
        self.paragraphs = 0
        self.inside = 0
        self.remark = 0

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """A tag opens."""
        if tag == "style":
            self.style = given.get("name", "")
        elif tag == "table-properties" and given.get("display") == "false":
            self.unseen.add(self.style)
        elif tag == "table":
            visible = given.get("style-name", "") not in self.unseen
            self.tab = TabBuilder(given.get("name", ""), self.counter, visible=visible)
            self.row = self.rows = self.columns = 0
        elif tag == "table-row":
            self._row(given)
        elif tag in CELLS:
            self.counter.empty()
            self.cell, self.texts, self.paragraphs = given, Pieces(), 0
        elif tag == "table-column":
            self._column(given)
        else:
            self._within(tag, given)

    def _within(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "annotation":
            self.remark += 1
        elif tag == "p" and not self.remark:
            self.texts.add("\n" if self.paragraphs else "")
            self.paragraphs += 1
            self.inside += 1
        elif self.inside and tag == "s":
            self.texts.add(" " * min(_times(given.get("c", "1")), MOST_REPEATED))
        elif self.inside and tag in ("tab", "line-break"):
            self.texts.add("\t" if tag == "tab" else "\n")

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag in CELLS:
            self._cell_done()
        elif tag == "annotation":
            self.remark -= 1
        elif tag == "p" and not self.remark:
            self.inside -= 1
        elif tag == "table-row":
            self._row_done()
        elif tag == "table" and self.tab is not None:
            self.tabs.append(self.tab.done())
            self.tab = None

    def text(self, data: str) -> None:
        """What stands inside."""
        if self.inside and not self.remark:
            self.texts.add(data)

    def _column(self, given: Mapping[str, str]) -> None:
        first, times = self.columns, _times(given.get("number-columns-repeated", "1"))
        self.columns += times
        if self.tab is not None and given.get("visibility", "visible") != "visible":
            self.tab.hide_columns(first, self.columns - 1)

    def _row(self, given: Mapping[str, str]) -> None:
        self.row += self.rows
        self.rows = _times(given.get("number-rows-repeated", "1"))
        self.hidden = given.get("visibility", "visible") != "visible"
        self.line, self.column = [], 0

    def _cell_done(self) -> None:
        times = _times(self.cell.get("number-columns-repeated", "1"))
        text = _shown(self.cell, self.texts.whole()).strip()
        if text:
            down = _times(self.cell.get("number-rows-spanned", "1"))
            self.line.append((self.column, times, text, down))
        self.column += times

    def _row_done(self) -> None:
        if self.tab is None or not self.line:
            return
        if self.rows > MOST_REPEATED or any(times > MOST_REPEATED for _, times, *_ in self.line):
            raise TooLarge
        for row in range(self.row, self.row + self.rows):
            self._put(self.tab, row)

    def _put(self, tab: TabBuilder, row: int) -> None:
        if self.hidden:
            tab.hide(row)
        for column, times, text, down in self.line:
            for beside in range(column, column + times):
                tab.put(row, beside, text)
            if down > 1:
                tab.merge(row, column, row + down - 1)


def _shown(cell: Mapping[str, str], text: str) -> str:
    kind = cell.get("value-type", "")
    if not kind and cell.get("formula") and not text.strip():
        return "=" + cell["formula"].partition("=")[2]
    if kind == "boolean":
        return "TRUE" if cell.get("boolean-value") == "true" else "FALSE"
    if kind == "date":
        return cell.get("date-value", text).replace("T00:00:00", "").replace("T", " ")
    if kind in ("float", "currency", "percentage"):
        return _number(kind, cell.get("value", ""), text)
    return text


def _number(kind: str, value: str, text: str) -> str:
    try:
        number = float(value)
        if kind == "percentage":
            return shown_numbers.plain(number * 100) + "%"
        plain = shown_numbers.plain(number)
    except ValueError:
        raise Broken(value) from None
    return text.strip() if text.strip().lstrip("0") == plain != text.strip() else plain


def _times(text: str) -> int:
    number = whole(text)
    if number is None:
        raise Broken(text)
    return number
