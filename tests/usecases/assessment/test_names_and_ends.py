"""An assessment renamed at any time, and removed before anything was measured."""

from pathlib import Path

import pytest
from makers.county import a_county
from makers.meetings import a_hall, a_plan
from makers.reviewed import NAMES, TITLE, seven

from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    AssessmentInUse,
    Missing,
    NothingChanged,
    Refused,
    TwiceTheSame,
)
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.storage.database import Database
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.look_at_assessment import look_at_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.remove_assessment import remove_assessment, what_holds
from ballot.usecases.assessment.rename_assessment import rename_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.forms.print_assessment_form import print_assessment_form
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.create_meeting import create_meeting

PLAN = AssessmentPlan(TITLE, "jiaozhou-village", "2026")


@pytest.fixture
def hall(database: Database, tmp_path: Path) -> Hall:
    """The hall of this test, once on each kind of database."""
    return a_hall(database, tmp_path)


def test_a_new_name_stands_on_what_is_printed_from_then_on(hall: Hall) -> None:
    id = seven(hall)
    rename_assessment(hall, CONSOLE, id, title=" 2026年度考核 ", period="2026年度")
    head = look_at_assessment(hall, CONSOLE, id)
    assert (head.title, head.period) == ("2026年度考核", "2026年度")
    assert "2026年度" in "".join(print_assessment_form(hall, CONSOLE, id, "ranking").texts())
    assert len(see_assessment(hall, CONSOLE, id).people) == len(NAMES), "meetings go on with it"
    rename_assessment(hall, CONSOLE, id, period="")
    assert look_at_assessment(hall, CONSOLE, id).title == "2026年度考核"
    details = [each.detail for each in read_journal(hall, CONSOLE)]
    assert any(TITLE in each and "2026年度考核" in each for each in details)


def test_a_name_stands_once_in_a_unit(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, PLAN)
    create_assessment(hall, CONSOLE, AssessmentPlan("另一次", "jiaozhou-village"))
    for title, error in (("另一次", TwiceTheSame), ("", Missing)):
        with pytest.raises(Refused) as refused:
            rename_assessment(hall, CONSOLE, id, title=title)
        assert [type(fault.error) for fault in refused.value.faults] == [error]
    with pytest.raises(NothingChanged):
        rename_assessment(hall, CONSOLE, id, title=TITLE, period="2026")


@pytest.mark.parametrize(
    ("scheme", "before", "said", "key"),
    [
        ("yicheng", "任前评估", {"period": "2026年任中"}, "period"),
        ("yicheng", "任前评估", {"title": "任中评估"}, "title"),
        ("yicheng", "任前评估", {"period": "2026年第三季度"}, "period"),
        ("lijun", "2026年度考核", {"period": "2026年第三季度"}, "period"),
        ("lijun", "2026年度考核", {"title": "2026年第三季度考核"}, "title"),
    ],
)
def test_a_new_name_is_of_no_other_period_or_round(
    hall: Hall, scheme: str, before: str, said: dict[str, str], key: str
) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan(before, scheme))
    with pytest.raises(Refused) as refused:
        rename_assessment(hall, CONSOLE, id, **said)
    assert [fault.key for fault in refused.value.faults] == [key]
    rename_assessment(hall, CONSOLE, id, title=f"{before}（甲县）")
    assert look_at_assessment(hall, CONSOLE, id).title == f"{before}（甲县）"


def test_one_begun_by_mistake_is_removed_and_its_name_is_free(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, PLAN)
    number = create_meeting(hall, CONSOLE, a_plan(eligible=3, assessment=TITLE))
    assert what_holds(hall, CONSOLE, id)[0].startswith(number)
    with pytest.raises(AssessmentInUse):
        remove_assessment(hall, CONSOLE, id)
    cancel(hall, CONSOLE, number, "误建")
    assert what_holds(hall, CONSOLE, id) == ()
    remove_assessment(hall, CONSOLE, id, "误建")
    assert list_assessments(hall, CONSOLE) == []
    with pytest.raises(Refused):
        see_assessment(hall, CONSOLE, id)
    again = create_assessment(hall, CONSOLE, PLAN)
    assert again != id
    assert see_assessment(hall, CONSOLE, again).people == ()
    assert any("误建" in line.detail for line in read_journal(hall, CONSOLE))


def test_one_that_was_measured_stays(hall: Hall) -> None:
    id = seven(hall)
    create_assessment(hall, CONSOLE, AssessmentPlan("下一次", "jiaozhou-village", previous=id))
    held = what_holds(hall, CONSOLE, id)
    assert "甲某" in held
    with pytest.raises(AssessmentInUse):
        remove_assessment(hall, CONSOLE, id)
    assert len(see_assessment(hall, CONSOLE, id).people) == len(NAMES)


def test_two_of_one_name_who_hold_an_assessment_are_told_apart(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, PLAN)
    whole = a_county(1)[0].row | {"姓名": "王伟"}
    rows = tuple(whole | {"村(社区)": village} for village in ("大布村", "小高村"))
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(whole), rows))
    assert what_holds(hall, CONSOLE, id) == ("王伟（大布村）", "王伟（小高村）")
