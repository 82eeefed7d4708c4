"""The forms of a policy, filled in with what an assessment knows."""

import pytest

from ballot.domain.access import CONSOLE
from ballot.domain.errors import NoticeNotPosted, NotOneOf, NotRanked, Refused
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.printing.leaf import Leaf, Table
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.forms.print_assessment_form import print_assessment_form
from ballot.usecases.hall import Hall

MARKS = ("姓名", "分管领导打分", "站所长打分", "旷工天数", "迟到早退次数")
PEOPLE = (("龑㛃", "90", "80", "1", ""), ("䶮𬴃", "95", "95", "", "2"))


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Paper asks the database nothing that the kinds could answer differently."""
    return sqlite_url


def an_assessment(hall: Hall, scheme: str = "lijun") -> int:
    return create_assessment(hall, CONSOLE, AssessmentPlan("考核", scheme, period="2026年12月"))


def with_marks(hall: Hall) -> int:
    id = an_assessment(hall)
    rows = tuple(dict(zip(MARKS, each, strict=True)) for each in PEOPLE)
    add_people(hall, CONSOLE, id, PeopleFile("marks.csv", MARKS, rows))
    return id


def lines(leaf: Leaf) -> list[list[str]]:
    tables = [block for block in leaf.blocks if isinstance(block, Table)]
    return [[cell.text for cell in row.cells] for table in tables for row in table.rows]


def test_a_month_is_summed_up_with_points_taken_off_and_places(hall: Hall) -> None:
    leaf = print_assessment_form(hall, CONSOLE, with_marks(hall), "monthly_exam")
    assert [line[1:9] for line in lines(leaf)[1:3]] == [
        ["龑㛃", "", "90", "80", "85.00", "-1.00", "84.00", "2"],
        ["䶮𬴃", "", "95", "95", "95.00", "-1.00", "94.00", "1"],
    ]
    assert "2026年12月" in "".join(leaf.texts())


def test_months_are_summed_up_with_what_their_deductions_change(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "lijun", period="2026年"))
    heading = ("姓名", "1月月考", "2月月考", "1月旷工天数")
    rows = (dict(zip(heading, ("龑㛃", "90", "80", "1"), strict=True)),)
    add_people(hall, CONSOLE, id, PeopleFile("months.csv", heading, rows))
    leaf = print_assessment_form(hall, CONSOLE, id, "monthly_exam")
    assert lines(leaf)[1][5:8] == ["85.00", "-0.50", "84.50"]


def test_the_attendance_of_a_month_leaves_to_the_pen_what_nobody_told(hall: Hall) -> None:
    leaf = print_assessment_form(hall, CONSOLE, with_marks(hall), "attendance")
    assert lines(leaf)[2][1:9] == ["䶮𬴃", "", "", "2", "", "", "", "-1.00"]


def test_a_personal_paper_is_that_of_the_person_or_of_everybody_or_empty(hall: Hall) -> None:
    id = an_assessment(hall, "gongwei")
    assert "龑㛃" not in "".join(print_assessment_form(hall, CONSOLE, id, "gongwei_3").texts())
    rows = ({"姓名": "龑㛃", "一票否决": ""}, {"姓名": "䶮𬴃", "一票否决": ""})
    heading = ("姓名", "半年等次", "年度等次", "一票否决")
    add_people(hall, CONSOLE, id, PeopleFile("p.csv", heading, rows))
    everybody = "".join(print_assessment_form(hall, CONSOLE, id, "gongwei_3").texts())
    one = "".join(print_assessment_form(hall, CONSOLE, id, "gongwei_3", "䶮𬴃").texts())
    assert "龑㛃" in everybody
    assert ("龑㛃" in one, "䶮𬴃" in one) == (False, True)
    with pytest.raises(Refused) as refused:
        print_assessment_form(hall, CONSOLE, id, "gongwei_3", "丙某")
    assert [fault.key for fault in refused.value.faults] == ["person"]


@pytest.mark.parametrize("name", ["talks", "bulletin", "appeal"])
def test_a_form_of_a_ranking_is_empty_before_there_is_one(hall: Hall, name: str) -> None:
    id = an_assessment(hall, "dongtai")
    assert lines(print_assessment_form(hall, CONSOLE, id, name))


def test_a_paper_that_is_none_or_not_there_yet_is_refused(hall: Hall) -> None:
    id = an_assessment(hall)
    with pytest.raises(Refused) as refused:
        print_assessment_form(hall, CONSOLE, id, "goals")
    (fault,) = refused.value.faults
    assert fault.key == "paper"
    assert isinstance(fault.error, NotOneOf)
    assert "monthly_exam" in fault.error.allowed
    with pytest.raises(NotRanked):
        print_assessment_form(hall, CONSOLE, id, "ranking")
    with pytest.raises(NoticeNotPosted):
        print_assessment_form(hall, CONSOLE, id, "publication")
