"""The tablet at the door: finds, checks in, keeps no trace, and is nobody anywhere else."""

import re

import pytest
from flask.testing import FlaskClient
from makers.life import rosters
from makers.meetings import AMeeting, a_draft
from people.desk import SECRET, Desk, a_desk

from ballot.domain.access import CONSOLE, Role
from ballot.domain.errors import QuorumMissed
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.roster import bring_in_roster, doors
from ballot.usecases.roster.check_in import check_in
from ballot.usecases.roster.see_roster import see_attendance
from ballot.web.proxy import Application

PEOPLE = (("曾伟", "一组", "党员"), ("单小明", "二组", "村民代表"), ("王芳", "", "党员"))


@pytest.fixture
def meeting(hall: Hall) -> AMeeting:
    made = a_draft(hall, slips=3, eligible=99)
    given = rosters.a_file(rosters.rows_of(*PEOPLE))
    bring_in_roster.keep(hall, CONSOLE, made.number, given, ())
    return made


def a_tablet(app: Application, meeting: AMeeting) -> Desk:
    """A device that came by its link."""
    link = doors.offer(meeting.hall, CONSOLE, meeting.number)
    desk = Desk(app.test_client())
    desk.look(f"/d/{meeting.number}/come/{link}")
    assert desk.send(f"/d/{meeting.number}/come/{link}").status_code == 200
    return desk


def names_in(page: str) -> list[str]:
    return [name for name, _, _ in PEOPLE if name in page]


def come(meeting: AMeeting) -> int:
    return see_attendance(meeting.hall, CONSOLE, meeting.number).come


def test_a_link_brings_one_device_and_to_look_uses_nothing_up(
    app: Application, meeting: AMeeting
) -> None:
    link = doors.offer(meeting.hall, CONSOLE, meeting.number)
    path = f"/d/{meeting.number}/come/{link}"
    first, second = Desk(app.test_client()), Desk(app.test_client())
    for device in (first, second):
        assert "就用这台" in device.look(path).text
    answer = first.client.post(path, data={"csrf_token": first.secret})
    cookie = first.client.get_cookie("door", path="/d")
    assert answer.location == f"/d/{meeting.number}/"
    assert cookie is not None
    assert (cookie.http_only, cookie.same_site) == (True, "Strict")
    assert second.send(path).status_code == 410
    assert second.look(f"/d/{meeting.number}/").status_code == 403
    assert second.look(path).status_code == 410
    assert "姓名，或者拼音首字母" in first.look(path).text


def test_nobody_is_shown_before_a_name_was_typed_and_no_address_takes_one(
    app: Application, meeting: AMeeting
) -> None:
    tablet, path = a_tablet(app, meeting), f"/d/{meeting.number}"
    assert names_in(tablet.look(f"{path}/?asked=zw").text) == []
    assert tablet.client.get(f"{path}/find?asked=zw").status_code == 405
    answer = tablet.send(f"{path}/find", asked="zw")
    assert names_in(answer.text) == ["曾伟"]
    assert "no-store" in answer.headers["Cache-Control"]
    assert "v=" in answer.headers["Set-Cookie"], "no filled form stays behind the Back button"
    assert names_in(tablet.send(f"{path}/find", asked="SXM").text) == ["单小明"]
    assert "没有找到" in tablet.send(f"{path}/find", asked="没有的人").text
    part = tablet.send(f"{path}/find", asked="王", part="1").text
    assert names_in(part) == ["王芳"]
    assert "<html" not in part


def test_three_in_a_row_leave_no_trace_of_the_one_before(
    app: Application, meeting: AMeeting
) -> None:
    tablet, path = a_tablet(app, meeting), f"/d/{meeting.number}"
    for place, (name, _, _) in enumerate(PEOPLE):
        assert names_in(tablet.send(f"{path}/find", asked=name).text) == [name]
        done = tablet.send(f"{path}/mark", person=str(place), come="1")
        assert names_in(done.text) == [name]
        assert 'value=""' in done.text, "the field is empty again"
        assert f'<strong class="digits">{place + 1}</strong>' in done.text
        assert names_in(tablet.look(f"{path}/").text) == []
    assert come(meeting) == 3
    tablet.send(f"{path}/mark", person="1", come="0")
    tablet.send(f"{path}/mark", person="1", come="0")
    assert come(meeting) == 2


