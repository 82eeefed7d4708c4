"""The count by its pages: the organizer's desk, and the phones of tellers without a script."""

from counting import a_teller, both_enter, papers
from desk import a_desk
from flask.testing import FlaskClient
from sqlalchemy.orm import Session

from ballot.domain.access import Role
from ballot.domain.meeting import State
from ballot.storage import credentials, meetings
from ballot.storage.credentials import CredentialRow
from ballot.usecases import badge_secrets
from ballot.usecases.hall import Hall
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
    assert "换发了纸质票,还没有录入" in desk.page
    wrong = desk.send(f"/meetings/{number}/ledger/figures", handed_out="9", present="x")
    assert (wrong.status_code, "请写整数" in desk.page) == (422, True)
    over = desk.send(f"/meetings/{number}/ledger/figures", handed_out="9", present="3")
    assert (over.status_code, desk.page.count('class="error"')) == (422, 2)
    desk.send(f"/meetings/{number}/ledger/figures", handed_out="2", present="2", scribed="1")
    assert "会场数字已登记" in desk.page
    assert desk.send(f"/meetings/{number}/ledger/complaints", reason=" ").status_code == 422
    desk.send(f"/meetings/{number}/ledger/complaints", reason="没有投")
    place = desk.page.split("/ledger/complaints/")[1].split('"')[0]
    desk.look(f"/meetings/{number}/scan")
    desk.send(f"/meetings/{number}/scan", text=digits[2])
    assert "✓ 未使用" in desk.page
    desk.send(f"/meetings/{number}/scan", text=digits[0])
    assert "✗ 已换成纸质票" in desk.page
    desk.send(f"/meetings/{number}/scan", text=digits[3])
    both_enter(hall, number, papers(2, 0, 0, 0, subjects=2))
    desk.look(f"/meetings/{number}/ledger")
    assert "还有异议没有记录处理结果" in desk.page
    desk.send(f"/meetings/{number}/ledger/settle")
    assert "收发票数对不上:还有异议没有记录处理结果" in desk.page
    desk.look(f"/meetings/{number}/ledger")
    assert desk.send(f"/meetings/{number}/ledger/complaints/{place}").status_code == 422
    desk.send(f"/meetings/{number}/ledger/complaints/{place}", reason="家人代扫")
    desk.send(f"/meetings/{number}/ledger/settle")
    assert "清点完毕" in desk.page
    desk.look(f"/meetings/{number}/ledger")
    desk.send(f"/meetings/{number}/ledger/figures", handed_out="3")
    assert "已经清点完毕" in desk.page
    desk.press(number, "box")
    assert hall.database.read(lambda db: meetings.get(db, number)).state is State.OPENED


def test_a_teller_exchanges_while_it_votes_and_sees_no_scanner(
    app: Application, hall: Hall
) -> None:
    desk = a_desk(app, hall)
    number = desk.new_meeting(eligible="2")
    digits = desk.print_slips(number, 3)
    desk.press(number, "freeze")
    desk.press(number, "open")
    phone = _a_phone(app, hall, number)
    home = phone.get(f"/s/{number}/").text
    assert f"/s/{number}/exchange" in home
    page = phone.get(f"/s/{number}/exchange").text
    guard = page.split('name="csrf_token" value="')[1].split('"')[0]
    for text, said in (
        (digits[0], "已换,请给纸质票"),
        (digits[0], "已换成纸质票"),
        ("111111111111", "没有这张票"),
    ):
        sent = {"csrf_token": guard, "text": text}
        assert said in phone.post(f"/s/{number}/exchange", data=sent).text
        answer = phone.post(
            f"/s/{number}/exchange", data=sent, headers={"Accept": "application/json"}
        )
        assert answer.json["good"] is False
    scan = phone.post(f"/s/{number}/scan", data={"csrf_token": guard, "text": digits[1]})
    assert scan.status_code == 403
    assert phone.get(f"/s/{number}/paper").status_code == 409


def _a_phone(app: Application, hall: Hall, number: str) -> FlaskClient:
    """The phone of the first teller."""
    secret, person = badge_secrets.draw(), a_teller(number, 1)

    def add(db: Session) -> None:
        digest = badge_secrets.of_badge(secret)
        row = CredentialRow(number, 4, Role.TELLER, person.name, digest=digest)
        credentials.add(db, [row])

    hall.database.write(add)
    phone = app.test_client()
    phone.set_cookie("badge", secret, path=f"/s/{number}")
    return phone
