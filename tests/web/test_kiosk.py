"""A kiosk of the hall: paired by twelve digits, it votes like a phone and is counted apart."""

from dataclasses import dataclass

import pytest
from desk import Desk, a_desk
from flask.testing import FlaskClient
from makers import VERY, AMeeting, a_draft, an_open_meeting
from phone import Form
from tried_out import ADDRESS, WRONG, flooded, post, timed
from werkzeug.test import TestResponse

from ballot.domain.access import CONSOLE, Role
from ballot.domain.errors import KioskCodeWrong, KioskUnknown, OutOfRange, TooManyKiosks
from ballot.slips import address, token
from ballot.storage import slips
from ballot.usecases import (
    close_voting,
    create_account,
    freeze,
    list_people,
    open_box,
    pair_kiosk,
    read_journal,
    retire_kiosk,
    see_kiosks,
    see_result,
)
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application


def spent(meeting: AMeeting) -> int:
    """How many slips have voted."""
    return meeting.hall.database.read(lambda db: slips.spent(db, meeting.number))


@dataclass
class Tablet:
    """A kiosk as its script drives it: what is scanned, then one form after another."""

    client: FlaskClient
    number: str
    answer: TestResponse | None = None

    def scan(self, text: str, **more: str) -> "Tablet":
        """Scan a slip or type its digits."""
        return self._send({"code": text, **more})

    def press(self, choices: dict[str, str] | None = None, button: str = "") -> "Tablet":
        """Send the form on the screen."""
        form = Form(self.text)
        assert form.action == f"/k/{self.number}/step"
        data = {**form.checked, **form.hidden, **(choices or {})}
        return self._send(data | ({button: "1"} if button else {}))

    def _send(self, data: dict[str, str]) -> "Tablet":
        self.answer = self.client.post(f"/k/{self.number}/step", data=data)
        return self

    @property
    def text(self) -> str:
        """The answer as text."""
        assert self.answer is not None
        return self.answer.text

    @property
    def status(self) -> int:
        """Its status."""
        assert self.answer is not None
        return self.answer.status_code


@pytest.fixture
def meeting(hall: Hall) -> AMeeting:
    """An open meeting on two persons."""
    return an_open_meeting(hall, slips=4, subjects=2, eligible=4)


def paired(app: Application, meeting: AMeeting) -> Tablet:
    """A device that has become a kiosk of the meeting."""
    offer = pair_kiosk.offer(meeting.hall, CONSOLE, meeting.number)
    client = app.test_client()
    answer = client.post("/k", data={"number": meeting.number, "code": offer.code.printed})
    assert answer.status_code == 303
    return Tablet(client, meeting.number)


def scanned(meeting: AMeeting, slip: int) -> str:
    """What a scanner reads from a printed slip."""
    return address.in_capitals(
        address.url("https://ballot.example", meeting.number, meeting.slips[slip].token)
    )


def test_a_slip_votes_at_a_kiosk_and_is_counted_there(app: Application, meeting: AMeeting) -> None:
    tablet = paired(app, meeting)
    tablet.scan(scanned(meeting, 2)).press({"a1_1": "1", "a2_1": "2"})
    assert "请再看一遍" in tablet.text
    tablet.press(button="cast")
    assert "已经投好了,已计入。谢谢您" in tablet.text
    assert "下一位:请扫下一张票" in tablet.text
    tablet.scan(meeting.slips[3].code.printed).press({"a1_1": "1", "a2_1": "1"})
    assert "已计入" in tablet.press(button="cast").text
    meeting.cast(VERY, VERY)
    close_voting.close_voting(meeting.hall, CONSOLE, meeting.number)
    open_box.open_box(meeting.hall, CONSOLE, meeting.number)
    came = see_result.see_result(meeting.hall, meeting.number).facts.returned
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
        ("", 404, "请扫票上的二维码,或者输入票上的 12 位数字"),
        ("1234", 404, "请扫票上的二维码,或者输入票上的 12 位数字"),
        ("https://example.org/menu", 404, "请扫票上的二维码,或者输入票上的 12 位数字"),
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


def test_a_device_that_is_no_kiosk_is_asked_for_its_digits(
    app: Application, meeting: AMeeting
) -> None:
    stranger = Tablet(app.test_client(), meeting.number)
    page = stranger.client.get(f"/k/{meeting.number}/")
    assert page.status_code == 403
    assert 'name="code"' in page.text
    assert stranger.scan(scanned(meeting, 0)).status == 403
    assert stranger.client.get(f"/k/{meeting.number}/now").status_code == 403
    assert spent(meeting) == 0


