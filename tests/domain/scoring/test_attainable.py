"""What a sheet can bring at most, by its own rules."""

from fractions import Fraction

import pytest
from makers.score_rows import VILLAGE

from ballot.domain.errors import BeyondAttainable
from ballot.domain.scheme.sheet_rules import Rule, RuleKind, Section, SheetLine
from ballot.domain.scoring import attainable
from ballot.domain.scoring.attainable import Attainable


def ends() -> dict[str, Attainable]:
    """By column what it can hold."""
    return attainable.by_column(VILLAGE)


@pytest.mark.parametrize(
    ("column", "base", "bounded", "estimated"),
    [
        ("基本工作目标得分", 60, 20 + 3 + 3 + 6 + 3, 4 * (5 + 5)),
        ("工作制度和纪律得分", 40, 4, 4 * (5 + 8 + 3)),
        ("办实事奖分", 0, 0, 4 * (5 + 2 + 40 + 10)),
        ("晋位升级加减分", 0, 30, 0),
        ("组织工作目标考评得分", 100, 69, 332),
    ],
)
def test_base_and_awards_of_a_section_make_its_most(
    column: str, base: int, bounded: int, estimated: int
) -> None:
    end = ends()[column]
    assert (end.base, end.bounded, end.estimated) == (base, bounded, estimated)
    assert end.most == base + bounded + estimated


def test_rules_without_an_end_are_named() -> None:
    assert ends()["基本工作目标得分"].endless == ("(一)1③", "(一)4②")
    assert ends()["晋位升级加减分"].endless == ()


@pytest.mark.parametrize(
    ("rule", "most"),
    [
        (Rule("1", RuleKind.ONCE, "", Fraction(3)), 3),
        (Rule("1", RuleKind.RANGE, "", low=1, high=5), 5),
        (Rule("1", RuleKind.MISSING, "", Fraction(2), required={"甲": 3, "乙": 4}), 8),
        (Rule("1", RuleKind.MISSING, "", Fraction(2)), 0),
        (Rule("1", RuleKind.COUNT, "", Fraction(5), most=2), 10),
        (Rule("1", RuleKind.COUNT, "", Fraction(5), most=0), 0),
        (Rule("1", RuleKind.COUNT, "", Fraction(5)), None),
        (Rule("1", RuleKind.AMOUNT, "", Fraction(5)), None),
    ],
)
def test_an_award_ends_where_the_text_says_so(rule: Rule, most: int | None) -> None:
    assert attainable.ceiling(rule) == most


@pytest.mark.parametrize("kind", [RuleKind.CLASS, RuleKind.SEVERITY])
def test_of_classes_the_best_is_taken(kind: RuleKind) -> None:
    rule = Rule("1", kind, "", by_name={"一类": Fraction(40), "二类": Fraction(30)})
    line = SheetLine("1", "", Fraction(0), (rule,))
    assert attainable.of_sections([Section("奖分", Fraction(0), (line,))]).estimated == 160


def test_what_is_beyond_is_told_with_its_sum() -> None:
    end = ends()["基本工作目标得分"]
    assert attainable.beyond(Fraction(135), end, "甲某") is None
    error = attainable.beyond(Fraction("135.5"), end, "甲某")
    assert isinstance(error, BeyondAttainable)
    told = (error.name, error.value, error.most, error.base, error.bounded, error.estimated)
    assert told == ("甲某", "135.5", "135", "60", "35", "40")
    assert error.rules == end.endless


def test_where_nothing_can_be_earned_nothing_is_asked() -> None:
    nothing = Attainable(Fraction(0), Fraction(0), Fraction(0), ())
    assert attainable.beyond(Fraction(5), nothing, "甲某") is None


def test_of_a_person_only_columns_of_the_sheet_are_looked_at() -> None:
    points = {"基本工作目标得分": Fraction(600), "办实事奖分": Fraction(228), "月考": Fraction(999)}
    assert set(attainable.all_beyond(ends(), points, "甲某")) == {"基本工作目标得分"}
