"""Who may do what: accounts, units, the journal, and what stays hidden from whom."""

import re

import pytest
from makers.county import add_unit
from people.desk import PASSWORD, Desk, a_desk

from ballot.domain.access import CONSOLE, Role
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.list_meetings import list_meetings
from ballot.web.proxy import Application


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here asks the database anything that the kinds could answer differently."""
    return sqlite_url


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The first administrator has signed in."""
    return a_desk(app, hall)


def another(app: Application, hall: Hall, role: Role, unit: int | None = None) -> Desk:
    """Somebody else at a desk of his own."""
    other = Desk(app.test_client())
    other.accept(create_account(hall, CONSOLE, "李明", role, unit), name="李明")
    return other


def test_a_link_for_somebody_is_shown_once_and_makes_his_account(
    app: Application, desk: Desk, hall: Hall
) -> None:
    desk.look("/accounts")
    desk.send("/units", title="里岔镇", parent="1")
    assert "已添加单位“里岔镇”" in desk.page
    desk.send("/accounts", name="李明", role="organizer", unit="2")
    link = re.search(r"http://127.0.0.1:8000/setup/([\w.-]+)", desk.page)
    assert link
    other = Desk(app.test_client())
    other.accept(link[1], name="李明")
    assert "李明" in other.page
    assert link[0] not in desk.look("/accounts").text
    persons = {each.name: each.roles for each in list_people(hall, CONSOLE).persons}
    assert persons["李明"] == (("里岔镇", Role.ORGANIZER),)


def test_a_name_in_use_is_told_and_the_link_stays(app: Application, desk: Desk, hall: Hall) -> None:
    other = Desk(app.test_client())
    token = create_account(hall, CONSOLE, "又一位王芳", Role.ORGANIZER)
    other.accept(token, name="王芳")
    assert "已有账户在用" in other.page
    assert other.accept(token, name="王芳（里岔镇）").request.path == "/meetings/"


@pytest.mark.parametrize("fields", [{"name": ""}, {"role": "king"}, {"unit": "99"}, {"unit": ""}])
def test_a_wrong_invitation_makes_no_link(desk: Desk, fields: dict[str, str]) -> None:
    desk.look("/accounts")
    given = {"name": "李明", "role": "organizer", "unit": "1"} | fields
    assert desk.send("/accounts", **given).status_code == 422
    assert "/setup/" not in desk.page


def test_an_organizer_manages_nobody(app: Application, desk: Desk, hall: Hall) -> None:
    other = another(app, hall, Role.ORGANIZER)
    assert 'href="/accounts"' not in other.page
    assert other.look("/accounts").status_code == 403
    given = {"name": "自己人", "role": "administrator", "unit": "1"}
    assert other.send("/accounts", **given).status_code == 403
    assert other.send("/units", title="里岔镇", parent="1").status_code == 403


def test_an_observer_sees_and_changes_nothing(app: Application, desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting()
    other = another(app, hall, Role.OBSERVER)
    assert "新建测评会" not in other.page
    assert "第一书记群众满意度测评" in other.look(f"/meetings/{number}").text
    before = list_meetings(hall, CONSOLE)
    for act in ("rehearse", "freeze", "open", "box", "round-two"):
        other.press(number, act)
        assert "您的账户不能" in other.page
    assert other.look("/meetings/new").status_code == 403
    plan = {"title": "偷偷建", "names": "张某", "eligible": "9", "scheme": "jiaozhou-village"}
    assert other.send("/meetings/new", **plan).status_code == 403
    assert list_meetings(hall, CONSOLE) == before


def test_a_township_neither_sees_nor_touches_its_neighbour(
    app: Application, desk: Desk, hall: Hall
) -> None:
    number = desk.new_meeting()
    township = add_unit(hall, CONSOLE, "里岔镇", 1)
    other = another(app, hall, Role.ORGANIZER, township)
    assert "第一书记群众满意度测评" not in other.page
    for page in ("", "/people", "/slips", "/turnout", "/turnout/now", "/screen", "/result"):
        assert other.look(f"/meetings/{number}{page}").status_code == 403
    for ending in ("csv", "xlsx", "json"):
        assert other.look(f"/meetings/{number}/result.{ending}").status_code == 403
    assert other.look(f"/journal?meeting={number}").status_code == 403
    own = other.new_meeting()
    assert "新建测评会" in other.look(f"/journal?meeting={own}").text
    assert own in desk.look("/meetings/").text


def test_the_journal_tells_every_act_and_no_ballot(desk: Desk) -> None:
    number = desk.new_meeting()
    digits = desk.print_slips(number, 3)
    desk.press(number, "freeze")
    desk.press(number, "open")
    desk.look("/journal")
    places = [desk.page.index(f"</strong> {act} ·") for act in ("开始投票", "锁定", "制票")]
    assert places == sorted(places)
    assert "第 1 批，3 张" in desk.page
    assert not [each for each in digits if each in desk.page]
    assert PASSWORD not in desk.page


@pytest.mark.parametrize(
    "path", ["/meetings/", "/meetings/new", "/journal", "/accounts", "/meetings/123456/screen"]
)
def test_behind_the_door_is_nothing_for_strangers(app: Application, path: str) -> None:
    answer = app.test_client().get(path)
    assert answer.status_code == 302
    assert answer.headers["Location"].startswith("/sign-in")


def test_no_page_holds_an_inline_script_or_style(desk: Desk) -> None:
    number = desk.new_meeting()
    desk.print_slips(number, 3)
    paths = ["/meetings/", "/meetings/new", "/journal", "/accounts"]
    paths += [
        f"/meetings/{number}{page}"
        for page in ("", "/people", "/voters", "/paper", "/basics", "/slips", "/turnout", "/screen")
    ]
    for path in paths:
        page = desk.look(path).text
        assert "<style" not in page
        assert " style=" not in page
        assert not re.findall(r"<script(?![^>]*\bsrc=)", page)
        assert not re.findall(r"\son\w+=", page)
        assert "//" not in re.sub(r"https?://(127|www\.w3)", "", page)


def test_a_unit_needs_a_name_and_a_place(desk: Desk, hall: Hall) -> None:
    desk.look("/accounts")
    assert desk.send("/units", title="", parent="1").status_code == 422
    assert "请写单位名称" in desk.page
    assert desk.send("/units", title="里岔镇", parent="99").status_code == 422
    assert len(list_people(hall, CONSOLE).units) == 1
