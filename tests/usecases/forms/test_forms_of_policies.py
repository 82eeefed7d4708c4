"""The forms of the policies that come out of a ranking or of scores, filled in."""

from collections.abc import Sequence
from dataclasses import replace

import pytest
from makers.reviewed import an_assessment_by, walk
from makers.score_rows import VILLAGE, a_row
from people.reviewers import change, look
from printing import adding_up

from ballot.domain.access import CONSOLE
from ballot.domain.scheme.grade_rules import TO_DECIDE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.printing.leaf import Break, Leaf, Table
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.forms.print_assessment_form import print_assessment_form
from ballot.usecases.hall import Hall

ITEMS = ("月考", "下级测评", "同级互评", "上级考评")
QUARTER = ("工作绩效", "日常管理", "综合测评")
BLOCKS = ("村容村貌", "班子建设", "发展活力", "出勤管理", "村庄稳定")


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Paper asks the database nothing that the kinds could answer differently."""
    return sqlite_url


def scored(items: Sequence[str], marks: dict[str, str], **of: str) -> list[dict[str, str]]:
    """People who have the same mark in every item; ``of`` are further columns of the last one."""
    people = [{"姓名": name} | dict.fromkeys(items, mark) for name, mark in marks.items()]
    return [*people[:-1], people[-1] | of]


def of_lijun(hall: Hall, *changed: str) -> int:
    """Five of 李俊, those in the middle and the ``changed`` ones decided 称职, the last one with a
    ground."""
    marks = {"甲": "95", "乙": "93", "丙": "91", "丁": "88", "戊": "80"}
    id = an_assessment_by(hall, "lijun", scored(ITEMS, marks, 工作实绩平平="全年无实绩"))
    walk(hall, id, 2)
    for each in look(hall, id).people:
        if each.proposed == TO_DECIDE or each.name in changed:
            change(hall, id, each.name, "称职")
    walk(hall, id, 1)
    return id


def of_dongtai(hall: Hall) -> int:
    """Four of 动态考绩, two of them 优秀, the last one warned in red."""
    marks = {"甲": "96", "乙": "92", "丙": "85", "丁": "70"}
    id = an_assessment_by(
        hall, "dongtai", scored(QUARTER, marks, 红色预警="值班脱岗", 绿色激励="一事一奖")
    )
    walk(hall, id)
    return id


def rows(leaf: Leaf) -> list[list[str]]:
    tables = [block for block in leaf.blocks if isinstance(block, Table) and block.head]
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows[1:]]


def said(leaf: Leaf) -> str:
    return "".join(leaf.texts())


def test_the_list_of_money_has_its_sum(hall: Hall) -> None:
    leaf = print_assessment_form(hall, CONSOLE, of_lijun(hall), "money")
    told = [(row[1], row[3], row[4]) for row in rows(leaf)[:3]]
    assert told == [(name, "年度前三名", "500") for name in "甲乙丙"]
    assert rows(leaf)[-1][:2] == ["合计", "1500"]
    assert adding_up.faults(leaf) == []
    planted = [
        replace(block, rows=(*block.rows[:-1], replace(block.rows[-1], cells=_less(block))))
        if isinstance(block, Table) and block.head
        else block
        for block in leaf.blocks
    ]
    assert adding_up.faults(replace(leaf, blocks=tuple(planted)))


def _less(table: Table) -> tuple[object, ...]:
    return tuple(replace(cell, text=cell.text.replace("15", "14")) for cell in table.rows[-1].cells)


def test_what_people_have_to_decide_is_in_no_sum(hall: Hall) -> None:
    leaf = print_assessment_form(hall, CONSOLE, of_lijun(hall, "丙"), "money")
    assert [row[4] for row in rows(leaf)[:3]] == ["500", "500", TO_DECIDE]
    assert rows(leaf)[-1][1] == "1000"
    assert adding_up.faults(leaf) == []


def test_a_talk_is_recorded_on_a_page_of_its_own_for_each_of_the_list(hall: Hall) -> None:
    id = of_lijun(hall)
    leaf = print_assessment_form(hall, CONSOLE, id, "talk_record")
    assert "戊" in said(leaf)
    assert "全年无实绩" in said(leaf)
    assert not any(isinstance(block, Break) for block in leaf.blocks)
    empty = print_assessment_form(hall, CONSOLE, id, "rectify")
    assert "____________同志" in said(empty), "a notice of a quarter has nobody in a year"


def test_the_bulletin_names_those_who_are_excellent_and_the_rewards_go_to_them(hall: Hall) -> None:
    id = of_dongtai(hall)
    bulletin = print_assessment_form(hall, CONSOLE, id, "bulletin")
    assert "予以通报表扬的（2 名）：甲、乙。" in said(bulletin)
    assert {row[0] for row in rows(bulletin)} == {"前三", "后三"}
    rewards = print_assessment_form(hall, CONSOLE, id, "rewards")
    assert [row[3] for row in rows(rewards)[:-1]] == ["甲", "乙"]
    colours = print_assessment_form(hall, CONSOLE, id, "three_colours")
    assert rows(colours)[0][1:5] == ["红色预警", "丁", "", "值班脱岗"]


def test_five_examiners_and_their_blocks_add_up(hall: Hall) -> None:
    whole = {f"{by}考核": "80" for by in ("市", "区", "镇", "村")}
    parts = {f"原单位考核{block}": str(70 + place) for place, block in enumerate(BLOCKS)}
    people = [{"姓名": "甲", "派出类别": "区直机关", "原单位考核": ""} | whole | parts]
    leaf = print_assessment_form(
        hall, CONSOLE, an_assessment_by(hall, "yicheng", people), "yicheng_marks"
    )
    own = rows(leaf)[4]
    assert own == ["原单位", "70", "71", "72", "73", "74", "72.00"]
    assert rows(leaf)[0] == ["市", "", "", "", "", "", "80"]


def test_reports_and_marks_on_the_spot_have_the_contents_of_their_policy(hall: Hall) -> None:
    people = [{"姓名": "甲", "述职测评": "91", "实地考评": "88"}]
    for scheme, count in (("lianshu-village", 6), ("lianshu-branch", 5)):
        id = an_assessment_by(hall, scheme, people)
        goals = look(hall, id).scheme.aftermath.checklist
        marks = print_assessment_form(hall, CONSOLE, id, "site_marks", "甲")
        assert [row[1] for row in rows(marks)[:-1]] == list(goals)
        assert len(goals) == count
        assert rows(marks)[-1][:3] == ["实地考评得分", "100", "88"]
        report = said(print_assessment_form(hall, CONSOLE, id, "report", "甲"))
        assert all(goal in report for goal in goals)
        assert "不符合要求，重新撰写" in report


def test_the_allowance_is_paid_by_the_day_to_those_who_live_in_their_village(hall: Hall) -> None:
    column = "实际驻村工作日"
    people = [
        {"姓名": "甲", "派驻方式": "脱产", column: "180"},
        {"姓名": "乙", "派驻方式": "非脱产", column: "24"},
        {"姓名": "丙", "派驻方式": "脱产", column: "7"},
        {"姓名": "丁", "派驻方式": "脱产"},
    ]
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "jiaozhou-village"))
    usual = {name: a_row("甲")[name] for name in VILLAGE.person.columns} | {column: ""}
    wide = tuple(usual | person for person in people)
    add_people(hall, CONSOLE, id, PeopleFile("p.csv", tuple(wide[0]), wide))
    *paid, whole = rows(print_assessment_form(hall, CONSOLE, id, "allowance"))
    assert [(row[1], *row[4:]) for row in paid if row[1]] == [
        ("甲", "180", "7200"),
        ("丙", "7", "280"),
        ("丁", "", ""),
    ]
    assert whole[-2:] == ["187", "7480"]


def test_the_term_stands_on_the_goals_and_the_pledge(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "jiaozhou-village"))
    row = {name: a_row("甲")[name] for name in VILLAGE.person.columns}
    row |= {"派驻方式": "非脱产", "任职起止": "2026年3月至2028年3月"}
    add_people(hall, CONSOLE, id, PeopleFile("p.csv", tuple(row), (row,)))
    goals, pledge = (
        "".join(print_assessment_form(hall, CONSOLE, id, name).texts())
        for name in ("goals", "pledge")
    )
    assert "2026年3月至2028年3月" in goals
    assert "任期两年" in goals
    assert "任期两年，自 2026年3月至2028年3月" in pledge
