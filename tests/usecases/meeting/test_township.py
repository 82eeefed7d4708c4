"""The vote about people 非脱产 is held by a township, not by the county (第十九条(三))."""

from dataclasses import replace

import pytest
from makers.county import a_county, add_unit
from makers.meetings import a_plan

from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.errors import NotOneOf, OnlyTownship, Refused
from ballot.domain.meetings.plan import MeetingPlan, SubjectPlan
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.storage import meetings, unit_tree
from ballot.usecases.accounts.units import top_unit
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.edit_meeting import edit_meeting
from ballot.usecases.meeting.meeting_rows import ITEM, ORGANIZER, row_of
from ballot.usecases.meeting.start_from_file import preview_meetings, start_from_file
from ballot.usecases.meeting.start_meeting import Start, see_unmet, start_meeting
from ballot.words import refusals

TITLE = "2026年度第一书记考核"
TOWN = "里岔镇"
CLAUSE = "第十九条（三）"


@pytest.fixture
def town(hall: Hall) -> int:
    """A township below the county."""
    county = hall.database.write(top_unit)
    add_unit(hall, CONSOLE, TOWN, county)
    return next(each.id for each in hall.database.read(unit_tree.units) if each.name == TOWN)


def a_plan_of(how: str, unit: str = "", assessment: str | None = None) -> MeetingPlan:
    subject = SubjectPlan("甲某", "某局", "大布村", groups={"派驻方式": how})
    return replace(a_plan(assessment=assessment), subjects=(subject,), unit=unit)


def faults(refused: pytest.ExceptionInfo[Refused]) -> list[tuple[str | None, type]]:
    return [(fault.key, type(fault.error)) for fault in refused.value.faults]


def unit_of(hall: Hall, number: str) -> int:
    return hall.database.read(lambda db: meetings.get(db, number)).unit


def test_a_county_holds_no_vote_that_is_a_townships(hall: Hall, town: int) -> None:
    with pytest.raises(Refused) as refused:
        create_meeting(hall, CONSOLE, a_plan_of("非脱产"))
    assert faults(refused) == [("subjects[1].groups.派驻方式", OnlyTownship)]
    (fault,) = refused.value.faults
    assert isinstance(fault.error, OnlyTownship)
    said = refusals.words(fault)
    assert "镇（街道）党（工）委考核组" in said
    assert CLAUSE in said
    assert "请写明镇（街道），或由它的组织者来建" in said
    create_meeting(hall, CONSOLE, a_plan_of("脱产"))


def test_the_township_holds_it_in_the_assessment_of_the_county(hall: Hall, town: int) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))
    number = create_meeting(hall, CONSOLE, a_plan_of("非脱产", TOWN, TITLE))
    assert unit_of(hall, number) == town
    assert [each.number for each in see_assessment(hall, CONSOLE, id).meetings] == [number]


def test_an_organizer_of_the_township_needs_no_word_of_it(hall: Hall, town: int) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))
    townsman = Actor(id=8, name="镇里", roles=((town, Role.ORGANIZER),))
    number = create_meeting(hall, townsman, a_plan_of("非脱产", assessment=TITLE))
    assert unit_of(hall, number) == town
    # The assessment of the county is not his to add to: he has one of his own of that name.
    assert see_assessment(hall, CONSOLE, id).meetings == ()
    with pytest.raises(Refused) as refused:
        create_meeting(hall, townsman, a_plan_of("非脱产", "本单位"))
    assert faults(refused) == [("unit", NotOneOf)]


def test_where_nothing_stands_below_nobody_is_a_county(hall: Hall) -> None:
    create_meeting(hall, CONSOLE, a_plan_of("非脱产"))


def test_a_draft_of_the_county_is_not_turned_into_one(hall: Hall, town: int) -> None:
    number = create_meeting(hall, CONSOLE, a_plan_of("脱产"))
    with pytest.raises(Refused) as refused:
        edit_meeting(hall, CONSOLE, number, a_plan_of("非脱产"))
    assert faults(refused) == [("subjects[1].groups.派驻方式", OnlyTownship)]


def test_meetings_of_an_assessment_name_their_township(hall: Hall, town: int) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))
    rows = [each.row for each in a_county(3)]
    for row, how in zip(rows, ("脱产", "非脱产", "非脱产"), strict=True):
        row["派驻方式"] = how
    add_people(hall, CONSOLE, id, PeopleFile("p.xlsx", tuple(rows[0]), tuple(rows)))
    first, second, third = (each.id for each in see_assessment(hall, CONSOLE, id).people)
    assert see_unmet(hall, CONSOLE, id).units == (TOWN,)
    for unit, error in (("", OnlyTownship), ("某镇", NotOneOf)):
        with pytest.raises(Refused) as refused:
            start_meeting(hall, CONSOLE, id, Start((second,), "测评", "", 30, unit=unit))
        assert faults(refused) == [("unit", error)]
    number = start_meeting(hall, CONSOLE, id, Start((second,), "测评", "", 30, unit=TOWN))
    assert unit_of(hall, number) == town
    start_meeting(hall, CONSOLE, id, Start((first,), "测评", "", 30))
    gap = see_unmet(hall, CONSOLE, id).gaps[0]
    given = {**row_of(gap), "应参加人数": "30"}
    del given[ITEM]
    file = PeopleFile("m.csv", tuple(given), (given,))
    (fault,) = preview_meetings(hall, CONSOLE, id, file).faults
    assert (fault.row, fault.column, type(fault.error)) == (2, ORGANIZER, OnlyTownship)
    given[ORGANIZER] = TOWN
    file = PeopleFile("m.csv", tuple(given), (given,))
    assert len(start_from_file(hall, CONSOLE, id, file).numbers) == 1
    assert third == gap.person.id
