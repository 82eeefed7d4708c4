"""The columns of a file: which are asked for, which may come, and between which borders."""

from dataclasses import replace
from fractions import Fraction

import pytest
from makers.score_rows import VILLAGE, a_row

from ballot import schemes
from ballot.domain.errors import Refused
from ballot.domain.scheme import columns
from ballot.domain.scheme.columns import Column, ColumnRole
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.sheet_rules import Rule, RuleKind, Section, SheetLine
from ballot.domain.scoring import people_rows, score

LIJUN = schemes.find("lijun")
UP = Rule("1", RuleKind.LEVELS, "晋位", points=Fraction(10), most=3)
DOWN = Rule("2", RuleKind.LEVELS, "降位", points=Fraction(-10), most=2)
TIMES = Rule("3", RuleKind.COUNT, "表彰", points=Fraction(2), most=4)
FAULTS = Rule("4", RuleKind.COUNT, "差错", points=Fraction(-2), most=4)
ENDLESS = Rule("5", RuleKind.LEVELS, "再晋位", points=Fraction(10))


def named(scheme: Scheme, name: str) -> Column:
    (found,) = (column for column in columns.coming_in(scheme) if column.name == name)
    return found


@pytest.mark.parametrize(
    ("rules", "low", "high"),
    [
        ((), 0, 5),
        ((UP,), 0, 35),
        ((DOWN,), -20, 5),
        ((UP, DOWN), -20, 35),
        ((TIMES,), 0, None),
        ((FAULTS,), None, 5),
        ((ENDLESS,), 0, None),
        ((TIMES, UP), 0, None),
        ((FAULTS, DOWN), None, 5),
    ],
)
def test_a_section_ends_where_every_rule_of_it_has_levels_with_an_end(
    rules: tuple[Rule, ...], low: int | None, high: int | None
) -> None:
    section = Section("加减分", Fraction(5), (SheetLine("1", "", Fraction(0), rules),))
    assert columns.borders(section) == (low, high)


def test_base_points_are_lost_and_no_more_than_they() -> None:
    line = SheetLine("1", "", Fraction(5), (DOWN, FAULTS))
    assert columns.borders(Section("基本", Fraction(5), (line,))) == (0, 5)


def test_bonus_inside_a_section_is_no_less_than_nought() -> None:
    bonus = named(VILLAGE, "基本工作目标奖分")
    assert (bonus.role, bonus.low, bonus.high, bonus.needed) == (ColumnRole.NUMBER, 0, None, False)


def test_the_ground_of_a_named_list_may_come_and_need_not() -> None:
    ground = named(LIJUN, "工作实绩平平")
    assert (ground.role, ground.needed) == (ColumnRole.GROUND, False)
    without = replace(LIJUN, aftermath=replace(LIJUN.aftermath, lists=()))
    assert "工作实绩平平" not in [column.name for column in columns.coming_in(without)]


def test_grades_of_earlier_periods_may_come_and_need_not() -> None:
    earlier = named(schemes.find("dongtai"), "以前等次")
    assert (earlier.role, earlier.needed) == (ColumnRole.EARLIER, False)


def test_what_papers_say_of_a_person_may_come_in_and_counts_nothing() -> None:
    days, term = named(VILLAGE, "实际驻村工作日"), named(VILLAGE, "任职起止")
    assert (days.role, days.needed) == (ColumnRole.NUMBER, False)
    assert (term.role, term.needed, term.rule) == (ColumnRole.FACT, False, None)
    row = a_row("甲") | {term.name: "2026年3月起"}
    for many in ("0", "366"):
        (one,) = people_rows.read(VILLAGE, [row | {days.name: many}])
        assert (one.given[days.name], one.columns[term.name]) == (int(many), "2026年3月起")
    for wrong in ("367", "1.5", "-1"):
        with pytest.raises(Refused) as refused:
            people_rows.read(VILLAGE, [row | {days.name: wrong}])
        assert [each.column for each in refused.value.faults] == [days.name]
    with_days = score.score(VILLAGE, [row | {days.name: "366"}]).rows[0]
    without = score.score(VILLAGE, [a_row("甲")]).rows[0]
    assert {name: with_days[name] for name in without} == without
