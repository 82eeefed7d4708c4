"""The phones of a hall and the organizer's pages about them, without a browser."""

import re

import pytest
from makers.claims import PLAIN, SEALED, SERVER, UNSEEN
from makers.settings import AppOn
from people.ceremony import (
    PIN,
    SCRUTINEERS,
    TELLERS,
    a_draft_of_scrutineers,
    a_meeting_with_keys,
    an_open_meeting_of_scrutineers,
)
from people.desk import SECRET, Desk, a_desk
from people.hall_phone import Hand
from people.phone import Phone

from ballot.domain.access import CONSOLE
from ballot.domain.meeting import State, Transport
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.scrutineers import badge_links, see_scrutineers
from ballot.usecases.scrutineers.appoint import appoint
from ballot.web.proxy import Application

COME = re.compile(r"/s/\d{6}/come/[\w-]+")


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    return a_desk(app, hall)


@pytest.fixture
def hand(app: Application) -> Hand:
    return Hand(app.test_client())


def test_from_the_names_to_a_phone_that_holds_its_place(desk: Desk, hand: Hand, hall: Hall) -> None:
    number = desk.new_meeting()
    desk.look(f"/meetings/{number}/custody")
    desk.send(f"/meetings/{number}/custody", custody="scrutineers")
    assert "密钥由三位监票人保管" in desk.page
    desk.look(f"/meetings/{number}/helpers")
    names = {f"name{place}": name for place, name in enumerate((*SCRUTINEERS, *TELLERS), start=1)}
    wrong = desk.send(f"/meetings/{number}/helpers", **{**names, "name2": "张某"})
    assert wrong.status_code == 422
    assert "被测评人" in desk.page
    desk.send(f"/meetings/{number}/helpers", **names)
    desk.send(f"/meetings/{number}/helpers/1/link")
    found = COME.search(desk.page)
    assert found
    assert "<svg" in desk.page
    assert hand.look(found[0]).status_code == 200
    assert hand.look(found[0]).status_code == 200, "to look uses nothing up"
    assert hand.send(found[0], pin="123456", again="123456").status_code == 422
    assert hand.send(found[0], pin=PIN, again="582914").status_code == 422
    answer = hand.send(found[0], pin=PIN, again=PIN)
    assert answer.request.path == f"/s/{number}/"
    assert "领密钥" in hand.page
    assert hand.look(found[0]).status_code == 409, "one phone has one place"
    assert "手机已就位" in desk.look(f"/meetings/{number}/helpers/now").text


def test_the_cookie_of_a_badge_is_kept_from_scripts_and_other_pages(
    app_on: AppOn, hall: Hall
) -> None:
    number = a_draft_of_scrutineers(hall, phones=False).number
    link = named(hall, number)
    for transport, secure in ((Transport.LOCAL, False), (Transport.HTTPS, True)):
        base = "https://ballot.example" if secure else "http://localhost"
        client = app_on(transport).test_client()
        page = client.get(f"/s/{number}/come/{link}", base_url=base).text
        found = SECRET.search(page)
        assert found
        answer = client.post(
            f"/s/{number}/come/{link}",
            data={"csrf_token": found[1], "pin": PIN, "again": PIN},
            base_url=base,
            headers={"Referer": f"{base}/"},
        )
        cookie = next(each for each in answer.headers.getlist("Set-Cookie") if "badge=" in each)
        assert "HttpOnly" in cookie
        assert "SameSite=Strict" in cookie
        assert f"Path=/s/{number}" in cookie
        assert ("Secure" in cookie) is secure
        link = badge_links.replace(hall, CONSOLE, number, 1, "再来一次")


def named(hall: Hall, number: str) -> str:
    appoint(hall, CONSOLE, number, SCRUTINEERS)
    return badge_links.offer(hall, CONSOLE, number, 1)


def test_who_is_signed_in_takes_no_place(desk: Desk, hall: Hall) -> None:
    number = a_draft_of_scrutineers(hall, phones=False).number
    link = named(hall, number)
    answer = desk.look(f"/s/{number}/come/{link}")
    assert answer.status_code == 403
    assert "登录着账户" in desk.page
    assert not see_scrutineers.see_helpers(hall, CONSOLE, number).people[0].phone


def test_a_form_without_its_guard_is_refused(app: Application, hall: Hall) -> None:
    meeting = a_draft_of_scrutineers(hall)
    client = app.test_client()
    client.set_cookie("badge", meeting.phones[0].badge, path=f"/s/{meeting.number}")
    for path in ("keys/page", "keys/same", "keys/confirm", "consents/1"):
        assert client.post(f"/s/{meeting.number}/{path}", json={}).status_code == 400, path


