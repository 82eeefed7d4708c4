"""The rows of a file come under the columns asked for; what else is there is told or asked."""

import pytest

from ballot.domain import rows_of_file
from ballot.domain.errors import BallotError, ColumnToChoose, ColumnUnnamed, NoHeading, Refused
from ballot.domain.grid import Grid, Tab
from ballot.domain.reading_notes import LeftRow, ReadingNotes
from ballot.domain.rows_of_file import ColumnQuestion, Reading

ASKED = {"姓名": True, "单位": False, "村(社区)": False, "得分": False}
HEADING = ("姓名", "单位", "得分")
JIA, YI = ("甲某", "某局", "1"), ("乙某", "某局", "2")
Line = tuple[str, ...]


def csv(*lines: Line) -> Grid:
    """A file of one tab without a name."""
    return Grid("p.csv", (Tab("", lines),))


def read(*lines: Line, **choices: str) -> Reading:
    """It read for the columns above."""
    return rows_of_file.read(csv(*lines), ASKED, choices)


def texts(reading: Reading) -> list[Line]:
    """Its rows without the names of the columns."""
    return [tuple(row.values()) for row in reading.given.rows]


def refusal(grid: Grid) -> list[tuple[int | None, BallotError]]:
    """(row, error) of all that is wrong with a file, of which its name is told."""
    with pytest.raises(Refused) as refused:
        rows_of_file.without_questions(grid, ASKED)
    assert {fault.file for fault in refused.value.faults} == {grid.file}
    return [(fault.row, fault.error) for fault in refused.value.faults]


def test_a_plain_list_is_read_and_nothing_is_told() -> None:
    reading = read(HEADING, JIA, YI)
    given = reading.given
    assert (given.file, given.heading, given.first_row) == ("p.csv", HEADING, 2)
    assert list(given.rows) == [dict(zip(HEADING, each, strict=True)) for each in (JIA, YI)]
    assert (given.notes, dict(given.choices)) == (ReadingNotes(), {})
    assert (reading.questions, reading.is_open) == ((), False)
    assert rows_of_file.without_questions(csv(HEADING, JIA, YI), ASKED) == given


def test_columns_stand_in_the_order_of_the_file_and_numbers_in_plain_digits() -> None:
    reading = read(("得分", "姓名"), ("\uff11\uff12", "甲某"), ("3",))
    assert reading.given.heading == ("得分", "姓名")
    assert texts(reading) == [("12", "甲某"), ("3", "")]


def test_rows_count_from_the_top_of_the_file() -> None:
    reading = read(("名单",), ("", "考核", ""), ("姓名", "单位", "得分"), JIA)
    assert (reading.given.notes.heading_row, reading.given.first_row) == (3, 4)
    assert texts(reading) == [JIA]


def test_a_heading_of_two_rows_ends_with_the_second() -> None:
    reading = read(("姓名", "单位", "考核"), ("", "", "得分"), JIA)
    assert (reading.given.notes.heading_row, reading.given.first_row) == (2, 3)
    assert texts(reading) == [JIA]


def test_empty_rows_stay_between_and_go_at_the_end() -> None:
    nothing = ("", "", "")
    assert texts(read(HEADING, JIA, nothing, YI, nothing, ())) == [JIA, nothing, YI]
    assert texts(read(HEADING, nothing)) == []


def test_columns_that_nobody_asked_for_are_named_and_left_out() -> None:
    reading = read(("姓名", "电 话\n1", "", "", "性别"), ("甲某", "1", "", "x", ""))
    assert reading.given.notes.left_columns == ("电 话 1", "#4", "性别")
    assert texts(reading) == [("甲某",)]


def test_a_cell_right_of_the_heading_is_refused_once_a_row_and_all_rows_at_once() -> None:
    found = refusal(csv(("姓名", "得分", ""), ("甲", "1", "", "x", "y"), ("乙", "1", "2"), ("丙",)))
    assert [(row, type(error), vars(error)) for row, error in found] == [
        (2, ColumnUnnamed, {"value": "x", "place": 4}),
        (3, ColumnUnnamed, {"value": "2", "place": 3}),
    ]


