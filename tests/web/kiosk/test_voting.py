"""At a kiosk a slip votes as on a phone, and is counted apart."""

import pytest
from makers.meetings import VERY, AMeeting, an_open_meeting
from people.phone import Form
from people.tablet import paired, scanned
from people.tried_out import ADDRESS, WRONG, flooded, post, timed

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.see_result import see_result
from ballot.web.proxy import Application


@pytest.fixture
def meeting(hall: Hall) -> AMeeting:
    """An open meeting on two persons."""
    return an_open_meeting(hall, slips=4, subjects=2, eligible=4)


def test_a_slip_votes_at_a_kiosk_and_is_counted_there(app: Application, meeting: AMeeting) -> None:
    tablet = paired(app, meeting)
    tablet.scan(scanned(meeting, 2)).press({"a1_1": "1", "a2_1": "2"})
    assert "请再看一遍" in tablet.text
    tablet.press(button="cast")
    assert "已经投好了，已计入。谢谢您" in tablet.text
    assert "下一位：请扫下一张票" in tablet.text
    tablet.scan(meeting.slips[3].code.printed).press({"a1_1": "1", "a2_1": "1"})
    assert "已计入" in tablet.press(button="cast").text
    meeting.cast(VERY, VERY)
    close_voting(meeting.hall, CONSOLE, meeting.number)
    open_box(meeting.hall, CONSOLE, meeting.number)
    came = see_result(meeting.hall, meeting.number).facts.returned
    assert (came.phone, came.kiosk, came.total) == (1, 2, 3)


def test_a_slip_that_voted_anywhere_is_spent_everywhere(
    app: Application, meeting: AMeeting
) -> None:
    tablet = paired(app, meeting)
    tablet.scan(scanned(meeting, 0)).press({"a1_1": "1", "a2_1": "2"}).press(button="cast")
    assert "这张票已经投过" in tablet.scan(scanned(meeting, 0)).text
    phone = app.test_client(use_cookies=False)
    path = f"/v/{meeting.number}/{meeting.slips[0].token.text}"
    assert "这张票已经投过" in phone.get(path).text


def test_a_form_that_comes_again_after_the_cast_is_never_echoed(
    app: Application, meeting: AMeeting
) -> None:
    tablet = paired(app, meeting)
    tablet.scan(scanned(meeting, 0)).press({"a1_1": "1", "a2_1": "2"})
    filled = Form(tablet.text).hidden
    tablet.press(button="cast")
    assert "这张票已经投过" in tablet.scan(filled["code"], **filled).text
    assert "很满意" not in tablet.text


@pytest.mark.parametrize(
    ("text", "status", "said"),
    [
        ("", 404, "请扫票上的二维码，或者输入票上的 12 位数字"),
        ("1234", 404, "请扫票上的二维码，或者输入票上的 12 位数字"),
        ("https://example.org/menu", 404, "请扫票上的二维码，或者输入票上的 12 位数字"),
        (WRONG, 404, "这 12 位数字不对"),
        ("A" * 26, 404, "没有这张票"),
        ("HTTPS://X/V/000001/" + "A" * 26, 404, "没有这张票"),
    ],
)
def test_what_is_no_slip_is_told_in_plain_words(
    app: Application, meeting: AMeeting, text: str, status: int, said: str
) -> None:
    tablet = paired(app, meeting).scan(text)
    assert tablet.status == status
    assert said in tablet.text


def test_a_scanner_behind_a_chinese_input_method_is_understood(
    app: Application, meeting: AMeeting
) -> None:
    wide = "".join(
        chr(ord(letter) + 0xFEE0) if "!" <= letter <= "~" else letter
        for letter in scanned(meeting, 0)
    )
    assert Form(paired(app, meeting).scan(wide).text).radios


def test_a_slip_of_another_meeting_is_told_whose_it_is(
    app: Application, hall: Hall, meeting: AMeeting
) -> None:
    other = an_open_meeting(hall)
    tablet = paired(app, meeting).scan(scanned(other, 0))
    assert tablet.status == 404
    assert "这是“第一书记群众满意度测评 大布村”的票" in tablet.text
    tablet.scan(f"HTTPS://X/V/{other.number}/{meeting.slips[0].token.text}")
    assert "没有这张票" in tablet.text
    assert "大布村" not in tablet.text


def test_the_kiosk_says_when_one_can_vote(app: Application, meeting: AMeeting) -> None:
    tablet = paired(app, meeting)
    now = f"/k/{meeting.number}/now"
    first = tablet.client.get(now)
    assert first.json == {"goes_on": None, "said": ""}
    assert (
        tablet.client.get(now, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    )
    close_voting(meeting.hall, CONSOLE, meeting.number)
    then = tablet.client.get(now, headers={"If-None-Match": first.headers["ETag"]})
    assert then.json == {"goes_on": None, "said": "投票已经结束，谢谢大家。"}
    assert "投票已经结束" in tablet.client.get(f"/k/{meeting.number}/").text


def test_a_flood_of_wrong_codes_from_its_own_address_holds_up_no_kiosk(
    app: Application, meeting: AMeeting, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The hall shares one address. The control, a phone without the lane, is turned away."""
    tablet = paired(app, meeting)
    code = meeting.slips[0].code.text
    step = f"/k/{meeting.number}/step"
    with flooded(app, meeting.number, monkeypatch) as flood:
        right, waited = timed(
            lambda: tablet.client.post(
                step, data={"code": code}, environ_base={"REMOTE_ADDR": ADDRESS}
            )
        )
        phones = [post(app, meeting.number, code, ADDRESS).status_code for _ in range(5)]
    assert right.status_code == 200
    assert "张某" in right.text
    assert waited < 2
    assert flood.most_in_one_second <= 21
    assert 429 in phones


def test_digits_that_name_another_meeting_are_tried_out_at_no_kiosk(
    app: Application, hall: Hall, meeting: AMeeting
) -> None:
    """Whoever holds the cookie of one kiosk has no lane at the codes of all other meetings."""
    other = an_open_meeting(hall)
    tablet = paired(app, meeting)
    for code in (other.slips[0].code.text, WRONG):
        tablet.scan(f"HTTPS://X/V/{other.number}/{code}")
        assert tablet.status == 404
        assert "大布村" not in tablet.text
        assert "没有这张票" in tablet.text
