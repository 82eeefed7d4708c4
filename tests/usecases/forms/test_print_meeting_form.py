"""Papers of a meeting as its people print them."""

from dataclasses import replace

import pytest
from makers.life.rosters import a_roster, people
from makers.meetings import THE_HALL, a_closed_meeting, a_draft, a_plan, an_open_meeting

from ballot.domain.access import CONSOLE, Actor
from ballot.domain.errors import MayNot, MeetingUnknown, NotInState, Refused
from ballot.printing.leaf import Leaf
from ballot.usecases.forms.print_meeting_form import MeetingForm, Network, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.kiosk import pair_kiosk
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.hall_screen import furnish_screen
from ballot.usecases.roster import doors
from ballot.usecases.scrutineers.appoint import appoint
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


def test_the_cards_follow_what_the_meeting_has(hall: Hall) -> None:
    meeting = a_draft(hall, slips=0, eligible=99)
    number = meeting.number

    def said() -> str:
        return text(print_meeting_form(hall, CONSOLE, number, MeetingForm.CARDS))

    assert "99 人，至少要 66 人" in said()
    assert "签到册上自己签名" in said()
    assert "投票平板上" not in said()
    a_roster(hall, number, people(40))
    doors.offer(hall, CONSOLE, number)
    doors.offer(hall, CONSOLE, number)
    pair_kiosk.offer(hall, CONSOLE, number)
    furnish_screen(hall, CONSOLE, number, "村委会", "88886666", "门口左边的桌子上")
    after = said()
    assert "40 人，至少要 27 人" in after
    assert "到投票平板上投（门口左边的桌子上）" in after
    assert after.count("签到平板开着：") == 2, "one card a tablet"
    assert "大屏上有二维码，扫一下就连" in after
    assert "88886666" not in after
    assert "村委会" not in after.replace("村委会会议室", "")


def test_where_no_tellers_were_chosen_nobody_is_sent_to_paper(hall: Hall) -> None:
    number = a_draft(hall).number
    before = text(print_meeting_form(hall, CONSOLE, number, MeetingForm.CARDS))
    assert "换发纸质票" in before
    appoint(hall, CONSOLE, number, ("张三", "李四", "王五"))
    after = text(print_meeting_form(hall, CONSOLE, number, MeetingForm.CARDS))
    assert "换发纸质票" not in after
    assert "张三" not in after
    appoint(hall, CONSOLE, number, ("张三", "李四", "王五", "赵六", "钱七"))
    assert "换发纸质票" in text(print_meeting_form(hall, CONSOLE, number, MeetingForm.CARDS))


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
