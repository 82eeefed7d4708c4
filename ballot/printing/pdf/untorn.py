"""The document of fpdf2: runs of text stay whole, and what a table repeats is written quickly."""

from collections.abc import Iterable, Iterator
from functools import partial
from pathlib import Path
from typing import Any

from fpdf import FPDF
from fpdf.line_break import Fragment

from ballot.printing.pdf.by_char import ByChar
from ballot.printing.pdf.measured import measured


class Untorn(FPDF):
    """fpdf2, which begins anew at a sign that clings to a letter, and so chooses no variant and
    joins no letters around it. A run of ours has one font and one direction: it stays whole.
    """

    def __init__(self, *given: Any, **more: Any) -> None:
        super().__init__(*given, **more)
        self._glyphs: dict[str, ByChar[str]] = {}
        """By font and character what is written for it."""

    def add_own(self, family: str, file: Path, *, bold: bool = False, number: int = 0) -> None:
        """The same as ``add_font()``; ``number`` is the font's place in a collection."""
        key = f"{family}B" if bold else family
        font = measured(file, key, len(self.fonts) + 1, bold=bold, number=number)
        self.fonts[key] = font
        if font.is_cff and font.is_cid_keyed:
            self._set_min_pdf_version("1.6")

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

    def set_own(self, x: float, y: float, text: str) -> None:
        """The same as ``text()``, in black and without a line below."""
        self._out(self.own(x, y, self.encoded(text)))

    def own(self, x: float, y: float, encoded: str) -> str:
        """What is written for it, with the font where the page has not got it yet."""
        k, font = self.k, ""
        if not self.current_font_is_set_on_page:
            current: Any = self.current_font
            font = self._set_font_for_page(current, self.font_size_pt) + "\n"
        return f"{font}BT {x * k:.2f} {(self.h - y) * k:.2f} Td {encoded} ET"

    def encoded(self, text: str) -> str:
        """What shows a text in the font that is set."""
        font: Any = self.current_font
        if font.fontkey not in self._glyphs:
            self._glyphs[font.fontkey] = ByChar(partial(_glyph, font))
        codes = "".join(map(self._glyphs[font.fontkey].__getitem__, text))
        return f"({codes}) Tj"

    def write_lines(self, lines: Iterable[str]) -> None:
        """Write what was made ready, all at once."""
        self._out("\n".join(lines))

    def boxes(self, lefts: Iterable[float], widths: Iterable[float], y: float, high: float) -> str:
        """The same as ``rect()`` of each, side by side."""
        k = self.k
        top = f"{(self.h - y) * k:.2f}"
        down = f"{-high * k:.2f}"
        each = (
            f"{x * k:.2f} {top} {wide * k:.2f} {down} re"
            for x, wide in zip(lefts, widths, strict=True)
        )
        return " ".join(each) + " S"


def _glyph(font: Any, char: str) -> str:
    """The code of a character in the subset of a font, as a string of a PDF has it."""
    shown: str = font.encode_text(char)
    return shown.removeprefix("(").removesuffix(") Tj")
