"""The count by its pages: the organizer's desk, and the phones of tellers without a script."""

import re

from flask.testing import FlaskClient
from makers.meetings_of_scrutineers import HOLDERS, an_open_meeting_of_scrutineers
from people.counters import PIN, a_phone_of, a_teller, both_enter, papers
from people.desk import a_desk

from ballot.domain.access import CONSOLE, Actor
from ballot.domain.meeting import State
from ballot.storage import meetings
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.web.proxy import Application


def test_the_desk_counts_from_the_first_slip_to_a_settled_ledger(
    app: Application, hall: Hall
) -> None:
    desk = a_desk(app, hall)
    number = desk.new_meeting(eligible="2")
    digits = desk.print_slips(number, 4)
    desk.press(number, "freeze")
    desk.press(number, "open")
    assert desk.look(f"/meetings/{number}/ledger").status_code == 200
    assert "截止以后才有" in desk.page
    desk.look(f"/meetings/{number}/slips")
    desk.send(f"/meetings/{number}/slips/exchange", text=digits[0])
    assert "这张票已换成纸质票" in desk.page
    assert "不到 8 张" in desk.page
    desk.send(f"/meetings/{number}/slips/exchange", text=digits[0])
    assert "这张票已经换成纸质票" in desk.page
    desk.look(f"/meetings/{number}/slips")
    desk.send(f"/meetings/{number}/slips/exchange", text=digits[1])
    desk.close(number)

    desk.look(f"/meetings/{number}/ledger")
    assert "换发了纸质票，还没有录入" in desk.page
    wrong = desk.send(f"/meetings/{number}/ledger/figures", handed_out="9", present="x")
    assert (wrong.status_code, "请写整数" in desk.page) == (422, True)
    over = desk.send(f"/meetings/{number}/ledger/figures", handed_out="9", present="3")
    assert (over.status_code, desk.page.count('class="error"')) == (422, 2)
    desk.send(f"/meetings/{number}/ledger/figures", handed_out="2", present="2", scribed="1")
    assert "会场数字已登记" in desk.page
    fields = dict(re.findall(r'<input[^>]*name="(\w+)"[^>]*value="(\d*)"', desk.page))
    assert (fields["handed_out"], fields["present"], fields["scribed"]) == ("2", "2", "1")
    assert "没发出去的票还有 2 张没核验" in desk.page
    assert "不符" not in desk.page, "what is only not done yet is no fault"
    assert "say stop" not in desk.page
    assert desk.send(f"/meetings/{number}/ledger/complaints", reason=" ").status_code == 422
    desk.send(f"/meetings/{number}/ledger/complaints", reason="没有投")
    place = desk.page.split("/ledger/complaints/")[1].split('"')[0]
    desk.look(f"/meetings/{number}/scan")
    desk.send(f"/meetings/{number}/scan", text=digits[2])
    assert "✓ 未使用" in desk.page
    assert '还有 <strong id="to-scan" data-of="2">1</strong> 张' in desk.page
    desk.send(f"/meetings/{number}/scan", text=digits[0])
    assert "✗ 已换成纸质票" in desk.page
    desk.send(f"/meetings/{number}/scan", text=digits[3])
    both_enter(hall, number, papers(2, 0, 0, 0, subjects=2))
    desk.look(f"/meetings/{number}/ledger")
    assert "还有异议没有记录处理结果" in desk.page
    desk.send(f"/meetings/{number}/ledger/settle")
    assert "收发票数对不上：还有异议没有记录处理结果" in desk.page
    desk.look(f"/meetings/{number}/ledger")
    assert desk.send(f"/meetings/{number}/ledger/complaints/{place}").status_code == 422
    desk.send(f"/meetings/{number}/ledger/complaints/{place}", reason="家人代扫")
    desk.send(f"/meetings/{number}/ledger/settle")
    assert "清点完毕" in desk.page
    assert "没发出去的 2 张都核验过了" in desk.page
    desk.look(f"/meetings/{number}/ledger")
    desk.send(f"/meetings/{number}/ledger/figures", handed_out="3")
    assert "已经清点完毕" in desk.page
    desk.press(number, "box")
    assert hall.database.read(lambda db: meetings.get(db, number)).state is State.OPENED


