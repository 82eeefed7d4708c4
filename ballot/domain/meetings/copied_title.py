"""The title of a meeting that is made after the pattern of another: one of its own."""

import re
from collections.abc import Collection

from ballot.domain import short_text

_COUNTED = re.compile("(.+?)\\s*[(\uff08](\\d{1,4})[)\uff09]")
_BEHIND = "\uff08%s\uff09"


def stem(title: str) -> str:
    """The title without the number of a copy."""
    found = _COUNTED.fullmatch(title)
    return found[1] if found else title


def after(title: str, taken: Collection[str]) -> str:
    """The stem with the first number, from 2, that none of the titles has that are there."""
    first = stem(title)
    numbered = (_with(first, number) for number in range(2, len(taken) + 3))
    return next(each for each in numbered if each not in taken)


def _with(first: str, number: int) -> str:
    behind = _BEHIND % number
    return first[: short_text.LONGEST - len(behind)] + behind
