"""成批办理 by its pages: looked at, pressed, and what failed named with a way to try it again."""

import re
from dataclasses import replace

import pytest
from makers.meetings import VERY, a_draft, a_plan, an_open_meeting
from people.ceremony import a_meeting_with_keys, an_open_meeting_of_scrutineers
from people.desk import PASSWORD, Desk, hidden_in

from ballot.domain.access import CONSOLE, Role
from ballot.domain.meeting import Custody, State
from ballot.domain.meetings.plan import SubjectPlan
from ballot.storage import meetings
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.web.proxy import Application

TICK = re.compile(r'name="m" value="([\d.]+)" checked')


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is done is tried on both databases by the use cases."""
    return sqlite_url


def state(hall: Hall, number: str) -> State:
    return hall.database.read(lambda db: meetings.get(db, number).state)


def ticks(desk: Desk, path: str) -> list[str]:
    assert desk.look(path).status_code == 200, desk.page
    return TICK.findall(desk.page)


def test_a_page_says_which_can_and_why_the_others_cannot(hall: Hall, desk: Desk) -> None:
    ready, bare = a_draft(hall).number, a_draft(hall, slips=0).number
    kept = a_meeting_with_keys(hall).number
    path = f"/meetings/bulk?do=freeze&m={ready}&m={bare}&m={kept}"
    assert ticks(desk, path) == [ready]
    assert "还没有制票" in desk.page
    assert "等监票人同意" in desk.page
    assert "只适合演练和非正式测评" in desk.page
    assert desk.send("/meetings/bulk", do="freeze", m=[ready, bare]).status_code == 200
    assert "1 场已经办好" in desk.page
    assert "1 场没有办成" in desk.page
    assert f"do=freeze&amp;m={bare}" in desk.page
    assert f"do=open&amp;m={ready}" in desk.page
    assert (state(hall, ready), state(hall, bare)) == (State.FROZEN, State.DRAFT)
    assert desk.send("/meetings/bulk", do="freeze", m=[ready]).status_code == 200
    assert "1 场之前已经办好，没有再办。" in desk.page
    assert desk.send("/meetings/bulk", do="freeze", m=[bare]).status_code == 409


def test_without_a_tick_the_list_is_meant_and_a_form_without_one_means_nothing(
    hall: Hall, desk: Desk
) -> None:
    number = a_draft(hall).number
    assert ticks(desk, "/meetings/bulk?do=open&q=大布村&group=preparing") == [number]
    assert desk.send("/meetings/bulk", do="open").status_code == 422
    assert "没有选会议" in desk.page
    assert state(hall, number) is State.DRAFT
    for odd in ("", "?do=burn", "?do=slips&m=x"):
        assert desk.look(f"/meetings/bulk{odd}").status_code in (404, 422)
    for own in ("slips", "close", "x"):
        assert desk.send("/meetings/bulk", do=own, m=[number]).status_code == 404


def test_slips_of_many_are_one_file_and_confirmed_with_one_press(hall: Hall, desk: Desk) -> None:
    numbers = [create_meeting(hall, CONSOLE, a_plan(eligible=13)) for _ in range(3)]
    path = "/meetings/bulk?do=slips&" + "&".join(f"m={each}" for each in numbers)
    assert set(ticks(desk, path)) == set(numbers)
    once = hidden_in(desk.page, "/meetings/bulk/slips", path)
    fields = {"csrf_token": desk.secret, "spare": "1", "m": numbers} | once
    answer = desk.client.post("/meetings/bulk/slips", data=fields)
    assert answer.data.startswith(b"%PDF")
    assert answer.headers["Content-Disposition"].startswith("attachment; filename=slips-")
    again = desk.client.post("/meetings/bulk/slips", data=fields, follow_redirects=True)
    assert "没有做第二次" in again.text
    assert TICK.findall(again.text) == ticks(desk, path.replace("slips", "confirm"))
    batches = TICK.findall(again.text)
    assert sorted(batches) == sorted(f"{each}.1" for each in numbers)
    assert "第 1 批 14 张" in again.text
    desk.send("/meetings/bulk", do="confirm", m=batches[:2])
    assert "2 场已经办好" in desk.page
    desk.send("/meetings/bulk", do="void", m=batches[2:])
    slips = sorted(see_meeting(hall, CONSOLE, each).slips for each in numbers)
    assert slips == [0, 14, 14]


def test_slips_are_refused_before_any_is_made(hall: Hall, desk: Desk) -> None:
    number = create_meeting(hall, CONSOLE, a_plan())
    desk.look(f"/meetings/bulk?do=slips&m={number}")
    assert desk.send("/meetings/bulk/slips", spare="很多", m=[number]).status_code == 422
    assert "请写整数" in desk.page
    assert TICK.findall(desk.page) == [number]
    full = a_draft(hall, slips=46).number
    assert desk.send("/meetings/bulk/slips", spare="0", m=[full]).status_code == 409
    assert "已经印好 46 张" in desk.page
    assert see_meeting(hall, CONSOLE, number).batches == ()


def test_closing_asks_for_the_password_and_says_how_many(hall: Hall, desk: Desk) -> None:
    numbers = [an_open_meeting(hall, slips=40).number for _ in range(2)]
    small = an_open_meeting(hall, slips=12, eligible=12)
    small.cast_all([VERY] * 5)
    assert set(ticks(desk, "/meetings/bulk?do=close")) == {*numbers, small.number}
    assert "截止勾选的 3 场" in desk.page
    assert "收回 5" not in desk.page, "under thirty no number"
    fields = {"everyone": "y", "boxes": "y", "unused": "y", "m": numbers}
    for wrong in ({"password": "x"}, {"password": ""}, {"password": PASSWORD, "boxes": ""}):
        assert desk.send("/meetings/bulk/close", **fields | wrong).status_code == 422
        assert TICK.findall(desk.page) == numbers or set(TICK.findall(desk.page)) == set(numbers)
    assert {state(hall, each) for each in numbers} == {State.OPEN}
    desk.send("/meetings/bulk/close", **fields, password=PASSWORD)
    assert "2 场已经办好" in desk.page
    assert {state(hall, each) for each in numbers} == {State.CLOSED}
    assert state(hall, small.number) is State.OPEN


def test_wrong_passwords_are_not_tried_without_end(hall: Hall, desk: Desk) -> None:
    number = an_open_meeting(hall).number
    fields = {"everyone": "y", "boxes": "y", "unused": "y", "m": [number]}
    desk.look("/meetings/bulk?do=close")
    codes = [
        desk.send("/meetings/bulk/close", **fields, password="x").status_code for _ in range(11)
    ]
    assert codes[0] == 422
    assert codes[-1] == 429


def test_keys_are_handed_to_three_before_the_slips(hall: Hall, desk: Desk) -> None:
    number, printed = a_draft(hall, slips=0).number, a_draft(hall).number
    assert set(ticks(desk, "/meetings/bulk?do=scrutineers")) == {number, printed}
    desk.send("/meetings/bulk", do="scrutineers", m=[number, printed])
    kept = {see_meeting(hall, CONSOLE, each).custody for each in (number, printed)}
    assert kept == {Custody.SCRUTINEERS}
    assert ticks(desk, "/meetings/bulk?do=server") == [number]
    assert "已经印了测评票" in desk.page


def test_a_new_meeting_begins_with_the_custody_of_the_last_vote(hall: Hall, desk: Desk) -> None:
    desk.look("/meetings/new")
    assert 'value="server" checked' in desk.page
    an_open_meeting_of_scrutineers(hall)
    desk.look("/meetings/new")
    assert 'value="scrutineers" checked' in desk.page
    assert 'value="server" checked' not in desk.page


def test_a_day_that_is_not_today_is_said_before_it_opens(hall: Hall, desk: Desk) -> None:
    number = a_draft(hall).number
    today = hall.now().date().isoformat()
    desk.look(f"/meetings/{number}/basics")
    desk.send(f"/meetings/{number}/basics", title="测评", starts="2027-03-01T19:30", place="")
    desk.look(f"/meetings/bulk?do=open&m={number}")
    assert "1 场的会议时间不是今天" in desk.page
    assert "定在 2027-03-01 19:30" in desk.page
    desk.press(number, "freeze")
    desk.look(f"/meetings/{number}")
    assert "会议时间是 2027-03-01 19:30，不是今天" in desk.page
    other = a_draft(hall).number
    desk.look(f"/meetings/{other}/basics")
    desk.send(f"/meetings/{other}/basics", title="测评", starts=f"{today}T19:30", place="")
    desk.press(other, "freeze")
    desk.look(f"/meetings/{other}")
    assert "不是今天" not in desk.page, "the control"


def test_the_village_stands_first_in_every_list_and_on_the_page_of_slips(
    hall: Hall, desk: Desk
) -> None:
    people = (SubjectPlan("张某", "某局", "大布村"), SubjectPlan("李某", "某局", "小高村"))
    number = create_meeting(hall, CONSOLE, replace(a_plan(title="测评"), subjects=people))
    whose = re.compile(r'class="village">大布村、小高村</span>\s*<span class="name">测评</span>')
    for path in ("/meetings/", "/meetings/evening", f"/meetings/bulk?do=slips&m={number}"):
        desk.look(path)
        assert whose.search(desk.page), path
    desk.look(f"/meetings/{number}/slips")
    desk.send(f"/meetings/{number}/slips", count="2")
    assert re.sub(r"\s", "", desk.page).count(f"大布村、小高村·会议号{number}") == 2


def test_an_observer_is_offered_nothing_and_may_nothing(
    app: Application, hall: Hall, desk: Desk
) -> None:
    number = a_draft(hall).number
    unit = list_people(hall, CONSOLE).units[0].id
    observer = Desk(app.test_client())
    observer.accept(create_account(hall, CONSOLE, "观察员", Role.OBSERVER, unit), name="观察员")
    observer.look("/meetings/")
    assert 'name="m"' not in observer.page
    assert "成批办理" not in observer.page
    assert observer.send("/meetings/bulk", do="freeze", m=[number]).status_code == 409
    assert "您的账户不能" in observer.page
    assert state(hall, number) is State.DRAFT
    desk.look("/meetings/")
    assert "成批办理" in desk.page, "the control"
    assert f'name="m" value="{number}"' in desk.page
