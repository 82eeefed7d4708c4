"""QR codes, level Q (a quarter of the code may be torn or dirty), as one SVG path."""

from itertools import groupby
from typing import TYPE_CHECKING, Any, TextIO

if TYPE_CHECKING:
    import qrcode

QUIET_ZONE = 4
"""White modules around the code, as the standard asks."""

MASK = 3
"""Trying all eight masks is four fifths of the work and scans no better; a fixed one is legal."""


def matrix(text: str) -> list[list[bool]]:
    """The modules of the code row by row, quiet zone included; True is black."""
    return [[bool(module) for module in row] for row in _made(text).get_matrix()]


def svg(text: str) -> str:
    """The code as an inline ``<svg>`` without width and height: the page's style gives them.

    Each run of black modules is one stroke of a single path, a third of the bytes of rectangles.
    """
    rows = matrix(text)
    size = len(rows)
    path = "".join(_strokes(row, y) for y, row in enumerate(rows))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {size} {size}" '
        f'shape-rendering="crispEdges" aria-hidden="true">'
        f'<path fill="#fff" d="M0 0h{size}v{size}H0z"/>'
        f'<path stroke="#000" d="{path}"/></svg>'
    )


def draw(text: str, terminal: TextIO) -> None:
    """The code in half blocks, dark on light whatever the colours of the terminal are.

    It is as wide as the code has modules. Raises OSError where ``terminal`` is none.
    """
    _made(text).print_ascii(terminal, tty=True)


def _made(text: str) -> "qrcode.QRCode[Any]":
    import qrcode  # loaded with the first code, and PIL with it
    from qrcode.constants import ERROR_CORRECT_Q

    code = qrcode.QRCode(error_correction=ERROR_CORRECT_Q, border=QUIET_ZONE, mask_pattern=MASK)
    code.add_data(text)
    code.make(fit=True)
    return code


def _strokes(row: list[bool], y: int) -> str:
    strokes: list[str] = []
    x = pen = 0
    for black, run in groupby(row):
        length = sum(1 for _ in run)
        if black:
            strokes.append(f"m{x - pen} 0h{length}" if strokes else f"M{x} {y}.5h{length}")
            pen = x + length
        x += length
    return "".join(strokes)
