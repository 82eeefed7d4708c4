"""QR codes for printing, as runs of black modules; many of one length in a tenth of the time.

With version and mask fixed, every module of a code is a sum over GF(2) of bits of the text: error
correction is linear and the mask is a constant. So the code of a text is the code of ``F7F7…``
with one known pattern turned over for every bit in which the two differ, and ten thousand slips
need some three hundred codes drawn the long way.
"""

import re
from functools import cache
from operator import xor
from typing import Final

import qrcode
from qrcode.constants import ERROR_CORRECT_Q
from qrcode.util import ALPHA_NUM, QRData

from ballot.slips import qr

Runs = list[tuple[int, int, int]]
"""(row, first column, length) of black modules, the quiet zone counted."""

_RUN = re.compile("1+")
_MANY_DIGITS = re.compile("[0-9]{20}")
"""So many digits on end the library packs in a mode of their own."""
_VALUES = {chr(char): value for value, char in enumerate(ALPHA_NUM)}
_ALPHANUMERIC: Final = 2
"""The mode of the code that packs capitals, digits and nine signs."""
_PAIR = 45
"""Two characters are one number to the base of 45, in eleven bits."""


def runs(text: str) -> tuple[int, Runs]:
    """Modules a side, and the runs, of the code that ``slips.qr.matrix`` gives."""
    if not set(text) <= _VALUES.keys() or text.isdigit() or _MANY_DIGITS.search(text):
        rows = qr.matrix(text)
        return len(rows), _runs("".join("01"[black] for row in rows for black in row), len(rows))
    size, bits = _plain(len(text))
    for place, value in enumerate(map(xor, _numbers(text), _numbers(_base(len(text))))):
        for bit in range(value.bit_length()):
            if value >> bit & 1:
                bits ^= _turned(len(text), place, 1 << bit)
    return size, _runs(f"{bits:0{size * size}b}", size)


def _runs(bits: str, size: int) -> Runs:
    return [
        (row, found.start(), found.end() - found.start())
        for row in range(size)
        for found in _RUN.finditer(bits[row * size : (row + 1) * size])
    ]


def _numbers(text: str) -> list[int]:
    """The numbers that the code stores, a pair of characters each, an odd last one alone."""
    numbers = []
    for start in range(0, len(text), 2):
        number = 0
        for char in text[start : start + 2]:
            number = number * _PAIR + _VALUES[char]
        numbers.append(number)
    return numbers


def _base(length: int) -> str:
    """The text to begin with: ``F7F7…``, an odd last one ``5``.

    Any single bit of its numbers turned over gives characters again, and no block of the code is
    empty, which the library could not draw.
    """
    return "F7" * (length // 2) + "5" * (length % 2)


@cache
def _plain(length: int) -> tuple[int, int]:
    """Modules a side, and all modules as one number, of the code to begin with."""
    return _drawn(_base(length))


@cache
def _turned(length: int, place: int, bit: int) -> int:
    """The modules that a bit of the number at ``place`` turns over."""
    base = _base(length)
    start = 2 * place
    number = _numbers(base)[place] ^ bit
    alone = start + 1 == length
    part = chr(ALPHA_NUM[number]) if alone else _letters(number)
    return _drawn(base[:start] + part + base[start + len(part) :])[1] ^ _plain(length)[1]


def _letters(value: int) -> str:
    high, low = divmod(value, _PAIR)
    return chr(ALPHA_NUM[high]) + chr(ALPHA_NUM[low])


def _drawn(text: str) -> tuple[int, int]:
    code = qrcode.QRCode(
        error_correction=ERROR_CORRECT_Q, border=qr.QUIET_ZONE, mask_pattern=qr.MASK
    )
    code.add_data(QRData(text, mode=_ALPHANUMERIC))
    code.make(fit=True)
    rows = code.get_matrix()
    return len(rows), int("".join("01"[bool(black)] for row in rows for black in row), 2)
