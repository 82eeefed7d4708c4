"""Ranking, score sheet, publication, the forms of the policies, read back (pdftotext)."""

from dataclasses import replace
from datetime import date
from pathlib import Path

import pytest
from makers import printed
from printing import reading
from python_calamine import CalamineWorkbook

from ballot import schemes
from ballot.domain.punctuation import full_width
from ballot.domain.scheme import columns
from ballot.domain.scoring.score import Scored, score
from ballot.printing import as_xlsx
from ballot.printing.forms import blank, publication, ranking, score_sheet
from ballot.printing.leaf import Cell, Leaf, Row, Table

SCHEME = schemes.find("jiaozhou-village")
VETO = "违犯“六严禁”纪律规定，造成严重不良影响"


def person(name: str, goals: str, **changed: str) -> dict[str, str]:
    row = dict.fromkeys((column.name for column in columns.coming_in(SCHEME)), "")
    row |= {"姓名": name, "单位": "市发改局", "单位类别": "市直", "派驻方式": "脱产"}
    row |= {"职务层次": "正股级", "村(社区)": "大布村", "基本工作目标得分": goals}
    row |= {"工作制度和纪律得分": "40", "办实事奖分": "0", "晋位升级加减分": "0"}
    row |= {"应参加人数": "46", "很满意": "20", "满意": "7", "基本满意": "3", "不满意": "1"}
    return row | {"弃权": "0", "无效": "0", "党组织降位": "否"} | changed


def a_ranking() -> Scored:
    people = [person(f"张某{place}", str(72 - place)) for place in range(6)]
    people.append(person(printed.RARE, "80", 直接不称职情形=VETO))
    people.append(person("赵某", "75", 很满意="2"))
    people.append(person("钱某", "70", 单位类别="镇街"))
    return score(SCHEME, people)


def the_table() -> Leaf:
    return ranking.leaf(ranking.of(SCHEME, a_ranking(), period="2026年度", check="7F3A"))


def read(folder: Path, leaf: Leaf) -> str:
    return reading.words(reading.printed(folder, leaf, printed.MADE))


def rows_of(leaf: Leaf) -> list[list[str]]:
    table = next(block for block in leaf.blocks if isinstance(block, Table))
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_ranking_stands_by_group_and_rank_with_the_waiting_last() -> None:
    _head, *rows = rows_of(the_table())
    firsts = [row[0] for row in rows]
    assert firsts[0].startswith("市直 / 脱产 / 正股级（参加排名 7 人，待测评 1 人）")
    assert firsts[1:9] == ["1", "2", "3", "4", "5", "6", "7", ""]
    assert firsts[9].startswith("镇街 / 脱产 / 正股级（参加排名 1 人）")
    assert rows[8][-2] == "待测评"


def test_units_stand_on_the_ranking_wherever_known_and_a_row_adds_up() -> None:
    lijun = schemes.find("lijun")
    points = dict.fromkeys(("月考", "下级测评", "同级互评", "上级考评"), "88")
    people = [{"姓名": "王伟", "单位": unit, "旷工天数": "1"} | points for unit in ("甲所", "乙所")]
    head, _group, *rows = rows_of(ranking.leaf(ranking.of(lijun, score(lijun, people))))
    told = [dict(zip(head, row, strict=True)) for row in rows]
    assert {(row["姓名"], row["单位"]) for row in told} == {("王伟", "甲所"), ("王伟", "乙所")}
    assert "村(社区)" not in head
    assert [(row["月考计入"], row["总分增减"], row["总分"]) for row in told] == [
        ("87.00", "0.00", "87.70")
    ] * 2


def test_limits_and_vetoes_have_a_column_of_their_own() -> None:
    head, *rows = rows_of(the_table())
    limits, grade, why = (head.index(name) for name in ("限制/否决", "建议等次", "说明"))
    vetoed = next(row for row in rows if printed.RARE in row)
    assert VETO in vetoed[limits]
    assert vetoed[grade] == "不称职"
    graded = next(row for row in rows if "张某0" in row)
    assert graded[limits] == ""
    assert "第2名" in graded[why]


def test_the_ranking_on_paper_has_its_boxes_and_says_that_it_is_provisional(
    tmp_path: Path,
) -> None:
    text = read(tmp_path, the_table())
    said = ["考核得分汇总排名表（暂定）", "部长办公会意见", "市委审批", "87.10%", printed.RARE]
    said += ["文件未规定，采用默认", SCHEME.sha256]
    assert [each for each in said if each not in text] == []