@pytest.mark.parametrize(
    "foot",
    [
        ("合计", "", "3"),
        ("合 计\uff1a3",),
        ("", "平均", "1.5"),
        ("注\uff1a以上为试用", "", ""),
        ("制表 人某", "", ""),
        ("审核人(签字)", ""),
        ("小计", "", "3", "一格太多"),  # right of the heading too
        ("姓 名", "单位", ""),  # the heading once more
    ],
)
def test_a_foot_row_is_left_out_and_told(foot: Line) -> None:
    reading = read(HEADING, JIA, foot, YI)
    assert texts(reading) == [JIA, ("", "", ""), YI]
    assert reading.given.notes.left_rows == (LeftRow(3, " ".join(" ".join(foot).split())),)


@pytest.mark.parametrize(
    "row",
    [
        ("合计明", "某局", "1"),  # somebody's name
        ("甲某", "审核", "1"),  # a unit
        ("甲某", "单位", "1"),  # one name of a column is no heading
        ("", "", "1"),
    ],
)
def test_a_row_of_the_list_is_none(row: Line) -> None:
    reading = read(HEADING, row)
    assert texts(reading) == [row]
    assert reading.given.notes.left_rows == ()


def test_a_total_is_known_by_the_first_column_asked_for_too() -> None:
    reading = read(("序号", "姓名", "得分"), ("3", "合计", "9"), ("4", "甲", "备注"), ("5",))
    assert reading.given.notes.left_rows == (LeftRow(2, "3 合计 9"),)


def test_a_heading_that_comes_again_is_known_by_two_columns_of_ours() -> None:
    reading = read(("序号", *HEADING), ("1", *JIA), ("", "姓名", "单位"), ("2", "姓名"))
    assert [each.number for each in reading.given.notes.left_rows] == [3]


TABS = (
    Tab("旧表", visible=False),
    Tab("空表", filled=False),
    Tab("说明", (("姓名", "如实填写"),)),
    Tab("名单", (HEADING[:2], JIA[:2])),  # two columns of ours are enough
    Tab("名单二", (HEADING, YI)),
)


def test_the_first_tab_that_is_a_list_beyond_doubt_is_read_and_the_others_are_told() -> None:
    given = rows_of_file.without_questions(Grid("p.xlsx", TABS, macros=True), ASKED)
    assert given.notes == ReadingNotes(
        tab="名单", other_tabs=("旧表", "说明", "名单二"), hidden_tabs=("旧表",), macros=True
    )


def test_where_none_is_beyond_doubt_the_first_with_a_heading_is_read() -> None:
    tabs = (Tab("空白", (("x",),)), Tab("甲表", (("姓名",), ("甲",))), Tab("乙表", (("姓名",),)))
    assert rows_of_file.without_questions(Grid("p.xlsx", tabs), ASKED).notes.tab == "甲表"


def test_a_file_without_a_heading_names_its_tabs_and_some_of_our_columns() -> None:
    tabs = (Tab("旧表", visible=False), Tab("甲表", (("x",),)), Tab("乙表", (("y",),)))
    ((row, error),) = refusal(Grid("p.xlsx", tabs))
    assert isinstance(error, NoHeading)
    assert (row, error.tabs, error.allowed) == (None, ("甲表", "乙表"), tuple(ASKED))
    many = dict.fromkeys(map(str, range(13)), False)
    with pytest.raises(Refused) as refused:
        rows_of_file.read(csv(("x",)), many, {})
    few = refused.value.faults[0].error
    assert isinstance(few, NoHeading)
    assert (few.tabs, few.allowed) == (("p.csv",), tuple(map(str, range(12))))


def test_a_file_whose_tabs_nobody_sees_is_named_itself() -> None:
    ((_row, error),) = refusal(Grid("p.xlsx", TABS[:2]))
    assert isinstance(error, NoHeading)
    assert error.tabs == ("p.xlsx",)


def test_hidden_rows_below_the_heading_are_read_and_told() -> None:
    tab = Tab("名单", (("题",), HEADING, JIA, YI), hidden_rows=(1, 2, 3, 4))
    reading = rows_of_file.read(Grid("p.xlsx", (tab,)), ASKED, {})
    assert reading.given.notes.hidden_rows == (3, 4)
    assert texts(reading) == [JIA, YI]


def test_columns_of_ours_that_nobody_sees_are_read_and_told_by_our_names() -> None:
    tab = Tab("名单", (("姓 名", "电话", "得分"), ("甲", "1", "5")), hidden_columns=(1,))
    reading = rows_of_file.read(Grid("p.xlsx", (tab,)), {"姓名": True, "得分": False}, {})
    assert reading.given.notes.hidden_columns == ("姓名",)


