"""XLSX and XLSM → tabs. Formulas are not calculated and macros not run: a cell is what was kept."""

import re
from collections.abc import Mapping
from typing import IO

from ballot.domain.grid import Tab
from ballot.domain.written_number import whole
from ballot.intake.bounds import MOST_CELLS, Counter, Pieces, TooLarge
from ballot.intake.workbooks import shown_numbers
from ballot.intake.workbooks.packed import Broken, Packed
from ballot.intake.workbooks.tab_builder import TabBuilder

BOOK = "xl/workbook.xml"
BUILT_IN = {9: "0%", 10: "0.00%"} | dict.fromkeys((*range(14, 23), *range(27, 37)), "yyyy-mm-dd")
BUILT_IN |= dict.fromkeys((45, 46, 47, *range(50, 59)), "yyyy-mm-dd")
"""Numbers of formats that no file spells out: percents and days."""
TRUE = ("1", "true")
_PLACE = re.compile("([A-Z]{1,7})([0-9]{1,9})")
_ESCAPED = re.compile("_x([0-9A-Fa-f]{4})_")


def read(file: IO[bytes]) -> list[Tab]:
    """All tabs in their order. Raises Broken, TooLarge."""
    packed = Packed(file)
    book = _Book(packed)
    texts = _texts(packed, book.part("sharedStrings"))
    styles = _styles(packed, book.part("styles"))
    counter = Counter()
    found = []
    for name, visible, part in book.tabs:
        builder = TabBuilder(name, counter, visible=visible)
        cells = _Cells(builder, texts, styles, book)
        packed.parse(part, cells.start, cells.end, cells.text)
        found.append(builder.done())
    return found


def has_macros(file: IO[bytes]) -> bool:
    """Whether a program lies in the workbook."""
    return any(name.endswith("vbaProject.bin") for name in Packed(file).names)