def test_what_a_script_sends_wrongly_is_refused_in_words(hand: Hand, hall: Hall) -> None:
    meeting = a_draft_of_scrutineers(hall)
    hand.client.set_cookie("badge", meeting.phones[0].badge, path=f"/s/{meeting.number}")
    hand.look(f"/s/{meeting.number}/keys")
    token = re.search(r'data-token="([^"]+)"', hand.page)
    assert token
    for path, sent in (
        ("page", {"key": "zz"}),
        ("page", {"key": "00" * 32}),
        ("page", []),
        ("same", {"keys": "x", "same": True}),
        ("confirm", {"proof": "00" * 64}),
    ):
        answer = hand.client.post(
            f"/s/{meeting.number}/keys/{path}", json=sent, headers={"X-CSRFToken": token[1]}
        )
        assert 400 <= answer.status_code < 500, (path, sent)
        assert answer.get_json()["said"], (path, sent)
    assert see_scrutineers.see_helpers(hall, CONSOLE, meeting.number).publics == ()


def test_an_organizer_asks_a_phone_agrees_and_one_button_does_it(
    desk: Desk, hand: Hand, hall: Hall
) -> None:
    meeting = a_meeting_with_keys(hall)
    number = meeting.number
    hand.client.set_cookie("badge", meeting.phones[1].badge, path=f"/s/{number}")
    desk.press(number, "freeze")
    assert "等监票人同意：锁定" in desk.page
    hand.look(f"/s/{number}/")
    found = re.search(rf"/s/{number}/consents/\d+", hand.page)
    assert found
    hand.look(found[0])
    assert "应参加 46 人" in hand.page
    assert hand.send(found[0], pin="135790", agree="1").status_code == 422
    assert "数字密码不对" in hand.page
    assert "<title>错误：" in hand.page
    assert '<a href="#pin">您的 6 位数字密码</a>' in hand.page, "and the top leads to it"
    hand.send(found[0], pin=PIN, agree="1")
    assert "您同意" in hand.page
    assert "已经有人答复" in hand.look(found[0]).text
    desk.look(f"/meetings/{number}")
    assert "丁某同意了" in desk.page
    do = re.search(rf"/meetings/{number}/consents/\d+", desk.page)
    assert do
    desk.send(do[0])
    assert see_meeting(hall, CONSOLE, number).state is State.FROZEN
    desk.send(do[0], by_itself="1")
    assert "已经有人答复" not in desk.page, "another page went on by itself"
    desk.send(do[0])
    assert "已经有人答复" in desk.page


def test_a_teller_sees_no_key_and_no_question(hand: Hand, hall: Hall) -> None:
    meeting = a_meeting_with_keys(hall)
    hand.client.set_cookie("badge", meeting.phones[3].badge, path=f"/s/{meeting.number}")
    assert "领密钥" not in hand.look(f"/s/{meeting.number}/").text
    assert hand.look(f"/s/{meeting.number}/consents/1").status_code == 403


def test_the_voter_reads_what_scrutineers_and_https_allow(app_on: AppOn, hall: Hall) -> None:
    meeting = an_open_meeting_of_scrutineers(hall)
    expected = {Transport.LOCAL: SEALED, Transport.HTTPS: UNSEEN, Transport.PLAIN: PLAIN}
    for transport, claim in expected.items():
        text = Phone(app_on(transport).test_client()).scan(meeting).text
        assert claim in text
        assert SERVER not in text
        assert (UNSEEN in text) is (transport is Transport.HTTPS)


def test_keys_are_thrown_away_with_a_reason_and_a_phone_replaced(desk: Desk, hall: Hall) -> None:
    meeting = a_meeting_with_keys(hall)
    number = meeting.number
    desk.look(f"/meetings/{number}/helpers/1/replace")
    desk.send(f"/meetings/{number}/helpers/1/replace", name="刘某", reason="手机丢了")
    assert "作废现有密钥" in desk.page
    desk.look(f"/meetings/{number}/keys/anew")
    desk.send(f"/meetings/{number}/keys/anew", reason="手机丢了")
    assert see_scrutineers.see_helpers(hall, CONSOLE, number).confirmed == 0
    desk.look(f"/meetings/{number}/helpers/1/replace")
    assert desk.send(f"/meetings/{number}/helpers/1/replace", name="刘某").status_code == 422
    desk.send(f"/meetings/{number}/helpers/1/replace", name="刘某", reason="手机丢了")
    assert COME.search(desk.page)
