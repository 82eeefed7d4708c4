"""A meeting that names no assessment stands alone: nobody finds one that nobody asked for."""

from dataclasses import replace

import pytest
from makers.meetings import THE_HALL, VERY, a_closed_meeting, a_plan

from ballot import schemes
from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.errors import QuorumMissed, Refused
from ballot.domain.scheme import meeting_items
from ballot.storage import meetings
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.desk.find_meetings import Search, find_meetings
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.edit_meeting import edit_meeting
from ballot.usecases.meeting.list_meetings import list_meetings
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result


def assessment_of(hall: Hall, number: str) -> int:
    return hall.database.read(lambda db: meetings.get(db, number)).assessment


def test_it_makes_no_assessment_and_one_that_names_one_does(hall: Hall) -> None:
    alone = create_meeting(hall, CONSOLE, a_plan())
    assert list_assessments(hall, CONSOLE) == []
    assert [each.assessment for each in list_meetings(hall, CONSOLE)] == [""]
    assert see_meeting(hall, CONSOLE, alone).assessment == ""
    with pytest.raises(Refused) as refused:
        see_assessment(hall, CONSOLE, assessment_of(hall, alone))
    assert refused.value.faults[0].key == "assessment"
    named = create_meeting(hall, CONSOLE, a_plan(assessment="2026年度"))
    assert [each.title for each in list_assessments(hall, CONSOLE)] == ["2026年度"]
    assert see_assessment(hall, CONSOLE, assessment_of(hall, named)).title == "2026年度"


def test_its_result_papers_and_bundle_are_those_of_any_meeting(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, THE_HALL)
    open_box(hall, CONSOLE, meeting.number)
    (subject,) = see_result(hall, meeting.number).subjects
    assert subject.opened is not None
    assert dict(subject.opened.questions[0].counts)["很满意"] == 20
    for form in MeetingForm:
        if form is not MeetingForm.WIFI:
            assert list(print_meeting_form(hall, CONSOLE, meeting.number, form).texts())
    verified = verify.verify(export_bundle(hall, CONSOLE, meeting.number))
    assert verified.result.facts.meeting == meeting.number


def test_its_second_round_stands_beside_it_and_is_no_assessment_of_several(hall: Hall) -> None:
    first = a_closed_meeting(hall, [VERY] * 3).number
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, first)
    second = round_two(hall, CONSOLE, first)
    assert assessment_of(hall, first) == assessment_of(hall, second)
    hidden = assessment_of(hall, first)
    for search in (Search(), Search(assessment=hidden)):
        found = find_meetings(hall, CONSOLE, search)
        assert (found.total, found.assessments) == (2, ())
    assert list_assessments(hall, CONSOLE) == []


def test_what_stands_alone_may_join_an_assessment_or_change_its_policy(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan())
    edit_meeting(hall, CONSOLE, number, a_plan(scheme="jiaozhou-community"))
    assert list_assessments(hall, CONSOLE) == []
    edit_meeting(hall, CONSOLE, number, a_plan(assessment="2026年度"))
    assert see_meeting(hall, CONSOLE, number).assessment == "2026年度"
    assert len(list_assessments(hall, CONSOLE)) == 1
    edit_meeting(hall, CONSOLE, number, replace(a_plan(), place="老村部"))
    assert see_meeting(hall, CONSOLE, number).assessment == "2026年度", "a page names none"


def test_where_a_meeting_is_a_part_the_policy_says_so() -> None:
    wanted = {
        name for name in schemes.available() if meeting_items.wants_assessment(schemes.find(name))
    }
    assert wanted == {
        "dongtai",
        "lianshu-branch",
        "lianshu-village",
        "lijun",
        "lijun-monthly40",
        "sanping-304030",
        "yicheng",
    }