def test_the_turnout_says_that_paper_is_not_counted_yet(app: Application, hall: Hall) -> None:
    desk = a_desk(app, hall)
    number = desk.new_meeting(eligible="2", names="张某")
    digits = desk.print_slips(number, 2)
    desk.press(number, "freeze")
    desk.press(number, "open")
    for each in digits:
        desk.look(f"/meetings/{number}/slips")
        desk.send(f"/meetings/{number}/slips/exchange", text=each)
    desk.look(f"/meetings/{number}/turnout")
    assert "换发了" not in desk.page, "while it votes nothing is told of the ways"
    desk.close(number)
    for page in (f"/meetings/{number}/turnout", f"/meetings/{number}/screen"):
        desk.look(page)
        assert "这里还没有算上纸质票：换发了 2 张，录入并清点完毕以后计入收回。" in desk.page
    desk.look("/meetings/")
    assert "收回 0 / 2 （不含纸质票）" in desk.page
    both_enter(hall, number, papers(2, 0, 0, 0))
    desk.look(f"/meetings/{number}/ledger")
    desk.send(f"/meetings/{number}/ledger/settle")
    desk.look(f"/meetings/{number}/turnout")
    assert "还没有算上纸质票" not in desk.page
    assert "2<small> / 2</small>" in desk.page


def test_a_teller_exchanges_while_it_votes_and_sees_no_scanner(
    app: Application, hall: Hall
) -> None:
    desk = a_desk(app, hall)
    number = desk.new_meeting(eligible="2")
    digits = desk.print_slips(number, 3)
    desk.press(number, "freeze")
    desk.press(number, "open")
    phone = _a_phone(app, hall, a_teller(number, 1))
    home = phone.get(f"/s/{number}/").text
    assert f"/s/{number}/exchange" in home
    page = phone.get(f"/s/{number}/exchange").text
    guard = page.split('name="csrf_token" value="')[1].split('"')[0]
    for text, said in (
        (digits[0], "已换，请给纸质票"),
        (digits[0], "已换成纸质票"),
        ("111111111111", "没有这张票"),
    ):
        sent = {"csrf_token": guard, "text": text}
        assert said in phone.post(f"/s/{number}/exchange", data=sent).text
        answer = phone.post(
            f"/s/{number}/exchange", data=sent, headers={"Accept": "application/json"}
        )
        assert answer.json["good"] is False
    counted = phone.post(
        f"/s/{number}/exchange",
        data={"csrf_token": guard, "text": digits[2]},
        headers={"Accept": "application/json"},
    )
    assert counted.json == {"good": True, "said": "已换，请给纸质票", "count": 2}
    scan = phone.post(f"/s/{number}/scan", data={"csrf_token": guard, "text": digits[1]})
    assert scan.status_code == 403
    assert phone.get(f"/s/{number}/paper").status_code == 409


def test_a_scrutineer_goes_on_over_a_difference_with_his_pin_and_a_reason(
    app: Application, hall: Hall
) -> None:
    held = an_open_meeting_of_scrutineers(hall, slips=4, eligible=3)
    number = held.number
    held.meeting.cast_all([0, 0, 1])
    close_voting(hall, CONSOLE, number)
    phone = _a_phone(app, hall, held.holder(1))
    page = phone.get(f"/s/{number}/ledger").text
    assert "还没有登记发出多少张" in page
    guard = page.split('name="csrf_token" value="')[1].split('"')[0]
    address = f"/s/{number}/ledger/go-on"
    for reason, pin, said in (
        ("", PIN, "请写明情况"),
        ("没有清点", "111222", "数字密码不对"),
    ):
        wrong = phone.post(address, data={"csrf_token": guard, "reason": reason, "pin": pin})
        assert (wrong.status_code, said in wrong.text) == (422, True)
    sent = {"csrf_token": guard, "reason": "没有清点", "pin": PIN}
    done = phone.post(address, data=sent, follow_redirects=True)
    assert "还要另一位监票人同意" in done.text
    assert f"{HOLDERS[0]}：没有清点" in done.text
    settle = phone.post(f"/s/{number}/ledger/settle", data={"csrf_token": guard})
    assert (settle.status_code, "还没有登记发出多少张" in settle.text) == (409, True)


def _a_phone(app: Application, hall: Hall, person: Actor) -> FlaskClient:
    """The phone of somebody of the hall."""
    badge = person.badge
    assert badge is not None
    phone = app.test_client()
    phone.set_cookie("badge", a_phone_of(hall, person), path=f"/s/{badge.meeting}")
    return phone
