"""The pages of one person, of the last import, of an assessment's name and end."""

import re

from makers.county import a_county, workbook
from makers.reviewed import seven, walk
from people.desk import Desk
from people.importer import FORM, upload

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.see_assessment import PersonLine, see_assessment
from ballot.usecases.hall import Hall

WHO = {"column0": "张三丰", "column1": "某局", "column2": "镇街", "column3": "脱产"}
MORE = {"column4": "正股级", "column5": "大布村"}


def test_a_person_is_added_corrected_and_removed_by_his_pages(desk: Desk, hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "jiaozhou-village"))
    at = f"/assessments/{id}/people"
    desk.look(f"{at}/new")
    assert desk.send(f"{at}/new", **WHO).status_code == 422
    assert desk.page.count('class="error"') == 1
    desk.send(f"{at}/new", **WHO, **MORE)
    assert "已添加" in desk.page
    (person,) = see_assessment(hall, CONSOLE, id).people
    one = f"{at}/{person.id}"
    desk.look(one)
    desk.send(one, **(WHO | {"column0": "张三峰"}), **MORE)
    assert "张三丰 → 张三峰" in desk.page
    desk.look(f"{one}/remove")
    assert "删除“张三峰”？" in desk.page
    desk.send(f"{one}/remove")
    assert "已删除：张三峰" in desk.page
    assert see_assessment(hall, CONSOLE, id).people == ()


def test_unit_and_village_are_corrected_and_kept_under_every_policy(desk: Desk, hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "lijun"))
    list_of_two = "姓名,单位,村(社区)\r\n马军,财政所,\r\n马军,农服中心,大布村\r\n"
    upload(desk, id, "people", list_of_two.encode(), "people.csv")
    found = FORM.search(desk.page)
    assert found
    desk.send(f"/assessments/{id}/import/people/save", rows=found[1])
    one, other = (f"/assessments/{id}/people/{each.id}" for each in people_of(hall, id))
    for at, column, text in ((one, "column1", "综治中心"), (other, "column0", "马俊")):
        desk.look(at)
        stands = dict(re.findall(r'name="(column\d)"[^>]* value="([^"]*)"', desk.page))
        assert desk.send(at, **(stands | {column: text})).status_code == 200
    assert [(each.name, each.unit, each.village) for each in people_of(hall, id)] == [
        ("马军", "综治中心", ""),
        ("马俊", "农服中心", "大布村"),
    ]


def people_of(hall: Hall, id: int) -> tuple[PersonLine, ...]:
    """The people of an assessment."""
    return see_assessment(hall, CONSOLE, id).people


def test_who_left_is_marked_and_seen_on_ranking_and_list(desk: Desk, hall: Hall) -> None:
    id = seven(hall)
    person = see_assessment(hall, CONSOLE, id).people[0]
    one = f"/assessments/{id}/people/{person.id}"
    desk.look(one)
    assert "不能删除" in desk.page
    assert desk.send(f"{one}/left", day="", reason="调任").status_code == 422
    desk.send(f"{one}/left", day="2026-06-30", reason="调任")
    assert "已离岗" in desk.page
    desk.look(f"/assessments/{id}/people?state=left")
    assert re.findall(r"<strong>(\d+) 人</strong>", desk.page) == ["1"]
    desk.send(f"/assessments/{id}/rank")
    desk.look(f"/assessments/{id}/ranking")
    assert "已离岗" in desk.page
    desk.look(one)
    desk.send(f"{one}/back", reason="没有调走")
    assert "已取消离岗" in desk.page


def test_a_file_under_review_is_asked_about_on_its_preview(desk: Desk, hall: Hall) -> None:
    id = seven(hall)
    walk(hall, id, 5)
    assert upload(desk, id, "people", workbook(a_county(2))) == 200
    assert "审核已经走过“部长办公会审核”" in desk.page
    rows = FORM.search(desk.page)
    assert rows
    at = f"/assessments/{id}/import/people/save"
    assert "没有保存" in desk.page
    desk.send(at, rows=rows[1])
    assert len(see_assessment(hall, CONSOLE, id).people) == 7
    desk.send(at, rows=rows[1], agreed="y")
    assert "新增 2" in desk.page
    desk.look(f"/assessments/{id}/review")
    assert ("重新排名" in desk.page, "办结这次考核" in desk.page) == (True, False)
    desk.look(f"/assessments/{id}/people")
    (undo,) = re.findall(rf"/assessments/{id}/undo-import/\d+", desk.page)
    desk.look(undo)
    assert "将删除" in desk.page
    desk.send(undo, agreed="y")
    assert "已撤销最近一次导入" in desk.page
    desk.look(f"/assessments/{id}/review")
    assert "重新排名" not in desk.page


def test_an_assessment_is_renamed_and_removed_on_its_page(desk: Desk, hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("考核", "jiaozhou-village"))
    at = f"/assessments/{id}"
    desk.look(f"{at}/manage")
    assert desk.send(f"{at}/manage", title="", period="2027").status_code == 422
    desk.send(f"{at}/manage", title="2027年度考核", period="2027")
    assert "已改名" in desk.page
    desk.look(f"{at}/remove")
    desk.send(f"{at}/remove")
    assert "已删除考核：2027年度考核" in desk.page
    assert desk.client.get(at).status_code in (404, 422)
