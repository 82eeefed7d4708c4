"""Tiny fonts made on the spot: the second font of a house, without any font of the machine."""

from collections.abc import Mapping
from pathlib import Path

from fontTools.feaLib.builder import addOpenTypeFeaturesFromString
from fontTools.fontBuilder import FontBuilder
from fontTools.pens.ttGlyphPen import TTGlyphPen

UYGHUR = "ئۇيغۇر"
WIDE = 1000
"""Of a glyph that stands alone, in thousandths of the size of type."""
JOINED = 400
"""Of a glyph that is joined to the next one."""
JOINS = "ئيغ"
"""Of the letters of ``UYGHUR`` those that join to what follows."""
FEATURES = """
languagesystem DFLT dflt;
languagesystem arab dflt;
feature init {{ {rules} }} init;
feature medi {{ {rules} }} medi;
"""


def a_font(
    folder: Path,
    chars: str,
    name: str = "Second",
    *,
    variants: Mapping[tuple[str, str], str] | None = None,
    restricted: bool = False,
) -> Path:
    """A file with a square for each of ``chars``; ``variants`` are (character, selector) → the
    character whose glyph is that variant's. Letters of Uyghur are narrow where they join.
    """
    letters = dict.fromkeys(chars)
    glyphs = {char: f"g{ord(char):X}" for char in letters}
    joined = {glyphs[char]: f"{glyphs[char]}.joined" for char in letters if char in JOINS}
    order = [".notdef", *glyphs.values(), *joined.values()]
    made = FontBuilder(1000, isTTF=True)
    made.setupGlyphOrder(order)
    found = variants or {}
    made.setupCharacterMap(
        {ord(char): glyph for char, glyph in glyphs.items()},
        uvs=[(ord(char), ord(of), glyphs[to]) for (char, of), to in found.items()],
    )
    made.setupGlyf(dict.fromkeys(order, _square()))
    widths = {glyph: (JOINED if glyph in joined.values() else WIDE, 100) for glyph in order}
    made.setupHorizontalMetrics(widths)
    made.setupHorizontalHeader(ascent=880, descent=-120)
    made.setupNameTable({"familyName": name, "styleName": "Regular", "psName": name})
    made.setupOS2(fsType=2 if restricted else 0)
    made.setupPost()
    if joined:
        rules = " ".join(f"sub {one} by {other};" for one, other in joined.items())
        addOpenTypeFeaturesFromString(made.font, FEATURES.format(rules=rules))
    path = folder / f"{name}.ttf"
    path.parent.mkdir(parents=True, exist_ok=True)
    made.save(path)
    return path


def _square() -> object:
    pen = TTGlyphPen(None)
    pen.moveTo((100, 0))
    for corner in ((100, 700), (800, 700), (800, 0)):
        pen.lineTo(corner)
    pen.closePath()
    return pen.glyph()
