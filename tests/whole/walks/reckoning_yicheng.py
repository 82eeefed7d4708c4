"""峄城 by hand: five examiners, five blocks each, all of one weight. Nothing of the program is
used."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

EXAMINERS = ("市考核", "区考核", "镇考核", "村考核", "原单位考核")
BLOCKS = ("村容村貌", "班子建设", "发展活力", "出勤管理", "村庄稳定")


@dataclass
class One:
    """Somebody as the papers of a round have him."""

    name: str
    unit: str
    village: str
    sent_by: str
    points: dict[tuple[str, str], int] = field(default_factory=dict)
    """By examiner and block."""
    settled: dict[str, int] = field(default_factory=dict)
    """What an objection made of the points of an examiner."""
    votes: Sequence[int] = ()
    """很满意, 满意, 基本满意, 不满意."""
    left: bool = False


def exam(one: One, examiner: str) -> Fraction:
    """The mean of five blocks."""
    if examiner in one.settled:
        return Fraction(one.settled[examiner])
    return Fraction(sum(one.points[examiner, block] for block in BLOCKS), len(BLOCKS))


def total(one: One) -> Fraction:
    """The mean of five examiners."""
    return sum((exam(one, each) for each in EXAMINERS), Fraction(0)) / len(EXAMINERS)


def content(one: One) -> Fraction:
    """满意率 in percent: it counts for nothing, and is told."""
    return Fraction(100 * (one.votes[0] + one.votes[1]), sum(one.votes))


def ranks(people: Sequence[One]) -> dict[str, str]:
    """By village the place: by total, then 村考核, then 镇考核."""
    here = [one for one in people if not one.left]

    def key(one: One) -> tuple[Fraction, ...]:
        return (total(one), exam(one, "村考核"), exam(one, "镇考核"))

    return {one.village: str(1 + sum(key(each) > key(one) for each in here)) for one in here}
