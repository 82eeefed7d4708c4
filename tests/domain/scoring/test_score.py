"""``ballot score``: rows in, rows out; a wrong row is refused with its place."""

from dataclasses import replace

import pytest
from makers.score_rows import USUAL, VILLAGE, a_row, with_options

from ballot import schemes
from ballot.domain.errors import (
    CapExceeded,
    ColumnsDisagree,
    Missing,
    NotADecimal,
    NotOneOf,
    OutOfRange,
    Refused,
    SamePerson,
    TwiceTheSame,
    UnknownKey,
    WrongType,
)
from ballot.domain.scheme import columns
from ballot.domain.scheme.scheme import Scheme
from ballot.domain.scheme.why import Reason, Why
from ballot.domain.scoring import score

HEADING = (
    "姓名,单位,单位类别,派驻方式,职务层次,村(社区),基本工作目标得分,工作制度和纪律得分,办实事奖分,"
    "晋位升级加减分,应参加人数,很满意,满意,基本满意,不满意,弃权,无效,党组织降位,直接不称职情形"
)


def faults(
    rows: list[dict[str, str]], scheme: Scheme = VILLAGE, heading: tuple[str, ...] = ()
) -> list[tuple[int | None, str | None, type]]:
    """(row, column, class) of everything wrong."""
    with pytest.raises(Refused) as refused:
        score.score(scheme, rows, "people.csv", heading)
    assert {fault.file for fault in refused.value.faults} == {"people.csv"}
    return [(fault.row, fault.column, type(fault.error)) for fault in refused.value.faults]


def test_the_columns_are_those_of_the_interface() -> None:
    assert ",".join(columns.needed(VILLAGE)) == HEADING
    assert ",".join(columns.going_out(VILLAGE)) == (
        "投票数,群众满意度,组织工作目标考评得分,考核总分,组别,组内位次,等次,说明"
    )


@pytest.mark.parametrize(
    ("name", "heading"),
    [
        ("lijun", "姓名,月考,下级测评,同级互评,上级考评"),
        ("lianshu-township", "姓名,述职测评,实地考评"),
        (
            "gongwei",
            "姓名,半年等次,年度等次,应参加人数,优秀,称职,基本称职,不称职,弃权,无效,一票否决",
        ),
    ],
)
def test_other_policies_take_one_column_an_item(name: str, heading: str) -> None:
    assert ",".join(columns.needed(schemes.find(name))) == heading


def test_the_row_of_the_interface_page() -> None:
    row = score.score(VILLAGE, [a_row("张某", 办实事奖分=12)]).rows[0]
    assert (row["投票数"], row["群众满意度"], row["考核总分"]) == ("31", "87.10%", "97.55")
    assert (row["组织工作目标考评得分"], row["组别"]) == ("112.00", "市直/脱产/正股级")
    assert {name: row[name] for name in USUAL if name != "姓名"} == {
        name: cell for name, cell in a_row("张某", 办实事奖分=12).items() if name != "姓名"
    }


def test_an_empty_row_is_nobody_and_moves_no_number() -> None:
    nothing = dict.fromkeys(USUAL, " ") | {"姓名": ""}
    scored = score.score(VILLAGE, [a_row("张某"), nothing, a_row("李某")])
    assert [row["姓名"] for row in scored.rows] == ["张某", "李某"]
    wrong = faults([a_row("张某"), nothing, a_row("李某", 基本工作目标得分="好")])
    assert wrong == [(4, "基本工作目标得分", NotADecimal)]


def test_a_file_without_people_has_no_rows() -> None:
    scored = score.score(VILLAGE, [], heading=tuple(columns.needed(VILLAGE)))
    assert scored.rows == ()
    assert not scored.provisional


@pytest.mark.parametrize(
    ("cells", "column", "error"),
    [
        ({"姓名": ""}, "姓名", Missing),
        ({"派驻方式": ""}, "派驻方式", Missing),
        ({"派驻方式": "半脱产"}, "派驻方式", NotOneOf),
        ({"基本工作目标得分": "六十"}, "基本工作目标得分", NotADecimal),
        ({"基本工作目标得分": "-1"}, "基本工作目标得分", OutOfRange),
        ({"基本工作目标得分": ""}, "基本工作目标得分", Missing),
        ({"晋位升级加减分": "40"}, "晋位升级加减分", OutOfRange),
        ({"应参加人数": "0"}, "应参加人数", OutOfRange),
        ({"应参加人数": "30"}, "应参加人数", OutOfRange),  # 31 came back
        ({"很满意": "2.5"}, "很满意", WrongType),
        ({"很满意": "-2"}, "很满意", WrongType),
        ({"很满意": ""}, "很满意", Missing),
        ({"很满意": "12345678"}, "很满意", WrongType),
        ({"党组织降位": "也许"}, "党组织降位", NotOneOf),
        ({"党组织降位": ""}, "党组织降位", Missing),
        ({"党组织降位": "是"}, "党组织降位", ColumnsDisagree),
        ({"晋位升级加减分": "-10"}, "党组织降位", ColumnsDisagree),
    ],
)
def test_a_wrong_cell_is_refused_at_its_row_and_column(
    cells: dict[str, str], column: str, error: type
) -> None:
    rows = [a_row("甲"), USUAL | {"姓名": "乙"} | cells]
    assert faults(rows) == [(3, column, error)]


