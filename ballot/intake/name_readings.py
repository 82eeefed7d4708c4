"""With which letters the characters of a name may be read, by the dictionary of pypinyin.

Names are read character by character, every reading of each: 曾 is zēng as a surname and céng
elsewhere, 单 shàn and dān, and whoever types either finds the person.
"""

import os
import unicodedata

from ballot.domain.person_name import folded

SURNAMES = {"谌": "s", "费": "b", "洗": "x"}
"""Readings of surnames that the dictionary does not have."""
WITHOUT_PHRASES = "PYPINYIN_NO_PHRASES"
"""What keeps pypinyin from loading 45 MB of phrases, which say nothing about a name."""


def letters(name: str) -> tuple[str, ...]:
    """For each character of the folded name the first letters of its readings, in small letters;
    empty where none is known."""
    os.environ.setdefault(WITHOUT_PHRASES, "true")
    from pypinyin.pinyin_dict import pinyin_dict  # loaded where a roster comes in

    return tuple(_of(each, pinyin_dict.get(ord(each), "")) for each in folded(name))


def _of(character: str, readings: str) -> str:
    first = [_plain(reading)[:1] for reading in readings.split(",") if reading]
    return "".join(dict.fromkeys([*first, *SURNAMES.get(character, "")]))


def _plain(reading: str) -> str:
    """Without its tone: é is e, ḿ is m."""
    return unicodedata.normalize("NFD", reading)[:1].lower()
