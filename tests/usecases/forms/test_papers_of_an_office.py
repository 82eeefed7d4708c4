"""Papers as an office takes them: who is who, nothing said twice, no room for a name more."""

import pytest
from makers.reviewed import HELD, an_assessment_by, walk
from printing import adding_up

from ballot import schemes
from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.printing.forms import blank
from ballot.printing.leaf import Break, Leaf, Row, Table
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.forms import ranking_form
from ballot.usecases.forms.print_assessment_form import forms_of, print_assessment_form
from ballot.usecases.hall import Hall

FORMS = {form.name: form for form in blank.forms()}
YEAR = "2026年度"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Paper asks the database nothing that the kinds could answer differently."""
    return sqlite_url


def two_of_one_name(hall: Hall, name: str) -> int:
    """An assessment of two 张伟, each with his unit and village."""
    scheme = schemes.find(name)
    id = create_assessment(hall, CONSOLE, AssessmentPlan(f"考核 {name}", name, YEAR))
    groups = {column.name: column.values[0] for column in scheme.group_columns}
    if "派驻方式" in groups:
        groups["派驻方式"] = "脱产"
    rows = tuple(
        {"姓名": "张伟", "单位": f"某局{n}", "村(社区)": f"某村{n}"} | groups for n in (1, 2)
    )
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(rows[0]), rows))
    return id


def of_each(leaf: Leaf) -> list[str]:
    """What a form says of each of the two: page by page, or row by row without its number."""
    if any(isinstance(block, Break) for block in leaf.blocks):
        cut = next(at for at, block in enumerate(leaf.blocks) if isinstance(block, Break))
        halves = (leaf.blocks[:cut], leaf.blocks[cut + 1 :])
        return ["\n".join(Leaf("", half).texts()) for half in halves]
    rows = [row for block in leaf.blocks if isinstance(block, Table) for row in block.rows]
    texts = [[cell.text for cell in row.cells if not cell.text.isdigit()] for row in rows]
    return ["\n".join(row) for row in texts if "张伟" in row]


@pytest.mark.parametrize("name", sorted({id for form in FORMS.values() for id in form.schemes}))
def test_two_of_one_name_are_told_apart_on_every_form(hall: Hall, name: str) -> None:
    id = two_of_one_name(hall, name)
    there = [FORMS[each.name] for each in forms_of(schemes.find(name)) if each.name in FORMS]
    for form in (each for each in there if not each.ranked):
        told = of_each(print_assessment_form(hall, CONSOLE, id, form.name))
        if (form.personal or form.rows) and form.name != "appeal":
            assert len(set(told)) == (2 if form.copies == 1 else len(set(told))) > 1, form.name


def of_dongtai(hall: Hall, *marks: str) -> int:
    """So many of 动态考绩, to the end of their review."""
    items = ("工作绩效", "日常管理", "综合测评")
    people = [
        {"姓名": name, "单位": f"某镇{name}"} | dict.fromkeys(items, mark)
        for name, mark in zip("甲乙丙丁", marks, strict=False)
    ]
    id = an_assessment_by(hall, "dongtai", people, "2026年第三季度")
    walk(hall, id)
    return id


def named(leaf: Leaf) -> list[str]:
    """The names in the second column of a list, or what stands alone in its row."""
    table = next(block for block in leaf.blocks if isinstance(block, Table) and block.head)
    cells = [[cell.text for cell in row.cells] for row in table.rows[table.head :]]
    return [row[1] if len(row) > 1 else row[0] for row in cells]


def test_a_list_that_a_ranking_made_has_no_room_for_more(hall: Hall) -> None:
    best = print_assessment_form(hall, CONSOLE, of_dongtai(hall, "96", "70"), "rewards")
    assert [row.cells[3].text for row in rows_of(best)[1:2]] == ["甲"]
    assert len(named(best)) == 2, "one line, and the sum"
    assert named(blank.leaf("advanced")) == [""] * 8, "the form to fill in by hand has its rows"


def test_a_list_with_nobody_on_it_says_so(hall: Hall) -> None:
    nobody = print_assessment_form(hall, CONSOLE, of_dongtai(hall, "70"), "rewards")
    assert [row.cells[0].text for row in rows_of(nobody)[1:3]] == ["无", "合计"]


def test_money_that_no_text_gives_is_a_labelled_blank(hall: Hall) -> None:
    leaf = print_assessment_form(hall, CONSOLE, of_dongtai(hall, "96"), "rewards")
    (table,) = [block for block in leaf.blocks if isinstance(block, Table) and block.head]
    head, row, total = ([cell.text for cell in each.cells] for each in table.rows)
    assert head[-3:] == ["年度绩效报酬（元）", "5%上限（元）", "奖励（元）"]
    assert row[3:] == ["甲", "", "", ""]
    assert total == ["合计", ""]
    assert "金额由乡镇（街道）核定后用笔填写" in "".join(leaf.texts())


def test_points_that_nobody_gave_are_left_to_the_pen(hall: Hall) -> None:
    leaf = print_assessment_form(hall, CONSOLE, of_dongtai(hall, "96"), "points")
    (table,) = [block for block in leaf.blocks if isinstance(block, Table) and block.head]
    assert [cell.text for cell in table.rows[1].cells][3:] == ["", "", "", ""]


def test_the_use_of_a_grade_says_the_grade_once(hall: Hall) -> None:
    leaf = print_assessment_form(hall, CONSOLE, of_dongtai(hall, "96", "70"), "outcome")
    (said,) = [text for text in leaf.texts() if "物质奖励" in text]
    assert not said.startswith("优秀：")
    assert "全县前三名：" in said, "a list is named"
    assert "考核 dongtai 2026年第三季度" in list(leaf.texts())


def test_a_kept_ranking_adds_up_and_says_the_same_from_each_of_its_pages(hall: Hall) -> None:
    items = ("月考", "下级测评", "同级互评", "上级考评")
    people = [
        {"姓名": name, "旷工天数": str(at)} | dict.fromkeys(items, str(95 - at))
        for at, name in enumerate("甲乙丙丁戊")
    ]
    id = an_assessment_by(hall, "lijun", people, YEAR)
    walk(hall, id, 2)
    one = ranking_form.of_view(see_ranking(hall, CONSOLE, id))
    assert one == print_assessment_form(hall, CONSOLE, id, "ranking")
    assert "考核 lijun" in list(one.texts()), "what the office calls it"
    assert adding_up.faults(one, {"月考", "月考增减", "月考计入"}) == []
    changed = [cell.text for row in rows_of(one) for cell in row.cells if cell.text == "-4.00"]
    assert changed, "what was taken off stands there too"
    said = [cell.text for row in rows_of(one) for cell in row.cells]
    assert any(HELD.held_by in text for text in said), "what was done stands in its box"


def test_a_column_of_figures_has_one_number_of_decimals(hall: Hall) -> None:
    people = [
        {"姓名": name, "述职测评": mark, "实地考评": "90"}
        for name, mark in (("甲", "94.5"), ("乙", "92"))
    ]
    id = an_assessment_by(hall, "lianshu-branch", people, YEAR)
    walk(hall, id)
    for name in ("order", "ranking"):
        rows = [[cell.text for cell in row.cells] for row in rows_of(form(hall, id, name))]
        assert any("94.5" in row for row in rows), name
        assert any("92.0" in row for row in rows), name
        assert not any("92" in row for row in rows), name


def form(hall: Hall, id: int, name: str) -> Leaf:
    return print_assessment_form(hall, CONSOLE, id, name)


def rows_of(leaf: Leaf) -> list[Row]:
    """The rows of all tables."""
    return [row for block in leaf.blocks if isinstance(block, Table) for row in block.rows]