def test_the_same_person_twice_is_refused_and_the_same_name_is_not() -> None:
    rows = [a_row("甲"), a_row("甲", 单位="另一单位"), a_row("甲")]
    assert faults(rows) == [(4, "姓名", SamePerson)]


def test_the_same_person_in_another_writing_is_refused_with_the_row_that_named_him_first() -> None:
    rows = [a_row("乙"), a_row("张 三"), a_row("张三"), a_row("张\u3000三")]
    with pytest.raises(Refused) as refused:
        score.score(VILLAGE, rows)
    told = [
        (each.row, each.error.row)
        for each in refused.value.faults
        if isinstance(each.error, SamePerson)
    ]
    assert told == [(4, 3), (5, 3)]


def test_all_wrong_cells_are_told_at_once() -> None:
    assert len(faults([a_row("甲", 很满意="x"), a_row("", 满意="x")])) == 3


def test_a_wrong_heading_is_refused_before_any_row() -> None:
    row = a_row("甲") | {"身高": "180"}
    del row["无效"]
    heading = (*row, "姓名")
    assert faults([row], heading=heading) == [
        (1, "无效", Missing),
        (1, "身高", UnknownKey),
        (1, "姓名", TwiceTheSame),
    ]


def test_a_person_without_a_meeting_or_without_a_sheet_waits() -> None:
    ballot = dict.fromkeys(
        ["应参加人数", "很满意", "满意", "基本满意", "不满意", "弃权", "无效"], ""
    )
    sections = dict.fromkeys(
        ["基本工作目标得分", "工作制度和纪律得分", "办实事奖分", "晋位升级加减分"], ""
    )
    rows = [a_row("甲") | ballot, a_row("乙") | sections]
    scored = score.score(VILLAGE, rows)
    assert [row["等次"] for row in scored.rows] == ["待测评", "待测评"]
    assert [row["说明"] for row in scored.rows] == [
        "缺群众满意度，待测评",
        "缺组织工作目标考评得分，待测评",
    ]
    assert scored.rows[0]["投票数"] == ""


def test_base_only_needs_the_columns_of_the_bonus() -> None:
    found = faults([a_row("甲")], with_options(awards="base_only"))
    assert found == [(1, "基本工作目标奖分", Missing), (1, "制度纪律奖分", Missing)]


def test_a_leaders_best_grade_is_capped_among_those_graded() -> None:
    scheme = schemes.find("gongwei")
    counts = dict.fromkeys(columns.needed(scheme), "0") | {"应参加人数": "3", "优秀": "3"}
    rows = [
        counts | {"姓名": name, "半年等次": grade, "年度等次": "良好", "一票否决": ""}
        for name, grade in (("甲", "优秀"), ("乙", "良好"))
    ]
    assert faults(rows, scheme) == [(1, "半年等次", CapExceeded)]


def test_a_leader_may_give_points_instead_of_grades() -> None:
    scheme = schemes.find("gongwei", {"items[2].score_by": "percent"})
    counts = dict.fromkeys(columns.needed(scheme), "0") | {"应参加人数": "3", "优秀": "3"}
    row = counts | {"姓名": "甲", "半年等次": "良好", "年度等次": "87.5", "一票否决": ""}
    scored = score.score(scheme, [row]).rows[0]
    assert scored["总分"] == "87.75"


@pytest.mark.parametrize(
    ("combine", "satisfaction", "total"),
    [("sum_votes", "94.37%", "105.69"), ("mean", "93.55%", "104.77")],
)
def test_two_villages_of_one_person_are_one_line(
    combine: str, satisfaction: str, total: str
) -> None:
    rows = [
        a_row("甲", 办实事奖分=12),
        a_row(
            "甲",
            **{"村(社区)": "乙村"},
            办实事奖分=12,
            应参加人数=40,
            很满意=40,
            满意=0,
            基本满意=0,
            不满意=0,
        ),
        a_row("丙"),
    ]
    scored = score.score(with_options(combine=combine), rows)
    assert [row["姓名"] for row in scored.rows] == ["甲", "丙"]
    first = scored.rows[0]
    assert (first["村(社区)"], first["应参加人数"]) == ("大布村、乙村", "86")
    assert (first["群众满意度"], first["考核总分"]) == (satisfaction, total)