def test_a_kiosk_of_one_meeting_is_a_stranger_to_another(
    app: Application, hall: Hall, meeting: AMeeting
) -> None:
    tablet, other = paired(app, meeting), an_open_meeting(hall)
    cookie = tablet.client.get_cookie("kiosk", path=f"/k/{meeting.number}")
    assert cookie is not None
    assert cookie.http_only
    assert cookie.same_site == "Strict"
    tablet.client.set_cookie("kiosk", cookie.value, path=f"/k/{other.number}")
    assert tablet.client.get(f"/k/{other.number}/").status_code == 403
    tablet.client.set_cookie("badge", cookie.value, path=f"/s/{meeting.number}")
    assert tablet.client.get(f"/s/{meeting.number}/").status_code == 403


def test_the_digits_pair_one_device_and_no_second(app: Application, meeting: AMeeting) -> None:
    offer = pair_kiosk.offer(meeting.hall, CONSOLE, meeting.number)
    first, second = app.test_client(), app.test_client()
    path = f"/k/{meeting.number}/come/{offer.code.text}"
    assert "就用这台" in first.get(path).text
    assert "就用这台" in second.get(path).text
    data = {"number": meeting.number, "code": offer.code.text}
    assert first.post("/k", data=data).status_code == 303
    refused = second.post("/k", data=data)
    assert refused.status_code == 404
    assert "已经用过" in refused.text
    assert second.get(f"/k/{meeting.number}/").status_code == 403
    again = first.get(path)
    assert again.status_code == 303
    assert again.location == f"/k/{meeting.number}/"
    with pytest.raises(KioskCodeWrong):
        pair_kiosk.claim(meeting.hall, meeting.number, offer.code)


@pytest.mark.parametrize(
    ("number", "code"), [("", WRONG), ("x", "1"), ("{}", ""), ("{}", WRONG), ("999999", WRONG)]
)
def test_wrong_digits_pair_nothing(
    app: Application, meeting: AMeeting, number: str, code: str
) -> None:
    pair_kiosk.offer(meeting.hall, CONSOLE, meeting.number)
    answer = app.test_client().post(
        "/k", data={"number": number.format(meeting.number), "code": code}
    )
    assert answer.status_code == 404
    assert "配对数字不对" in answer.text
    assert not any(
        each.paired for each in see_kiosks.see_kiosks(meeting.hall, CONSOLE, meeting.number)
    )


def test_digits_stand_in_the_database_under_a_key_only(hall: Hall, meeting: AMeeting) -> None:
    """Twelve digits alone could be tried out against a digest without a key."""
    offer = pair_kiosk.offer(hall, CONSOLE, meeting.number)
    foreign = token.code_digest(b"another pepper", b"", meeting.number, offer.code)
    assert pair_kiosk._digest(hall, meeting.number, offer.code) != foreign
    assert pair_kiosk.whose(hall, meeting.number, offer.code) == "1"


def test_nobody_votes_in_a_browser_with_an_account(
    app: Application, hall: Hall, meeting: AMeeting
) -> None:
    desk = a_desk(app, hall)
    offer = pair_kiosk.offer(hall, CONSOLE, meeting.number)
    answer = desk.look(f"/k/{meeting.number}/come/{offer.code.text}")
    assert answer.status_code == 403
    assert "登录着账户" in answer.text
    tablet = paired(app, meeting)
    desk.client.set_cookie("kiosk", cookie_of(tablet), path=f"/k/{meeting.number}")
    assert desk.look(f"/k/{meeting.number}/").status_code == 403


def cookie_of(tablet: Tablet) -> str:
    """What the device holds."""
    cookie = tablet.client.get_cookie("kiosk", path=f"/k/{tablet.number}")
    assert cookie is not None
    return cookie.value


def test_a_retired_kiosk_is_a_stranger_at_once(app: Application, meeting: AMeeting) -> None:
    tablet = paired(app, meeting)
    tablet.scan(scanned(meeting, 0)).press({"a1_1": "1", "a2_1": "1"})
    [kiosk] = see_kiosks.see_kiosks(meeting.hall, CONSOLE, meeting.number)
    retire_kiosk.retire_kiosk(meeting.hall, CONSOLE, meeting.number, kiosk.place)
    assert tablet.press(button="cast").status == 403
    assert spent(meeting) == 0
    with pytest.raises(KioskUnknown):
        retire_kiosk.retire_kiosk(meeting.hall, CONSOLE, meeting.number, kiosk.place)


