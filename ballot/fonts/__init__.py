"""The two fonts of the paper: Noto Sans CJK SC, regular and bold, cut by ``scripts/subset-fonts``.

A name that cannot be printed whole is an error before the first byte is written, never an empty
box on a ballot: some 32,000 characters are there, rare ones of names such as 龑㛃䶮𬴃 among them.
"""

from functools import cache
from importlib.resources import files
from pathlib import Path

from ballot.domain.errors import GlyphMissing

FAMILY = "Noto Sans CJK SC"


def path(*, bold: bool = False) -> Path:
    """The file of a weight."""
    weight = "Bold" if bold else "Regular"
    return Path(str(files(__package__).joinpath(f"NotoSansCJKsc-{weight}.otf")))


@cache
def characters() -> frozenset[str]:
    """Every character that can be printed; both weights have the same."""
    from fontTools.ttLib import TTFont  # loaded with the first document

    with TTFont(path(), lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def require(text: str, name: str | None = None) -> None:
    """Raise GlyphMissing for the first character of ``text`` that has no glyph.

    ``name`` is what the text belongs to, by default the text itself; line breaks are no glyphs.
    """
    have = characters()
    for char in text:
        if char not in have and char != "\n":
            raise GlyphMissing(char=char, name=text if name is None else name)
