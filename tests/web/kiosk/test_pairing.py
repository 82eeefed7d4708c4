"""Twelve digits make a device a kiosk, one device of one meeting, until it is retired."""

import pytest
from makers.meetings import AMeeting, a_draft, an_open_meeting
from people.desk import Desk, a_desk
from people.tablet import Tablet, paired, scanned, spent
from people.tried_out import WRONG

from ballot.domain.access import CONSOLE, Role
from ballot.domain.errors import KioskCodeWrong, KioskUnknown, OutOfRange, TooManyKiosks
from ballot.slips import tokens
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.hall import Hall
from ballot.usecases.kiosk import pair_kiosk
from ballot.usecases.kiosk.retire_kiosk import retire_kiosk
from ballot.usecases.kiosk.see_kiosks import see_kiosks
from ballot.usecases.meeting.freeze import freeze
from ballot.web.proxy import Application


@pytest.fixture
def meeting(hall: Hall) -> AMeeting:
    """An open meeting on two persons."""
    return an_open_meeting(hall, slips=4, subjects=2, eligible=4)


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
    assert not any(each.paired for each in see_kiosks(meeting.hall, CONSOLE, meeting.number))


def test_digits_stand_in_the_database_under_a_key_only(hall: Hall, meeting: AMeeting) -> None:
    """Twelve digits alone could be tried out against a digest without a key."""
    offer = pair_kiosk.offer(hall, CONSOLE, meeting.number)
    foreign = tokens.code_digest(b"another pepper", b"", meeting.number, offer.code)
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
    [kiosk] = see_kiosks(meeting.hall, CONSOLE, meeting.number)
    retire_kiosk(meeting.hall, CONSOLE, meeting.number, kiosk.place)
    assert tablet.press(button="cast").status == 403
    assert spent(meeting) == 0
    with pytest.raises(KioskUnknown):
        retire_kiosk(meeting.hall, CONSOLE, meeting.number, kiosk.place)


def test_kiosks_are_bounded_and_a_free_place_is_taken_again(hall: Hall, meeting: AMeeting) -> None:
    for _ in range(pair_kiosk.MOST):
        pair_kiosk.offer(hall, CONSOLE, meeting.number)
    with pytest.raises(TooManyKiosks):
        pair_kiosk.offer(hall, CONSOLE, meeting.number)
    retire_kiosk(hall, CONSOLE, meeting.number, pair_kiosk.FIRST + 3)
    assert pair_kiosk.offer(hall, CONSOLE, meeting.number).place == pair_kiosk.FIRST + 3


def test_a_name_that_hangs_over_the_edge_of_a_small_screen_is_refused(
    hall: Hall, meeting: AMeeting
) -> None:
    assert pair_kiosk.offer(hall, CONSOLE, meeting.number, "东" * 20).name == "东" * 20
    with pytest.raises(OutOfRange):
        pair_kiosk.offer(hall, CONSOLE, meeting.number, "东" * 21)
    assert len(see_kiosks(hall, CONSOLE, meeting.number)) == 1


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
    told = [line.act for line in read_journal(hall, CONSOLE, meeting.number)]
    assert told[-2:] == ["pair_kiosk", "pair_kiosk"]
    page = desk.look(f"/journal?meeting={meeting.number}").text
    assert "平板 东侧 · 停用" in " ".join(page.split())


def test_before_the_vote_the_organizer_is_told_that_no_kiosk_stands_there(
    app: Application, hall: Hall
) -> None:
    draft = a_draft(hall)
    freeze(hall, CONSOLE, draft.number)
    desk = a_desk(app, hall)
    assert "还没有投票平板" in desk.look(f"/meetings/{draft.number}").text
    paired(app, draft)
    assert "还没有投票平板" not in desk.look(f"/meetings/{draft.number}").text


def test_an_observer_adds_no_kiosk(app: Application, hall: Hall, meeting: AMeeting) -> None:
    desk = an_observer(app, hall)
    path = f"/meetings/{meeting.number}/kiosks"
    assert "添一台</button>" not in desk.look(path).text
    assert "您的账户不能" in desk.send(path, name="东侧").text
    assert see_kiosks(hall, CONSOLE, meeting.number) == ()


def an_observer(app: Application, hall: Hall) -> Desk:
    """A desk of somebody who may only look."""
    a_desk(app, hall)
    unit = list_people(hall, CONSOLE).units[0].id
    desk = Desk(app.test_client())
    desk.accept(create_account(hall, CONSOLE, "观察员", Role.OBSERVER, unit), "观察员")
    return desk
