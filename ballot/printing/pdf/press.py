"""The press: an A4 page of fpdf2 with our two fonts, millimetres, black ink and a foot.

Everything is written for ink and office printers: no colour, no picture, rules of 0.2 mm. What our
fonts lack is set in a second one, joined and turned as its writing asks, or as a mark with its
code; a page with marks says above its foot what they are.
"""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

from fpdf import FPDF
from fpdf.enums import TextMode
from fpdf.line_break import Fragment

from ballot import fonts
from ballot.fonts.face import Face
from ballot.fonts.library import OURS, Shelf
from ballot.fonts.runs import Run
from ballot.printing.pdf import codes, mark, wrap

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
HEAVIER = 0.012
"""Over the size of type: the stroke that makes a second font bold, which has one weight."""


class Untorn(FPDF):
    """fpdf2, which begins anew at a sign that clings to a letter, and so chooses no variant and
    joins no letters around it. A run of ours has one font and one direction: it stays whole.
    """

    def _parse_chars(self, *given: Any, **more: Any) -> Iterator[Fragment]:
        whole: Fragment | None = None
        for part in super()._parse_chars(*given, **more):
            if whole is None:
                whole = part
            elif self.text_shaping:
                whole.characters.extend(part.characters)
            else:
                yield whole
                whole = part
        if whole is not None:
            yield whole


class Press:
    """A document under way. ``y`` is how far down the page it is, in millimetres."""

    def __init__(
        self, title: str, *, made: datetime, landscape: bool = False, shelf: Shelf = OURS
    ) -> None:
        self.pdf = Untorn(orientation="landscape" if landscape else "portrait", format="A4")
        self.pdf.set_creation_date(made)
        self.pdf.set_title(title)
        self.pdf.set_lang("zh-CN")
        self.pdf.set_auto_page_break(False)
        self.pdf.add_font("noto", "", str(fonts.path()))
        self.pdf.add_font("noto", "B", str(fonts.path(bold=True)))
        self.pdf.c_margin = 0
        self.pdf.set_line_width(0.2)
        self.title = title
        self.width = self.pdf.w - 2 * SIDE
        self._widths: dict[bool, dict[str, float]] = {}
        self._bold, self._size = False, 10.5
        self._shelf = shelf
        self._second: dict[Face, str] = {}
        self._marked: dict[int, None] = {}
        self.new_page()

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
        self.pdf.set_font("noto", "B" if bold else "", size)
        self._bold, self._size = bold, size
        return size * MM_A_POINT * leading

    def lines(self, text: str, width: float) -> list[str]:
        """The lines of a text in the type that is set."""
        return wrap.lines(text, width, self.measure)

    def measure(self, text: str) -> float:
        """Millimetres of a text in the type that is set. A text is measured only once."""
        known = self._widths.setdefault(self._bold, {})
        if text not in known:
            known[text] = sum(map(self._run_wide, self._shelf.runs(text)))
        return self._size * known[text]

    def _run_wide(self, run: Run) -> float:
        """Millimetres of a run at one point."""
        if run.lacks:
            return mark.WIDTH * MM_A_POINT
        if run.face:
            return run.face.shaped(run.text).width * MM_A_POINT
        return sum(map(self._wide, run.text))

    def _wide(self, char: str) -> float:
        """Millimetres of a character of our own font at one point."""
        known = self._widths.setdefault(self._bold, {})
        if char not in known:
            known[char] = self.pdf.get_string_width(char) / self._size
        return known[char]

    def balanced(self, text: str, width: float) -> list[str]:
        """The same of a heading: as few lines, about equally long."""
        return wrap.balanced(text, width, self.measure)

    def title_lines(self, text: str) -> list[str]:
        """The lines of a title, over the whole width."""
        return self.balanced(text, self.width)

    def put(self, text: str, x: float, y: float, width: float, leading: float, at: str) -> None:
        """One line of text in a box from (x, y); ``at`` is L, C or R."""
        if text:
            left = x + SHARES[at] * (width - self.measure(text))
            baseline = y + leading / 2 + BASELINE * self._size * MM_A_POINT
            for run in self._shelf.runs(text):
                self._put_run(run, left, baseline)
                left += self._size * self._run_wide(run)

    def _put_run(self, run: Run, left: float, baseline: float) -> None:
        if run.lacks:
            self._put_mark(run.text, left, baseline)
        elif run.face:
            self._put_second(run, run.face, left, baseline)
        else:
            self.pdf.text(left, baseline, run.text)

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
        self.font(size, bold=bold)

    def _family(self, face: Face) -> str:
        """The name under which the document knows a second font."""
        if face not in self._second:
            self._second[face] = f"second{len(self._second)}"
            self.pdf.add_font(
                self._second[face], fname=str(face.path), collection_font_number=face.number
            )
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
            self.pdf.text(across, baseline - above * em, digits)
        self.font(size, bold=bold)
        self._marked[self.pdf.page] = None

    def halve(self) -> None:
        """Go on at the middle of the sheet, below a dashed line from edge to edge."""
        middle = self.pdf.h / 2
        self.pdf.set_dash_pattern(dash=1.2, gap=1.2)
        self.pdf.line(0, middle, self.pdf.w, middle)
        self.pdf.set_dash_pattern()
        self.y = middle + TOP

    def code(self, text: str, x: float, y: float, mm: float) -> None:
        """A QR code of ``mm`` millimetres, quiet zone included, as black runs."""
        size, runs = codes.runs(text)
        module = mm / size
        for row, column, length in runs:
            left, top = x + column * module, y + row * module
            self.pdf.rect(left, top, length * module, module + SEAM, style="F")

    def finish(self, check: str, *, numbered: bool = True, zone: str = "") -> bytes:
        """Write the foot of every page, ``zone`` beside its number, and give the file."""
        total = self.pdf.pages_count
        for page in range(1, total + 1) if numbered or check else ():
            self.pdf.page = page
            self.font(8, bold=True)  # fpdf2 writes a font only where it changes, and forgets pages
            leading = self.font(8.5)
            y = self.pdf.h - 12
            if page > 1:
                self.put(self.title, SIDE, y, self.width, leading, "L")
            if numbered:
                told = f"第 {page} 页 共 {total} 页  {zone}".rstrip()
                self.put(told, SIDE, y, self.width, leading, "C")
            self.put(check, SIDE, y, self.width, leading, "R")
        for page in self._marked:
            self.pdf.page = page
            self.font(8, bold=True)
            self.put(mark.LEGEND, SIDE, self.pdf.h - 16, self.width, self.font(8), "C")
        return bytes(self.pdf.output())
