"""J10: the two sections together under 80 bar from 优秀, and exactly 80 do not."""

from dataclasses import replace
from fractions import Fraction

import pytest
from makers.score_rows import VILLAGE

from ballot.domain.scheme.grade_rules import BarKind
from ballot.domain.scoring import candidate
from ballot.domain.scoring.person import Person

(BELOW,) = (bar for bar in VILLAGE.placing.bars if bar.kind is BarKind.BELOW)
GOALS, WORK = BELOW.of


@pytest.mark.parametrize(
    ("goals", "work", "is_barred"),
    [(40, 40, False), (60, 20, False), (40, 39, True), (80, None, False), (79, None, True)],
)
def test_eighty_is_enough(goals: int, work: int | None, is_barred: bool) -> None:
    sections = {GOALS: Fraction(goals)} | ({} if work is None else {WORK: Fraction(work)})
    person = Person(name="甲", sections=sections)
    assert (candidate.bar_reason(BELOW, person) is not None) is is_barred


def test_without_the_bonus_the_base_alone_is_measured() -> None:
    base_only = replace(BELOW, base_only=True, bonus_columns=("奖一", "奖二"))
    sections = {GOALS: Fraction(50), WORK: Fraction(40)}
    for bonus, is_barred in ((10, False), (11, True)):
        person = Person(name="甲", sections=sections, bonus={"奖一": Fraction(bonus)})
        assert (candidate.bar_reason(base_only, person) is not None) is is_barred
