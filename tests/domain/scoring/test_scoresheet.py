"""第十六条: the score sheet, with the vectors of docs/rules.md."""

from fractions import Fraction
from typing import Any

import pytest
from makers.score_rows import VILLAGE

from ballot.domain.errors import (
    Missing,
    NotOneOf,
    OutOfRange,
    Refused,
    SheetConflict,
    UnknownKey,
    WrongType,
)
from ballot.domain.scheme import sheet_rules
from ballot.domain.scheme.columns import borders
from ballot.domain.scheme.sheet_rules import Rule, RuleKind, Section, Sheet, SheetLine
from ballot.domain.scoring import figures, scoresheet, sheet_points
from ballot.domain.scoring.person import Person
from ballot.domain.scoring.scoresheet import Entered, LineScore, SheetScore

FULL_TIME = {"派驻方式": "脱产"}


def the_sheet() -> Sheet:
    """The sheet of 第十六条."""
    sheet = VILLAGE.items[1].sheet
    assert sheet is not None
    return sheet


def filled(entries: dict[str, Any], months: int = 12) -> SheetScore:
    """The sheet filled in with a reason for every entry."""
    given = {no: Entered(value, "依据") for no, value in entries.items()}
    return scoresheet.score(the_sheet(), given, FULL_TIME, months)


def refused(entries: dict[str, Entered], columns: dict[str, str] = FULL_TIME) -> dict[str, type]:
    """Rule → class of what is wrong with it."""
    with pytest.raises(Refused) as caught:
        scoresheet.score(the_sheet(), entries, columns)
    return {str(fault.column): type(fault.error) for fault in caught.value.faults}


def test_the_bases_are_sixty_and_forty() -> None:
    found = filled({})
    assert [section.points for section in found.sections] == [60, 40, 0, 0]
    assert found.total == 100


def test_every_number_of_the_article_is_there() -> None:
    rules = scoresheet.rules(the_sheet())
    assert len(rules) == 35
    assert len({rule.no for rule in rules}) == 35


@pytest.mark.parametrize(
    ("entries", "total"),
    [
        ({"(二)6①": {"一般": 2, "特别严重": 1}}, 80),  # 2 × 5 + 10, without a floor
        ({"(四)降位": {"A级": 2}}, 80),  # A → C
        ({"(一)3②": 0}, 90),  # 12 missing cost 10, not 12
        ({"(一)3②": 13}, 100),  # more than is due is no award
        ({"(三)1": Fraction("3.99")}, 115),  # whole 万元
        ({"(二)6①": {"特别严重": 30}}, 0),  # the whole is not below 0
    ],
)
def test_the_vectors(entries: dict[str, Any], total: int) -> None:
    assert filled(entries).total == total


def test_deductions_stop_at_the_base_and_never_eat_an_award() -> None:
    found = filled({"(二)5①a": 0, "(二)5①b": True, "(二)5③": 1})
    lines = {line.no: line for line in found.sections[1].lines}
    assert (lines["(二)5①"].points, lines["(二)5③"].points) == (0, 5)
    assert found.sections[1].bonus == 5


def test_two_rules_of_one_number_share_its_base() -> None:
    line = filled({"(一)1①a": True, "(一)1①b": 5}).sections[0].lines[0]
    assert (line.base, line.deducted, line.points) == (10, -10, 0)


def test_what_is_due_goes_by_months_in_post() -> None:
    assert filled({"(二)2": 26}, months=6).total == 100
    assert filled({"(二)2": 25}, months=6).total == 99


def test_a_level_lost_sets_the_bar() -> None:
    assert filled({"(四)降位": {"A级": 1}}).sets == {"党组织降位"}
    assert filled({"(四)晋位": {"B级": 1}}).sets == frozenset()
    assert filled({"(四)降位": {"A级": 0}}).sets == frozenset()


def test_what_does_not_apply_keeps_its_base_and_awards_nothing() -> None:
    entries = {
        "(一)3②": Entered(0, "社区无此项", not_applicable=True),
        "(一)1③": Entered(2, "社区无此项", not_applicable=True),
    }
    assert scoresheet.score(the_sheet(), entries, FULL_TIME).total == 100


def test_an_empty_entry_says_nothing() -> None:
    assert scoresheet.score(the_sheet(), {"(一)1③": Entered()}, FULL_TIME).total == 100


