"""The tree of units: drawn, added to, and each unit's own page."""

import pytest
from people.desk import Desk, a_desk, hidden_in

from ballot.domain.access import CONSOLE, Role
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.accounts.units import top_unit
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """Nothing here asks the database anything that the kinds could answer differently."""
    return sqlite_url


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The first administrator, with two townships and a village."""
    desk = a_desk(app, hall)
    desk.look("/units")
    desk.send("/units", title="东镇/小高村\n西镇", parent="1")
    return desk


def names(hall: Hall) -> list[tuple[str, int]]:
    return [(each.name, each.depth) for each in list_people(hall, CONSOLE).units]


def test_a_tree_is_drawn_and_told_what_is_in_it(desk: Desk) -> None:
    assert "已添加 3 个单位。" in desk.page
    assert desk.page.index("东镇</a>") < desk.page.index("小高村</a>") < desk.page.index("西镇</a>")
    assert '<li class="depth-2"><a href="/units/3">小高村' in desk.page
    desk.send("/units", title="西镇\n北镇", parent="1")
    assert "已添加单位“北镇”。1 个原来就有。" in desk.page


def test_a_line_that_is_wrong_is_told_by_its_number_and_all_stays(desk: Desk, hall: Hall) -> None:
    before = names(hall)
    assert desk.send("/units", title="北镇\n/大布村", parent="1").status_code == 422
    assert "第 2 行" in desk.page
    assert "北镇\r\n/大布村" in desk.page.replace("\r\n", "\n").replace("\n", "\r\n")
    assert names(hall) == before


def test_a_unit_is_renamed_moved_and_removed_on_its_page(desk: Desk, hall: Hall) -> None:
    desk.look("/units/3")
    desk.send("/units/3", title="小高庄", parent="4")
    assert names(hall) == [("本单位", 0), ("东镇", 1), ("西镇", 1), ("小高庄", 2)]
    desk.look("/journal")
    assert "单位：小高村 → 小高庄" in desk.page
    assert "上级：东镇 → 西镇" in desk.page
    desk.look("/units/4")
    assert "下级单位 1 个" in desk.page
    assert 'action="/units/4/remove"' not in desk.page
    desk.send("/units/4/remove")
    assert "“西镇”不是空的，不能删除" in desk.page
    desk.look("/units/3")
    desk.send("/units/3/remove")
    assert "已删除单位“小高庄”" in desk.page
    assert names(hall) == [("本单位", 0), ("东镇", 1), ("西镇", 1)]


def test_the_topmost_unit_is_renamed_alone(desk: Desk, hall: Hall) -> None:
    desk.look("/units/1")
    assert 'name="parent"' not in desk.page
    desk.send("/units/1", title="某某县")
    assert names(hall)[0] == ("某某县", 0)


def test_a_name_that_stands_already_is_told_at_its_field(desk: Desk, hall: Hall) -> None:
    before = names(hall)
    desk.look("/units/4")
    assert desk.send("/units/4", title="东镇", parent="1").status_code == 422
    assert 'href="#title"' in desk.page
    assert "同一个上级下面已经有“东镇”" in desk.page
    assert names(hall) == before


def test_nobody_else_sees_or_changes_the_units(app: Application, desk: Desk, hall: Hall) -> None:
    other = Desk(app.test_client())
    other.accept(create_account(hall, CONSOLE, "李明", Role.ORGANIZER, 2), name="李明")
    for page in ("/units", "/units/2"):
        assert other.look(page).status_code in (403, 404)
    for page in ("/units", "/units/2", "/units/2/remove"):
        assert other.send(page, title="别的", parent="1").status_code in (403, 404)
    chief = Desk(app.test_client())
    chief.accept(create_account(hall, CONSOLE, "赵敏", Role.ADMINISTRATOR, 2), name="赵敏")
    chief.look("/units")
    assert "小高村" in chief.page
    assert "西镇" not in chief.page
    assert chief.look("/units/4").status_code == 404


def test_what_a_unit_asks_for_stands_on_a_new_meeting_and_in_the_journal(
    desk: Desk, hall: Hall
) -> None:
    unit = hall.database.write(top_unit)
    desk.look("/meetings/new")
    assert "要求" not in desk.page
    at = f"/units/{unit}"
    desk.look(at)
    desk.send(at, **hidden_in(desk.page, at, at), title="某县", custody="scrutineers")
    desk.look("/meetings/new")
    assert "某县要求：" in desk.page
    assert 'value="scrutineers" checked' in desk.page
    assert "要求：" in desk.look("/journal").text
