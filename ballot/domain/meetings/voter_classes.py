"""Voters in classes (A/B/C 票): whose slips are whose, what a class still lacks before the vote.

A class of fewer than eight would show who is in it: with so few entitled nothing is frozen, and
where so few came only the sum over all is opened, without a weighted figure (docs/secrecy.md).
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from ballot.domain import rounding
from ballot.domain.errors import ClassNeeded, NoClasses, NotOneOf
from ballot.domain.scheme.satisfaction import SMALLEST_CLASS
from ballot.domain.scheme.scheme import VoterClass


class Lack(StrEnum):
    """What keeps a class from voting."""

    ELIGIBLE = "eligible"
    """应参加 is not told of this class."""
    SMALL = "small"
    """Fewer than eight are entitled."""
    SLIPS = "slips"
    """No slip was printed whole."""


@dataclass(frozen=True, slots=True)
class PlannedClass:
    """A class of voters of a meeting. ``eligible`` is None where 应参加 is not told by class;
    ``weight`` is a percentage (``30%``); ``slips`` are those printed whole."""

    name: str
    weight: str
    eligible: int | None
    slips: int
    lacks: tuple[Lack, ...]
    """What keeps it from voting; none of it may be there at the freeze."""


def place(classes: Sequence[VoterClass], name: str) -> int:
    """The place from 0 of the class of that name; 0 where nobody votes in classes.

    Raises ClassNeeded where one must be named, NoClasses where none is, NotOneOf.
    """
    names = tuple(each.name for each in classes)
    if not names and name:
        raise NoClasses(name=name)
    if not names:
        return 0
    if not name:
        raise ClassNeeded(classes=names)
    if name not in names:
        raise NotOneOf(value=name, allowed=names)
    return names.index(name)


def eligible(classes: Sequence[VoterClass], parts: Iterable[tuple[str, int]]) -> list[int | None]:
    """应参加 class by class out of the categories of a plan, a category being a class by its name.

    None for each class where a number is of no class: nobody knows then whose it is.
    """
    known = dict(parts)
    names = [each.name for each in classes]
    if set(known) - set(names):
        return [None] * len(names)
    return [known.get(name, 0) for name in names]


def planned(
    classes: Sequence[VoterClass], parts: Iterable[tuple[str, int]], printed: Mapping[int, int]
) -> tuple[PlannedClass, ...]:
    """The classes of a meeting as far as it is planned; ``printed`` slips by place from 0."""
    told = zip(classes, eligible(classes, parts), strict=True)
    return tuple(
        PlannedClass(
            name=each.name,
            weight=rounding.weight(each.weight),
            eligible=persons,
            slips=printed.get(at, 0),
            lacks=tuple(_lacks(persons, printed.get(at, 0))),
        )
        for at, (each, persons) in enumerate(told)
    )


def _lacks(persons: int | None, slips: int) -> Iterator[Lack]:
    if not persons:
        yield Lack.ELIGIBLE
    elif persons < SMALLEST_CLASS:
        yield Lack.SMALL
    if not slips:
        yield Lack.SLIPS