def test_one_tablet_sees_what_the_other_did(app: Application, meeting: AMeeting) -> None:
    one, other = a_tablet(app, meeting), a_tablet(app, meeting)
    path = f"/d/{meeting.number}"
    first = one.client.get(f"{path}/now")
    tag = first.headers["ETag"]
    assert first.json is not None
    assert (first.json["open"], first.json["next"]) == (True, "")
    same = one.client.get(f"{path}/now", headers={"If-None-Match": tag})
    assert same.status_code == 304
    other.send(f"{path}/mark", person="0", come="1")
    one.send(f"{path}/mark", person="0", come="1")
    then = one.client.get(f"{path}/now", headers={"If-None-Match": tag})
    assert then.status_code == 200
    assert then.json is not None
    assert '<strong class="digits">1</strong>' in then.json["count"]
    assert names_in(str(then.json)) == []
    assert "✓ 已到" in one.send(f"{path}/find", asked="曾").text


@pytest.mark.parametrize("sent", ["", "99", "-1", "一", "1; drop"])
def test_somebody_who_is_not_there_is_refused(
    app: Application, meeting: AMeeting, sent: str
) -> None:
    tablet = a_tablet(app, meeting)
    for more in ({}, {"part": "1"}):
        answer = tablet.send(f"/d/{meeting.number}/mark", person=sent, come="1", **more)
        assert answer.status_code == 404
        assert "名册里没有" in answer.text
    assert come(meeting) == 0


def test_a_form_without_its_secret_and_a_stranger_change_nothing(
    app: Application, meeting: AMeeting
) -> None:
    tablet, path = a_tablet(app, meeting), f"/d/{meeting.number}"
    sent = {"person": "0", "come": "1"}
    assert tablet.client.post(f"{path}/mark", data=sent).status_code == 400
    stranger = Desk(app.test_client())
    stranger.look("/sign-in")
    assert stranger.send(f"{path}/mark", **sent).status_code == 403
    assert stranger.look(f"{path}/now").status_code == 403
    assert come(meeting) == 0


def test_an_organizer_checks_in_too_and_an_observer_does_not(
    app: Application, hall: Hall, meeting: AMeeting
) -> None:
    desk, path = a_desk(app, hall), f"/d/{meeting.number}"
    assert "姓名，或者拼音首字母" in desk.look(f"{path}/").text
    desk.send(f"{path}/mark", person="0", come="1")
    assert come(meeting) == 1
    watching = Desk(app.test_client())
    unit = list_people(hall, CONSOLE).units[0].id
    watching.accept(create_account(hall, CONSOLE, "观察员", Role.OBSERVER, unit), "观察员")
    assert watching.look(f"{path}/").status_code == 403


def test_the_check_in_ends_with_the_vote_and_goes_on_in_the_second_round(
    app: Application, hall: Hall, meeting: AMeeting
) -> None:
    tablet, number = a_tablet(app, meeting), meeting.number
    check_in(hall, CONSOLE, number, 0)
    open_voting(hall, CONSOLE, number)
    close_voting(hall, CONSOLE, number)
    assert "签到已经结束" in tablet.look(f"/d/{number}/").text
    refused = tablet.send(f"/d/{number}/mark", person="1", come="1", part="1")
    assert refused.status_code == 409
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, number)
    second = round_two(hall, CONSOLE, number)
    said = tablet.client.get(f"/d/{number}/now").json
    assert said is not None
    assert said["next"] == f"/d/{second}/"
    page = tablet.look(f"/d/{number}/")
    assert page.request.path == f"/d/{second}/"
    assert '<strong class="digits">0</strong>' in page.text
    assert find(tablet.client, second, "zw") == ["曾伟"]


def find(client: FlaskClient, number: str, asked: str) -> list[str]:
    secret = SECRET.search(client.get(f"/d/{number}/").text)
    assert secret is not None
    data = {"asked": asked, "csrf_token": secret[1]}
    page = client.post(f"/d/{number}/find", data=data).text
    return re.findall(r"<strong>([^<]+)</strong>", page)