def test_one_voucher_under_two_rules_is_pointed_out() -> None:
    entries = {
        "(三)1": Entered(Fraction(3), voucher="拨款单7号"),
        "(三)2": Entered(Fraction(3), voucher="拨款单7号 "),
        "(一)4②": Entered(Fraction(1), voucher="拨款单8号"),
    }
    found = scoresheet.score(the_sheet(), entries, FULL_TIME)
    assert found.vouchers_twice == (("拨款单7号", ("(三)1", "(三)2")),)


@pytest.mark.parametrize(
    ("no", "entered", "error"),
    [
        ("(九)", Entered(1), UnknownKey),
        ("(一)1①b", Entered(6, "理由"), OutOfRange),
        ("(一)1①b", Entered(3), Missing),  # a range needs its reason
        ("(一)1①b", Entered(Fraction("1.5"), "理由"), WrongType),
        ("(一)1①a", Entered(1), WrongType),
        ("(一)1③", Entered(True), WrongType),
        ("(一)1③", Entered(-1), OutOfRange),
        ("(一)3②", Entered({"a": 1}), WrongType),
        ("(三)3", Entered(2), WrongType),
        ("(三)3", Entered({"五类": 1}), UnknownKey),
        ("(三)3", Entered({"一类": -1}), OutOfRange),
        ("(三)3", Entered({"一类": True}), OutOfRange),
        ("(四)晋位", Entered({"D级": 4}), OutOfRange),
        ("(四)晋位", Entered({"B级": 2}), OutOfRange),
        ("(四)晋位", Entered({"A级": 1}), UnknownKey),
        ("(四)晋位", Entered({"B级": 1, "C级": 1}), SheetConflict),
        ("(四)晋位", Entered(1), WrongType),
        ("(一)3②", Entered(not_applicable=True), Missing),  # 不适用 needs a reason
    ],
)
def test_a_wrong_entry_is_refused_at_its_rule(no: str, entered: Entered, error: type) -> None:
    assert refused({no: entered}) == {no: error}


def test_all_wrong_entries_are_told_at_once() -> None:
    assert len(refused({"(一)1①b": Entered(9, "理由"), "(一)1②": Entered(3)})) == 2


def test_nobody_goes_up_and_down_in_one_year() -> None:
    both = {"(四)晋位": Entered({"B级": 1}), "(四)降位": Entered({"B级": 1})}
    assert refused(both) == {"(四)降位": SheetConflict}


def test_what_is_due_must_be_known_of_the_person() -> None:
    assert refused({"(二)2": Entered(3)}, {"派驻方式": "半脱产"}) == {"(二)2": NotOneOf}
    rule = next(rule for rule in scoresheet.rules(the_sheet()) if rule.no == "(二)2")
    with pytest.raises(NotOneOf):
        sheet_points.required(rule, {})


def test_a_sheet_without_a_floor_may_go_below_zero() -> None:
    sheet = Sheet(the_sheet().sections, floor=None)
    entries = {"(二)6①": Entered({"特别严重": 30}, "依据")}
    assert scoresheet.score(sheet, entries, FULL_TIME).total == -200


def test_the_floor_holds_where_the_sections_were_brought_in_too() -> None:
    sections = {section.name: Fraction(-30) for section in the_sheet().sections}
    person = Person(name="张三", sections=sections)
    assert figures.objective(VILLAGE, person) == (0, None)
    assert sheet_rules.total(Sheet((), floor=Fraction(-50)), [Fraction(-60)]) == -50
    assert sheet_rules.total(Sheet((), floor=Fraction(-50)), [Fraction(-49)]) == -49


@pytest.mark.parametrize(
    ("no", "value"),
    [
        ("(一)1①b", 1),
        ("(一)1①b", 5),
        ("(一)1①b", 0),
        ("(四)晋位", {"B级": 1, "C级": 0}),
        ("(四)降位", {"C级": 1}),
        ("(三)3", {"一类": 0}),
        ("(三)3", {"一类": 1}),
        ("(一)1③", 0),
    ],
)
def test_the_borders_themselves_are_in_order(no: str, value: Any) -> None:
    filled({no: value})


