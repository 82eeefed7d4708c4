"""The ledger as steps: one at a time has the filled button, and red is for a fault alone."""

import re

import pytest
from makers.meetings import VERY
from makers.meetings_of_scrutineers import (
    Scrutinised,
    an_open_meeting_of_scrutineers,
)
from people.counters import a_phone_of, a_teller, both_enter, papers
from people.desk import Desk, a_desk

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.web.proxy import Application

BUTTON = re.compile(r'<(?:button|a) class="button ?(\w*)"[^>]*>\s*([^<]+?)\s*</')
STEP = re.compile(r'<li class="(\w+)"[^>]*>\s*<h2>(\S+)')


def filled(page: str) -> list[str]:
    """The words of the filled buttons of a page."""
    return [words for kind, words in BUTTON.findall(page) if kind in ("", "big")]


@pytest.fixture
def held(hall: Hall) -> Scrutinised:
    made = an_open_meeting_of_scrutineers(hall, slips=5, eligible=3)
    made.meeting.cast_all([VERY] * 2)
    close_voting(hall, CONSOLE, made.number)
    return made


def test_one_step_after_another_has_the_filled_button(
    app: Application, hall: Hall, held: Scrutinised
) -> None:
    desk, ledger = a_desk(app, hall), f"/meetings/{held.number}/ledger"

    def here(page: str) -> str:
        return dict(STEP.findall(page)).get("here", "")

    def says(step: str, button: str) -> None:
        assert (here(desk.page), filled(desk.page)) == (step, [button])
        assert "say stop" not in desk.page

    assert "去清点" in filled(desk.look(f"/meetings/{held.number}").text)
    desk.look(ledger)
    says("登记会场数字", "登记")
    desk.send(f"{ledger}/figures", handed_out="2")
    says("核验没发的票", "去核验")
    assert "没发出去的票还有 3 张没核验" in desk.page
    _scan_rest(desk, held)
    desk.look(ledger)
    says("打印，签字", "打印收发清点单")
    desk.look(f"{ledger}?signed=1")
    says("清点完毕", "清点完毕")
    desk.send(f"{ledger}/settle")
    says("开箱", "去开箱")


def test_a_fault_is_red_and_what_is_not_done_is_not(
    app: Application, hall: Hall, held: Scrutinised
) -> None:
    desk, ledger = a_desk(app, hall), f"/meetings/{held.number}/ledger"
    desk.look(ledger)
    assert "还没有登记发出多少张" in desk.page
    assert "say stop" not in desk.page
    desk.send(f"{ledger}/figures", handed_out="1")
    assert "有不符的地方" in desk.page
    assert 'class="say stop"' in desk.page
    desk.send(f"{ledger}/figures", handed_out="2")
    assert "say stop" not in desk.page


def test_a_teller_is_told_when_nothing_is_left_to_do(app: Application, hall: Hall) -> None:
    desk = a_desk(app, hall)
    number = desk.new_meeting(eligible="2", names="张某")
    digits = desk.print_slips(number, 2)
    desk.press(number, "freeze")
    desk.press(number, "open")
    for each in digits:
        desk.look(f"/meetings/{number}/slips")
        desk.send(f"/meetings/{number}/slips/exchange", text=each)
    desk.close(number)
    phone = app.test_client()
    badge = a_phone_of(hall, a_teller(number, 1))
    phone.set_cookie("badge", badge, path=f"/s/{number}")

    def home() -> str:
        return phone.get(f"/s/{number}/").text

    assert 'class="urgent"' in home()
    both_enter(hall, number, papers(2, 0, 0, 0))
    assert "两位录的一致，已计入清点。" in home()
    assert 'class="urgent"' not in home()
    desk.look(f"/meetings/{number}/ledger")
    desk.send(f"/meetings/{number}/ledger/settle")
    assert "清点完毕，您的事做完了，谢谢！" in home()
    desk.press(number, "box")
    assert "您的事做完了，谢谢！结果由组织者宣布。" in home()


def _scan_rest(desk: Desk, held: Scrutinised) -> None:
    for slip in held.meeting.slips[2:]:
        desk.look(f"/meetings/{held.number}/scan")
        desk.send(f"/meetings/{held.number}/scan", text=slip.token.text)
