"""The press: an A4 page of fpdf2 with our two fonts, millimetres, black ink and a foot.

Everything is written for ink and office printers: no colour, no picture, rules of 0.2 mm. What our
fonts lack is set in a second one, joined and turned as its writing asks, or as a mark with its
code; a page with marks says above its foot what they are.
"""

from collections.abc import Callable
from datetime import datetime
from math import atan2, degrees, hypot
from typing import NamedTuple

from fpdf.enums import TextMode

from ballot import fonts
from ballot.fonts.face import Face
from ballot.fonts.library import OURS, Shelf
from ballot.fonts.runs import Run
from ballot.printing import wrap
from ballot.printing.pdf import mark, qr_runs
from ballot.printing.pdf.set_texts import SetTexts
from ballot.printing.pdf.untorn import Untorn

SIDE = 20.0
TOP = 15.0
BOTTOM = 17.0
"""Margins in millimetres; the foot stands inside the lower one."""

MM_A_POINT = 25.4 / 72
SEAM = 0.01
"""Rows of a code overlap by so many millimetres, else screens show a white hair between them."""
BASELINE = 0.3
"""How far the baseline stands below the middle of a line, over the size of type."""
SHARES = {"L": 0.0, "C": 0.5, "R": 1.0}
"""How much of the free width stands left of a text."""
LEADING = 1.5
"""Distance of the lines over the size of type."""
CERTAINLY = 1e-6
"""Millimetres by which a text is narrower than its line that fits however it is added up."""
ACROSS, LARGEST, PALE = 0.75, 72.0, 0.2
"""What stands across a page: its share of the diagonal, its size in points at most, its opacity."""
HEAVIER = 0.012
"""Over the size of type: the stroke that makes a second font bold, which has one weight."""

Parting = Callable[[str, float, wrap.Width], list[str]]
"""Parts a text into lines of a width."""


class Ready(NamedTuple):
    """A line ready to be set: how far from the left edge of its box it begins, and what is written
    for it; empty where it is not of our own font alone."""

    text: str
    left: float
    written: str


class _Part(NamedTuple):
    """A document of the file: its first page, and what stands at the foot of all of them."""

    first: int
    title: str
    check: str
    numbered: bool


