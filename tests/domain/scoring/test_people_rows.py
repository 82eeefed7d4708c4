"""A row of a file becomes a person: every cell in its place, every border held, faults told."""

from dataclasses import replace
from fractions import Fraction

import pytest
from makers.score_rows import USUAL, VILLAGE, a_row

from ballot import schemes
from ballot.domain.errors import (
    BallotError,
    ColumnsDisagree,
    Missing,
    NotADecimal,
    NotAName,
    NotOneOf,
    OutOfRange,
    Refused,
    TooLong,
    WrongType,
)
from ballot.domain.scheme import columns
from ballot.domain.scheme.scheme import Scheme, VoterClass
from ballot.domain.scoring import people_rows
from ballot.domain.scoring.person import BallotCount, Person
from ballot.domain.tally import Tally

FIGURE = "群众满意度"
CLASSES = (VoterClass("A", Fraction(1, 4)), VoterClass("B", Fraction(3, 4)))
IN_CLASSES = replace(VILLAGE, classes=CLASSES)
LIJUN, DONGTAI = schemes.find("lijun"), schemes.find("dongtai")


def one(scheme: Scheme, row: dict[str, str]) -> Person:
    (person,) = people_rows.read(scheme, [row])
    return person


def errors(scheme: Scheme, *rows: dict[str, str]) -> list[tuple[str | None, BallotError]]:
    """(column, error) of everything wrong."""
    with pytest.raises(Refused) as refused:
        people_rows.read(scheme, rows)
    return [(fault.column, fault.error) for fault in refused.value.faults]


def row_of(scheme: Scheme, **cells: str) -> dict[str, str]:
    """Noughts everywhere, and words as usual."""
    blank = dict.fromkeys(columns.needed(scheme), "0")
    return {name: USUAL.get(name, "0") for name in blank} | {"姓名": "甲某"} | cells


def borders(error: BallotError) -> tuple[str, str | None, str | None]:
    assert isinstance(error, OutOfRange)
    return error.value, error.low, error.high


def test_the_counts_of_a_ballot_stand_in_the_order_of_the_paper() -> None:
    row = a_row("甲某", 应参加人数=46, 很满意=1, 满意=2, 基本满意=3, 不满意=4, 弃权=5, 无效=6)
    assert one(VILLAGE, row).ballots == {
        FIGURE: BallotCount(46, Tally((1, 2, 3, 4), blank=5, invalid=6))
    }


def test_each_class_has_counts_of_its_own_and_the_whole_is_their_sum() -> None:
    words = ("很满意", "满意", "基本满意", "不满意", "弃权", "无效")
    cells = {f"A{word}": str(count) for count, word in enumerate(words, start=1)}
    cells |= {f"B{word}": str(count) for count, word in enumerate(words, start=11)}
    found = one(IN_CLASSES, row_of(IN_CLASSES, 应参加人数="102", **cells)).ballots[FIGURE]
    first, second = Tally((1, 2, 3, 4), 5, 6), Tally((11, 12, 13, 14), 15, 16)
    assert found == BallotCount(102, first + second, (first, second))


def test_each_of_two_ballots_has_its_own_counts() -> None:
    item = next(item for item in VILLAGE.items if item.ballot)
    second = replace(item, name="服务评价", column="服务评价")
    two = replace(VILLAGE, items=(*VILLAGE.items, second))
    counts = {"群众满意度应参加人数": "9", "群众满意度满意": "3"}
    counts |= {"服务评价应参加人数": "8", "服务评价不满意": "2"}
    assert one(two, row_of(two, **counts)).ballots == {
        FIGURE: BallotCount(9, Tally((0, 3, 0, 0))),
        "服务评价": BallotCount(8, Tally((0, 0, 0, 2))),
    }


def test_at_least_one_voter_was_expected_and_no_more_came_than_were() -> None:
    nobody = dict.fromkeys(("很满意", "满意", "基本满意", "不满意"), 0)
    assert one(VILLAGE, a_row("甲某", **nobody, 应参加人数=1)).ballots[FIGURE].eligible == 1
    assert one(VILLAGE, a_row("甲某", 应参加人数=31)).ballots[FIGURE].tally.returned == 31
    for counts in (nobody, {"很满意": 20, "无效": 1}):
        ((column, error),) = errors(VILLAGE, a_row("甲某", **counts, 应参加人数=0))
        assert (column, borders(error)) == ("应参加人数", ("0", "1", None))
    ((column, error),) = errors(VILLAGE, a_row("甲某", 应参加人数=30))
    assert (column, borders(error)) == ("应参加人数", ("31", "0", "30"))


def test_a_count_has_seven_digits_at_the_most() -> None:
    assert one(VILLAGE, a_row("甲某", 应参加人数="9999999")).ballots[FIGURE].eligible == 9999999
    ((_column, error),) = errors(VILLAGE, a_row("甲某", 应参加人数="99999999"))
    assert isinstance(error, WrongType)


