"""Each paper of a rehearsal has 「演练」 across it and no line that anybody would sign."""

import pytest
from makers.life.rehearsals import a_rehearsal, a_tried_meeting
from makers.meetings import VERY, a_closed_meeting

from ballot.domain.access import CONSOLE
from ballot.printing.forms.rehearsed import ACROSS, INSTEAD
from ballot.printing.leaf import Code, Leaf, Table
from ballot.usecases.forms.close_form import print_close_form
from ballot.usecases.forms.print_meeting_form import MeetingForm, Network, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.open_box import open_box

SIGNED = (MeetingForm.REPORT, MeetingForm.WALL_POSTER, MeetingForm.LEDGER)


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Papers read what both databases give alike."""
    return sqlite_url


def signs(leaf: Leaf) -> bool:
    """Whether somebody is to sign in a row of a table."""
    tables = [each for each in leaf.blocks if isinstance(each, Table)]
    return any(row.cells[0].text == "监票人" for each in tables for row in each.rows)


@pytest.mark.parametrize("form", MeetingForm)
def test_each_is_marked_and_none_is_signed(hall: Hall, form: MeetingForm) -> None:
    tried = a_tried_meeting(hall, [VERY] * 3).number
    leaf = print_meeting_form(hall, CONSOLE, tried, form, Network("会场"))
    assert (leaf.across, leaf.check) == (ACROSS, ACROSS)
    assert not signs(leaf)
    codes = [each for each in leaf.blocks if isinstance(each, Code)]
    assert not [each for each in codes if each.text.startswith("BALLOT:")]


@pytest.mark.parametrize("form", SIGNED)
def test_the_control_those_of_a_vote_are_signed(hall: Hall, form: MeetingForm) -> None:
    number = a_closed_meeting(hall, [VERY] * 3, slips=4, eligible=4).number
    open_box(hall, CONSOLE, number)
    leaf = print_meeting_form(hall, CONSOLE, number, form)
    assert leaf.across == ""
    assert signs(leaf)
    assert INSTEAD not in list(leaf.texts())
    tried = print_meeting_form(hall, CONSOLE, a_tried_meeting(hall, [VERY] * 3).number, form)
    assert INSTEAD in list(tried.texts())


def test_the_sheet_of_its_close_too(hall: Hall) -> None:
    number = a_rehearsal(hall, [VERY] * 3).number
    close_voting(hall, CONSOLE, number)
    leaf = print_close_form(hall, CONSOLE, number)
    assert leaf.across == ACROSS
    assert not signs(leaf)
    vote = a_closed_meeting(hall, [VERY] * 3, slips=4, eligible=4).number
    assert signs(print_close_form(hall, CONSOLE, vote))


def test_its_report_has_the_counts_of_it(hall: Hall) -> None:
    leaf = print_meeting_form(
        hall, CONSOLE, a_tried_meeting(hall, [VERY] * 3).number, MeetingForm.REPORT
    )
    said = "".join(leaf.texts())
    assert "（演练）" in said
    assert "满意度" in said
    assert "签名须手写" not in said
    assert "结果摘要" not in said
