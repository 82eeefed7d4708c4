"""动态考绩 by hand: thirds, additions, bands, lists and the run of two quarters. Nothing of the
program is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction


@dataclass
class One:
    """Somebody as the papers of a quarter have him."""

    name: str
    unit: str
    village: str
    work: Fraction
    daily: Fraction
    votes: Sequence[int] = ()
    """What each ballot gave him."""
    extra: int = 0
    """加减分."""
    arena: int = 0
    """擂台得分, of which a tenth counts."""
    left: bool = False

    @property
    def key(self) -> str:
        """What tells him from everybody else."""
        return self.village


def asked(one: One) -> Fraction:
    """综合测评: the average of the ballots."""
    return Fraction(sum(one.votes), len(one.votes))


def total(one: One) -> Fraction:
    """考绩得分: the three thirds, and what is added or taken."""
    thirds = (one.work + one.daily + asked(one)) / 3
    return thirds + one.extra + Fraction(one.arena, 10)


def grade(one: One) -> str:
    """By bands of 90, 70, 60."""
    if one.left:
        return "已离岗"
    for bound, name in ((90, "优秀"), (70, "合格"), (60, "基本合格")):
        if total(one) >= bound:
            return name
    return "不合格"


def order(people: Sequence[One]) -> list[One]:
    """Those in their posts, the best first."""
    here = [one for one in people if not one.left]

    def key(one: One) -> tuple[Fraction, ...]:
        return (total(one), one.work, asked(one))

    assert len({key(one) for one in here}) == len(here), "a walk has no tie"
    return sorted(here, key=key, reverse=True)


def lists(people: Sequence[One], before: dict[str, str]) -> dict[str, set[str]]:
    """By village the lists that name somebody; ``before`` has the grade of the last quarter by the
    village where he serves now."""
    there = order(people)
    found: dict[str, set[str]] = {one.key: set() for one in there}
    for one in there[:3]:
        found[one.key].add("全县前三名")
    for one in there[-3:]:
        found[one.key].add("全县后三名")
    for one in there[len(there) - len(there) * 5 // 100 :]:
        found[one.key].add("全县后5%")
    for one in there:
        if grade(one) == before.get(one.key) == "优秀":
            found[one.key].add("提级管理")
    return found
