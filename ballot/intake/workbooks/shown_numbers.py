"""A number of a workbook as the spreadsheet shows it: 15 digits, percent, zeros in front, dates."""

import math
import re
from datetime import datetime, timedelta

from ballot.domain.written_number import in_digits

_QUOTED = re.compile(r'"[^"]*"|\\.|_.|\*.|\[[^\]]*\]')
_DATE = re.compile("[ymdhs]|a{3,}", re.IGNORECASE)
_FIGURE = re.compile("[0#?@]|General|G/|Standard", re.IGNORECASE)
"""Where a format shows anything of its number."""
_ZEROS = re.compile(r'((?:"[^"]*"|\\.)*)(0{2,})((?:"[^"]*"|\\.)*)')
_FIRST_DAY = {False: datetime(1899, 12, 30), True: datetime(1904, 1, 1)}  # noqa: DTZ001 a day
_LAST_DAY = 2958465
"""31.12.9999."""


def plain(value: float) -> str:
    """112, not 112.0; 59.3333333333333, not 59.33333333333334. Raises ValueError: no number."""
    if not math.isfinite(value):
        raise ValueError(value)
    return in_digits(value)


def shown(value: float, code: str, *, from_1904: bool = False) -> str:
    """The number under a format such as ``0%``, ``000`` or ``yyyy-mm-dd``; the words of one that
    has nothing else; plain under all others."""
    first = code.split(";")[0]
    bare = _QUOTED.sub("", first)
    if _DATE.search(bare):
        return as_date(value, from_1904=from_1904)
    for sign, times in (("%", 100), ("‰", 1000)):
        if sign in bare:
            return plain(value * times) + sign
    if code and not _FIGURE.search(bare):
        return _unquoted(re.sub(r"_.|\*.|\[[^\]]*\]", "", first))
    zeros = _ZEROS.fullmatch(first)
    if zeros and value >= 0 and float(value).is_integer():
        before, digits, after = zeros.groups()
        return _unquoted(before) + plain(value).rjust(len(digits), "0") + _unquoted(after)
    return plain(value)


def as_date(value: float, *, from_1904: bool) -> str:
    """A day, a time, or both: 2026-03-04, 12:30, 2026-03-04 12:30."""
    if not 0 <= value <= _LAST_DAY:
        return plain(value)
    moment = _FIRST_DAY[from_1904] + timedelta(seconds=round(value * 86400))
    clock = moment.strftime("%H:%M")
    if value < 1:
        return clock
    return moment.strftime("%Y-%m-%d") + ("" if clock == "00:00" else f" {clock}")


def _unquoted(literal: str) -> str:
    return re.sub(r'"([^"]*)"|\\(.)', lambda found: found[1] or found[2] or "", literal)
