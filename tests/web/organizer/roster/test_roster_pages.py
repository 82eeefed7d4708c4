"""The organizer's roster: a file or pasted lines, the preview, who is one person, corrections."""

from io import BytesIO

import pytest
from makers.life import rosters
from makers.meetings import a_draft
from people.desk import Desk, hidden_in

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.roster import bring_in_roster
from ballot.usecases.roster.check_in import check_in
from ballot.usecases.roster.see_roster import see_roster

LINES = "姓 名\t单位\t类别\n王某\t一组\t党员\n李某\t一组\t党员\n王某\t一组\t村民代表\n"


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What a page shows does not depend on the database."""
    return sqlite_url


@pytest.fixture
def number(hall: Hall) -> str:
    return a_draft(hall, slips=2, eligible=99).number


def paste(desk: Desk, number: str, lines: str) -> int:
    at = f"/meetings/{number}/roster/import"
    desk.look(at)
    return desk.send(at, pasted=lines).status_code


def save(desk: Desk, number: str, **said: str) -> int:
    at = f"/meetings/{number}/roster/import/save"
    return desk.send(at, **hidden_in(desk.page, at), **said).status_code


def people(hall: Hall, number: str) -> list[str]:
    return [each.voter.name for each in see_roster(hall, CONSOLE, number).people]


def test_pasted_lines_are_looked_at_said_and_saved(desk: Desk, hall: Hall, number: str) -> None:
    assert "还没有名册" in desk.look(f"/meetings/{number}/roster").text
    assert paste(desk, number, LINES) == 200
    assert "是同一个人，还是同名的不同人？" in desk.page
    assert "姓名相同，类别不同" in desk.page
    assert "照提议算" in desk.page
    assert people(hall, number) == []
    assert save(desk, number, **{"row-2": "one"}) == 422
    assert "请确认是同一个人" in desk.page
    assert people(hall, number) == []
    assert save(desk, number, **{"row-2": "one", "looked": "on"}) == 200
    assert "名册已保存：应参加 2 人" in desk.page
    assert people(hall, number) == ["王某", "李某"]
    paste(desk, number, LINES)
    save(desk, number, **{"row-2": "apart", "looked": "on"})
    assert people(hall, number) == ["王某", "李某", "王某"]
    assert "应参加 3 人，至少收回 2 张 · 来自名册" in desk.look(f"/meetings/{number}").text
    assert "应参加人数来自名册（3 人）" in desk.look(f"/meetings/{number}/voters").text


def test_a_file_with_faults_shows_each_in_its_cell(desk: Desk, hall: Hall, number: str) -> None:
    rows = "姓名,类别,证件后四位\n,党员,\n王某,路人,370281199001011234\n李某,党员,\n"
    at = f"/meetings/{number}/roster/import"
    desk.look(at)
    answer = desk.send(at, file=(BytesIO(rows.encode("gb18030")), "名册.csv"))
    assert answer.status_code == 422
    assert desk.page.count('<td class="wrong">') == 3
    assert "保存名册" not in desk.page
    assert desk.send(at, file=(BytesIO(b"%PDF-1.7"), "a.pdf")).status_code == 422
    assert desk.send(at, pasted="").status_code == 422
    assert people(hall, number) == []


def test_a_column_that_may_be_meant_is_asked_about(desk: Desk, hall: Hall, number: str) -> None:
    lines = "人员姓名\t人员类别\n王某\t党员\n李某\t党员\n"
    assert paste(desk, number, lines) == 422, "no column of ours at all"
    assert paste(desk, number, lines.replace("人员姓名", "姓名")) == 200
    assert "“类别”是文件里的哪一列？" in desk.page
    at = f"/meetings/{number}/roster/import/columns"
    chosen = hidden_in(desk.page, at) | {"column-4": "人员类别"}
    assert "文件没有问题" in desk.send(at, **chosen).text
    save(desk, number)
    kinds = {each.voter.categories for each in see_roster(hall, CONSOLE, number).people}
    assert kinds == {("党员",)}


def test_the_empty_form_comes_back_as_a_roster(desk: Desk, hall: Hall, number: str) -> None:
    form = desk.client.get(f"/meetings/{number}/roster/template.xlsx")
    at = f"/meetings/{number}/roster/import"
    desk.look(at)
    answer = desk.send(at, file=(BytesIO(form.data), "roster.xlsx"))
    assert answer.status_code == 422, "the example is no row of the list"
    assert "示例" in desk.page or "行数" in desk.page


def test_somebody_is_added_and_taken_off(desk: Desk, hall: Hall, number: str) -> None:
    rosters.a_roster(hall, number, ["王某", "李某"])
    at = f"/meetings/{number}/roster"
    desk.look(at)
    assert desk.send(at, name="").status_code == 422
    assert desk.send(at, name="孙某", category="路人").status_code == 422
    assert "“路人”不在可选范围内" in desk.page
    assert "已补上：孙某" in desk.send(at, name="孙某", unit="三组").text
    assert "孙某" in desk.look(f"{at}/2/remove").text
    assert "已从名册里去掉：孙某" in desk.send(f"{at}/2/remove").text
    freeze(hall, CONSOLE, number)
    assert desk.send(f"{at}/1/remove").status_code == 422
    assert "已从名册里去掉：李某" in desk.send(f"{at}/1/remove", reason="写错了").text
    assert people(hall, number) == ["王某"]
    assert desk.look(f"{at}/9/remove").status_code == 404


def test_the_roster_is_deleted_and_the_number_typed_again(
    desk: Desk, hall: Hall, number: str
) -> None:
    rosters.a_roster(hall, number, ["王某", "李某"])
    desk.look(f"/meetings/{number}/roster")
    assert "已删除名册：2 人" in desk.send(f"/meetings/{number}/roster/delete").text
    desk.send(f"/meetings/{number}/voters", eligible="46")
    assert see_meeting(hall, CONSOLE, number).eligible == 46


def test_a_number_that_contradicts_the_roster_is_refused_with_what_to_do(
    desk: Desk, hall: Hall, number: str
) -> None:
    rosters.a_roster(hall, number, ["王某", "李某"])
    desk.look(f"/meetings/{number}/voters")
    page = desk.send(f"/meetings/{number}/voters", **hidden_in(desk.page, ""), eligible="46").text
    assert "应参加人数来自名册：名册里有 2 人，这里写的是 46 人" in page
    assert see_meeting(hall, CONSOLE, number).eligible == 2


def test_tablets_come_and_are_sent_away(desk: Desk, hall: Hall, number: str) -> None:
    rosters.a_roster(hall, number, ["王某", "李某"])
    at = f"/meetings/{number}/roster"
    desk.look(at)
    assert "用签到平板扫这个码" in desk.send(f"{at}/doors", once="a-key-of-this-form-x").text
    assert "等它配对" in desk.look(at).text
    assert "已停用" in desk.send(f"{at}/doors/1/retire").text


def test_too_few_are_told_before_slips_go_out(desk: Desk, hall: Hall, number: str) -> None:
    rosters.a_roster(hall, number, rosters.people(9))
    assert "人人都投也达不到" not in desk.look(f"/meetings/{number}").text, "nobody counts here"
    check_in(hall, CONSOLE, number, 0)
    said = "已到 1 人，至少要到 6 人，还差 5 人"
    for page in ("", "/roster", "/roster/now"):
        assert said in desk.look(f"/meetings/{number}{page}").text
    for place in range(6):
        check_in(hall, CONSOLE, number, place)
    assert "还差" not in desk.look(f"/meetings/{number}/roster/now").text


def test_a_long_roster_has_pages(desk: Desk, hall: Hall, number: str) -> None:
    given = rosters.a_file(rosters.of_township())
    looked = bring_in_roster.preview(hall, CONSOLE, number, given)
    ones = {each.row for each in looked.doubles}
    bring_in_roster.keep(hall, CONSOLE, number, given, ones)
    at = f"/meetings/{number}/roster"
    assert desk.look(at).text.count(">去掉</a>") == 120
    assert desk.look(f"{at}?page=2").text.count(">去掉</a>") == 90
    assert len(desk.page) < 60_000
    assert desk.look(f"{at}?page=x").text.count(">去掉</a>") == 120
    assert desk.look(f"{at}?page=9").text.count(">去掉</a>") == 90
