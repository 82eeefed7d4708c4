"""The twelve digits: for a phone that cannot scan, and no road for who tries them out."""

from collections import Counter

import pytest
from flask.testing import FlaskClient
from makers.meetings import AMeeting, an_open_meeting
from people.desk import a_desk
from people.phone import Phone
from people.tried_out import WRONG, flooded, post, timed

from ballot.domain import errors
from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.slips.void_slip import void_slip
from ballot.web.proxy import Application
from ballot.web.voter.typing_limits import MANY_WRONG, Typing


@pytest.fixture
def meeting(hall: Hall) -> AMeeting:
    """An open meeting on two persons."""
    return an_open_meeting(hall, slips=4, subjects=2)


def typed(client: FlaskClient, path: str, code: str, **more: str) -> Phone:
    """What comes after typing the digits of a slip."""
    phone = Phone(client, path)
    phone.answer = client.post(path, data={"code": code, **more})
    return phone


def test_the_page_asks_for_the_digits_and_where_needed_for_the_meeting(client: FlaskClient) -> None:
    asks = client.get("/v").get_data(as_text=True)
    # In the order in which a slip prints them.
    assert 0 < asks.index("name=code") < asks.index("name=number")
    scoped = client.get("/v/482913").get_data(as_text=True)
    assert "name=number" not in scoped
    assert "name=code" in scoped


def test_the_front_door_leads_to_the_digits_and_to_the_sign_in(client: FlaskClient) -> None:
    answer = client.get("/")
    text = answer.get_data(as_text=True)
    assert answer.status_code == 200
    assert "扫票上的二维码投票，或输入 12 位数字" in text
    assert 'href="/v"' in text
    assert 'href="/sign-in"' in text


@pytest.mark.parametrize("how", ["{}", "{0:.4} {0}", "full-width", "dashes"])
def test_digits_are_read_as_people_write_them(
    client: FlaskClient, meeting: AMeeting, how: str
) -> None:
    code = meeting.slips[0].code
    written = {
        "{}": code.text,
        "{0:.4} {0}": code.printed,
        "full-width": "".join(chr(ord(digit) + 0xFEE0) for digit in code.text),
        "dashes": code.printed.replace(" ", "-"),
    }[how]
    assert typed(client, f"/v/{meeting.number}", written).form.radios


def test_a_typed_slip_votes_like_a_scanned_one(client: FlaskClient, meeting: AMeeting) -> None:
    code = meeting.slips[0].code.text
    phone = typed(client, "/v", code, number=meeting.number)
    phone.press({"a1_1": "1", "a2_1": "2"})
    assert phone.path == f"/v/{meeting.number}"
    phone.press(button="back").press({"a1_1": "3"}).press(button="cast")
    assert "已计入。谢谢您" in phone.text
    again = typed(client, "/v", code, number=meeting.number)
    assert "这张票已经投过" in again.text
    assert "这张票已经投过" in Phone(client).scan(meeting, 0).text


@pytest.mark.parametrize(
    ("number", "code", "field", "said"),
    [
        ("", "123412341234", "number", "会议号是票上的 6 位数字"),
        ("48291", "123412341234", "number", "会议号是票上的 6 位数字"),
        ("482913", "1234", "code", "请输入票上的 12 位数字"),
        ("482913", "", "code", "请输入票上的 12 位数字"),
        ("482913", "A" * 26, "code", "请输入票上的 12 位数字"),
        ("482913", WRONG, "code", "这 12 位数字或者会议号不对，请对照票面，两样再看一遍"),
    ],
)
def test_wrong_digits_are_told_at_their_field_and_never_shown_again(
    client: FlaskClient, number: str, code: str, field: str, said: str
) -> None:
    answer = typed(client, "/v", code, number=number)
    assert answer.status == 404
    label = next(each for each in answer.text.split("<label>") if f"name={field} " in each)
    assert f"<mark id=e role=alert>{said}</mark>" in label
    assert "aria-invalid=true aria-describedby=e" in label
    assert answer.text.count("<mark") == 1
    assert "输过的数字不再显示" in answer.text
    text = " ".join(answer.text.split())
    assert 'name=code inputmode=numeric maxlength=40 value=""' in text
    assert f'name=number inputmode=numeric maxlength=20 value="{number}"' in text
    assert not code or code not in answer.text


