"""One consent for so many exchanges, by the pages of teller, 监票人 and organizer."""

import re

import pytest
from people.ceremony import (
    PIN,
    WithScrutineers,
    a_meeting_with_keys,
    an_open_meeting_of_scrutineers,
    permit,
)
from people.desk import Desk, a_desk
from people.hall_phone import Hand

from ballot.domain.access import CONSOLE
from ballot.domain.errors import ConsentNeeded
from ballot.domain.ledger.ledger_told import Spoiled
from ballot.domain.meeting import State
from ballot.usecases.consents import agreed_exchanges, answer_consent
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.see_ledger import see_ledger
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.slips.void_slip import void_slip
from ballot.web.proxy import Application


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    return a_desk(app, hall)


@pytest.fixture
def meeting(hall: Hall) -> WithScrutineers:
    return an_open_meeting_of_scrutineers(hall, slips=4)


def a_hand(app: Application, meeting: WithScrutineers, place: int) -> Hand:
    hand = Hand(app.test_client())
    badge = meeting.phones[place - 1].badge
    hand.client.set_cookie("badge", badge, path=f"/s/{meeting.number}")
    return hand


def text_of(meeting: WithScrutineers, place: int) -> str:
    return meeting.slips[place].code.text


def test_a_teller_asks_once_a_scrutineer_agrees_and_slips_are_exchanged(
    app: Application, meeting: WithScrutineers
) -> None:
    number = meeting.number
    teller, scrutineer = a_hand(app, meeting, 4), a_hand(app, meeting, 2)
    page = f"/s/{number}/exchange"
    teller.look(page)
    assert "先请一位监票人同意" in teller.page
    assert 'id="scanner"' not in teller.page
    for wrong in ("", "0", "201", "x"):
        assert teller.send(f"{page}/ask", most=wrong).status_code == 422
        assert 'aria-invalid="true"' in teller.page
    teller.send(f"{page}/ask", most="2")
    assert "已请监票人同意：最多换 2 张" in teller.page
    assert 'data-state="waiting"' in teller.look(f"{page}/now").text

    scrutineer.look(f"/s/{number}/")
    assert "请您同意：换发纸质票" in scrutineer.page
    question = re.search(rf"/s/{number}/consents/\d+", scrutineer.page)
    assert question
    scrutineer.look(question[0])
    assert "同意换发纸质票，最多 2 张" in scrutineer.page
    scrutineer.send(question[0], pin=PIN, agree="1")
    assert "还可以换 2 张" in scrutineer.page
    assert 'data-state="answered"' in teller.look(f"{page}/now").text

    teller.look(page)
    assert "丁某同意最多换 2 张" in teller.page
    teller.send(page, text=text_of(meeting, 0))
    assert "已换，请给纸质票" in teller.page
    assert '<strong id="left">1</strong>' in teller.page
    answer = teller.client.post(
        page,
        data={"csrf_token": _guard(teller), "text": text_of(meeting, 1)},
        headers={"Accept": "application/json"},
    )
    assert answer.json == {"good": True, "said": "已换，请给纸质票", "count": 2, "left": 0}
    teller.look(page)
    assert "先请一位监票人同意" in teller.page
    teller.send(page, text=text_of(meeting, 2))
    assert "要一位监票人先同意" in teller.page


def _guard(hand: Hand) -> str:
    return hand.page.split('name="csrf_token" value="')[1].split('"')[0]


def test_a_refusal_is_told_and_another_number_may_be_asked(
    app: Application, meeting: WithScrutineers
) -> None:
    number = meeting.number
    teller, scrutineer = a_hand(app, meeting, 5), a_hand(app, meeting, 1)
    teller.look(f"/s/{number}/exchange")
    teller.send(f"/s/{number}/exchange/ask", most="200")
    question = re.search(rf"/s/{number}/consents/\d+", scrutineer.look(f"/s/{number}/").text)
    assert question
    scrutineer.look(question[0])
    scrutineer.send(question[0], pin=PIN, refuse="1")
    assert "刘某不同意" in teller.look(f"/s/{number}/exchange").text
    teller.send(f"/s/{number}/exchange/ask", most="2")
    assert "最多换 2 张" in teller.page


def test_any_scrutineer_takes_the_rest_back_with_his_pin(
    app: Application, meeting: WithScrutineers
) -> None:
    number = meeting.number
    id = permit(meeting, 3, by=1)
    scrutineer, teller = a_hand(app, meeting, 3), a_hand(app, meeting, 4)
    teller.look(f"/s/{number}/exchange")
    teller.send(f"/s/{number}/exchange", text=text_of(meeting, 0))
    assert f"/s/{number}/agreed" in scrutineer.look(f"/s/{number}/").text
    scrutineer.look(f"/s/{number}/agreed")
    assert "已换 1 张，还可以换 2 张" in scrutineer.page
    address = f"/s/{number}/agreed/{id}"
    for pin, said in (("", "请输您的 6 位数字密码"), ("135790", "数字密码不对")):
        assert scrutineer.send(address, pin=pin).status_code == 422
        assert said in scrutineer.page
    other = a_hand(app, meeting, 2)
    other.look(f"/s/{number}/agreed")
    scrutineer.send(address, pin=PIN)
    assert "已收回" in scrutineer.page
    assert f"/s/{number}/agreed" not in scrutineer.page
    scrutineer.look(f"/s/{number}/agreed")
    assert "没有还可以换的" in scrutineer.page
    other.send(address, pin=PIN)
    assert "不用再收回" in other.page
    teller.send(f"/s/{number}/exchange", text=text_of(meeting, 1))
    assert "要一位监票人先同意" in teller.page


