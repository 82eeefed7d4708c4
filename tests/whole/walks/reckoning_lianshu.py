"""联述联评联考 by hand: the mean of two bodies' means, half and half with 实地考评, three bands.
Nothing of the program is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction


@dataclass
class One:
    """Somebody as the papers have him; ``votes`` are those of each body."""

    name: str
    unit: str
    visit: int
    votes: dict[str, Sequence[int]] = field(default_factory=dict)
    left: bool = False


def told(one: One) -> Fraction:
    """述职测评: the mean of the means, however many voted before each body."""
    means = [Fraction(sum(each), len(each)) for each in one.votes.values()]
    return sum(means, Fraction(0)) / len(means)


def total(one: One) -> Fraction:
    """Half and half."""
    return (told(one) + one.visit) / 2


def grade(one: One) -> str:
    """好, 中, 差 as they are proposed."""
    if one.left:
        return "已离岗"
    bands = ((90, "好"), (75, "中"))
    return next((name for bound, name in bands if total(one) >= bound), "差")