def test_a_code_of_another_meeting_is_wrong_here(
    client: FlaskClient, hall: Hall, meeting: AMeeting
) -> None:
    other = an_open_meeting(hall)
    assert typed(client, f"/v/{other.number}", meeting.slips[0].code.text).status == 404


def test_a_void_slip_is_told_so_by_its_digits_too(client: FlaskClient, meeting: AMeeting) -> None:
    void_slip(meeting.hall, CONSOLE, meeting.number, meeting.slips[1].token, reason="撕坏")
    assert typed(client, f"/v/{meeting.number}", meeting.slips[1].code.text).status == 410


def test_wrong_codes_are_counted_for_the_organizer(
    client: FlaskClient, app: Application, meeting: AMeeting
) -> None:
    for _ in range(3):
        typed(client, f"/v/{meeting.number}", WRONG)
    typed(client, f"/v/{meeting.number}", meeting.slips[0].code.text)
    assert app.extensions["typing"].wrong(meeting.number) == 3


def test_a_filled_ballot_does_not_queue_again(
    client: FlaskClient, app: Application, meeting: AMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    phone = typed(client, f"/v/{meeting.number}", meeting.slips[0].code.text)
    turns: Counter[str] = Counter()
    monkeypatch.setattr(Typing, "wait", lambda *_given, **_named: turns.update(["one"]))
    phone.press({"a1_1": "1", "a2_1": "1"}).press(button="cast")
    assert "已计入" in phone.text
    assert not turns


def test_a_forged_or_borrowed_ticket_queues_like_everybody(
    client: FlaskClient, meeting: AMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    mine, other = meeting.slips[0].code.text, meeting.slips[1].code.text
    ticket = typed(client, f"/v/{meeting.number}", mine).form.hidden["ticket"]
    turns: Counter[str] = Counter()
    monkeypatch.setattr(Typing, "wait", lambda *_given, **_named: turns.update(["one"]))
    for forged in ("", "x" * len(ticket), "票", ticket):
        typed(client, f"/v/{meeting.number}", other, ticket=forged)
    assert turns["one"] == 4


def test_a_flood_from_one_address_holds_up_nobody_else(
    app: Application, meeting: AMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """200 wrong codes a second from one address; a voter at another one types the right digits."""
    with flooded(app, meeting.number, monkeypatch) as flood:
        right, waited = timed(
            lambda: post(app, meeting.number, meeting.slips[0].code.text, "10.0.0.7")
        )
    assert right.status_code == 200
    assert waited < 2
    assert flood.statuses[429] > flood.statuses[404] / 4
    assert flood.most_in_one_second <= 21


def test_who_is_turned_away_presses_again_and_types_nothing_twice(
    client: FlaskClient, meeting: AMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    def full(*_given: object, **_named: object) -> None:
        raise errors.TooManyTyping

    with monkeypatch.context() as busy:
        busy.setattr(Typing, "wait", full)
        phone = typed(client, "/v", meeting.slips[0].code.printed, number=meeting.number)
    assert phone.status == 429
    assert "输入的人太多，请稍后再按一次" in phone.text
    assert phone.form.hidden == {"code": meeting.slips[0].code.text, "number": meeting.number}
    assert phone.press().form.radios


def test_the_organizer_is_told_when_codes_are_tried_out(app: Application, hall: Hall) -> None:
    desk = a_desk(app, hall)
    number = an_open_meeting(hall).number
    turns: Typing = app.extensions["typing"]
    warning = "已有一千多次输错 12 位数字"
    for _ in range(MANY_WRONG):
        turns.note_wrong(number)
    assert warning not in desk.look(f"/meetings/{number}/turnout").get_data(as_text=True)
    turns.note_wrong(number)
    assert warning in desk.look(f"/meetings/{number}/turnout").get_data(as_text=True)
