"""The score sheet by its page: points at once, faults beside the fields."""

import re

from makers.meetings import a_plan
from makers.reviewed import one_who_was_given_more
from people.desk import Desk

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.domain.scoring.sheet_entry import Side
from ballot.storage.assessment import inputs
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
    assert ">(一)1① 村班子存在严重矛盾未及时化解视情扣1-5分</a>" in desk.page
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
    assert desk.send(last, **{"why.(四)": ""}, then="done").status_code == 422
    assert "不是考评表的合计" in desk.page, "what came in with the list does not give way unasked"
    assert "草稿" in desk.page
    sure = {"replace_given": "on", "change": "按考评表计"}
    desk.send(last, **{"why.(四)": ""}, then="done", **sure)
    assert "已计入考核" in desk.page
    assert see_assessment(hall, CONSOLE, id).people[0].items == ("112.00",)
    desk.send(path, **(good | {"exam.(一)1③": "1"}))
    assert "请写明原因" in desk.page
    desk.send(path, **(good | {"exam.(一)1③": "1"}), change="复核")
    assert see_assessment(hall, CONSOLE, id).people[0].items == ("102.00",)
    desk.look(f"/assessments/{id}/people/{person}/values")
    assert "复核" in desk.page
    assert desk.look(f"/assessments/{id}/people/{person}/sheet/5").status_code == 404


def test_a_count_that_depends_on_a_group_says_which_one_is_missing(desk: Desk, hall: Hall) -> None:
    create_meeting(hall, CONSOLE, a_plan(assessment="2026年度"))
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


def test_two_ratings_are_chosen_together_and_bring_their_points(
    desk: Desk, hall: Hall, id: int
) -> None:
    person = see_assessment(hall, CONSOLE, id).people[0].id
    path = f"/assessments/{id}/people/{person}/sheet/4"
    desk.look(path)
    half = {"exam.(四).上年分类定级": "C级", "why.(四)": "年度评级文件"}
    assert desk.send(path, **half).status_code == 422
    assert "两个等级要一起填" in desk.page
    assert 'href="#exam.(四).上年分类定级"' in desk.page
    assert re.search(r'<option value="C级"[^>]* selected>', desk.page), "what was chosen stays"
    sure = {"replace_given": "on", "change": "按考评表计"}
    desk.send(path, **half, **{"exam.(四).本年分类评级": "A级"}, then="done", **sure)
    section = see_sheet(hall, CONSOLE, id, person).sections[3]
    assert section.points[Side.EXAMINER] == 20
    chosen = re.findall(r'<option value="(.级)"[^>]* selected>', desk.page)
    assert chosen == ["C级", "A级"]
    entered = inputs_of(hall, id)[person]
    assert (entered["上年分类定级"], entered["本年分类评级"]) == ("C级", "A级")
    away = {"exam-na.(四)": "1", "why.(四)": ""}
    assert desk.send(path, **away, change="没有评级").status_code == 422
    assert "这一项要写明依据" in desk.page
    desk.send(path, **(away | {"why.(四)": "当年没有评级"}), change="没有评级")
    assert inputs_of(hall, id)[person]["上年分类定级"] == ""
    assert 'name="exam-na.(四)" value="1" checked' in desk.page


def test_the_next_one_of_the_same_name_is_told_apart(desk: Desk, hall: Hall) -> None:
    plan = AssessmentPlan("2026年度考核", "jiaozhou-village", "2026年度")
    made = create_assessment(hall, CONSOLE, plan)
    groups = {"单位类别": "镇街", "派驻方式": "脱产", "职务层次": "正股级", "党组织降位": "否"}
    rows = tuple(
        {"姓名": name, "单位": "某局", "村(社区)": village} | groups
        for name, village in (("王伟", "东村"), ("王伟", "西村"), ("李强", "南村"))
    )
    add_people(hall, CONSOLE, made, PeopleFile("p.csv", tuple(rows[0]), rows))
    first, second, _third = see_assessment(hall, CONSOLE, made).people
    assert (
        "下一位 王伟（西村） ›" in desk.look(f"/assessments/{made}/people/{first.id}/sheet/1").text
    )
    page = desk.look(f"/assessments/{made}/people/{second.id}/sheet/1").text
    assert "‹ 上一位 王伟（东村）" in page
    assert "下一位 李强 ›" in page


