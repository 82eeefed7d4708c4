"""Fonts measured once a process.

fpdf2 reads the width of every character of a font for each document anew, and fontTools the table
of its characters: with our two of 32,000 characters that is more than most papers take themselves.
What was read is the same for all documents and is kept; what a document changes is its own.
"""

from copy import copy
from functools import lru_cache
from pathlib import Path

from fontTools.ttLib import TTFont, newTable
from fpdf import FPDF
from fpdf.enums import TextEmphasis
from fpdf.fonts import SubsetMap, TTFFont

KEPT = 8
"""Fonts whose widths are kept: our two, and second ones that names asked for last."""


def measured(file: Path, key: str, place: int, *, bold: bool = False, number: int = 0) -> TTFFont:
    """The font that fpdf2 would make of a file, known to a document by ``key`` and ``place``.

    ``number`` is its place in a collection. Raises what fontTools raises for a file that is no
    font.
    """
    font = copy(_read(file, number))
    font.i, font.fontkey = place, key
    font.emphasis = TextEmphasis.coerce("B" if bold else "")
    # The box of all its glyphs holds those of a document too: none is drawn to measure it anew.
    font.ttfont = TTFont(
        file, recalcBBoxes=False, recalcTimestamp=False, fontNumber=number, lazy=True
    )
    if font.is_cff and font.is_cid_keyed:
        font.ttfont["cmap"] = _nothing()  # only the outlines of such a font are embedded
    font.desc = copy(font.desc)
    font.missing_glyphs = []
    font.subset = SubsetMap(font)
    return font


def _nothing() -> object:
    """A table of characters without one."""
    table = newTable("cmap")
    table.tableVersion, table.tables = 0, []
    return table


@lru_cache(maxsize=KEPT)
def _read(file: Path, number: int) -> TTFFont:
    font = TTFFont(FPDF(), file, "measured", "", collection_font_number=number)
    font.close()
    font.ttfont = TTFont()  # its tables are large, and each document reads its own
    return font