def test_a_village_without_a_valid_meeting_keeps_the_mean_waiting() -> None:
    rows = [a_row("甲"), a_row("甲", **{"村(社区)": "乙村"}, 很满意=0)]
    assert score.score(with_options(combine="mean"), rows).rows[0]["等次"] == "待测评"
    empty = dict.fromkeys(
        ["应参加人数", "很满意", "满意", "基本满意", "不满意", "弃权", "无效"], ""
    )
    rows[1] |= empty
    scored = score.score(with_options(combine="sum_votes"), rows).rows[0]
    assert (scored["等次"], scored["应参加人数"]) == ("待测评", "46")


def test_dissatisfaction_in_sum_still_grades_a_combined_person() -> None:
    rows = [
        a_row("甲", 很满意=0, 满意=20),
        a_row("甲", **{"村(社区)": "乙村"}, 很满意=0, 满意=0, 基本满意=31),
    ]
    scored = score.score(with_options(combine="mean"), rows).rows[0]
    assert scored["等次"] == "待测评"  # 24 of 46 came back in the first village
    rows[0] |= {"满意": "30", "基本满意": "4"}
    assert score.score(with_options(combine="mean"), rows).rows[0]["等次"] == "基本称职"


def in_classes() -> Scheme:
    """胶州 with two classes of voters."""
    more = '[voters]\ncategories = []\n[[voters.classes]]\nname = "A"\nweight = "1/4"\n'
    more += '[[voters.classes]]\nname = "B"\nweight = "3/4"\n'
    text = VILLAGE.text
    begin, end = text.index("[voters]"), text.index("[[questions]]")
    return schemes.read(text[:begin] + more + text[end:], "classes")


def class_row(name: str, a: int, b: int) -> dict[str, str]:
    """A row with all of A very satisfied and all of B not at all."""
    scheme = in_classes()
    row = dict.fromkeys(columns.needed(scheme), "0") | {"A很满意": str(a), "B不满意": str(b)}
    kept = {key: cell for key, cell in a_row(name).items() if key in row}
    return row | kept | {"应参加人数": "46"}


def test_classes_have_columns_of_their_own_and_weights() -> None:
    scored = score.score(in_classes(), [class_row("甲", 24, 8), class_row("乙", 31, 7)])
    assert scored.rows[0]["群众满意度"] == "25.00%"
    assert scored.rows[1]["说明"] == "B收回不足8票，不单独计算，待测评"


def test_classes_are_summed_over_villages() -> None:
    scheme = schemes.read(in_classes().text, "classes", {"combine": "sum_votes"})
    rows = [class_row("甲", 24, 8), class_row("甲", 24, 8) | {"村(社区)": "乙村"}]
    assert score.score(scheme, rows).rows[0]["群众满意度"] == "25.00%"


def test_nobody_valid_is_no_division() -> None:
    rows = [a_row("甲", 很满意=0, 满意=0, 基本满意=0, 不满意=0, 弃权=31)]
    scored = score.score(with_options(denominator="valid"), rows)
    assert scored.rows[0]["说明"] == "没有可以计算的票，待测评"
    empty = schemes.read(in_classes().text, "classes", {"denominator": "valid"})
    row = class_row("甲", 0, 0) | {"A弃权": "20", "B弃权": "20"}
    assert score.score(empty, [row]).rows[0]["说明"] == "没有可以计算的票，待测评"


def test_two_counted_ballots_have_their_names_before_their_columns() -> None:
    text = VILLAGE.text.replace(
        "[total]",
        '[[items]]\nname = "服务评价"\nkind = "ballot"\n'
        'weights = { "很满意" = 1, "满意" = 0.8, "基本满意" = 0.6, "不满意" = 0.4 }\n'
        'denominator = "valid"\nin_points = true\n[total]',
    )
    scheme = schemes.read(text, "two")
    assert "群众满意度很满意" in columns.needed(scheme)
    assert "服务评价投票数" in columns.going_out(scheme)
    assert scheme.objective is None


def test_deductions_outside_the_sheet_must_be_whole_times() -> None:
    scheme = schemes.find("lijun")
    row = {"姓名": "甲", "月考": "90", "下级测评": "90", "同级互评": "90", "上级考评": "90"}
    assert faults([row | {"旷工天数": "0.5"}], scheme) == [(2, "旷工天数", WrongType)]