class Press:
    """A document under way, or several. ``y`` is how far down the page it is, in millimetres."""

    def __init__(
        self, title: str, *, made: datetime, landscape: bool = False, shelf: Shelf = OURS
    ) -> None:
        self.pdf = Untorn(orientation="landscape" if landscape else "portrait", format="A4")
        self.pdf.set_creation_date(made)
        self.pdf.set_title(title)
        self.pdf.set_lang("zh-CN")
        self.pdf.set_auto_page_break(False)
        self.pdf.add_own("noto", fonts.path())
        self.pdf.add_own("noto", fonts.path(bold=True), bold=True)
        self.pdf.c_margin = 0
        self.pdf.set_line_width(0.2)
        self._parts: list[_Part] = []
        self.width = self.pdf.w - 2 * SIDE
        self._set = {bold: SetTexts(self._wide, shelf) for bold in (False, True)}
        self._lines: dict[tuple[object, ...], list[str]] = {}
        self._type: tuple[float, bool] | None = None
        self._bold, self._size = False, 10.5
        self._shelf = shelf
        self._second: dict[Face, str] = {}
        self._marked: dict[int, None] = {}

    def begin(self, title: str, check: str, *, numbered: bool = True) -> None:
        """Begin a document of the file: its pages are counted by themselves, and ``title`` and
        ``check`` stand at their foot."""
        self.new_page()
        self._parts.append(_Part(self.pdf.page, title, check, numbered))

    def new_page(self) -> None:
        """Go on at the top of a new page."""
        self.pdf.add_page()
        self.y = TOP

    @property
    def floor(self) -> float:
        """Below this nothing of the text may stand."""
        return self.pdf.h - BOTTOM

    @property
    def room(self) -> float:
        """Height of an empty page."""
        return self.floor - TOP

    def make_room(self, height: float) -> bool:
        """Begin a new page unless ``height`` fits; whether one was begun."""
        if self.y + height <= self.floor or self.y == TOP:
            return False
        self.new_page()
        return True

    def font(self, size: float, *, bold: bool = False, leading: float = LEADING) -> float:
        """Set the type; the distance of its lines in millimetres."""
        if self._type != (size, bold):
            self.pdf.set_font("noto", "B" if bold else "", size)
            self._type = size, bold
            self._bold, self._size = bold, size
        return size * MM_A_POINT * leading

    def lines(self, text: str, width: float) -> list[str]:
        """The lines of a text in the type that is set."""
        return self._fits(text, width) or self._parted(wrap.lines, text, width)

    def measure(self, text: str) -> float:
        """Millimetres of a text in the type that is set. A text is measured only once."""
        return self._size * self._set[self._bold][text].wide

    def _fits(self, text: str, width: float) -> list[str]:
        """The only line of a text that is in our own font and certainly not too wide; else none."""
        if "\n" in text or self.measure(text) > width - CERTAINLY:
            return []
        return [text.rstrip()] if self._set[self._bold][text].is_plain else []

    def _parted(self, into: Parting, text: str, width: float) -> list[str]:
        """The lines of a text; what stands in a thousand rows is parted once."""
        key = into, text, width, self._size, self._bold
        if key not in self._lines:
            self._lines[key] = into(text, width, self.measure)
        return self._lines[key]

    def _wide(self, char: str) -> float:
        """Millimetres of a character of our own font, in the weight that is set, at one point."""
        return self.pdf.get_string_width(char) / self._size

    def balanced(self, text: str, width: float) -> list[str]:
        """The same of a heading: as few lines, about equally long."""
        return self._fits(text, width) or self._parted(wrap.balanced, text, width)

    def title_lines(self, text: str) -> list[str]:
        """The lines of a title, over the whole width."""
        return self.balanced(text, self.width)

    def ready(self, text: str, width: float, at: str) -> Ready:
        """One line of text for a box of this width."""
        left = SHARES[at] * (width - self.measure(text))
        plain = bool(text) and self._set[self._bold][text].is_plain
        return Ready(text, left, self.pdf.encoded(text) if plain else "")

    def own(self, line: Ready, x: float, y: float, leading: float) -> str:
        """What is written for a line of our own font alone, in a box from (x, y)."""
        return self.pdf.own(x + line.left, self._baseline(y, leading), line.written)

    def _baseline(self, y: float, leading: float) -> float:
        """Where a line stands whose upper edge is at ``y``."""
        return y + leading / 2 + BASELINE * self._size * MM_A_POINT

    def put(self, text: str, x: float, y: float, width: float, leading: float, at: str) -> None:
        """One line of text in a box from (x, y); ``at`` is L, C or R."""
        if text:
            left = x + SHARES[at] * (width - self.measure(text))
            baseline = self._baseline(y, leading)
            for run, wide in self._set[self._bold][text].runs:
                self._put_run(run, left, baseline)
                left += self._size * wide

    def _put_run(self, run: Run, left: float, baseline: float) -> None:
        if run.lacks:
            self._put_mark(run.text, left, baseline)
        elif run.face:
            self._put_second(run, run.face, left, baseline)
        else:
            self.pdf.set_own(left, baseline, run.text)

    def _put_second(self, run: Run, face: Face, left: float, baseline: float) -> None:
        """A run in a second font, by the shaping of fpdf2."""
        size, bold = self._size, self._bold
        mode = TextMode.FILL_STROKE if bold else TextMode.FILL
        with self.pdf.local_context(text_mode=mode, line_width=HEAVIER * size * MM_A_POINT):
            self.pdf.set_font(self._family(face), "", size)
            self.pdf.set_text_shaping(True, direction="rtl" if run.level % 2 else "ltr")
            self.pdf.set_xy(left, baseline - BASELINE * size * MM_A_POINT)
            self.pdf.cell(h=0, text=run.text)
            self.pdf.set_text_shaping(False)
        self._type = None
        self.font(size, bold=bold)

    def _family(self, face: Face) -> str:
        """The name under which the document knows a second font."""
        if face not in self._second:
            self._second[face] = f"second{len(self._second)}"
            self.pdf.add_own(self._second[face], face.path, number=face.number)
        return self._second[face]

    def _put_mark(self, char: str, left: float, baseline: float) -> None:
        """A box with the code of a character."""
        size, bold, em = self._size, self._bold, self._size * MM_A_POINT
        side = mark.SIDE * em
        margin = (mark.WIDTH - mark.SIDE) / 2 * em
        self.pdf.rect(left + margin, baseline - mark.FOOT * em - side, side, side)
        self.font(mark.DIGITS * size)
        for digits, above in zip(mark.of(char), mark.LINES, strict=True):
            across = left + (mark.WIDTH * em - self.measure(digits)) / 2
            self.pdf.set_own(across, baseline - above * em, digits)
        self.font(size, bold=bold)
        self._marked[self.pdf.page] = None

    def halve(self) -> None:
        """Go on at the middle of the sheet, below a dashed line from edge to edge; where the upper
        half is over already, on a new page."""
        middle = self.pdf.h / 2
        if self.y > middle:
            self.new_page()
            return
        self.pdf.set_dash_pattern(dash=1.2, gap=1.2)
        self.pdf.line(0, middle, self.pdf.w, middle)
        self.pdf.set_dash_pattern()
        self.y = middle + TOP

    def code(self, text: str, x: float, y: float, mm: float) -> None:
        """A QR code of ``mm`` millimetres, quiet zone included, as black runs."""
        size, runs = qr_runs.runs(text)
        module = mm / size
        for row, column, length in runs:
            left, top = x + column * module, y + row * module
            self.pdf.rect(left, top, length * module, module + SEAM, style="F")

    def write_across(self, text: str) -> None:
        """Large grey letters from corner to corner of every page since the last leaf began."""
        wide, high = self.pdf.w, self.pdf.h
        self.font(1, bold=True)
        size = min(ACROSS * hypot(wide, high) / self.measure(text), LARGEST)
        centre = (wide / 2, high / 2)
        for page in range(self._parts[-1].first, self.pdf.pages_count + 1):
            self.pdf.page = page
            self.font(8)  # as at the foot: a font is written only where it changes
            leading = self.font(size, bold=True)
            with (
                self.pdf.local_context(fill_opacity=PALE),
                self.pdf.rotation(degrees(atan2(high, wide)), *centre),
            ):
                self.put(text, 0, centre[1] - leading / 2, wide, leading, "C")

    def finish(self, zone: str = "") -> bytes:
        """Write the foot of every page, ``zone`` beside its number, and give the file."""
        ends = [each.first for each in self._parts[1:]] + [self.pdf.pages_count + 1]
        for part, end in zip(self._parts, ends, strict=True):
            for page in range(part.first, end) if part.numbered or part.check else ():
                self.pdf.page = page
                self._foot(part, page - part.first + 1, end - part.first, zone)
        for page in self._marked:
            self.pdf.page = page
            self.font(8, bold=True)
            self.put(mark.LEGEND, SIDE, self.pdf.h - 16, self.width, self.font(8), "C")
        return bytes(self.pdf.output())

    def _foot(self, part: "_Part", page: int, total: int, zone: str) -> None:
        self.font(8, bold=True)  # fpdf2 writes a font only where it changes, and forgets pages
        leading = self.font(8.5)
        y = self.pdf.h - 12
        if page > 1:
            self.put(part.title, SIDE, y, self.width, leading, "L")
        if part.numbered:
            told = f"第 {page} 页 共 {total} 页  {zone}".rstrip()
            self.put(told, SIDE, y, self.width, leading, "C")
        self.put(part.check, SIDE, y, self.width, leading, "R")