def test_the_ranking_as_a_spreadsheet_has_numbers_that_compute(tmp_path: Path) -> None:
    file = tmp_path / "ranking.xlsx"
    file.write_bytes(as_xlsx.render(the_table(), printed.MADE))
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    (row,) = (row for row in rows if "张某0" in row)
    assert row[0] == 2
    assert 0.871 in row
    assert 97.55 in row or any(isinstance(cell, float) and 90 < cell < 100 for cell in row)


@pytest.mark.parametrize("text", ["=1+1", "+1", "-x", "@a", '=HYPERLINK("http://a")'])
def test_text_in_a_spreadsheet_is_never_a_formula(tmp_path: Path, text: str) -> None:
    leaf = Leaf("表", (Table((1.0,), (Row((Cell(text),)), Row((Cell("97.50", number=True),)))),))
    file = tmp_path / "leaf.xlsx"
    file.write_bytes(as_xlsx.render(leaf, printed.MADE))
    rows = CalamineWorkbook.from_path(file).get_sheet_by_index(0).to_python()
    assert rows == [[text], [97.5]]


def test_the_score_sheet_has_every_rule_of_the_scheme(tmp_path: Path) -> None:
    filled = score_sheet.ScoreSheet(
        person={"姓名": printed.RARE, "村(社区)": "大布村"},
        entries={"(一)1①a": score_sheet.Entry("没有", "0", "有", "-5", "未见学习记录")},
        lines={"(一)1①": ("10", "5")},
        subtotals={"基本工作目标得分": ("60", "55")},
        self_total="112",
        examiner_total="107",
    )
    leaf = score_sheet.leaf(SCHEME, filled)
    text = read(tmp_path, leaf)
    lines = [line for section in SCHEME.sections for line in section.lines]
    rules = [rule for line in lines for rule in line.rules]
    assert len(rules) > 30
    rated = {rule.no for line in lines if line.ratings for rule in line.rules}
    numbers = [line.no for line in lines] + [each.no for each in rules if each.no not in rated]
    missing = [no for no in numbers if reading.squeezed(full_width(no)) not in text]
    assert missing == []
    assert "自查自评" in text
    assert "未见学习记录" in text
    assert "基本工作目标得分（基本分60分）" in text
    assert "组织工作目标考评得分合计100112107" in text


def test_a_scheme_without_a_sheet_has_no_score_sheet() -> None:
    bare = replace(SCHEME, items=tuple(item for item in SCHEME.items if not item.sheet))
    with pytest.raises(ValueError, match="jiaozhou-village"):
        score_sheet.leaf(bare, score_sheet.ScoreSheet(person={}))


def test_a_publication_counts_its_first_day(tmp_path: Path) -> None:
    leaf = publication.leaf(
        publication.Publication(
            ground="根据实施细则",
            subject="考核等次",
            columns=(publication.PublicationColumn("姓名"), publication.PublicationColumn("等次")),
            rows=((printed.RARE, "优秀"),),
            first=date(2026, 12, 28),
            days=7,
            telephone="0532-12345678",
            by="中共胶州市委组织部",
        )
    )
    text = read(tmp_path, leaf)
    said = ["2026年12月28日至2027年1月3日（7天）", "0532-12345678", printed.RARE, "优秀"]
    assert [each for each in said if each not in text] == []


@pytest.mark.parametrize("form", blank.forms(), ids=lambda form: form.name)
def test_every_form_of_the_policies_fits_its_page(tmp_path: Path, form: blank.Form) -> None:
    leaf = blank.leaf(form.name)
    text = read(tmp_path, leaf)
    assert "第1页共1页" in text
    assert len(text) > 60
    assert form.clause


def test_a_form_is_filled_in_as_far_as_values_are_given(tmp_path: Path) -> None:
    rows = [{"姓名": printed.RARE, "月考得分": "97.5"}]
    leaf = blank.leaf("monthly_exam", {"月份": "2026年12月"}, rows)
    text = read(tmp_path, leaf)
    assert printed.RARE in text
    assert "97.5" in text
    assert "2026年12月" in text
    empty = len(rows_of(blank.leaf("monthly_exam")))
    assert empty > len(rows_of(leaf)) == len(rows_of(blank.leaf("monthly_exam", {}, rows * 2))) - 1


@pytest.mark.parametrize(
    ("scheme", "count"),
    [
        ("jiaozhou-village", 4),
        ("gongwei", 9),
        ("lijun", 5),
        ("dongtai", 6),
        ("lianshu-branch", 4),
        ("yicheng", 6),
    ],
)
def test_every_policy_has_its_forms(scheme: str, count: int) -> None:
    assert len(blank.forms_of(scheme)) == count


def test_the_community_has_goals_of_its_own(tmp_path: Path) -> None:
    text = read(tmp_path, blank.leaf("goals", scheme_id="jiaozhou-community"))
    assert "健全组织网络" in text
    assert "选育好一个带头人" not in text