VILLAGES = (("姓 名", "所在村", "电话"), ("甲", "大布村", "1"), ("乙", "大布村", "2"))


def test_a_column_that_may_be_meant_is_asked_for_with_some_of_its_cells() -> None:
    reading = read(*VILLAGES, ("丙",), *(("丁", f"村{n}", "3") for n in range(3)))
    question = ColumnQuestion("村(社区)", (("所在村", ("大布村", "村0", "村1")),), "所在村")
    assert (reading.questions, reading.is_open) == ((question,), True)
    with pytest.raises(Refused):
        rows_of_file.settled(reading)


def test_where_nobody_can_be_asked_it_is_refused_at_the_heading() -> None:
    with pytest.raises(Refused) as refused:
        rows_of_file.without_questions(csv(("名单",), *VILLAGES), ASKED)
    (fault,) = refused.value.faults
    assert (fault.file, fault.row, fault.column) == ("p.csv", 2, "所在村")
    assert isinstance(fault.error, ColumnToChoose)
    assert (fault.error.name, fault.error.candidates) == ("村(社区)", ("所在村",))


def test_an_answer_gives_the_column_its_name_or_leaves_it_out() -> None:
    answered = rows_of_file.read(csv(*VILLAGES), ASKED, {"村(社区)": "所在村"})
    assert texts(answered) == [("甲", "大布村"), ("乙", "大布村")]
    assert answered.given.notes.renamed == (("村(社区)", "所在村"),)
    assert answered.given.choices == {"村(社区)": "所在村"}
    without = rows_of_file.read(csv(*VILLAGES), ASKED, {"村(社区)": ""})
    assert (texts(without), without.given.notes.renamed) == ([("甲",), ("乙",)], ())
    assert without.given.notes.left_columns == ("所在村", "电话")
    assert answered.questions == without.questions == ()


def test_what_was_answered_before_is_remembered_and_an_answer_of_now_goes_before() -> None:
    lines = (("姓名", "村名", "村庄"), ("甲", "大布村", "小布村"))
    before = (("村(社区)", "村名"),)
    remembered = rows_of_file.read(csv(*lines), ASKED, {}, before)
    assert texts(remembered) == [("甲", "大布村")]
    assert remembered.questions == ()


def test_a_column_that_is_needed_is_asked_for_though_nothing_speaks_for_any() -> None:
    reading = read(("单位", "谁"), ("某局", "甲"))
    assert reading.questions == (ColumnQuestion("姓名", (("谁", ("甲",)),), ""),)
    assert not reading.is_open
    assert rows_of_file.settled(reading) is reading.given


def test_a_column_that_is_not_needed_is_asked_for_only_where_something_speaks_for_it() -> None:
    assert read(("姓名", "谁"), ("甲", "乙")).questions == ()
    assert read(("单位", "电话"), ("某局", "1")).questions == ()


def test_the_likeliest_is_suggested_first_and_to_one_column_alone() -> None:
    asked = {"得分": False, "得分情": False, "编制": True, "姓名": True}
    lines = (("姓名", "其他", "得分情况"), ("甲", "x", "1"))
    found = rows_of_file.read(csv(*lines), asked, {}).questions
    candidates = (("得分情况", ("1",)), ("其他", ("x",)))
    assert found == (
        ColumnQuestion("得分", candidates, "得分情况"),
        ColumnQuestion("编制", candidates[::-1], ""),
    )


def test_where_the_likeliest_is_given_away_the_next_is_asked_for() -> None:
    asked = {"姓名": True, "得分": False, "得分情": False}
    lines = (("姓名", "得分情况", "得分情形"), ("甲", "1", "2"))
    found = rows_of_file.read(csv(*lines), asked, {}).questions
    assert [each.suggested for each in found] == ["得分情况", "得分情形"]


def test_each_of_two_columns_is_asked_for_with_its_own() -> None:
    reading = read(("姓名", "工作单位", "所在村"), ("甲", "某局", "大布村"))
    assert [(each.ours, each.suggested) for each in reading.questions] == [
        ("单位", "工作单位"),
        ("村(社区)", "所在村"),
    ]
