"""Which months of which year an assessment covers, as its period or its title say it.

By it months find their quarter and quarters their year (docs/rules.md §3).
"""

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass

from ballot.domain.scheme import roll_up
from ballot.domain.scheme.consequences import Period

_HAN = {name: number for number, name in enumerate("一二三四五六七八九", start=1)}
_HAN |= {"十": 10, "十一": 11, "十二": 12}
_YEAR = re.compile(r"(?<![0-9])20[0-9]{2}(?![0-9])")
_WHICH = {
    Period.MONTH: re.compile(r"(?<![0-9十])(1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"),
    Period.QUARTER: re.compile(r"([一二三四1-4])季|[Qq]([1-4])(?![0-9A-Za-z])"),
    Period.HALF_YEAR: re.compile("(上|下)半年"),
}
_HALVES = {"上": 1, "下": 2}


@dataclass(frozen=True, slots=True)
class Span:
    """Months of a year: ``place`` is which of the periods of its kind, from 0."""

    year: int
    kind: Period
    place: int

    @property
    def months(self) -> range:
        """Its months, from 0."""
        length = roll_up.MONTHS_IN[self.kind]
        return range(self.place * length, (self.place + 1) * length)

    def lies_in(self, other: "Span") -> bool:
        """Whether it is a part of a longer one."""
        is_shorter = len(self.months) < len(other.months)
        return is_shorter and self.year == other.year and self.months[0] in other.months

    def places_of(self, of: Period) -> range:
        """Which periods ``of`` the year lie in it; none where they are longer."""
        length = roll_up.MONTHS_IN[of]
        if len(self.months) < length:
            return range(0)
        return range(self.months.start // length, self.months.stop // length)


def of(kind: Period, title: str, period: str) -> Span | None:
    """The months of an assessment of this kind; None where its words do not say which, and of a
    round. The period is asked before the title."""
    if kind not in roll_up.MONTHS_IN:
        return None
    texts = [unicodedata.normalize("NFKC", text) for text in (period, title)]
    year = next((one for text in texts for one in _only(_years(text))), None)
    place = next((one for text in texts for one in _only(_places(kind, text))), None)
    return None if year is None or place is None else Span(year, kind, place)


def _only(found: Iterator[int]) -> tuple[int, ...]:
    """What a text names, where it names one alone."""
    named = tuple(set(found))
    return named if len(named) == 1 else ()


def _years(text: str) -> Iterator[int]:
    return (int(found[0]) for found in _YEAR.finditer(text))


def _places(kind: Period, text: str) -> Iterator[int]:
    if kind is Period.YEAR:
        yield 0
        return
    for found in _WHICH[kind].finditer(text):
        said = next(filter(None, found.groups()))
        number = _HALVES.get(said) or _HAN.get(said) or int(said)
        yield number - 1
