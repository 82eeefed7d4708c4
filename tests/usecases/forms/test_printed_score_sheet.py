"""工作目标考核评分表 on paper: what was entered, its points, and sums that the rows add up to."""

from fractions import Fraction

import pytest
from makers.reviewed import one_who_was_given_more
from makers.score_rows import a_row

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.domain.scoring.sheet_entry import Side
from ballot.printing.leaf import Leaf, Line, Table
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.enter_sheet import enter_sheet
from ballot.usecases.assessment.kept_sheet import Typed
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.forms.print_assessment_form import print_assessment_form
from ballot.usecases.hall import Hall

WHO = ("姓名", "单位", "单位类别", "派驻方式", "职务层次", "村(社区)")
SELF, FOUND = 4, 6
"""Where the points of both columns stand in a row; what was entered stands before them."""
ENTERED = {
    "(一)1①a": ("否", "是"),
    "(一)1①b": ("", "5"),
    "(一)1③": ("2", "1"),
    "(一)3①": ("", "9"),
    "(一)3②": ("6", "2"),
    "(二)2": ("26", "20"),
    "(二)3a": ("1", "3"),
    "(二)3b": ("1", "0"),
    "(二)6①": ("", "一般=2、特别严重=1"),
    "(三)1": ("3.9", "2.5"),
    "(四)降位": ("", "A级=1"),
}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Paper asks the database nothing that the kinds could answer differently."""
    return sqlite_url


def a_sheet(hall: Hall) -> Leaf:
    """The sheet of somebody who was in post for half a year, on paper."""
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "jiaozhou-village"))
    row = {name: a_row("龑㛃")[name] for name in WHO}
    add_people(hall, CONSOLE, id, PeopleFile("p.csv", WHO, (row,)))
    person = see_assessment(hall, CONSOLE, id).people[0].id
    typed = {
        no: Typed({Side.SELF: own, Side.EXAMINER: found}, "依据")
        for no, (own, found) in ENTERED.items()
    }
    enter_sheet(hall, CONSOLE, id, person, typed, months="6")
    return print_assessment_form(hall, CONSOLE, id, "score_sheet")


def rows(leaf: Leaf) -> list[list[str]]:
    """The rows of the table of points."""
    (table,) = (
        block
        for block in leaf.blocks
        if isinstance(block, Table) and block.rows and block.rows[0].cells[0].text == "编号"
    )
    return [[cell.text for cell in row.cells] for row in table.rows[1:]]


@pytest.mark.parametrize("column", [SELF, FOUND], ids=["self", "found"])
def test_a_subtotal_is_the_sum_of_its_rows_and_the_total_of_the_subtotals(
    hall: Hall, column: int
) -> None:
    added, subtotals = Fraction(0), []
    for row in rows(a_sheet(hall)):
        if row[0] == "小计":
            assert Fraction(row[column - 1]) == added
            subtotals.append(added)
            added = Fraction(0)
        elif row[0].endswith("合计"):
            assert Fraction(row[column - 1]) == sum(subtotals)
        elif len(row) == 8 and row[column]:
            added += Fraction(row[column])
    assert len(subtotals) == 4


def test_what_was_entered_stands_beside_the_points(hall: Hall) -> None:
    found = {row[0]: row for row in rows(a_sheet(hall))}
    assert found["（一）1①"][2:] == ["10", "", "10", "", "0", ""]
    assert found["（一）1①a"][3:] == ["没有（0）", "", "有（-5）", "", "依据"]
    assert found["（一）1①b"][5] == "5（-5）"
    assert found["（一）1③"][2:7] == ["", "2", "10", "1", "5"]
    assert found["（一）3①"][2:7] == ["15", "", "15", "9", "0"], "9 × 5 stops at the base"
    assert found["（一）3②"][3:7] == ["6", "10", "2", "6"], "6 of 12 are due"
    assert found["（四）"][5:8] == ["A级→B级", "-10", "依据"], "both ratings in one row"
    assert found["（二）6①"][5:7] == ["一般=2、特别严重=1", "-20"]


@pytest.mark.parametrize(
    ("village", "line", "goal"),
    [
        ("大布村", "帮助村庄建立种植或养殖示范基地", "选育好一个带头人"),
        ("香港路社区", "帮助社区建立种植或养殖示范基地", "健全组织网络"),
    ],
)
def test_a_village_and_a_community_of_one_assessment_have_sheets_and_goals_of_their_own(
    hall: Hall, village: str, line: str, goal: str
) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "jiaozhou-village"))
    pair = [{name: a_row("甲")[name] for name in WHO} | {"村(社区)": "某村"}]
    pair.append(pair[0] | {"姓名": "乙", "村(社区)": village})
    add_people(hall, CONSOLE, id, PeopleFile("p.csv", WHO, tuple(pair)))
    said = list(print_assessment_form(hall, CONSOLE, id, "score_sheet", "乙").texts())
    assert any(text.startswith(line) for text in said)
    assert any(goal in text for text in said)
    assert goal in list(print_assessment_form(hall, CONSOLE, id, "goals", "乙").texts())


def test_an_empty_sheet_is_for_the_pen(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "jiaozhou-village"))
    empty = rows(print_assessment_form(hall, CONSOLE, id, "score_sheet"))
    assert {text for row in empty if len(row) == 8 for text in row[3:]} == {""}


def test_the_paper_says_what_counts_where_a_decision_gave_another_value(hall: Hall) -> None:
    id, _person = one_who_was_given_more(hall)
    said = [
        each.text
        for each in print_assessment_form(hall, CONSOLE, id, "score_sheet").blocks
        if isinstance(each, Line)
    ]
    told = "“基本工作目标得分”计入考核的是 60，不是上面的小计，合计随之不同。来源：异议1的决定。"
    assert told in said
