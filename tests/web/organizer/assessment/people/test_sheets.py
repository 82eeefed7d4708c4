"""The score sheet by its page: points at once, faults beside the fields."""

import re

from makers.meetings import a_plan
from people.desk import Desk

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_sheet import see_sheet
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting


def test_the_sheet_shows_its_points_at_once_and_its_faults_beside_the_fields(
    desk: Desk, hall: Hall, id: int
) -> None:
    person = see_assessment(hall, CONSOLE, id).people[0].id
    path = f"/assessments/{id}/people/{person}/sheet/1"
    desk.look(path)
    fields = {"exam.(一)1③": "三次", "why.(一)1③": "照片", "exam.(一)1①b": "3", "why.(一)1①b": ""}
    assert desk.send(path, **fields).status_code == 422
    assert "不是数" in desk.page
    assert "这一项要写明依据" in desk.page
    assert 'value="三次"' in desk.page
    assert (
        see_sheet(hall, CONSOLE, id, person).totals[
            next(iter(see_sheet(hall, CONSOLE, id, person).totals))
        ]
        is None
    )
    good = fields | {"exam.(一)1③": "3", "why.(一)1①b": "有矛盾", "self.(一)1③": "4"}
    desk.send(path, **good, then="next")
    assert "工作制度和纪律得分" in desk.page
    assert "112" in desk.page
    last = f"/assessments/{id}/people/{person}/sheet/4"
    desk.send(last, **{"why.(四)降位": "", "exam.(四)降位": ""}, then="done")
    assert "已计入考核" in desk.page
    assert see_assessment(hall, CONSOLE, id).people[0].items == ("112.00",)
    desk.send(path, **(good | {"exam.(一)1③": "1"}))
    assert "缺少内容" in desk.page
    desk.send(path, **(good | {"exam.(一)1③": "1"}), change="复核")
    assert see_assessment(hall, CONSOLE, id).people[0].items == ("102.00",)
    desk.look(f"/assessments/{id}/people/{person}/values")
    assert "复核" in desk.page
    assert desk.look(f"/assessments/{id}/people/{person}/sheet/5").status_code == 404


def test_a_count_that_depends_on_a_group_says_which_one_is_missing(desk: Desk, hall: Hall) -> None:
    create_meeting(hall, CONSOLE, a_plan())
    (line,) = list_assessments(hall, CONSOLE)
    person = see_assessment(hall, CONSOLE, line.id).people[0].id
    path = f"/assessments/{line.id}/people/{person}/sheet/2"
    desk.look(path)
    assert desk.send(path, **{"exam.(二)2": "40", "why.(二)2": "记录"}).status_code == 422
    assert "这个人的“派驻方式”还没有填" in desk.page


def test_incidents_are_counted_by_their_degree(desk: Desk, hall: Hall, id: int) -> None:
    person = see_assessment(hall, CONSOLE, id).people[0].id
    path = f"/assessments/{id}/people/{person}/sheet/2"
    desk.look(path)
    degrees = {"exam.(二)6①.一般": "2", "exam.(二)6①.特别严重": "1", "why.(二)6①": "通报"}
    desk.send(path, **degrees, **{"why.(二)1②": "社区没有", "exam-na.(二)1②": "1"})
    assert re.search(r'name="exam\.\(二\)6①\.一般" value="2"', desk.page)


def test_items_without_a_sheet_are_typed_in_their_borders(desk: Desk, hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("三季度动态考绩", "dongtai"))
    add_people(hall, CONSOLE, id, PeopleFile("p.csv", ("姓名",), ({"姓名": "甲某"},)))
    person = see_assessment(hall, CONSOLE, id).people[0].id
    path = f"/assessments/{id}/people/{person}/values"
    desk.look(path)
    assert "0 到 100" in desk.page
    assert desk.send(path, **{"value.工作绩效": "120"}).status_code == 422
    assert "超出范围" in desk.page
    desk.send(path, **{"value.工作绩效": "91"})
    assert "已保存" in desk.page
    assert desk.send(path, **{"value.工作绩效": "92"}).status_code == 422
    desk.send(path, **{"value.工作绩效": "92", "change": "计算有误"})
    assert "计算有误" in desk.page
    assert desk.send(path, **{"value.工作绩效": ""}).status_code == 422
    assert 'name="value.工作绩效" value=""' in desk.page, "as it was typed"
    desk.send(path, **{"value.工作绩效": "", "change": "填错了人"})
    assert 'name="value.工作绩效" value=""' in desk.page
    assert "填错了人" in desk.page
