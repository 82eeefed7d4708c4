"""李俊 by hand: 月考 less what attendance takes, four weights, places and money. Nothing of the
program is used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

WEIGHTS = {"月考": 30, "下级测评": 30, "同级互评": 20, "上级考评": 20}
"""Percent (三(二)3)."""
OFF_MONTH = {"旷工天数": Fraction(1), "迟到早退次数": Fraction(1, 2)}
"""What attendance takes from 月考 (三(一))."""
OFF_TOTAL = {
    "year": {"事假三天以上月数": Fraction(2)},
    "quarter": {"不挂牌不告知去向次数": Fraction(1, 2)},
}
"""What it takes from the sum of a period (三(一))."""
MONEY = {"quarter": (200, -200), "half_year": (300, -300), "year": (500, 0)}
"""元 for the first three, and for the last (三(二)4)."""


@dataclass
class One:
    """Somebody as his papers of a period have him."""

    name: str
    unit: str
    by_leader: Fraction
    by_chief: Fraction
    """分管领导打分, 站所长打分: half and half."""
    given: dict[str, Fraction] = field(default_factory=dict)
    """上级考评, and the averages of the ballots."""
    counts: dict[str, int] = field(default_factory=dict)
    left: bool = False
    corrected: int | None = None
    """What an objection made of 月考 before attendance."""


def monthly(one: One) -> Fraction:
    """月考 as it counts."""
    typed = (one.by_leader + one.by_chief) / 2
    before = typed if one.corrected is None else Fraction(one.corrected)
    return before - sum(one.counts.get(name, 0) * each for name, each in OFF_MONTH.items())


def total(one: One, period: str) -> Fraction:
    """总分: what there is of the four, brought to a hundred, less what the period takes."""
    there = {"月考": monthly(one)} | one.given
    whole = sum(WEIGHTS[name] for name in there)
    summed = sum(WEIGHTS[name] * points for name, points in there.items()) / whole
    taken = OFF_TOTAL.get(period, {})
    return summed - sum(one.counts.get(name, 0) * each for name, each in taken.items())


def order(people: Sequence[One], period: str) -> list[One]:
    """Those in their posts, the best first: by total, 下级测评, 月考."""
    here = [one for one in people if not one.left]

    def key(one: One) -> tuple[Fraction, ...]:
        return (total(one, period), one.given.get("下级测评", Fraction(0)), monthly(one))

    assert len({key(one) for one in here}) == len(here), "a walk has no tie"
    return sorted(here, key=key, reverse=True)


def grades(people: Sequence[One]) -> dict[str, str]:
    """By unit the year's grade that the rules give: the middle is the committee's."""
    there = order(people, "year")
    found = {one.unit: "待定" for one in there}
    found |= {one.unit: "优秀" for one in there[:3]}
    return found | {there[-1].unit: "不称职"}


def money(people: Sequence[One], period: str) -> dict[str, int]:
    """By unit the 元 of the first three and of the last."""
    first, last = MONEY[period]
    there = order(people, period)
    found = {one.unit: first for one in there[:3]}
    return found | ({there[-1].unit: last} if last else {})


def pay(people: Sequence[One]) -> dict[str, str]:
    """By unit what becomes of the thirteenth month (三(二)4)."""
    there = order(people, "year")
    found = {one.unit: _pay(total(one, "year")) for one in there}
    return found | {there[-1].unit: "全部扣除"}


def _pay(points: Fraction) -> str:
    if points >= 90:
        return "全额"
    return "扣10%" if points >= 85 else "扣20%"