@pytest.mark.parametrize(
    ("kind", "most", "value", "low", "high"),
    [
        (RuleKind.COUNT, 3, 4, "0", "3"),
        (RuleKind.COUNT, None, -1, "0", None),
        (RuleKind.LEVELS, 1, 2, "0", "1"),
        (RuleKind.RANGE, None, 6, "1", "5"),
    ],
)
def test_what_is_out_of_range_is_told_with_its_borders(
    kind: RuleKind, most: int | None, value: int, low: str, high: str | None
) -> None:
    rule = Rule("1", kind, "条", low=1, high=5, most=most)
    error = sheet_points.check(rule, value)
    assert isinstance(error, OutOfRange)
    assert (error.value, error.low, error.high) == (str(value), low, high)


def test_the_most_itself_is_in_order_and_levels_say_how_far_each_goes() -> None:
    assert sheet_points.check(Rule("1", RuleKind.COUNT, "次", most=3), 3) is None
    levels = Rule("1", RuleKind.LEVELS, "级", most=3, most_of={"B级": 1, "D级": 3})
    assert sheet_points.check(levels, {"D级": 3}) is None
    error = sheet_points.check(levels, {"B级": 2})
    assert isinstance(error, OutOfRange)
    assert error.high == "1"
    below = sheet_points.check(
        Rule("1", RuleKind.CLASS, "类", by_name={"一": Fraction(1)}), {"一": -1}
    )
    assert isinstance(below, OutOfRange)
    assert below.high is None


def test_nothing_is_missing_where_nothing_is_due() -> None:
    assert sheet_points.points(Rule("1", RuleKind.MISSING, "次", points=Fraction(-1)), 0) == 0


def of_one_line(base: int, entries: list[tuple[Rule, Any]]) -> LineScore:
    """A sheet of one line, filled in."""
    line = SheetLine("1", "一", Fraction(base), tuple(rule for rule, _ in entries))
    sheet = Sheet((Section("段", Fraction(base), (line,)),))
    given = {rule.no: Entered(value, "依据") for rule, value in entries}
    return scoresheet.score(sheet, given, {}).sections[0].lines[0]


def test_awards_and_deductions_of_less_than_a_point_are_kept_apart() -> None:
    half = Rule("1", RuleKind.AMOUNT, "每万元奖1分", points=Fraction(1), pro_rata=True)
    lost = Rule("2", RuleKind.COUNT, "每次扣半分", points=Fraction(-1, 2))
    found = of_one_line(10, [(half, Fraction(1, 2)), (lost, 1)])
    assert (found.awarded, found.deducted, found.points) == (Fraction(1, 2), Fraction(-1, 2), 10)


def test_a_rule_awards_where_every_kind_of_it_adds_points() -> None:
    def of_kinds(*points: int) -> bool:
        named = {str(place): Fraction(each) for place, each in enumerate(points)}
        return Rule("1", RuleKind.CLASS, "类", by_name=named).awards

    assert [of_kinds(1, 2), of_kinds(1, 0), of_kinds(1, -1)] == [True, False, False]
    assert Rule("1", RuleKind.COUNT, "次", points=Fraction(0)).awards
    assert not Rule("1", RuleKind.COUNT, "次", points=Fraction(-1, 2)).awards
    assert not Rule("1", RuleKind.RANGE, "视情", low=1, high=5, deducts=True).awards


def test_an_amount_may_count_by_parts() -> None:
    rule = Rule("1", RuleKind.AMOUNT, "每万元", points=Fraction(5), pro_rata=True)
    assert sheet_points.points(rule, Fraction("2.5")) == Fraction("12.5")


def test_a_range_may_award() -> None:
    rule = Rule("1", RuleKind.RANGE, "视情奖1-5分", low=1, high=5)
    assert sheet_points.points(rule, 3) == 3
    assert sheet_points.check(rule, 0) is None
    assert sheet_points.points(rule, {"x": 1}) == 0
    named = Rule("2", RuleKind.CLASS, "类", by_name={"一类": Fraction(1)})
    assert sheet_points.points(named, 3) == 0


def test_the_borders_of_a_section_follow_from_its_rules() -> None:
    assert [borders(section) for section in the_sheet().sections] == [
        (0, None),
        (None, None),
        (0, None),
        (-30, 30),
    ]
