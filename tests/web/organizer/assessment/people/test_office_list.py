"""A list as a township office makes it goes in at the first try, with one question answered."""

import re

from makers.county import a_county, a_list, workbook
from makers.reviewed import TITLE
from people.desk import Desk
from people.importer import FORM, upload

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall

GRID = re.compile(r'name="grid" value="([^"]+)"')


def begun(hall: Hall) -> int:
    return create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))


def test_it_comes_in_at_once_with_what_was_left_out_named(desk: Desk, hall: Hall) -> None:
    id = begun(hall)
    assert upload(desk, id, "people", a_list(), "名单.xls") == 200
    for said in ("列名在第 3 行", "序号、联系电话", "合计", "注:本表由各村填报", "只导入一次"):
        assert said in desk.page
    form = FORM.search(desk.page)
    assert form
    desk.send(f"/assessments/{id}/import/people/save", rows=form[1])
    names = [each.name for each in see_assessment(hall, CONSOLE, id).people]
    assert names == ["张三", "买买提·吐尔逊", "杨\U0002a6a5", "王小明"]


def test_a_column_that_may_be_meant_is_asked_once_and_remembered(desk: Desk, hall: Hall) -> None:
    id = begun(hall)
    assert upload(desk, id, "people", a_list("派驻村")) == 200
    asked = GRID.search(desk.page)
    assert asked
    assert re.search(r'<option value="派驻村" selected>派驻村\s*（例如 大布村）', desk.page)
    (field,) = re.findall(r'name="(column-\d+)"', desk.page)
    desk.send(f"/assessments/{id}/import/people/columns", **{"grid": asked[1], field: "派驻村"})
    assert "“派驻村”作为“村（社区）”" in desk.page
    form = FORM.search(desk.page)
    assert form
    desk.send(f"/assessments/{id}/import/people/save", rows=form[1])
    assert {each.village for each in see_assessment(hall, CONSOLE, id).people} == {"大布村"}
    again = create_assessment(hall, CONSOLE, AssessmentPlan("2027年", "jiaozhou-village"))
    assert upload(desk, again, "people", a_list("派驻村")) == 200
    assert not GRID.search(desk.page)
    assert "“派驻村”作为“村（社区）”" in desk.page


def test_those_who_may_be_one_come_in_after_somebody_says_so(desk: Desk, hall: Hall) -> None:
    id = begun(hall)
    assert upload(desk, id, "people", a_list(also=("王晓明",))) == 200
    assert "“王晓明”与第 11 行“王小明 某局 大布村”疑似同一人" in " ".join(desk.page.split())
    form = FORM.search(desk.page)
    assert form
    save = f"/assessments/{id}/import/people/save"
    desk.send(save, rows=form[1])
    assert see_assessment(hall, CONSOLE, id).people == ()
    desk.send(save, rows=form[1], distinct="on")
    assert len(see_assessment(hall, CONSOLE, id).people) == 5


def test_every_row_says_what_becomes_of_it(desk: Desk, hall: Hall) -> None:
    assert upload(desk, begun(hall), "people", a_list(also=("王晓明",))) == 200
    marks = re.findall(r'<td class="mark"><span class="tag">(.*?)</span>', desk.page)
    assert {each[:2] for each in marks} == {"同第", "存疑", "新增"}
    assert "同第 5 行" in marks
    assert len(marks) == len(re.findall('<td class="mark">', desk.page))


def test_a_row_with_a_number_to_look_at_keeps_its_mark(desk: Desk, hall: Hall) -> None:
    county = a_county(6)
    county[2].row["基本工作目标得分"] = "150"
    assert upload(desk, begun(hall), "people", workbook(county)) == 200
    (marked,) = re.findall(r"<tr>(?:(?!</tr>).)*请核对(?:(?!</tr>).)*</tr>", desk.page, re.DOTALL)
    assert '<span class="tag">新增</span>' in marked


def test_a_file_without_its_columns_calls_no_row_faultless(desk: Desk, hall: Hall) -> None:
    assert upload(desk, begun(hall), "people", "姓名,单位\r\n甲某,某局".encode(), "a.csv") == 422
    assert "文件里没有这一列，请在表格里加上" in desk.page
    assert "没有问题的行" not in desk.page
    assert "红框" not in desk.page
