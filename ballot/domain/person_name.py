"""One person's name in several writings: 「王 某」 and 「王某」 are the same to every comparison.

What is shown and printed keeps the writing that was given; only what is compared is folded.
"""

import re
import unicodedata
from collections.abc import Sequence

from ballot.domain.errors import NotAName, TooLong

LONGEST_NAME, LONGEST_UNIT = 60, 200
"""Characters of a name; of a unit or a village."""
DOT = "·"
"""What stands between the parts of a name such as 阿依古丽·买买提, once it is folded."""
_DOTS = re.compile(" *[.\u00b7\u2022\u2027\u2219\u22c5\u2e31\u30fb\uff0e\uff65] *")
_HAN = "\u2e80-\u2fdf\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"
_BETWEEN_HAN = re.compile(f"(?<=[{_HAN}{DOT}]) (?=[{_HAN}{DOT}])")
_INVISIBLE = ("Cf", "Cc")
"""Zero-width, direction and control characters, by their Unicode category."""
_JOINS = "\u200c\u200d\u180e"
"""Invisible, but part of how a name is written in Uyghur, Persian or Mongolian letters."""
_NO_NAME = re.compile(r"[0-9]{5,}|[0-9]+([-/.][0-9]+)+|[!-/:-@\[-`{-~]+")
"""A day as its serial number or written out, a telephone, a decimal, signs alone."""
_VARIATIONS = re.compile("[\ufe00-\ufe0f\U000e0100-\U000e01ef]")


def folded(name: str) -> str:
    """The name as it is compared: canonical characters, nothing invisible, every middle dot the
    same, no blank between Han characters and one at most between others."""
    spaced = "".join(" " if each.isspace() else each for each in unicodedata.normalize("NFC", name))
    seen = "".join(each for each in spaced if unicodedata.category(each) not in _INVISIBLE)
    dotted = _DOTS.sub(DOT, _VARIATIONS.sub("", seen))
    return _BETWEEN_HAN.sub("", " ".join(dotted.split()))


def folded_key(key: Sequence[str]) -> tuple[str, ...]:
    """姓名, 单位, 村 as they are compared: whoever is equal by it is one person."""
    return tuple(folded(part) for part in key)


def cleaned(name: str) -> str:
    """The name as it is shown: its writing kept, without what nobody sees, line breaks and blanks
    at its ends or between Han characters. What joins letters and tells variants stays."""
    spaced = "".join(" " if each.isspace() else each for each in name)
    seen = "".join(
        each for each in spaced if each in _JOINS or unicodedata.category(each) not in _INVISIBLE
    )
    return _BETWEEN_HAN.sub("", " ".join(seen.split()))


def wrong(name: str) -> TooLong | NotAName | None:
    """TooLong, NotAName; None: it may be a person's name, a short number of a rehearsal too."""
    if _NO_NAME.fullmatch(name):
        return NotAName(value=name)
    return too_long(name)


def too_long(text: str, most: int = LONGEST_NAME) -> TooLong | None:
    """TooLong where a name, or a unit with its own border, is longer than it may be."""
    return TooLong(length=len(text), most=most) if len(text) > most else None
