"""Papers of a meeting as its people print them."""

from dataclasses import replace

import pytest
from makers.meetings import THE_HALL, a_closed_meeting, a_draft, a_plan, an_open_meeting

from ballot.domain.access import CONSOLE, Actor
from ballot.domain.errors import MayNot, MeetingUnknown, NotInState, Refused
from ballot.printing.leaf import Leaf
from ballot.usecases.forms.print_meeting_form import MeetingForm, Network, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips


def text(leaf: Leaf) -> str:
    return "\n".join(leaf.texts())


@pytest.mark.parametrize(
    "paper", [each for each in MeetingForm if each is not MeetingForm.WALL_POSTER]
)
def test_every_paper_but_the_notice_can_be_printed_from_the_draft_on(
    hall: Hall, paper: MeetingForm
) -> None:
    meeting = a_draft(hall)
    assert text(
        print_meeting_form(hall, CONSOLE, meeting.number, paper, Network(name="大布村投票"))
    )


def test_a_poster_of_no_network_is_refused(hall: Hall) -> None:
    with pytest.raises(Refused) as refused:
        print_meeting_form(hall, CONSOLE, a_draft(hall).number, MeetingForm.WIFI)
    assert [fault.key for fault in refused.value.faults] == ["network"]


def test_the_notice_waits_for_the_freeze_and_says_what_was_frozen(hall: Hall) -> None:
    draft = a_draft(hall)
    with pytest.raises(NotInState):
        print_meeting_form(hall, CONSOLE, draft.number, MeetingForm.WALL_POSTER)
    meeting = an_open_meeting(hall, slips=50)
    said = text(print_meeting_form(hall, CONSOLE, meeting.number, MeetingForm.WALL_POSTER))
    for words in (meeting.number, "46 人", "50 张", "≥ 2/3", "31 张", "张某", "很满意 / 满意"):
        assert words in said


def test_the_report_of_an_opened_meeting_has_formula_and_defaults(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, THE_HALL)
    open_box(hall, CONSOLE, meeting.number)
    said = text(print_meeting_form(hall, CONSOLE, meeting.number, MeetingForm.REPORT))
    assert "(20+7)÷31 = 87.10" in said
    assert "文件未规定，采用默认" in said
    assert "2026年12月20日" in said


def test_before_the_opening_the_report_has_no_figure(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, THE_HALL)
    said = text(print_meeting_form(hall, CONSOLE, meeting.number, MeetingForm.REPORT))
    assert "票箱没有开启" in said
    assert "87.10" not in said
    assert "很满意" not in said


def test_the_chair_reads_out_the_numbers_of_this_meeting(hall: Hall) -> None:
    meeting = a_draft(hall, slips=48)
    said = text(print_meeting_form(hall, CONSOLE, meeting.number, MeetingForm.SCRIPT))
    assert "应到 46 人" in said
    assert "即收回 31 张以上" in said
    assert "印制 48 张" in said


def test_only_who_may_see_a_meeting_prints_its_papers(hall: Hall) -> None:
    meeting = a_draft(hall)
    nobody = Actor(id=7, name="路人", roles=())
    with pytest.raises((MayNot, MeetingUnknown)):
        print_meeting_form(hall, nobody, meeting.number, MeetingForm.SCRIPT)
    with pytest.raises(MeetingUnknown):
        print_meeting_form(hall, CONSOLE, "000000", MeetingForm.SCRIPT)


def test_when_it_is_to_begin_stands_on_its_papers_until_it_has_begun(hall: Hall) -> None:
    plan = replace(a_plan(), starts="2026-12-24 19:30")
    number = create_meeting(hall, CONSOLE, plan)
    issue = issue_slips(hall, CONSOLE, number, 46)
    confirm_batch(hall, CONSOLE, number, issue.batch)
    freeze(hall, CONSOLE, number)
    for form in (MeetingForm.ROSTER, MeetingForm.WALL_POSTER, MeetingForm.REPORT):
        assert "2026年12月24日 19:30" in text(print_meeting_form(hall, CONSOLE, number, form)), form
    open_voting(hall, CONSOLE, number)
    for form in (MeetingForm.ROSTER, MeetingForm.WALL_POSTER, MeetingForm.REPORT):
        said = text(print_meeting_form(hall, CONSOLE, number, form))
        assert "12月24日" not in said, form
        assert "2026年12月20日" in said, form
