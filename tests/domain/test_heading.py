"""The row that names the columns is found as a person finds it, and what may be ours is known."""

import pytest

from ballot.domain import heading
from ballot.domain.heading import Heading

WANTED = ("姓名", "单位", "得分")
NOTHING: tuple[str, ...] = ()


def found(*lines: tuple[str, ...], called: tuple[tuple[str, str], ...] = ()) -> Heading:
    """The heading of these lines, which have one."""
    one = heading.find(lines, WANTED, called)
    assert one is not None
    return one


@pytest.mark.parametrize(
    "written",
    ["姓 名", "姓\n名", "姓\u3000名", "\ufeff姓名", "姓\u200b名", "姓\x07名", " 姓名 "],
)
def test_blanks_and_what_nobody_sees_change_no_name(written: str) -> None:
    assert heading.folded(written) == "姓名"
    assert found((written,)).ours == {0: "姓名"}


def test_wide_and_large_letters_are_the_same() -> None:
    assert heading.folded("\uff21\uff08村\uff09") == "a(村)"


def test_the_first_row_of_a_plain_list_is_its_heading() -> None:
    assert found(("姓名", "得分"), ("甲", "1")) == Heading(
        0, 1, ("姓名", "得分"), {0: "姓名", 1: "得分"}
    )


def test_titles_stand_above_it_and_empty_names_at_its_end_are_none() -> None:
    one = found(("名单",), NOTHING, ("序号", "姓名", "", "得分", " ", ""), ("1", "甲"))
    assert (one.first, one.depth) == (2, 1)
    assert one.names == ("序号", "姓名", "", "得分")
    assert one.ours == {1: "姓名", 3: "得分"}


def test_it_takes_two_rows_where_both_say_more_than_one() -> None:
    upper, lower = ("姓名", "单位", "考", ""), ("", "", "得分", "名次", "备注")
    one = found(upper, lower)
    assert (one.first, one.depth) == (0, 2)
    assert one.names == ("姓名", "单位", "得分", "名次", "备注")
    assert one.ours == {0: "姓名", 1: "单位", 2: "得分"}


def test_a_name_above_goes_on_over_the_columns_right_of_it() -> None:
    wanted = ("姓名", "考核得分", "考核名次")
    one = heading.find([("姓名", "考核"), ("", "得分", "名次")], wanted, ())
    assert one is not None
    assert one.ours == {0: "姓名", 1: "考核得分", 2: "考核名次"}
    assert one.names == ("姓名", "考核得分", "考核名次")


def test_a_row_above_that_is_longer_keeps_its_names() -> None:
    one = found(("姓名", "考核", "得分"), ("", "单位"))
    assert one.names == ("姓名", "单位", "得分")


def test_the_row_with_the_most_of_our_columns_is_it() -> None:
    assert found(("姓名",), ("",), ("姓名", "得分"), ("甲", "1")).first == 2


def test_of_two_alike_it_is_the_upper_one_and_in_one_row() -> None:
    one = found(("姓名", "得分"), ("甲", "1"), ("姓名", "得分"))
    assert (one.first, one.depth) == (0, 1)


def test_a_heading_in_the_last_row_is_one() -> None:
    assert found(("名单",), ("姓名",)).first == 1


def test_it_is_looked_for_among_the_first_thirty_rows() -> None:
    above = [("说明",)] * 29
    assert found(*above, ("姓名",)).first == 29
    assert found(*above, ("姓名",), ("", "得分")).depth == 2
    assert heading.find([*above, ("说明",), ("说明",), ("姓名", "得分")], WANTED, ()) is None


def test_a_list_without_any_of_our_columns_has_none() -> None:
    assert heading.find([("甲", "乙"), NOTHING], WANTED, ()) is None
    assert heading.find([], WANTED, ()) is None


def test_a_file_may_call_a_column_otherwise() -> None:
    assert found(("名 字", "分数"), called=(("姓名", "名字"), ("得分", "分数"))).ours == {
        0: "姓名",
        1: "得分",
    }


@pytest.mark.parametrize("called", [("姓名", ""), ("身高", "甲")])
def test_no_name_and_a_column_that_is_not_asked_for_are_called_nothing(
    called: tuple[str, str],
) -> None:
    assert heading.find([("甲", "", "乙")], WANTED, (called,)) is None


def test_a_column_that_is_twice_there_counts_once() -> None:
    one = found(("姓名", "姓名"))
    assert (one.ours, one.found) == ({0: "姓名", 1: "姓名"}, 1)


@pytest.mark.parametrize(
    ("theirs", "may"),
    [("所在村", True), ("序 号", False), ("手机号", False), ("签字", False), (" \u200b", False)],
)
def test_what_lists_have_for_themselves_is_never_ours(theirs: str, may: bool) -> None:
    assert heading.may_be_ours(theirs) is may


@pytest.mark.parametrize(
    ("ours", "theirs", "speaks"),
    [
        ("姓名", "考核对象", 1.0),
        ("村(社区)", "所 在 村", 1.0),
        ("村(社区)", "村\uff08居\uff09", 1.0),
        ("单位", "考核对象", 0.0),  # it means 姓名
        ("得分", "得分情况", 0.9),
        ("考核得分", "考核", 0.9),
        ("分", "分数", 0.0),  # one character begins too much
        ("得分", "身高", 0.0),
        ("组织工作得分", "组织工作分", 10 / 11),
        ("ABCDEFGHIJ", "xyzABCDEFG", 0.7),  # as alike as it takes
        ("ABCDEFGHIJ", "wxyzABCDEF", 0.0),
    ],
)
def test_how_much_speaks_for_a_column(ours: str, theirs: str, speaks: float) -> None:
    assert heading.may_mean(ours, theirs) == pytest.approx(speaks)
