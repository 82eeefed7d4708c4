"""One face of a font file: what it has, and how a text is shaped in it (HarfBuzz)."""

from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from ballot import fonts
from ballot.fonts import clusters

if TYPE_CHECKING:
    import uharfbuzz

OUTLINES = frozenset(("glyf", "CFF "))
"""Tables of outlines that a PDF can hold; a font of pictures has neither."""
RESTRICTED = 0x0002
"""The bit of OS/2.fsType by which a foundry forbids to embed its font."""
FAMILY_NAME = 1
"""Of the names of a font: its family."""


class Glyph(NamedTuple):
    """A glyph in its place on the line, in shares of the size of type."""

    number: int
    x: float
    y: float


class Shaped(NamedTuple):
    """A text as it will stand: its glyphs from left to right, and its width over the size."""

    glyphs: tuple[Glyph, ...]
    width: float


@dataclass(frozen=True, slots=True)
class Face:
    """A face; ``number`` is its place in a collection."""

    path: Path
    number: int = 0

    @property
    def name(self) -> str:
        """Its family, or the name of its file."""
        return _font(self).face.get_name(FAMILY_NAME) or self.path.stem

    @property
    def codes(self) -> frozenset[int]:
        """The code points that it has."""
        return frozenset(_font(self).face.unicodes)

    @property
    def is_usable(self) -> bool:
        """Whether it has outlines, and its foundry lets it be embedded."""
        face = _font(self).face
        flags = face.reference_table("OS/2").data[8:10]
        restricted = int.from_bytes(flags, "big") & 0x000F == RESTRICTED
        return bool(OUTLINES & set(face.table_tags)) and not restricted

    def has(self, text: str) -> bool:
        """Whether it has a glyph for everything in a text that needs one."""
        there = _font(self).face.unicodes
        return all(ord(char) in there for char in clusters.inked(text))

    def has_variant(self, char: str, selector: str) -> bool:
        """Whether it knows a Han character and this variant of it: of the variant alone, whoever
        embeds the font makes nothing."""
        return (
            self.has(char) and _font(self).get_variation_glyph(ord(char), ord(selector)) is not None
        )

    def shaped(self, text: str) -> Shaped:
        """A text of one direction, joined as its writing asks, from left to right."""
        return _shaped(self, text)


@cache
def own(*, bold: bool = False) -> Face:
    """A weight of our own font."""
    return Face(fonts.path(bold=bold))


def faces_of(path: Path) -> list[Face]:
    """The usable faces of a file; none where it is no font or cannot be read."""
    import uharfbuzz as hb

    try:
        blob = hb.Blob.from_file_path(str(path))
    except hb.HarfBuzzError:
        return []
    count = hb.Face(blob).count
    return [face for face in (Face(path, number) for number in range(count)) if face.is_usable]


@cache
def _font(face: Face) -> "uharfbuzz.Font":
    """Read where it is needed, from the file where it lies; loaded with the first rare name."""
    import uharfbuzz as hb

    return hb.Font(hb.Face(hb.Blob.from_file_path(str(face.path)), face.number))


@cache
def _shaped(face: Face, text: str) -> Shaped:
    import uharfbuzz as hb

    font, line = _font(face), hb.Buffer()
    line.add_str(text)
    line.guess_segment_properties()
    hb.shape(font, line)
    em = font.face.upem
    across, glyphs = 0, []
    for info, place in zip(line.glyph_infos, line.glyph_positions, strict=True):
        at = (across + place.x_offset) / em, place.y_offset / em
        glyphs.append(Glyph(info.codepoint, *at))
        across += place.x_advance
    return Shaped(tuple(glyphs), across / em)


def outline(face: Face, glyph: int) -> list[tuple[str, tuple[float, ...]]]:
    """The outline of a glyph in ``units``, as operators of a PDF: m, l, c, h."""
    import uharfbuzz as hb

    out: list[tuple[str, tuple[float, ...]]] = []
    pen = hb.DrawFuncs()
    pen.set_move_to_func(lambda *at: out.append(("m", at[:2])))
    pen.set_line_to_func(lambda *at: out.append(("l", at[:2])))
    pen.set_cubic_to_func(lambda *at: out.append(("c", at[:6])))
    pen.set_close_path_func(lambda *_at: out.append(("h", ())))
    _font(face).draw_glyph(glyph, pen)
    return out


def units(face: Face) -> int:
    """Units of the outlines over the size of type."""
    return int(_font(face).face.upem)