def test_tellers_take_nothing_back_and_scrutineers_exchange_nothing(
    app: Application, meeting: WithScrutineers
) -> None:
    number = meeting.number
    id = permit(meeting, 3)
    teller, scrutineer = a_hand(app, meeting, 4), a_hand(app, meeting, 1)
    assert teller.look(f"/s/{number}/agreed").status_code == 403
    teller.look(f"/s/{number}/exchange")
    assert teller.send(f"/s/{number}/agreed/{id}", pin=PIN).status_code == 403
    scrutineer.look(f"/s/{number}/agreed")
    assert scrutineer.send(f"/s/{number}/exchange/ask", most="3").status_code == 403


def test_the_desk_asks_exchanges_and_reads_of_it_in_the_journal(
    desk: Desk, meeting: WithScrutineers
) -> None:
    number, hall = meeting.number, meeting.hall
    desk.look(f"/meetings/{number}/slips")
    assert f"/meetings/{number}/exchange" in desk.page
    desk.send(f"/meetings/{number}/slips/exchange", text=text_of(meeting, 0))
    assert "要一位监票人先同意" in desk.page
    assert desk.send(f"/meetings/{number}/exchange", most="0").status_code == 422
    desk.send(f"/meetings/{number}/exchange", most="3")
    assert "最多换 3 张" in desk.page
    assert 'data-state="waiting"' in desk.look(f"/meetings/{number}/exchange/now").text
    id = permit(meeting, 3, by=2)
    desk.look(f"/meetings/{number}/exchange")
    assert "还可以换 3 张" in desk.page
    desk.send(f"/meetings/{number}/slips/exchange", text=text_of(meeting, 0))
    assert "这张票已换成纸质票" in desk.page
    assert "还可以换 2 张" in desk.page
    assert "已换 1 张，还可以换 2 张" in desk.look(f"/meetings/{number}").text
    agreed_exchanges.withdraw(hall, meeting.phones[0].actor, number, id, PIN)
    desk.look(f"/journal?meeting={number}")
    told = ("请监票人同意，最多 3 张", "同意 · 最多 3 张", "监票人丁某同意", "收回余下的 2 张")
    assert [each in desk.page for each in told] == [True] * 4


def test_the_big_button_says_what_is_waited_for(desk: Desk, hall: Hall) -> None:
    meeting = a_meeting_with_keys(hall)
    number = meeting.number
    desk.press(number, "freeze")
    assert '<h2 id="next">等监票人同意：锁定</h2>' in desk.page
    assert f"/meetings/{number}/freeze" not in desk.page
    assert "等监票人同意：锁定" in desk.look("/meetings/").text
    asked = answer_consent.waiting(hall, CONSOLE, number)[0].id
    now = f"/meetings/{number}/consents/{asked}/now"
    assert 'data-state="waiting"' in desk.look(now).text
    phone = meeting.phones[1].actor
    answer_consent.answer(hall, phone, number, asked, PIN, agrees=True)
    assert 'data-state="agreed"' in desk.look(now).text
    desk.look(f"/meetings/{number}")
    assert "丁某同意了" in desk.page
    assert desk.page.count(f'/meetings/{number}/consents/{asked}"') == 1
    desk.send(f"/meetings/{number}/consents/{asked}")
    assert see_meeting(hall, CONSOLE, number).state is State.FROZEN
    assert "等监票人同意" not in desk.look("/meetings/").text


def test_a_torn_slip_is_voided_before_or_after_it_was_handed_out(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting()
    digits = desk.print_slips(number, 4)
    desk.look(f"/meetings/{number}/slips")
    assert 'name="spoiled"' not in desk.page
    desk.press(number, "freeze")
    desk.look(f"/meetings/{number}/slips")
    assert 'value="before" checked' in desk.page
    desk.press(number, "open")
    desk.look(f"/meetings/{number}/slips")
    assert 'value="after" checked' in desk.page
    void = f"/meetings/{number}/slips/void"
    assert desk.send(void, digits=digits[0], spoiled="maybe", reason="撕坏了").status_code == 422
    assert "请选“发前”或“领后”" in desk.page
    for place, when in enumerate(("before", "after", "after")):
        desk.look(f"/meetings/{number}/slips")
        desk.send(void, digits=digits[place], spoiled=when, reason="撕坏了")
        assert "这张票已作废" in desk.page
    desk.close(number)
    count = see_ledger(hall, CONSOLE, number).count
    assert count is not None
    assert (count.spoiled_before, count.spoiled_after) == (1, 2)


def test_who_agrees_reads_when_a_slip_was_torn(app: Application, meeting: WithScrutineers) -> None:
    number = meeting.number
    for when, said in ((Spoiled.BEFORE, "发前破损"), (Spoiled.AFTER, "领后破损")):
        token = meeting.slips[0].token
        with pytest.raises(ConsentNeeded):
            void_slip(meeting.hall, CONSOLE, number, token, spoiled=when, reason="撕坏")
        phone = a_hand(app, meeting, 1)
        address = re.search(rf"/s/{number}/consents/\d+", phone.look(f"/s/{number}/").text)
        assert address
        assert said in phone.look(address[0]).text


def test_the_list_of_a_draft_tells_who_keeps_the_key(desk: Desk, hall: Hall) -> None:
    meeting = a_meeting_with_keys(hall)
    desk.look(f"/meetings/{meeting.number}")
    assert "刘某、丁某、韩某 · 密钥已确认 3/3" in desk.page
    alone = desk.new_meeting()
    desk.look(f"/meetings/{alone}")
    assert f'href="/meetings/{alone}/custody">票箱密钥由谁保管' in desk.page
    desk.send(f"/meetings/{alone}/custody", custody="scrutineers")
    assert "还没有写下监票人的姓名。 · 密钥已确认 0/3" in desk.page
