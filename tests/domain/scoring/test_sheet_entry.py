"""An entry of a score sheet as text and back: what an examiner types, what the rules reckon."""

from fractions import Fraction

import pytest

from ballot.domain.errors import BallotError, NotADecimal, NotOneOf, WrongType
from ballot.domain.scheme.sheet_rules import Rule, RuleKind
from ballot.domain.scoring import sheet_entry
from ballot.domain.scoring.sheet_entry import Side

DEGREES = {"一般": Fraction(-5), "特别严重": Fraction(-10)}


def a_rule(kind: RuleKind) -> Rule:
    return Rule("(一)1", kind, "每次奖5分", Fraction(5), by_name=DEGREES)


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (RuleKind.ONCE, "是", True),
        (RuleKind.ONCE, "否", False),
        (RuleKind.ONCE, " ", None),
        (RuleKind.COUNT, "3", Fraction(3)),
        (RuleKind.AMOUNT, "2.5", Fraction(5, 2)),
        (RuleKind.SEVERITY, "一般=1、特别严重=2", {"一般": 1, "特别严重": 2}),
        (RuleKind.CLASS, "一般=1", {"一般": 1}),
        (RuleKind.CLASS, "一般=9999", {"一般": 9999}),
    ],
)
def test_a_text_means_an_entry(kind: RuleKind, text: str, value: object) -> None:
    entered = sheet_entry.read(a_rule(kind), text, "有记录", "凭证3")
    assert (entered.value, entered.reason, entered.voucher) == (value, "有记录", "凭证3")
    assert not entered.not_applicable


def test_what_does_not_apply_has_no_value() -> None:
    entered = sheet_entry.read(a_rule(RuleKind.COUNT), "不适用", "社区没有耕地")
    assert entered.not_applicable
    assert (entered.value, entered.reason) == (None, "社区没有耕地")


@pytest.mark.parametrize(
    ("kind", "text", "error"),
    [
        (RuleKind.ONCE, "也许", NotOneOf),
        (RuleKind.COUNT, "三次", NotADecimal),
        (RuleKind.SEVERITY, "一般=两起", WrongType),
        (RuleKind.SEVERITY, "一般=-1", WrongType),
        (RuleKind.SEVERITY, "一般=12345", WrongType),
    ],
)
def test_what_is_no_entry_is_refused(kind: RuleKind, text: str, error: type[BallotError]) -> None:
    with pytest.raises(error):
        sheet_entry.read(a_rule(kind), text)


def test_what_was_typed_for_each_kind_becomes_one_text_and_comes_back() -> None:
    text = sheet_entry.of_kinds({"一般": " 1 ", "特别严重": ""})
    assert text == "一般=1"
    assert sheet_entry.kinds(text) == {"一般": "1"}
    assert sheet_entry.kinds("") == {}


def test_both_columns_are_kept_apart() -> None:
    keys = {sheet_entry.key(side, "(一)1") for side in Side}
    assert keys == {"自查自评:(一)1", "考核组评分:(一)1"}
