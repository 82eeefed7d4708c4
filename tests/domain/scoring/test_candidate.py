"""What decides between equals, and what keeps somebody out of a grade."""

from dataclasses import replace
from fractions import Fraction

import pytest
from makers.score_rows import VILLAGE

from ballot.domain.scheme.grade_rules import BarKind
from ballot.domain.scoring import candidate, figures
from ballot.domain.scoring.candidate import Candidate
from ballot.domain.scoring.figures import Figures
from ballot.domain.scoring.person import BallotCount, Person
from ballot.domain.tally import Tally

BALLOT = BallotCount(4, Tally((1, 2, 1, 0)))
SECTIONS = {section.name: Fraction(20) for section in VILLAGE.sections}
WHOLE = "组织工作目标考评得分"
(BELOW,) = (bar for bar in VILLAGE.placing.bars if bar.kind is BarKind.BELOW)
"""J10: the two sections together under 80 bar from 优秀, and exactly 80 do not."""
GOALS, WORK = BELOW.of


def tie(name: str, person: Person) -> tuple[Fraction, ...]:
    """What one name of the tie rule says of a person without figures."""
    scheme = replace(VILLAGE, placing=replace(VILLAGE.placing, ties=(name,)))
    nothing = Figures((None,) * len(scheme.items), None)
    return candidate.tie_of(scheme, Candidate(person, nothing, ()))


def test_a_tie_is_decided_by_a_section_a_rate_or_by_nothing() -> None:
    one = Person(name="甲", sections=SECTIONS, ballots={"群众满意度": BALLOT})
    first = VILLAGE.sections[0].name
    assert tie(first, one) == (20,)
    assert tie("很满意率", one) == (Fraction(1, 4),)
    assert tie("满意率", one) == (Fraction(1, 2),)
    assert tie("群众满意度", one) == (0,)
    assert tie("没有的率", one) == (0,)
    assert tie("很满意率", Person(name="乙")) == (0,)


def test_a_sheet_is_there_by_its_sections_or_as_a_whole() -> None:
    kind = VILLAGE.aftermath.period.value
    partial = replace(VILLAGE, total=replace(VILLAGE.total, partial=(kind,)))
    ballots = {"群众满意度": BALLOT}
    neither = Person(name="甲", ballots=ballots)
    assert figures.held(partial, [neither]) == {"群众满意度"}
    for there in ({"sections": SECTIONS}, {"whole": {WHOLE: Fraction(80)}}):
        assert figures.held(partial, [replace(neither, **there)]) == {"群众满意度", WHOLE}


def test_what_a_whole_total_lacks_is_told_and_of_sections_nothing_is_lacking() -> None:
    whole = Person(name="甲", whole={WHOLE: Fraction(80)})
    value, lacks = figures.objective(VILLAGE, whole)
    assert (value, lacks is not None) == (80, True)
    both = replace(whole, sections=SECTIONS)
    assert figures.objective(VILLAGE, both) == (80, None)


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
