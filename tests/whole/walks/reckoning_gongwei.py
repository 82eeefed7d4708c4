"""市直机关工委 by hand: two grades by coefficient, the ballot by the same, the fifth that is 优秀.
Nothing of the program is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

BY_LEADER = {"优秀": 10, "良好": 8, "一般": 6, "较差": 4}
"""Tenths (表1)."""
BY_BALLOT = {"优秀": 10, "称职": 8, "基本称职": 6, "不称职": 4}
"""The same for what is voted (文件未规定)."""


@dataclass
class One:
    """Somebody as the papers of the year have him."""

    name: str
    unit: str
    half: str
    year: str
    votes: Sequence[str]
    vetoed: bool = False
    left: bool = False


def asked(one: One) -> Fraction:
    """内部评价 of a hundred."""
    return Fraction(10 * sum(BY_BALLOT[word] for word in one.votes), len(one.votes))


def total(one: One) -> Fraction:
    """30 of the half-year, 50 of the year, 20 of the ballot."""
    return 3 * BY_LEADER[one.half] + 5 * BY_LEADER[one.year] + asked(one) / 5


def _key(one: One) -> tuple[Fraction, ...]:
    best = Fraction(sum(word == "优秀" for word in one.votes), len(one.votes))
    return (total(one), Fraction(BY_LEADER[one.year]), asked(one), best)


def grades(people: Sequence[One]) -> dict[str, str]:
    """By unit: a fifth 优秀, whom a veto does not bar; from 60 on 称职; the leaders decide on the
    others, and on whom a veto bars."""
    here = sorted((one for one in people if not one.left), key=_key, reverse=True)
    assert len({_key(one) for one in here}) == len(here), "a walk has no tie"
    found = {one.unit: "称职" if total(one) >= 60 and not one.vetoed else "待定" for one in here}
    best = [one.unit for one in here if not one.vetoed][: len(here) // 5]
    gone = {one.unit: "已离岗" for one in people if one.left}
    return found | dict.fromkeys(best, "优秀") | gone


def ranks(people: Sequence[One]) -> dict[str, str]:
    """By unit the place; who has left has none."""
    here = [one for one in people if not one.left]
    return {one.unit: str(1 + sum(_key(each) > _key(one) for each in here)) for one in here}
