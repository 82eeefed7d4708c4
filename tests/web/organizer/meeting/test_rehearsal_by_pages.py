"""A rehearsal by its pages from the first slip to its end, told apart from the vote on each."""

import re

import pytest
from makers.life.rehearsals import a_rehearsal, a_tried_meeting
from makers.meetings import BAD, GOOD, VERY
from people.desk import Desk, a_desk

from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.meeting import Custody, State
from ballot.domain.paper import Ballot
from ballot.slips import tokens
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.count_hall import count_hall
from ballot.usecases.ledger.scan_slip import scan_slip
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.reset import reset
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.result import hall_screen
from ballot.web.proxy import Application

COUNTS_FOR_NOTHING = "现在的一切都不算数"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The acts themselves are tested on both databases; here are their pages."""
    return sqlite_url


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The organizer has signed in."""
    return a_desk(app, hall)


def state(hall: Hall, number: str) -> State:
    return see_meeting(hall, CONSOLE, number).state


def cast(hall: Hall, number: str, digits: list[str], answers: list[int]) -> None:
    for each, answer in zip(digits, answers, strict=False):
        code = tokens.parse(each)
        assert code
        cast_ballot(hall, number, code, Ballot((answer, answer)))


def test_it_is_walked_to_its_end_and_the_vote_after_it(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting(eligible="4")
    desk.press(number, "rehearse")
    digits = desk.print_slips(number, 4)
    cast(hall, number, digits, [VERY, VERY, GOOD])
    desk.look(f"/meetings/{number}")
    assert "演练一遍" in desk.page
    desk.close(number)
    assert state(hall, number) is State.REHEARSAL_CLOSED
    assert COUNTS_FOR_NOTHING in desk.page
    assert "登记会场数字" in desk.page
    desk.look(f"/meetings/{number}")
    assert "演练：当众开箱" in desk.page
    desk.press(number, "box")
    assert state(hall, number) is State.REHEARSAL_OPENED
    assert "演练的结果" in desk.page
    assert 'class="across"' in desk.page
    assert "100.00" in desk.page
    for file in ("result.csv", "result.json", "result.bundle", "result/links"):
        assert f"/meetings/{number}/{file}" not in desk.page
    assert "打印、签字、公示、移交" not in desk.page
    desk.press(number, "reset")
    assert "会删除下面这些" in desk.page
    assert "演练票 4 张" in desk.page
    assert "演练的结果" in desk.page
    assert state(hall, number) is State.REHEARSAL_OPENED, "nothing goes before somebody says so"
    desk.send(f"/meetings/{number}/reset", agreed="1")
    assert state(hall, number) is State.DRAFT
    assert COUNTS_FOR_NOTHING not in desk.page
    digits = desk.print_slips(number, 4)
    desk.press(number, "freeze")
    desk.press(number, "open")
    cast(hall, number, digits, [VERY, BAD, GOOD])
    desk.close(number)
    desk.press(number, "box")
    assert 'class="across"' not in desk.page
    bundle = desk.look(f"/meetings/{number}/result.bundle").data
    assert verify.verify(bundle).result.facts.returned.total == 3


def test_a_missed_quorum_says_so_and_leads_to_the_reset_alone(desk: Desk, hall: Hall) -> None:
    number = a_rehearsal(hall, [VERY, VERY]).number
    close_voting(hall, CONSOLE, number)
    desk.look(f"/meetings/{number}")
    assert "演练：没有达到法定人数" in desk.page
    assert "差 1 票" in desk.page
    desk.press(number, "box")
    assert state(hall, number) is State.REHEARSAL_NO_QUORUM
    assert "演练走完了" in desk.page
    assert "差 1 票" in desk.page
    assert "round-two" not in desk.page
    desk.look(f"/meetings/{number}/result")
    assert "任何票数都没有算出" in desk.page
    assert "round-two" not in desk.page


def test_a_rehearsal_that_still_votes_is_left_at_once(desk: Desk, hall: Hall) -> None:
    number = a_rehearsal(hall, [VERY]).number
    desk.press(number, "reset")
    assert state(hall, number) is State.DRAFT
    desk.look(f"/meetings/{number}/reset")
    assert "会删除下面这些" not in desk.page, "of a draft there is nothing to ask"


@pytest.mark.parametrize("page", ["", "/result", "/ledger", "/turnout", "/slips", "/print"])
def test_every_page_of_it_says_that_nothing_counts(desk: Desk, hall: Hall, page: str) -> None:
    tried = a_tried_meeting(hall, [VERY] * 3).number
    desk.look(f"/meetings/{tried}{page}")
    assert COUNTS_FOR_NOTHING in desk.page
    reset(hall, CONSOLE, tried, agreed=True)
    desk.look(f"/meetings/{tried}")
    assert COUNTS_FOR_NOTHING not in desk.page


@pytest.mark.parametrize("list_of", ["/meetings", "/meetings/evening"])
def test_lists_tell_it_apart_from_a_vote(desk: Desk, hall: Hall, list_of: str) -> None:
    closed = a_rehearsal(hall, [VERY] * 3)
    close_voting(hall, CONSOLE, closed.number)
    a_tried_meeting(hall, [VERY] * 3)
    a_tried_meeting(hall, [VERY])
    desk.look(list_of)
    for said in ("演练：投票已截止", "演练：已开箱", "演练：未达到法定人数"):
        assert said in desk.page
    for said in ("结果已出", "下一步：开箱", "可以举行第二轮"):
        assert said not in desk.page
    assert "演练走完了：清空" in desk.page
    desk.look(f"{list_of}?group=preparing")
    assert "演练：已开箱" in desk.page


def test_the_screen_has_it_across_the_result(desk: Desk, hall: Hall) -> None:
    number = a_tried_meeting(hall, [VERY] * 3).number
    desk.look(f"/meetings/{number}/screen")
    assert "演练：已开箱" in desk.page
    assert 'class="across"' in desk.page
    hall_screen.show_result(hall, CONSOLE, number, shown=True)
    desk.look(f"/meetings/{number}/screen/now")
    assert "演练：不算数" in desk.page
    assert 'class="across"' in desk.page
    assert 'data-state="opened-1"' in desk.page


def test_under_scrutineers_it_is_counted_first_and_says_whose_key_opens(
    desk: Desk, hall: Hall
) -> None:
    meeting = a_rehearsal(hall, [VERY] * 3, custody=Custody.SCRUTINEERS)
    number = meeting.number
    close_voting(hall, CONSOLE, number)
    desk.look(f"/meetings/{number}")
    assert "演练：清点票据" in desk.page
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 3})
    scan_slip(hall, CONSOLE, number, meeting.slips[3].token)
    desk.press(number, "ledger/settle")
    desk.look(f"/meetings/{number}/ledger?signed=1")
    assert f'action="/meetings/{number}/box"' in desk.page
    desk.look(f"/meetings/{number}")
    assert "演练票箱的密钥在服务器上" in desk.page
    assert "请监票人当众开箱" not in desk.page
    desk.press(number, "box")
    assert state(hall, number) is State.REHEARSAL_OPENED


def test_no_score_is_brought_in_from_its_result(desk: Desk, hall: Hall) -> None:
    number = a_tried_meeting(hall, [VERY] * 3).number
    desk.look(f"/meetings/{number}/result")
    assert not re.search(rf"/meetings/{number}/scores", desk.page)