def test_in_a_partial_period_with_nothing_everybody_waits() -> None:
    scheme = schemes.find("lijun", {"period.kind": "quarter"})
    row = {"姓名": "甲", "月考": "", "下级测评": "", "同级互评": "", "上级考评": ""}
    assert score.score(scheme, [row]).rows[0]["等次"] == "待测评"


def test_two_markers_may_stand_instead_of_an_item_but_not_one() -> None:
    scheme = schemes.find("lijun")
    row = {"姓名": "甲"} | dict.fromkeys(("下级测评", "同级互评", "上级考评", "站所长打分"), "90")
    assert faults([row], scheme) == [(1, "月考", Missing)]
    row["分管领导打分"] = "80"
    assert score.score(scheme, [row]).rows[0]["总分"] == "88.50"


def test_in_a_partial_period_two_markers_are_enough_for_an_item() -> None:
    scheme = schemes.find("lijun", {"period.kind": "quarter"})
    row = {"姓名": "甲", "分管领导打分": "90", "站所长打分": "80"} | dict.fromkeys(
        ("下级测评", "同级互评", "上级考评"), ""
    )
    assert score.score(scheme, [row]).rows[0]["总分"] == "85.00"


def test_a_scheme_of_additions_alone() -> None:
    text = schemes.text_of("dongtai")
    begin, end = text.index("[[items]]"), text.index('[[items]]\nname = "加减分"')
    only = text[:begin] + text[end : text.index("[[examples]]")]
    only = only.replace('ties = ["工作绩效", "综合测评"]', "ties = []")
    with pytest.raises(Refused):
        schemes.read(only, "x")


def test_leaders_grades_and_ballots_in_points_are_told_as_points() -> None:
    scheme = schemes.find("gongwei")
    counts = dict.fromkeys(columns.needed(scheme), "0") | {"应参加人数": "3", "优秀": "3"}
    row = counts | {"姓名": "甲", "半年等次": "良好", "年度等次": "良好", "一票否决": ""}
    scored = score.score(scheme, [row]).rows[0]
    names = ("个人半年度工作项目完成情况得分", "内部评价", "投票数")
    assert [scored[name] for name in names] == ["80.00", "100.00", "3"]


def test_pay_is_told_of_those_who_have_a_total() -> None:
    scheme = schemes.find("lijun")
    cells = ("月考", "下级测评", "同级互评", "上级考评")
    rows = [
        {"姓名": name} | dict.fromkeys(cells, points)
        for name, points in zip("甲乙", ("95", "86"), strict=True)
    ]
    scored = score.score(scheme, [*rows, rows[0] | {"姓名": "丙", "月考": ""}])
    pay = [row["第十三月份工资"] for row in scored.rows]
    assert pay == ["全额", "全部扣除", ""]
    assert [row["组内位次"] for row in scored.rows] == ["1", "2", ""]


def test_the_heading_is_that_of_the_first_row_where_none_is_given() -> None:
    first, second = a_row("甲"), dict(reversed(a_row("乙").items()))
    scored = score.score(VILLAGE, [first, second])
    assert scored.columns == (*first, *columns.going_out(VILLAGE))
    assert score.score(VILLAGE, [first], heading=tuple(second)).columns[0] == next(iter(second))


def test_after_a_review_both_grades_stand_and_the_lists_and_reasons_of_the_decided() -> None:
    scheme = schemes.find("lijun")
    cells = ("月考", "下级测评", "同级互评", "上级考评")
    rows = [{"姓名": name} | dict.fromkeys(cells, "95") for name in "甲乙"]
    scored = score.score(scheme, rows)
    first, second = scored.ranking.placed
    told = (Reason(Why.CHANGED, ("优秀", "称职", "会议研究")),)
    changed = replace(first, proposed="优秀", grade="称职", decided="称职", reasons=told)
    ranking = replace(scored.ranking, placed=(changed, second))
    found = score.reviewed(scheme, scored, ranking)
    at = found.columns.index("建议等次")
    assert found.columns[at : at + 2] == ("建议等次", "审定等次")
    assert "等次" not in found.columns
    assert len(found.columns) == len(scored.columns) + 1
    assert [tuple(row) for row in found.rows] == [found.columns] * 2
    one, other = found.rows
    assert (one["建议等次"], one["审定等次"]) == ("优秀", "称职")
    assert one["说明"] == "由优秀改为称职：会议研究"
    assert (other["建议等次"], other["审定等次"]) == (second.grade, "")
    kept = [name for name in scored.columns if name not in ("等次", "名单", "说明")]
    assert [one[name] for name in kept] == [scored.rows[0][name] for name in kept]