class _Book:
    """The list of the tabs, and where each lies."""

    def __init__(self, packed: Packed) -> None:
        self.path = _main_part(packed)
        folder, _, name = self.path.rpartition("/")
        self.folder = folder
        self.parts: dict[str, tuple[str, str]] = {}
        self.listed: list[tuple[str, bool, str]] = []
        self.from_1904 = self.is_uncalculated = False
        packed.parse(f"{folder}/_rels/{name}.rels".lstrip("/"), self._relation)
        packed.parse(self.path, self._start)
        of_cells = {id for id, (kind, _) in self.parts.items() if kind == "worksheet"}
        self.tabs = [
            (name, visible, self.parts[id][1])
            for name, visible, id in self.listed
            if id in of_cells
        ]

    def part(self, kind: str) -> str:
        """Where a part lies; empty: there is none."""
        return next((path for each, path in self.parts.values() if each == kind), "")

    def _relation(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "Relationship":
            kind = given.get("Type", "").rpartition("/")[2]
            self.parts[given.get("Id", "")] = (kind, _beside(self.folder, given.get("Target", "")))

    def _start(self, tag: str, given: Mapping[str, str]) -> None:
        if tag == "sheet":
            visible = given.get("state", "visible") == "visible"
            self.listed.append((given.get("name", ""), visible, given.get("id", "")))
        elif tag == "workbookPr":
            self.from_1904 = given.get("date1904", "0") in TRUE
        elif tag == "calcPr":
            self.is_uncalculated = given.get("fullCalcOnLoad", "0") in TRUE


def _main_part(packed: Packed) -> str:
    found = []

    def relation(tag: str, given: Mapping[str, str]) -> None:
        if tag == "Relationship" and given.get("Type", "").endswith("/officeDocument"):
            found.append(given.get("Target", "").lstrip("/"))

    packed.parse("_rels/.rels", relation)
    return found[0] if found else BOOK


def _beside(folder: str, target: str) -> str:
    """The path of a part that is named from beside the book."""
    if target.startswith("/"):
        return target.lstrip("/")
    steps = folder.split("/") if folder else []
    for step in target.split("/"):
        steps = steps[:-1] if step == ".." else [*steps, step]
    return "/".join(step for step in steps if step != ".")


def _texts(packed: Packed, part: str) -> list[str]:
    """The texts that cells name by number, without what tells how they are pronounced."""
    found: list[Pieces] = []
    state = {"spoken": 0, "t": 0}

    def start(tag: str, _given: Mapping[str, str]) -> None:
        if tag == "si":
            if len(found) > MOST_CELLS:
                raise TooLarge
            found.append(Pieces())
        state["spoken"] += tag == "rPh"
        state["t"] += tag == "t"

    def end(tag: str) -> None:
        state["spoken"] -= tag == "rPh"
        state["t"] -= tag == "t"

    def text(data: str) -> None:
        if found and state["t"] and not state["spoken"]:
            found[-1].add(data)

    if part in packed.names:
        packed.parse(part, start, end, text)
    return [_unescaped(each.whole()) for each in found]


def _styles(packed: Packed, part: str) -> list[str]:
    """The number format of each style."""
    codes: dict[int, str] = {}
    found: list[str] = []
    inside: list[str] = []

    def start(tag: str, given: Mapping[str, str]) -> None:
        inside.append(tag)
        if tag == "numFmt":
            codes[_whole(given.get("numFmtId", ""))] = given.get("formatCode", "")
        elif tag == "xf" and "cellXfs" in inside:
            number = _whole(given.get("numFmtId", "0"))
            found.append(codes.get(number) or BUILT_IN.get(number, ""))

    def end(_tag: str) -> None:
        inside.pop()

    if part in packed.names:
        packed.parse(part, start, end)
    return found


class _Cells:
    """The cells of one tab on their way into its lines."""

    def __init__(self, tab: TabBuilder, texts: list[str], styles: list[str], book: _Book) -> None:
        self.tab, self.texts, self.styles, self.book = tab, texts, styles, book
        self.row = self.column = -1
        self.cell: Mapping[str, str] = {}
        self.value: Pieces | None = None
        self.formula: Pieces | None = None
        self.into: Pieces | None = None
        self.spoken = False

    def start(self, tag: str, given: Mapping[str, str]) -> None:
        """A tag opens."""
        if tag == "c":
            self.tab.empty()
            self.cell, self.value, self.formula = given, None, None
            self._place(given.get("r", ""))
        elif tag == "v" or (tag == "t" and not self.spoken):
            self.into = self.value = self.value or Pieces()
        elif tag == "f":
            self.formula = self.into = Pieces()
        elif tag == "rPh":
            self.spoken = True
        elif tag == "row":
            self._row(given)
        elif tag == "col":
            self._columns(given)
        elif tag == "mergeCell":
            self._merge(given.get("ref", ""))

    def end(self, tag: str) -> None:
        """A tag closes."""
        if tag == "c":
            text = self._shown().strip() if self.value or self.formula else ""
            if text:
                self.tab.put(self.row, self.column, text)
        elif tag == "rPh":
            self.spoken = False
        elif tag in ("v", "t", "f"):
            self.into = None

    def text(self, data: str) -> None:
        """What stands inside."""
        if self.into is not None:
            self.into.add(data)

    def _columns(self, given: Mapping[str, str]) -> None:
        if given.get("hidden", "0") in TRUE:
            self.tab.hide_columns(
                _whole(given.get("min", "")) - 1, _whole(given.get("max", "")) - 1
            )

    def _row(self, given: Mapping[str, str]) -> None:
        self.row = _whole(given["r"]) - 1 if "r" in given else self.row + 1
        self.column = -1
        if given.get("hidden", "0") in TRUE:
            self.tab.hide(self.row)

    def _place(self, place: str) -> None:
        found = _PLACE.fullmatch(place)
        if place and not found:
            raise Broken(place)
        self.column = _column(found[1]) if found else self.column + 1
        self.row = int(found[2]) - 1 if found else self.row
        if self.row < 0:
            raise Broken(place)

    def _merge(self, ref: str) -> None:
        first, _, last = ref.partition(":")
        start, end = _PLACE.fullmatch(first), _PLACE.fullmatch(last)
        if start and end and start[2] != end[2]:
            self.tab.merge(int(start[2]) - 1, _column(start[1]), int(end[2]) - 1)

    def _shown(self) -> str:
        kind, value = self.cell.get("t", "n"), self.value.whole() if self.value else ""
        if self.formula is not None and self._is_uncalculated(kind, value):
            return "=" + self.formula.whole()
        if kind == "s":
            return self._shared(value)
        if kind == "b":
            return "TRUE" if value.strip() in TRUE else "FALSE"
        if kind == "d":
            return value.strip().replace("T00:00:00", "").replace("T", " ")
        if kind in ("e", "str", "inlineStr"):
            return _unescaped(value)
        return self._number(value.strip())

    def _is_uncalculated(self, kind: str, value: str) -> bool:
        """Of a formula: no value was kept, or whoever wrote the file has calculated none."""
        return self.book.is_uncalculated or (kind != "str" and not value.strip())

    def _shared(self, value: str) -> str:
        place = _whole(value)
        if value.strip() and place >= len(self.texts):
            raise Broken(value)
        return self.texts[place] if value.strip() else ""

    def _number(self, value: str) -> str:
        if not value:
            return ""
        style = _whole(self.cell.get("s", "0"))
        code = self.styles[style] if style < len(self.styles) else ""
        try:
            return shown_numbers.shown(float(value), code, from_1904=self.book.from_1904)
        except ValueError:
            raise Broken(value) from None


def _column(letters: str) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + ord(letter) - ord("A") + 1
    return number - 1


def _whole(text: str) -> int:
    text = text.strip()
    number = whole(text)
    if number is None:
        raise Broken(text)
    return number


def _unescaped(text: str) -> str:
    """``_x000D_`` is a character that XML cannot hold."""
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), text)
