"""The mark for a character that no font has: a box with its code in it, to be read and replaced."""

from typing import NamedTuple

WIDTH = 0.94
"""Of the space that a mark takes, over the size of type."""
SIDE, FOOT = 0.86, -0.12
"""The box: its side, and how far its lower edge is above the baseline."""
DIGITS = 0.4
"""Size of the digits over the size of type: three stand beside one another."""
LINES = (0.37, -0.03)
"""Baselines of the two lines of digits above that of the text, over the size of type."""
LEGEND = "方框代表打印字库里没有的字，框里是这个字的编码（Unicode）"


class Mark(NamedTuple):
    """The digits of a mark, in two lines."""

    above: str
    below: str


def of(char: str) -> Mark:
    """The code in four to six digits, halved."""
    code = f"{ord(char):04X}"
    half = (len(code) + 1) // 2
    return Mark(code[:half], code[half:])
