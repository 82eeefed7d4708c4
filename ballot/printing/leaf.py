"""A printed sheet before it is ink: title, lines, tables, codes. One value, three formats.

``forms`` makes leaves out of facts; ``pdf``, ``as_docx`` and ``as_leaf_xlsx`` print them. A leaf
knows no page and no font, so what stands in the PDF stands in the Word file too.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """What a line is; the printers decide how it looks."""

    TITLE = "title"
    SUBTITLE = "subtitle"
    HEADING = "heading"
    TEXT = "text"
    BODY = "body"
    """Running text of a letter: larger, with two characters of indent."""
    CENTRE = "centre"
    RIGHT = "right"
    NOTE = "note"
    BIG = "big"
    """For a wall: legible from some metres."""


@dataclass(frozen=True, slots=True)
class Line:
    """A paragraph."""

    text: str
    role: Role = Role.TEXT


class Align(StrEnum):
    """Where the text of a cell stands."""

    LEFT = "left"
    CENTRE = "centre"
    RIGHT = "right"


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell over ``span`` columns. ``number`` says that a spreadsheet should compute with it."""

    text: str = ""
    span: int = 1
    bold: bool = False
    align: Align = Align.CENTRE
    number: bool = False

    @property
    def is_heading(self) -> bool:
        """Bold words of one line: where they take several, a printer parts them with sense."""
        return self.bold and "\n" not in self.text


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table, at least ``height`` millimetres high. ``keep`` says that the row below it
    belongs to it, and stands on the same page."""

    cells: tuple[Cell, ...]
    height: float = 0
    keep: bool = False

    @property
    def stays(self) -> bool:
        """Whether it stays with the row below it; a banner does, which is one bold cell: the name
        of what stands below it."""
        is_banner = len(self.cells) == 1 and self.cells[0].bold and self.cells[0].span > 1
        return self.keep or is_banner


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under columns of relative ``widths``; the first ``head`` rows repeat on each page.

    ``size`` is the size of type in points; without ``ruled`` no lines are drawn. ``signed`` is a
    table in which people sign: it never stands alone on a page, and no more does one without
    lines. ``dense`` sets its lines close, where all has to stand on one sheet.
    """

    widths: tuple[float, ...]
    rows: tuple[Row, ...]
    head: int = 0
    ruled: bool = True
    size: float = 10.5
    signed: bool = False
    dense: bool = False

    @property
    def is_tail(self) -> bool:
        """Whether it stays with what stands above it."""
        return self.signed or not self.ruled


@dataclass(frozen=True, slots=True)
class Code:
    """A QR code of ``mm`` millimetres, quiet zone included, with a caption beside it, whose type
    is ``size`` points."""

    text: str
    mm: float = 30
    caption: str = ""
    centred: bool = False
    size: float = 9


@dataclass(frozen=True, slots=True)
class Break:
    """What follows begins a new page."""


@dataclass(frozen=True, slots=True)
class Halve:
    """What follows begins at the middle of the sheet, below a line to cut along."""


@dataclass(frozen=True, slots=True)
class Space:
    """Empty height in millimetres."""

    mm: float


Block = Line | Table | Code | Break | Halve | Space


@dataclass(frozen=True, slots=True)
class Leaf:
    """A whole document. ``check`` stands at the foot of every page, such as a check code, and
    ``across`` in large grey letters across it, such as that it counts no more. ``broad_book``
    says that its workbook is broad, whatever it is on paper; ``folded`` that each sheet is folded
    in the middle to A5, so that Word has a page a half."""

    title: str
    blocks: tuple[Block, ...]
    landscape: bool = False
    check: str = ""
    numbered: bool = True
    across: str = ""
    broad_book: bool = False
    folded: bool = False

    @property
    def is_broad_book(self) -> bool:
        """Whether its workbook is printed broad."""
        return self.landscape or self.broad_book

    def texts(self) -> Iterator[str]:
        """Every text that will be printed."""
        yield self.title
        yield self.check
        yield self.across
        for block in self.blocks:
            yield from _texts(block)


Tail = Line | Table | Code
"""What may stay with the end of a table."""


def tail_of(blocks: Sequence[Block], place: int) -> tuple[Tail, ...]:
    """What stays with the end of the table at this place: the table behind it in which it is signed
    with the code below that, or the notes with which the sheet ends."""
    behind = blocks[place + 1 :]
    table = blocks[place]
    if behind and isinstance(behind[0], Table) and behind[0].is_tail:
        return (behind[0], *_code_of(behind[1:]))
    if isinstance(table, Table) and table.signed:
        return _code_of(behind)
    notes: list[Tail] = []
    for each in behind:
        if isinstance(each, Break | Halve):
            break
        if not isinstance(each, Line) or each.role is not Role.NOTE:
            return ()
        notes.append(each)
    return tuple(notes)


def _code_of(behind: Sequence[Block]) -> tuple[Code, ...]:
    """The code right below the signatures."""
    return (behind[0],) if behind and isinstance(behind[0], Code) else ()


def _texts(block: Block) -> Iterator[str]:
    match block:
        case Line():
            yield block.text
        case Code():
            yield block.caption
        case Table():
            for row in block.rows:
                yield from (cell.text for cell in row.cells)
        case Break() | Halve() | Space():
            return
