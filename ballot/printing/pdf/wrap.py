"""Breaking Chinese into lines: 避头尾, and no break inside a number or another writing's word."""

import re
from collections.abc import Callable, Iterator

NOT_FIRST = frozenset(
    "。、》」』】〕〉”’…—·‰℃,.;:?!)]}%\uff0c\uff1b\uff1a\uff1f\uff01\uff09\uff05\uff0e"
)
NOT_LAST = frozenset("《「『【〔〈“‘([{¥№\uff08")

_UNIT = re.compile(
    r"[0-9A-Za-zÀ-ʯͰ-ԯ\u0300-\u036f+\-−±.,/:_@#&=?%'×÷*–]+"  # a word or a number
    r"|[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\u200c\u200d]+"  # a word from right to left
    r"|[\u1800-\u18af\u202f\u200c\u200d]+"  # a Mongolian word
    r"|[\u0f00-\u0fff]+?(?:[\u0f0b\u0f0d]+|(?![\u0f00-\u0fff]))"  # a Tibetan syllable
    r"|\s"
    r"|.(?:[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\U000e0000-\U000e01ef]|\u200d.)*",
    re.DOTALL,
)
"""What may not be parted: a word, a syllable, a character with what clings to it."""

Width = Callable[[str], float]


def lines(text: str, width: float, measure: Width) -> list[str]:
    """The lines of a text within ``width``; ``measure`` gives the width of a string.

    A line break in the text begins a new line. What is wider than a whole line is broken anywhere.
    """
    out: list[str] = []
    for paragraph in text.split("\n"):
        out.extend(_fill(paragraph, width, measure))
    return out


PAIR = 2


def balanced(text: str, width: float, measure: Width) -> list[str]:
    """A title: as few lines as ``lines`` makes, parted at a space or else about equally long."""
    found = lines(text, width, measure)
    if len(found) == 1:
        return found
    parts = text.split(" ")
    if len(parts) == len(found) and all(measure(part) <= width for part in parts):
        return parts
    if len(found) == PAIR:
        pairs = [(" ".join(parts[:at]), " ".join(parts[at:])) for at in range(1, len(parts))]
        widest = [(max(map(measure, pair)), pair) for pair in pairs]
        if widest and min(widest)[0] <= width:
            return list(min(widest)[1])
    narrow = width
    while len(closer := lines(text, narrow * 0.96, measure)) == len(found):
        narrow *= 0.96
        found = closer
    return found


def _fill(paragraph: str, width: float, measure: Width) -> Iterator[str]:
    line, room = "", width
    for unit in _units(paragraph):
        rest = unit
        if line and measure(unit) > room:
            yield line.rstrip()
            line, room, rest = "", width, unit.lstrip()
        while measure(rest) > width:
            head = _head(rest, width, measure)
            yield head
            rest = rest[len(head) :]
        line += rest
        room -= measure(rest)
    yield line.rstrip()


def _head(unit: str, width: float, measure: Width) -> str:
    """As many characters as fit, at least one."""
    count = 1
    while count < len(unit) and measure(unit[: count + 1]) <= width:
        count += 1
    return unit[:count]


def _units(paragraph: str) -> Iterator[str]:
    """What may not be parted: words, and characters with the punctuation that clings to them."""
    held = ""
    for part in _UNIT.findall(paragraph):
        if held and (part[0] in NOT_FIRST or held[-1] in NOT_LAST):
            held += part
            continue
        if held:
            yield held
        held = part
    if held:
        yield held
