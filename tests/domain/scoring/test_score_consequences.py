"""What follows from a grade: lists and bars; and ties that nobody may decide by chance."""

from dataclasses import replace

from makers.score_rows import USUAL, VILLAGE, a_row, with_options

from ballot import schemes
from ballot.domain.scheme import columns
from ballot.domain.scoring import score


def test_a_list_of_a_grade_and_a_list_of_the_whole_county() -> None:
    more = (
        '[[lists]]\nname = "表扬"\ngrade = "优秀"\n'
        '[[lists]]\nname = "全市第一"\nfirst = 1\nwhole = true\n'
    )
    scheme = schemes.read(VILLAGE.text.replace("[[examples]]", more + "[[examples]]", 1), "lists")
    rows = [
        a_row(name, 办实事奖分=points)
        for name, points in zip("甲乙丙丁", (9, 8, 7, 6), strict=True)
    ]
    rows[3] |= {"派驻方式": "非脱产", "办实事奖分": "99"}
    found = [row["名单"] for row in score.score(scheme, rows).rows]
    assert found == ["", "", "", "全市第一"]
    rows[3] |= {"派驻方式": "脱产"}
    assert [row["名单"] for row in score.score(scheme, rows).rows][3] == "表扬、全市第一"


def test_a_tie_across_the_end_of_a_list_stays_off_it() -> None:
    rows = [
        {"姓名": name, "下级测评": "90", "同级互评": "90", "党委考评": "90"} for name in "甲乙丙丁"
    ]
    assert {row["名单"] for row in score.score(schemes.find("sanping-304030"), rows).rows} == {""}


def test_a_tie_for_the_last_place_leaves_it_empty() -> None:
    rows = [
        {"姓名": name, "月考": points, "下级测评": points, "同级互评": points, "上级考评": points}
        for name, points in zip("甲乙丙丁戊", ("95", "94", "93", "80", "80"), strict=True)
    ]
    scored = score.score(schemes.find("lijun"), rows)
    assert [row["等次"] for row in scored.rows] == ["优秀"] * 3 + ["待定", "待定"]
    include = schemes.find("lijun", {"tie_at_border": "include"})
    assert [row["等次"] for row in score.score(include, rows).rows] == ["优秀"] * 3 + ["不称职"] * 2


def test_everybody_graded_by_the_first_leaves_nobody_for_the_last() -> None:
    text = schemes.text_of("lijun").replace("places = 1", "places = 9")
    rows = [
        {"姓名": name, "月考": points, "下级测评": points, "同级互评": points, "上级考评": points}
        for name, points in zip("甲乙", ("95", "94"), strict=True)
    ]
    grades = [row["等次"] for row in score.score(schemes.read(text, "x"), rows).rows]
    assert grades == ["待定", "待定"]


def test_a_barred_person_falls_from_a_band_into_the_next() -> None:
    bar = '[[bars]]\nname = "违纪"\nkind = "ground"\ngrade = "好"\ncolumn = "违纪"\n[[examples]]'
    text = schemes.text_of("lianshu-township").replace("[[examples]]", bar, 1)
    row = {"姓名": "甲", "述职测评": "95", "实地考评": "95", "违纪": "警告"}
    scored = score.score(schemes.read(text, "x"), [row]).rows[0]
    assert (scored["等次"], scored["说明"].split("；")[0]) == ("中", "违纪：警告，不得确定为好")


def test_who_is_barred_from_the_rest_is_left_to_people() -> None:
    bar = '[[bars]]\nname = "违纪"\nkind = "flag"\ngrade = "差"\ncolumn = "违纪"\n[[examples]]'
    text = schemes.text_of("lianshu-township").replace("[[examples]]", bar, 1)
    row = {"姓名": "甲", "述职测评": "5", "实地考评": "5", "违纪": "是"}
    assert score.score(schemes.read(text, "x"), [row]).rows[0]["等次"] == "待定"


def test_the_best_satisfied_by_option_decides_between_equals() -> None:
    scheme = replace(VILLAGE, placing=replace(VILLAGE.placing, ties=("很满意率",)))
    rows = [a_row("甲", 很满意=1, 满意=26), a_row("乙", 很满意=2, 满意=25)]
    assert [row["组内位次"] for row in score.score(scheme, rows).rows] == ["2", "1"]


