"""The grade that the ballot alone gives: a threshold is passed, and not reached."""

from dataclasses import replace
from fractions import Fraction

from makers.score_rows import VILLAGE

from ballot.domain.scheme.grade_rules import BallotGrade
from ballot.domain.scoring import by_ballot
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.person import BallotCount, Person
from ballot.domain.tally import Tally

FIGURE = "群众满意度"


def judged(threshold: BallotGrade, *counts: int) -> str | None:
    """The grade that these counts bring under one threshold."""
    rule = VILLAGE.placing.by_ballot
    assert rule is not None
    only = replace(rule, grades=(threshold,))
    tally = Tally(counts)
    value = Fraction(tally.counts[0] + tally.counts[1], tally.returned)
    values = tuple(value if item.name == FIGURE else None for item in VILLAGE.items)
    person = Person(name="甲", ballots={FIGURE: BallotCount(99, tally)})
    found = by_ballot.judge(only, VILLAGE, person, Figures(values, None))
    return found[0] if found else None


def test_a_third_of_the_worst_option_is_not_more_than_a_third() -> None:
    third = BallotGrade("不称职", option="不满意", more_than=Fraction(1, 3))
    assert judged(third, 20, 0, 0, 10) is None
    assert judged(third, 20, 0, 0, 11) == "不称职"


def test_more_than_none_is_one() -> None:
    any_at_all = BallotGrade("不称职", option="不满意", more_than=Fraction(0))
    assert judged(any_at_all, 20, 0, 0, 0) is None
    assert judged(any_at_all, 20, 0, 0, 1) == "不称职"


def test_two_thirds_are_not_below_two_thirds() -> None:
    below = BallotGrade("基本称职", below=Fraction(2, 3))
    assert judged(below, 20, 0, 10, 0) is None
    assert judged(below, 19, 0, 11, 0) == "基本称职"
