"""Breaking Chinese into lines: 避头尾, and no break inside a number or another writing's word."""

import re
from collections.abc import Callable, Iterator
from functools import lru_cache

from ballot.printing.whole_words import WHOLE

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
_WORD = re.compile(f"{WHOLE.pattern}|{_UNIT.pattern}", re.DOTALL)
"""The same in a title, where no word of the trade is parted either."""

Width = Callable[[str], float]
Names = tuple[str, ...]
"""Of people and places: no line ends inside one."""


@lru_cache(maxsize=256)
def _kept(names: Names) -> tuple[re.Pattern[str], re.Pattern[str], re.Pattern[str]]:
    """What may not be parted beside these names; the same with the words of the trade; both
    without single characters."""
    longest = sorted({each for each in names if len(each) > 1}, key=len, reverse=True)
    if not longest:
        return _UNIT, _WORD, WHOLE
    own = "|".join(map(re.escape, longest))
    patterns = (f"{own}|{_UNIT.pattern}", f"{own}|{_WORD.pattern}", f"{own}|{WHOLE.pattern}")
    unit, word, whole = (re.compile(each, re.DOTALL) for each in patterns)
    return unit, word, whole


def lines(text: str, width: float, measure: Width) -> list[str]:
    """The lines of a text within ``width``; ``measure`` gives the width of a string.

    A line break in the text begins a new line. What is wider than a whole line is broken between
    the parts of a name, else anywhere.
    """
    return _lines(text, width, measure, _UNIT)


def _lines(text: str, width: float, measure: Width, unit: re.Pattern[str]) -> list[str]:
    out: list[str] = []
    for paragraph in text.split("\n"):
        out.extend(_fill(_units(paragraph, unit), width, measure))
    return out


PAIR = 2
JOINT = re.compile("[·• ]")
"""Between the parts of a name."""


SEAMS = (re.compile(r" |(?<=.)(?=[(\uff08“])"), re.compile(r"(?<=[、,\uff0c])(?=.)"))
"""Where a title is parted: at a space, before a bracket or a quotation, else behind a comma."""


def balanced(text: str, width: float, measure: Width, names: Names = ()) -> list[str]:
    """A title: as few lines as ``lines`` makes, parted at a seam or else about equally long, and
    in no word where it can be helped; in no name at all that has room in a line. One with line
    breaks of its own has these alone."""
    unit, word, kept = _kept(names)
    found = _lines(text, width, measure, unit)
    if len(found) == 1 or "\n" in text:
        return found
    parts = text.split(" ")
    if len(parts) == len(found) and all(measure(part) <= width for part in parts):
        ends = [sum(map(len, parts[: at + 1])) + at for at in range(len(parts) - 1)]
        if not any(_is_inside(text, end, kept) for end in ends):
            return parts
    for seams in SEAMS if len(found) == PAIR else ():
        cuts = [at for at in seams.finditer(text) if not _is_inside(text, at.start(), kept)]
        pairs = [(text[: at.start()], text[at.end() :]) for at in cuts]
        widest = [(max(map(measure, pair)), pair) for pair in pairs]
        if widest and min(widest)[0] <= width:
            return list(min(widest)[1])
    whole = _lines(text, width, measure, word)
    if len(whole) == len(found):
        found, unit = whole, word
    words = [measure(each[0]) for each in kept.finditer(text)] if names else []
    least = max((wide for wide in words if wide <= width), default=0.0)
    narrow = width
    while narrow * 0.96 >= least and len(
        closer := _lines(text, narrow * 0.96, measure, unit)
    ) == len(found):
        if unit is word and not _keeps_words(closer, kept):
            break
        narrow *= 0.96
        found = closer
    return found


def pieces(text: str, names: Names) -> list[tuple[str, bool]]:
    """A text in pieces, and whether each is a name, for whoever breaks its lines himself."""
    own = _kept(names)[2]
    found: list[tuple[str, bool]] = []
    end = 0
    for each in own.finditer(text):
        if each[0] in names:
            found += [(text[end : each.start()], False), (each[0], True)]
            end = each.end()
    return [piece for piece in (*found, (text[end:], False)) if piece[0]]


def _is_inside(text: str, at: int, kept: re.Pattern[str]) -> bool:
    """Whether a cut would part a word."""
    return any(word.start() < at < word.end() for word in kept.finditer(text))


def _keeps_words(found: list[str], kept: re.Pattern[str]) -> bool:
    ends = [sum(map(len, found[: at + 1])) for at in range(len(found) - 1)]
    return not any(_is_inside("".join(found), end, kept) for end in ends)


def _fill(units: Iterator[str], width: float, measure: Width) -> Iterator[str]:
    line, room = "", width
    for unit in units:
        rest, wide = unit, measure(unit)
        if line and wide > room:
            yield line.rstrip()
            line, room, rest = "", width, unit.lstrip()
            wide = wide if rest == unit else measure(rest)
        while wide > width:
            head = _head(rest, width, measure)
            yield head.rstrip()
            rest = rest[len(head) :]
            wide = measure(rest)
        line += rest
        room -= wide
    yield line.rstrip()


def _head(unit: str, width: float, measure: Width) -> str:
    """As many characters as fit, at least one: of a name of several parts as many parts."""
    count = 1
    while count < len(unit) and measure(unit[: count + 1]) <= width:
        count += 1
    ends = [at.end() for at in JOINT.finditer(unit) if at.end() <= count]
    return unit[: ends[-1] if ends else count]


def _units(paragraph: str, unit: re.Pattern[str]) -> Iterator[str]:
    """What may not be parted: words, and characters with the punctuation that clings to them."""
    held = ""
    for part in unit.findall(paragraph):
        if held and (part[0] in NOT_FIRST or held[-1] in NOT_LAST):
            held += part
            continue
        if held:
            yield held
        held = part
    if held:
        yield held
