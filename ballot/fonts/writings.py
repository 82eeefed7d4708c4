"""Which writings the fonts of a house can print, and which fonts do it."""

import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass

from ballot.fonts import face
from ballot.fonts.library import Shelf


def _between(first: int, last: int) -> str:
    """The characters of a block that the standard has assigned."""
    there = map(chr, range(first, last + 1))
    return "".join(char for char in there if unicodedata.category(char) != "Cn")


def _letters() -> Mapping[str, str]:
    return {
        "han": _between(0x4E00, 0x9FFF),
        "han-a": _between(0x3400, 0x4DBF),
        "han-b": _between(0x20000, 0x2A6DF),
        "han-c": _between(0x2A700, 0x2B73F),
        "han-d": _between(0x2B740, 0x2B81F),
        "han-e": _between(0x2B820, 0x2CEAF),
        "han-f": _between(0x2CEB0, 0x2EBEF),
        "han-g": _between(0x30000, 0x3134F),
        "zhuang": "ƂƃƄƅƏƜƧƨƼƽəɯŊŋӘәЗзЧчЬь",
        "uyghur": "ئابپتجچخدرزژسشغفقكگڭلمنھەوۇۆۈۋېىي",
        "tibetan": _between(0x0F40, 0x0FBC),
        "yi": _between(0xA000, 0xA4C6),
        "mongolian": _between(0x1820, 0x1842),
    }


@dataclass(frozen=True, slots=True)
class Covered:
    """A writing: of how many of its characters there are glyphs, and by which families."""

    name: str
    there: int
    of: int
    families: tuple[str, ...]


def covered(shelf: Shelf) -> list[Covered]:
    """Every writing that names in the country are written in."""
    return [_of(shelf, name, chars) for name, chars in _letters().items()]


def _of(shelf: Shelf, name: str, chars: str) -> Covered:
    left, families = set(map(ord, chars)), []
    for of in (face.own(), *shelf.second):
        if left & of.codes:
            families.append(of.name)
            left -= of.codes
    return Covered(name, len(chars) - len(left), len(chars), tuple(families))