def inputs_of(hall: Hall, id: int) -> dict[int, dict[str, str]]:
    """By person what counts of each item."""
    return hall.database.read(lambda db: inputs.entries(db, id))


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


def test_faults_lead_to_their_cells_on_whatever_page(desk: Desk, hall: Hall, id: int) -> None:
    person = see_assessment(hall, CONSOLE, id).people[0].id
    path = f"/assessments/{id}/people/{person}/sheet"
    desk.look(f"{path}/1")
    sent = {"exam.(一)1③": "三次", "why.(一)1③": "", "exam.(一)3①": "1", "why.(一)3①": ""}
    desk.send(f"{path}/1", **sent, months="13")
    assert "<title>错误：" in desk.page
    assert "有 2 处要改" in desk.page
    assert '<a href="#exam.(一)1③">(一)1③</a>' in desk.page
    assert '<a href="#months">本年度任职月数</a>' in desk.page
    assert 'name="exam.(一)3①" value="1"' in desk.page, "what is right stays typed"


def test_more_than_a_section_can_bring_is_asked_about(desk: Desk, hall: Hall, id: int) -> None:
    person = see_assessment(hall, CONSOLE, id).people[0].id
    path = f"/assessments/{id}/people/{person}/sheet/1"
    desk.look(path)
    many = {"exam.(一)1③": "100", "why.(一)1③": "照片"}
    assert desk.send(path, **many).status_code == 422
    assert "比这一栏能得的最多 135 分还多" in desk.page
    assert '<a href="#confirm_beyond">基本工作目标得分</a>' in desk.page
    desk.send(path, **many, confirm_beyond="on")
    assert "已保存" in desk.page
    desk.send(path, **many, **{"why.(一)2①": "规划"})
    assert "已保存" in desk.page, "what stands is not asked about twice"


def test_two_who_fill_in_one_sheet_lose_nothing(desk: Desk, hall: Hall, id: int) -> None:
    person = see_assessment(hall, CONSOLE, id).people[0].id
    path = f"/assessments/{id}/people/{person}/sheet/1"
    desk.look(path)
    seen = re.search(r'name="seen" value="([^"]+)"', desk.page)
    assert seen
    desk.send(path, **{"exam.(一)1③": "1", "why.(一)1③": "照片"})
    later = {"exam.(一)1③": "2", "why.(一)1③": "照片"}
    assert desk.send(path, **later, seen=seen[1]).status_code == 409
    assert "您填的" in desk.page
    control = desk.send(path, **later, change="再看")
    assert control.status_code == 200, "without a stamp the later one wins"


def test_the_next_person_has_the_same_section(desk: Desk, hall: Hall, id: int) -> None:
    first, second, *_ = (each.id for each in see_assessment(hall, CONSOLE, id).people)
    path = f"/assessments/{id}/people/{first}/sheet/2"
    desk.look(path)
    assert "下一位" in desk.page
    assert "上一位" not in desk.page
    answer = desk.send(path, **{"why.(二)1②": ""}, then="after")
    assert answer.request.path == f"/assessments/{id}/people/{second}/sheet/2"
    assert "上一位" in desk.page


def test_the_page_says_what_was_decided_and_asks_before_the_sheet_counts_again(
    desk: Desk, hall: Hall
) -> None:
    id, person = one_who_was_given_more(hall)
    path = f"/assessments/{id}/people/{person}/sheet/1"
    counts = "“基本工作目标得分”计入考核的是 60，不是考评表的 59。来源：异议1的决定。"
    assert counts in desk.look(path).text
    held = {"exam.(一)1①b": "1", "why.(一)1①b": "矛盾未化解"}
    desk.send(path, **held)
    assert counts in desk.look(path).text
    changed = held | {"exam.(一)1①b": "2", "change": "复查"}
    assert desk.send(path, **changed).status_code == 422
    assert "现在计入的是 60（来源：异议1的决定）" in desk.page
    desk.send(path, **changed, replace_given="on")
    assert "计入考核的是" not in desk.look(path).text