def test_kiosks_are_bounded_and_a_free_place_is_taken_again(hall: Hall, meeting: AMeeting) -> None:
    for _ in range(pair_kiosk.MOST):
        pair_kiosk.offer(hall, CONSOLE, meeting.number)
    with pytest.raises(TooManyKiosks):
        pair_kiosk.offer(hall, CONSOLE, meeting.number)
    retire_kiosk.retire_kiosk(hall, CONSOLE, meeting.number, pair_kiosk.FIRST + 3)
    assert pair_kiosk.offer(hall, CONSOLE, meeting.number).place == pair_kiosk.FIRST + 3


def test_a_name_that_hangs_over_the_edge_of_a_small_screen_is_refused(
    hall: Hall, meeting: AMeeting
) -> None:
    assert pair_kiosk.offer(hall, CONSOLE, meeting.number, "东" * 20).name == "东" * 20
    with pytest.raises(OutOfRange):
        pair_kiosk.offer(hall, CONSOLE, meeting.number, "东" * 21)
    assert len(see_kiosks.see_kiosks(hall, CONSOLE, meeting.number)) == 1


def test_the_kiosk_says_when_one_can_vote(app: Application, meeting: AMeeting) -> None:
    tablet = paired(app, meeting)
    now = f"/k/{meeting.number}/now"
    first = tablet.client.get(now)
    assert first.json == {"said": ""}
    assert (
        tablet.client.get(now, headers={"If-None-Match": first.headers["ETag"]}).status_code == 304
    )
    close_voting.close_voting(meeting.hall, CONSOLE, meeting.number)
    then = tablet.client.get(now, headers={"If-None-Match": first.headers["ETag"]})
    assert then.json == {"said": "投票已经结束,谢谢大家。"}
    assert "投票已经结束" in tablet.client.get(f"/k/{meeting.number}/").text


def test_the_organizer_adds_and_retires_kiosks_and_the_journal_tells(
    app: Application, hall: Hall, meeting: AMeeting
) -> None:
    desk = a_desk(app, hall)
    path = f"/meetings/{meeting.number}/kiosks"
    desk.look(path)
    shown = desk.send(path, name="东侧")
    assert "平板 东侧" in shown.text
    assert "<svg" in shown.text
    assert "/k" in shown.text
    assert "等它配对" in desk.look(path).text
    desk.send(f"{path}/{pair_kiosk.FIRST}/retire")
    assert "已停用" in desk.page
    told = [line.act for line in read_journal.read_journal(hall, CONSOLE, meeting.number)]
    assert told[-2:] == ["pair_kiosk", "pair_kiosk"]
    page = desk.look(f"/journal?meeting={meeting.number}").text
    assert "平板 东侧 · 停用" in page


def test_before_the_vote_the_organizer_is_told_that_no_kiosk_stands_there(
    app: Application, hall: Hall
) -> None:
    draft = a_draft(hall)
    freeze.freeze(hall, CONSOLE, draft.number)
    desk = a_desk(app, hall)
    assert "还没有投票平板" in desk.look(f"/meetings/{draft.number}").text
    paired(app, draft)
    assert "还没有投票平板" not in desk.look(f"/meetings/{draft.number}").text


def test_an_observer_adds_no_kiosk(app: Application, hall: Hall, meeting: AMeeting) -> None:
    desk = an_observer(app, hall)
    path = f"/meetings/{meeting.number}/kiosks"
    assert "添一台</button>" not in desk.look(path).text
    assert "您的账号不能" in desk.send(path, name="东侧").text
    assert see_kiosks.see_kiosks(hall, CONSOLE, meeting.number) == ()


def an_observer(app: Application, hall: Hall) -> Desk:
    """A desk of somebody who may only look."""
    a_desk(app, hall)
    unit = list_people.list_people(hall, CONSOLE).units[0].id
    desk = Desk(app.test_client())
    desk.accept(
        create_account.create_account(hall, CONSOLE, "观察员", Role.OBSERVER, unit), "观察员"
    )
    return desk


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