def test_a_tie_left_to_people_at_the_top_is_not_the_last_as_well() -> None:
    scheme = schemes.find("lijun", {"tie_at_border": "manual"})
    cells = ("月考", "下级测评", "同级互评", "上级考评")
    rows = [
        {"姓名": name} | dict.fromkeys(cells, points)
        for name, points in zip("甲乙丙丁", ("95", "90", "90", "90"), strict=True)
    ]
    assert [row["等次"] for row in score.score(scheme, rows).rows] == [
        "优秀",
        "待定",
        "待定",
        "待定",
    ]
    whole = schemes.read(
        schemes.text_of("lijun").replace("places = 1", "places = 3"),
        "x",
        {"tie_at_border": "manual"},
    )
    assert [row["等次"] for row in score.score(whole, rows).rows] == [
        "优秀",
        "待定",
        "待定",
        "待定",
    ]


def test_a_veto_holds_where_a_policy_gives_no_grades_in_the_period() -> None:
    veto = '[[vetoes]]\ncolumn = "一票否决"\ngrade = "不称职"\n[[examples]]'
    text = schemes.text_of("lijun").replace("[[examples]]", veto, 1)
    scheme = schemes.read(text, "x", {"period.kind": "quarter"})
    cells = dict.fromkeys(("月考", "下级测评", "同级互评", "上级考评"), "90")
    rows = [{"姓名": "甲", "一票否决": "x"} | cells, {"姓名": "乙", "一票否决": ""} | cells]
    assert [row["等次"] for row in score.score(scheme, rows).rows] == ["不称职", "不评等次"]


def test_an_option_that_no_ballot_of_the_person_has_decides_nothing() -> None:
    rows = [
        a_row("甲"),
        a_row("甲", **{"村(社区)": "乙村"}),
        a_row("丙"),
        a_row("丙", **{"村(社区)": "丁村"}),
    ]
    scored = score.score(with_options(combine="mean"), rows)
    assert [row["组内位次"] for row in scored.rows] == ["1", "1"]


def test_the_rate_of_an_option_is_looked_for_in_the_ballot_that_has_it() -> None:
    more = (
        '[[questions]]\ntext = "服务?"\noptions = ["好", "差"]\nblank = true\n'
        '[[items]]\nname = "服务评价"\nkind = "ballot"\nquestion = 2\n'
        'weights = { "好" = 1, "差" = 0 }\ndenominator = "valid"\n[total]'
    )
    text = VILLAGE.text.replace("[total]", more, 1).replace('"很满意率"', '"好率"', 1)
    scheme = schemes.read(text, "two")
    usual = {f"群众满意度{name}": cell for name, cell in USUAL.items()}
    row = dict.fromkeys(columns.needed(scheme), "0") | a_row("甲") | usual
    row = {name: cell for name, cell in row.items() if name in columns.needed(scheme)}
    rows = [
        row | {"姓名": name, "服务评价应参加人数": "9", "服务评价好": good, "服务评价差": bad}
        for name, good, bad in (("甲", "3", "3"), ("乙", "4", "4"))
    ]
    found = score.score(scheme, rows)
    assert [one["服务评价"] for one in found.rows] == ["50.00%", "50.00%"]
    assert [one["组内位次"] for one in found.rows] == ["1", "1"]


def test_a_ballot_left_out_of_a_period_gives_no_grade() -> None:
    more = (
        '[by_ballot]\nitem = "下级测评"\nmode = "thresholds"\ncolumn = "测评等次"\n'
        '[[by_ballot.grades]]\ngrade = "不称职"\nbelow = "60%"\n[[examples]]'
    )
    text = schemes.text_of("lijun").replace("[[examples]]", more, 1)
    cells = {"月考": "90", "下级测评": "50", "同级互评": "", "上级考评": ""}
    quarter = schemes.read(text, "x", {"period.kind": "quarter"})
    assert score.score(quarter, [{"姓名": "甲"} | cells]).rows[0]["等次"] == "不称职"
    row = {"姓名": "甲"} | cells | {"下级测评": ""}
    assert score.score(quarter, [row]).rows[0]["等次"] == "不评等次"
