"""A number as it is typed on a Chinese keyboard or pasted from elsewhere, in the digits of ours."""

import re
import unicodedata
from decimal import Decimal

DIGITS = 15
"""So many a spreadsheet keeps of a number; what comes behind is noise of its arithmetic."""
WHOLE = 9
"""Digits of a whole number that any of our columns holds."""
_LONG = re.compile(r"[-+]?(?=[0-9.]{17,40}$)[0-9]{1,12}\.[0-9]+")
NUMBER = re.compile(r"[-+]?[0-9]+(\.[0-9]+)?%?")
_WIDE = re.compile("[\uff01-\uff5e]")
_MINUS = re.compile("^[\u2010-\u2015\u2212\u2796\ufe58\ufe63\uff0d](?=[0-9])")
"""Hyphens, dashes and minus signs of every kind."""


def narrow(cell: str) -> str:
    """A number in wide digits, with any minus sign, as a plain one; everything else as it is."""
    if cell.isascii():
        return _in_digits(cell)
    seen = "".join(each for each in cell if unicodedata.category(each) != "Cf").strip()
    plain = _WIDE.sub(lambda found: unicodedata.normalize("NFKC", found[0]), seen)
    plain = _MINUS.sub("-", plain)
    return _in_digits(plain) if NUMBER.fullmatch(plain) else cell


def typed(text: str) -> str:
    """The same of a field of a form, into which a keyboard brings spaces as well."""
    return narrow(text.strip())


def whole(text: str, most: int = WHOLE) -> int | None:
    """A whole number of at most ``most`` digits, 0 and above; None where the text is none.

    Only ASCII digits count, without blanks and signs. The limit keeps every number that
    passes within what a column holds, and Python from refusing to read thousands of digits.
    """
    return int(text) if text.isascii() and text.isdigit() and len(text) <= most else None


def in_digits(value: Decimal | float) -> str:
    """A number in 15 digits and without an exponent: 112, 97.5, 59.3333333333333."""
    text = format(Decimal(format(value, f".{DIGITS}g")), "f")
    text = text.rstrip("0").rstrip(".") if "." in text else text
    return "0" if text == "-0" else text


def _in_digits(text: str) -> str:
    """What a program wrote of its own arithmetic, 59.33333333333334, as a spreadsheet shows it."""
    return in_digits(Decimal(text)) if _LONG.fullmatch(text) else text
