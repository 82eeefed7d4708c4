"""Text of slips in more than one font: ours as text, a second font as outlines, else marks.

A slip's face is drawn once a file, so outlines cost nothing and no second font is embedded.
"""

from dataclasses import dataclass

from ballot.fonts import face
from ballot.fonts.face import Face
from ballot.fonts.library import Shelf
from ballot.fonts.runs import Run
from ballot.printing.pdf import mark
from ballot.printing.pdf.stream import POINTS_A_MM, Type

HEX = "0123456789ABCDEF"
"""What marks are written with."""
HEAVIER = 0.012
"""Over the size of type: the stroke that makes an outline bold."""


@dataclass(frozen=True, slots=True)
class Mixed:
    """A weight of a file, and the fonts for what it lacks. ``type`` has the digits of ``HEX``."""

    type: Type
    shelf: Shelf

    def marks(self, text: str) -> bool:
        """Whether a mark stands for a character of the text."""
        return any(run.lacks for run in self.shelf.runs(text))

    def width(self, text: str, size: float) -> float:
        """Millimetres of a text at ``size`` points."""
        return sum(self._width(run, size) for run in self.shelf.runs(text))

    def show(self, text: str, x: float, y: float, size: float) -> str:
        """Operators that set ``text`` with its left end at (x, y) mm from the lower left."""
        parts = []
        for run in self.shelf.runs(text):
            parts.append(self._show(run, x, y, size))
            x += self._width(run, size)
        return "".join(parts)

    def _width(self, run: Run, size: float) -> float:
        em = size / POINTS_A_MM
        if run.lacks:
            return mark.WIDTH * em
        return run.face.shaped(run.text).width * em if run.face else self.type.width(run.text, size)

    def _show(self, run: Run, x: float, y: float, size: float) -> str:
        if run.lacks:
            return self._mark(run.text, x, y, size)
        if run.face:
            return _outlines(run.face, run.text, x, y, size / POINTS_A_MM)
        return self.type.show(run.text, x, y, size)

    def _mark(self, char: str, x: float, y: float, size: float) -> str:
        em = size / POINTS_A_MM
        side, left = mark.SIDE * em, x + (mark.WIDTH - mark.SIDE) / 2 * em
        out = f"0.1 w {left:.3f} {y + mark.FOOT * em:.3f} {side:.3f} {side:.3f} re S\n"
        small = mark.DIGITS * size
        for digits, above in zip(mark.of(char), mark.LINES, strict=True):
            across = x + (mark.WIDTH * em - self.type.width(digits, small)) / 2
            out += self.type.show(digits, across, y + above * em, small)
        return out


def _outlines(of: Face, text: str, x: float, y: float, em: float) -> str:
    """A shaped text as paths, stroked a little, for titles are bold."""
    scale = em / face.units(of)
    drawn = []
    for glyph in of.shaped(text).glyphs:
        at = f"{scale:.6f} 0 0 {scale:.6f} {x + glyph.x * em:.3f} {y + glyph.y * em:.3f} cm"
        drawn.append(f"q {at} {HEAVIER * em / scale:.2f} w\n")
        for operator, numbers in face.outline(of, glyph.number):
            drawn.append("".join(f"{number:.1f} " for number in numbers) + f"{operator}\n")
        drawn.append("B Q\n")
    return "".join(drawn)
