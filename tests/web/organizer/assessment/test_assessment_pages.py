"""The pages of an assessment: how it begins, who finds whom, who may what."""

import re
from pathlib import Path

from makers.reviewed import TITLE
from people.desk import Desk, without_secrets

from ballot.domain.access import CONSOLE, Role
from ballot.domain.scheme.consequences import Period
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.jobs import carried_file
from ballot.storage import unit_tree
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

ROW = {"姓名": "甲某", "单位": "某局", "单位类别": "市直", "派驻方式": "脱产"}


def test_an_assessment_begins_with_its_scheme_and_its_name(desk: Desk, hall: Hall) -> None:
    desk.look("/assessments/")
    assert "还没有考核" in desk.page
    desk.look("/assessments/new")
    assert "峄城区" in desk.page
    desk.look("/assessments/new/jiaozhou-village")
    assert "文件未规定，采用默认" in desk.page
    assert "收回的全部票（弃权、无效在内）" in desk.page
    fields = {"title": TITLE, "period": "2026年度", "set:items[1].denominator": "valid"}
    assert desk.send("/assessments/new/jiaozhou-village", **fields).status_code == 200
    assert "导入人员名单" in desk.page
    (line,) = list_assessments(hall, CONSOLE)
    assert (line.title, line.period) == (TITLE, "2026年度")
    desk.look("/assessments/")
    assert TITLE in desk.page


def test_what_is_wrong_with_it_stands_beside_its_field(desk: Desk, hall: Hall) -> None:
    create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))
    desk.look("/assessments/new/jiaozhou-village")
    for fields, said in (
        ({"title": " "}, "请写考核名称"),
        ({"title": "考核", "set:placing.rounding": "高一点"}, "不在可选范围内"),
        ({"title": TITLE}, "重复了"),
    ):
        assert desk.send("/assessments/new/jiaozhou-village", **fields).status_code == 422
        assert said in desk.page
        assert 'aria-invalid="true"' in desk.page
    assert len(list_assessments(hall, CONSOLE)) == 1


def test_a_quarter_is_taken_for_a_quarter_and_for_nothing_else(desk: Desk, hall: Hall) -> None:
    new = "/assessments/new/lijun"
    desk.look(new)
    fields = {"title": "2026年度干部考核", "period": "2026年第三季度"}
    assert desk.send(new, **fields, kind="year").status_code == 422
    assert "这里写的是季度，考核周期选的是年度" in desk.page
    assert list_assessments(hall, CONSOLE) == []
    assert desk.send(new, **fields).status_code == 200
    (made,) = list_assessments(hall, CONSOLE)
    assert see_assessment(hall, CONSOLE, made.id).kind is Period.QUARTER
    assert "<p>2026年第三季度 · 李俊" in " ".join(desk.page.split()), "it says so once"
    assert desk.send(new, title="干部考核", period="2026", kind="half_year").status_code == 422
    assert desk.send(new, title="干部考核", kind="half_year").status_code == 200
    assert "<p>半年 · 李俊" in " ".join(desk.page.split())


def test_an_unknown_scheme_is_refused_and_no_path_of_the_machine_is_read(desk: Desk) -> None:
    for name in ("none", "..%2F..%2Fetc%2Fpasswd.toml"):
        assert desk.look(f"/assessments/new/{name}").status_code in (404, 422)


def test_people_are_found_by_word_group_and_state(desk: Desk, hall: Hall, id: int) -> None:
    one, *others = see_assessment(hall, CONSOLE, id).people
    desk.look(f"/assessments/{id}/people?q={one.name}&state=waiting")
    assert one.name in desk.page
    assert all(each.name not in desk.page for each in others)
    desk.look(f"/assessments/{id}/people?state=ready")
    assert "没有这样的人" in desk.page
    desk.look(f"/assessments/{id}/people?group={' / '.join(one.group)}")
    assert one.name in desk.page


def pages_of(id: int, person: int) -> tuple[str, ...]:
    """Every address that writes."""
    return (
        f"/assessments/{id}/rank",
        f"/assessments/{id}/import/people/save",
        f"/assessments/{id}/meetings/new?person={person}",
        f"/assessments/{id}/people/{person}/sheet/1",
        f"/assessments/{id}/people/{person}/values",
    )


def test_an_observer_reads_and_changes_nothing(
    app: Application, hall: Hall, desk: Desk, id: int
) -> None:
    desk.send(f"/assessments/{id}/rank")
    (unit,) = hall.database.read(unit_tree.units)
    token = create_account(hall, CONSOLE, "看", Role.OBSERVER, unit.id)
    watcher = Desk(app.test_client())
    watcher.accept(token, name="观察员")
    person = see_assessment(hall, CONSOLE, id).people[0].id
    for path in (
        "",
        "/people",
        "/scores",
        f"/people/{person}/sheet/1",
        f"/people/{person}/values",
        "/ranking",
    ):
        assert watcher.look(f"/assessments/{id}{path}").status_code == 200
        main = watcher.page.partition("<main")[2]
        assert 'method="post"' not in re.sub(r"<form[^>]*novalidate>", "", main), path
    before = see_assessment(hall, CONSOLE, id)
    rows = carried_file.pack(PeopleFile("p.csv", tuple(ROW), (ROW,)))
    fields = {"title": "测评", "eligible": "30", "rows": rows, "why.(一)1③": "", "exam.(一)1③": "1"}
    for path in pages_of(id, person):
        assert watcher.send(path, **fields).status_code in (403, 422), path
        assert "您的账户不能" in watcher.page, path
    assert see_assessment(hall, CONSOLE, id) == before


def test_without_the_secret_of_the_form_nothing_is_done_and_a_stranger_finds_the_door(
    app: Application, hall: Hall, desk: Desk, id: int
) -> None:
    person = see_assessment(hall, CONSOLE, id).people[0].id
    before = see_assessment(hall, CONSOLE, id)
    for path in pages_of(id, person):
        assert desk.client.post(path, data={"rows": "x"}).status_code == 400, path
    stranger = app.test_client()
    for path in (*pages_of(id, person), f"/assessments/{id}"):
        assert "/sign-in" in stranger.get(path).headers.get("Location", "/sign-in"), path
        assert stranger.post(path, data={"rows": "x"}).status_code in (302, 405), path
    assert see_assessment(hall, CONSOLE, id) == before


def test_looking_changes_nothing(desk: Desk, hall: Hall, id: int) -> None:
    desk.look(f"/assessments/{id}")
    first = without_secrets(desk.page)
    person = see_assessment(hall, CONSOLE, id).people[0].id
    for path in ("people", "scores", "import/people", f"people/{person}/sheet/2", "ranking"):
        assert desk.look(f"/assessments/{id}/{path}").status_code == 200
    desk.look(f"/assessments/{id}")
    assert without_secrets(desk.page) == first


def test_one_that_is_not_there_is_refused(desk: Desk, hall: Hall, id: int, tmp_path: Path) -> None:
    for path in ("/assessments/404", f"/assessments/{id}/people/404/sheet/1"):
        assert desk.look(path).status_code == 422
        assert "没有做成" in desk.page
    assert desk.look(f"/assessments/{id}/import/nothing").status_code == 404