@pytest.mark.parametrize("wrong", ["", "好"])
def test_a_count_that_is_none_is_told_in_every_class(wrong: str) -> None:
    found = errors(IN_CLASSES, row_of(IN_CLASSES, 应参加人数="9", A满意=wrong, B满意=wrong))
    assert [(column, type(error)) for column, error in found] == [
        (name, WrongType if wrong else Missing) for name in ("A满意", "B满意")
    ]


def test_a_number_keeps_both_its_borders() -> None:
    row = row_of(LIJUN)
    assert one(LIJUN, row | {"月考": "100", "下级测评": "0"}).given["月考"] == 100
    found = errors(LIJUN, row | {"月考": "100.01", "下级测评": "-0.01"})
    assert [(column, borders(error)) for column, error in found] == [
        ("月考", ("100.01", "0", "100")),
        ("下级测评", ("-0.01", "0", "100")),
    ]


def test_a_number_that_is_none_brings_no_second_complaint() -> None:
    ((column, error),) = errors(VILLAGE, a_row("甲某", 晋位升级加减分="好"))
    assert (column, type(error)) == ("晋位升级加减分", NotADecimal)


def test_half_a_point_lost_is_lost_and_must_be_flagged() -> None:
    lost = a_row("甲某", 晋位升级加减分="-0.5")
    ((column, error),) = errors(VILLAGE, lost)
    assert (column, type(error)) == ("党组织降位", ColumnsDisagree)
    assert one(VILLAGE, lost | {"党组织降位": "是"}).grounds == {"党组织降位": "是"}


def test_words_of_each_kind_come_to_their_own_place() -> None:
    row = a_row("甲某", 直接不称职情形="受处分", 测评等次="称职", 基本工作目标奖分="3")
    found = one(VILLAGE, row)
    assert found.grounds == {"直接不称职情形": "受处分"}
    assert (found.ballot_grade, found.earlier) == ("称职", ())
    assert found.bonus == {"基本工作目标奖分": 3}


@pytest.mark.parametrize("nothing", ["无", "没 有", "否", "\uff0f", "——", "N/A", "0", "未发现"])
def test_no_ground_is_none_however_it_is_written(nothing: str) -> None:
    """Taken for a ground it would be a veto."""
    assert one(VILLAGE, a_row("甲某", 直接不称职情形=nothing)).grounds == {}


def test_words_that_say_more_than_none_are_a_ground() -> None:
    row = a_row("甲某", 直接不称职情形="无故缺勤")
    assert one(VILLAGE, row).grounds == {"直接不称职情形": "无故缺勤"}


def test_a_number_is_nobodys_name() -> None:
    (wrong,) = errors(VILLAGE, a_row("46000"))
    assert wrong[0] == "姓名"
    assert isinstance(wrong[1], NotAName)


def test_what_is_no_grade_of_the_policy_is_no_earlier_grade() -> None:
    reader = people_rows.Reader(DONGTAI)
    reader.person(row_of(DONGTAI, 以前等次="称职、优秀、良好"), 1)
    grades = ("优秀", "合格", "基本合格", "不合格")
    found = [fault.error for fault in reader.faults if isinstance(fault.error, NotOneOf)]
    assert [(error.value, error.allowed) for error in found] == [("称职", grades), ("良好", grades)]
    assert {fault.column for fault in reader.faults} == {"以前等次"}


def test_grades_of_earlier_periods_are_told_the_latest_first() -> None:
    found = one(DONGTAI, row_of(DONGTAI, 以前等次="优秀、合格"))
    assert (found.earlier, found.ballot_grade) == (("优秀", "合格"), "")


def test_the_first_row_names_the_columns_where_no_heading_does() -> None:
    short = a_row("甲某")
    del short["无效"]
    with pytest.raises(Refused) as refused:
        people_rows.read(VILLAGE, [short, a_row("乙某")])
    assert [(fault.row, fault.column) for fault in refused.value.faults] == [(1, "无效")]
    assert len(people_rows.read(VILLAGE, [a_row("乙某")])) == 1
    with pytest.raises(Refused):
        people_rows.read(VILLAGE, [])


def test_names_and_words_of_ours_lose_what_nobody_sees_and_other_words_stay_as_written() -> None:
    written = {"姓名": "甲 某\u200b", "派驻方式": "脱 产", "党组织降位": "是\u200b"}
    row = a_row("甲某", 晋位升级加减分="-0.5", 直接不称职情形=" 受 处分 ") | written
    found = one(VILLAGE, row)
    assert (found.name, found.columns["派驻方式"]) == ("甲某", "脱产")
    assert found.grounds == {"党组织降位": "是", "直接不称职情形": "受 处分"}


@pytest.mark.parametrize(("column", "most"), [("姓名", 60), ("单位", 200), ("村(社区)", 200)])
def test_a_name_a_unit_and_a_village_have_an_end(column: str, most: int) -> None:
    row = a_row("甲某")
    assert one(VILLAGE, row | {column: "长" * most})
    ((where, error),) = errors(VILLAGE, row | {column: "长" * (most + 1)})
    assert isinstance(error, TooLong)
    assert (where, error.length, error.most) == (column, most + 1, most)


def test_a_person_is_one_by_name_unit_and_village() -> None:
    assert one(VILLAGE, a_row("甲某")).key == ("甲某", "某局", "大布村")
