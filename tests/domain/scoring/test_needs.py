"""What a total that came whole lacks for the ranking, said by one function wherever it is shown."""

from dataclasses import replace
from fractions import Fraction

import pytest
from makers.score_rows import VILLAGE

from ballot import schemes
from ballot.domain.scheme.grade_rules import BarKind
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.why import Reason, Why
from ballot.domain.scoring import figures, needs
from ballot.domain.scoring.person import Person

LIJUN = schemes.find("lijun")
SHEET = "组织工作目标考评得分"
SECTIONS = {
    "基本工作目标得分": Fraction(60),
    "工作制度和纪律得分": Fraction(40),
    "办实事奖分": Fraction(0),
    "晋位升级加减分": Fraction(0),
}
LACKING = Reason(Why.PARTS, ("112", "基本工作目标、工作制度和纪律", "两"), needs.parts(VILLAGE)[1])


def test_the_bar_of_eighty_points_names_two_parts_and_its_clause() -> None:
    assert needs.parts(VILLAGE) == (("基本工作目标", "工作制度和纪律"), "第十九条（四）")
    assert needs.of_whole(VILLAGE, Fraction(112)) == LACKING


def test_where_no_bar_adds_up_parts_nothing_is_lacking() -> None:
    assert needs.parts(LIJUN)[0] == ()
    assert needs.of_whole(LIJUN, Fraction(88)) is None


@pytest.mark.parametrize(
    ("names", "count"),
    [("甲", ""), ("甲乙", "两"), ("甲乙丙", "三"), ("甲乙丙丁", "四"), ("甲乙丙丁戊", "5")],
)
def test_so_many_parts_are_counted_as_one_says_it(names: str, count: str) -> None:
    (bar,) = (bar for bar in VILLAGE.placing.bars if bar.kind is BarKind.BELOW)
    bars = (replace(bar, of=tuple(f"{name}得分" for name in names)),)
    told = needs.of_whole(
        replace(VILLAGE, placing=replace(VILLAGE.placing, bars=bars)), Fraction(9)
    )
    assert told is not None
    assert told.values == ("9", "、".join(names), count)


def test_the_columns_of_the_groups_are_asked_for_until_each_is_there() -> None:
    names = VILLAGE.placing.group_by
    first = {names[0]: "镇街"}
    told = needs.of_groups(VILLAGE, first)
    assert told is not None
    assert (told.kind, told.values) == (Why.GROUPS, ("、".join(names[1:]),))
    assert needs.of_groups(VILLAGE, dict.fromkeys(names, "x")) is None


@pytest.mark.parametrize(
    ("scheme", "person", "value", "lacking"),
    [
        (VILLAGE, Person(name="甲", whole={SHEET: Fraction(112)}), Fraction(112), LACKING),
        (VILLAGE, Person(name="乙", sections=SECTIONS), Fraction(100), None),
        (VILLAGE, Person(name="丙"), None, Reason(Why.MISSING, (SHEET,))),
        (LIJUN, Person(name="丁"), None, None),
    ],
    ids=["whole", "in parts", "nothing yet", "a policy without such a factor"],
)
def test_a_score_that_is_brought_in_is_one_figure_with_one_sentence(
    scheme: Scheme, person: Person, value: Fraction | None, lacking: Reason | None
) -> None:
    assert figures.objective(scheme, person) == (value, lacking)
