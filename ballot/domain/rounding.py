"""One rounding, half up, at the moment of display; all else is exact (docs/rules.md §1)."""

import re
from collections.abc import Iterable, Sequence
from fractions import Fraction
from functools import lru_cache

from ballot.domain.errors import NotADecimal

DECIMAL = re.compile(r"[+-]?[0-9]{1,12}(\.[0-9]{1,20})?")
LONGEST = 20
"""Places behind the point: a spreadsheet writes fifteen digits of 1/30 so."""
PERCENT = 100


def _scaled(value: Fraction, scale: int) -> int:
    """The whole number nearest to value × scale, a half going away from zero."""
    above, below = value.numerator * scale, value.denominator
    nearest = (2 * abs(above) + below) // (2 * below)
    return nearest if above >= 0 else -nearest


def shown(value: Fraction, places: int = 2) -> str:
    """A figure as it is printed: ``97.55``. Never compare or rank what this returns."""
    return _with_point(_scaled(value, 10**places), places)


def _with_point(scaled: int, places: int) -> str:
    sign = "-" if scaled < 0 else ""
    digits = str(abs(scaled)).rjust(places + 1, "0")
    return f"{sign}{digits[: len(digits) - places]}.{digits[-places:]}" if places else sign + digits


def percent(value: Fraction, places: int = 2) -> str:
    """A share as it is printed, without the sign of percent: 27/31 is ``87.10``."""
    return _with_point(_scaled(value, PERCENT * 10**places), places)


def of_whole(part: int, whole: int | None) -> str:
    """A share as it stands beside its count, ``64.52%``; a dash where there is no whole."""
    return f"{percent(Fraction(part, whole))}%" if whole else "—"


def off_hundred(counts: Sequence[int], places: int = 2) -> str:
    """What the shares of all counts add up to as they are printed, ``99.99``, where each was
    rounded for itself and the sum is not 100; empty where it is, or where there are no counts."""
    whole, scale = sum(counts), PERCENT * 10**places
    added = sum(_scaled(Fraction(count, whole), scale) for count in counts) if whole else scale
    return "" if added == scale else _with_point(added, places)


def weight(value: Fraction) -> str:
    """A share in its shortest form, with the sign of percent: 3/10 is ``30%``."""
    return f"{plain(value * PERCENT)}%"


def exact(value: Fraction) -> str:
    """A figure without rounding: ``27/31``; a whole number is ``112``."""
    return str(value)


def plain(value: Fraction) -> str:
    """A figure in its shortest decimal form where it has one: ``112``, ``97.5``; else ``1/3``."""
    rest = value.denominator
    places = 0
    while 10**places % rest and places < LONGEST:
        places += 1
    if 10**places % rest:
        return str(value)
    return shown(value, places)


def total(values: Iterable[Fraction]) -> Fraction:
    """The exact sum; quick where all are whole numbers, as points mostly are."""
    whole_ones, broken = 0, Fraction(0)
    for value in values:
        if value.denominator == 1:
            whole_ones += value.numerator
        else:
            broken += value
    return broken + whole_ones if broken else Fraction(whole_ones)


@lru_cache(maxsize=4096)
def read_decimal(text: str) -> Fraction:
    """A decimal text such as ``112``, ``-3`` or ``97.5`` as an exact number.

    Raises NotADecimal for everything else: blanks inside, exponents, fractions, full-width digits.
    """
    if not DECIMAL.fullmatch(text.strip()):
        raise NotADecimal(value=text)
    return Fraction(text.strip())
