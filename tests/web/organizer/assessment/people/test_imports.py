"""Files of people and scores: shown first, saved after, every fault in its cell."""

import re

from makers.county import a_county, workbook
from makers.reviewed import TITLE
from people.desk import Desk, hidden_in
from people.importer import FORM, filled, rows_of, upload

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.jobs import carried_file
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import enter_scores
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall


def csv(*lines: str) -> bytes:
    return "\r\n".join(lines).encode("utf-8-sig")


UNREADABLE = (
    ("people.xlsx", b"PK\x03\x04 no workbook", "这张表读不了"),
    ("people.csv", b"", "文件是空的"),
    ("people.csv", csv("姓名,年龄", "甲某,40"), "不导入的列：年龄"),
    ("../../etc/passwd", csv("姓名", "甲某"), "“单位”列：文件里没有这一列"),
    ("people.csv", csv("姓名,单位,单位类别,派驻方式,职务层次,村(社区)"), "一个人也没有"),
)
"""Name, content, what the page says."""


def test_a_file_is_shown_first_and_saved_after(desk: Desk, hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))
    assert upload(desk, id, "people", workbook(a_county(6))) == 200
    assert "文件没有问题" in desk.page
    assert see_assessment(hall, CONSOLE, id).people == ()
    found = FORM.search(desk.page)
    assert found
    desk.send(f"/assessments/{id}/import/people/save", rows=found[1])
    assert "已导入 6 人" in desk.page
    assert len(see_assessment(hall, CONSOLE, id).people) == 6
    again = desk.send(f"/assessments/{id}/import/people/save", rows=found[1])
    assert again.status_code == 200
    assert "相同 6" in desk.page
    assert len(see_assessment(hall, CONSOLE, id).people) == 6


AWARD = "办实事奖分"


def test_what_others_changed_after_the_preview_is_asked_about(
    desk: Desk, hall: Hall, id: int
) -> None:
    save = f"/assessments/{id}/import/scores/save"
    _count, file = filled(desk, id, "scores", AWARD, "5")
    assert upload(desk, id, "scores", file) == 200
    shown = hidden_in(desk.page, save)
    _heading, rows = rows_of("x.xlsx", filled(desk, id, "scores", AWARD, "7")[1])
    enter_scores(hall, CONSOLE, id, PeopleFile("x.xlsx", tuple(rows[0]), tuple(rows)))
    assert desk.send(save, **shown).status_code == 409
    assert "预览之后有人改过这次考核" in desk.page
    again = hidden_in(desk.page, save)
    assert desk.send(save, **again).status_code == 200
    assert "已导入" in desk.page
    former = shown | {"once": again["once"] + "1"}
    former.pop("seen")
    enter_scores(hall, CONSOLE, id, PeopleFile("x.xlsx", tuple(rows[0]), tuple(rows)))
    assert desk.send(save, **former).status_code == 200, "the control: the former form asks nobody"


def test_every_fault_stands_in_its_cell_and_nothing_is_saved(desk: Desk, hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))
    county = a_county(5)
    county[1].row["基本工作目标得分"] = "很好"
    county[2].row["职务层次"] = "正科"
    county[4].row.update({name: county[3].row[name] for name in ("姓名", "单位", "村(社区)")})
    assert upload(desk, id, "people", workbook(county)) == 422
    wrong = re.findall(r'<td class="wrong">(.*?)</td>', desk.page)
    assert len(wrong) == 3
    for text, said in (("很好", "不是数"), ("正科", "正股级"), (county[3].name, "重复了")):
        assert any(text in each and said in each for each in wrong)
    assert not FORM.search(desk.page)
    assert see_assessment(hall, CONSOLE, id).people == ()


def test_an_empty_row_in_the_middle_is_skipped_and_moves_no_number(desk: Desk, hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))
    people = [each.row for each in a_county(2)]
    names, nothing = tuple(people[0]), "," * (len(people[0]) - 1)
    lines = [",".join(names), ",".join(people[0].values()), nothing, ",".join(people[1].values())]
    assert upload(desk, id, "people", csv(*lines), "people.csv") == 200
    assert re.findall(r'<th scope="row">(\d+)</th>', desk.page) == ["2", "4"]
    found = FORM.search(desk.page)
    assert found
    desk.send(f"/assessments/{id}/import/people/save", rows=found[1])
    assert "已导入 2 人" in desk.page


def test_a_file_that_cannot_be_read_is_refused_in_words(desk: Desk, id: int) -> None:
    for name, content, said in UNREADABLE:
        assert upload(desk, id, "people", content, name) == 422
        assert said in desk.page


def test_no_file_at_all_says_what_to_do(desk: Desk, id: int) -> None:
    desk.look(f"/assessments/{id}/import/people")
    assert desk.send(f"/assessments/{id}/import/people").status_code == 422
    assert "请先选一个文件" in desk.page


def test_rows_that_no_preview_made_are_refused(desk: Desk, hall: Hall, id: int) -> None:
    for rows in ("", "%%%", "AAAA", carried_file.pack(PeopleFile("x", ("姓名",), ()))):
        assert desk.send(f"/assessments/{id}/import/people/save", rows=rows).status_code == 422
    assert len(see_assessment(hall, CONSOLE, id).people) == 4


def test_a_file_over_the_limit_is_refused_in_words(desk: Desk, id: int) -> None:
    path, form = f"/assessments/{id}/import/people", "multipart/form-data; boundary=x"
    answer = desk.client.post(path, data=bytes(16 * 1024 * 1024 + 1), content_type=form)
    assert answer.status_code == 413
    assert "送来的内容太大" in answer.text


def test_scores_come_in_by_the_form_that_names_everybody(desk: Desk, hall: Hall, id: int) -> None:
    rows, content = filled(desk, id, "scores", "基本工作目标得分", "100")
    assert rows == 4
    assert upload(desk, id, "scores", content) == 200
    found = FORM.search(desk.page)
    assert found
    before = [each.items for each in see_assessment(hall, CONSOLE, id).people]
    desk.send(f"/assessments/{id}/import/scores/save", rows=found[1])
    assert "已导入 4 人" in desk.page
    after = [each.items for each in see_assessment(hall, CONSOLE, id).people]
    assert all(one != other for one, other in zip(before, after, strict=True))


def test_a_name_that_no_font_has_is_told_in_the_preview_and_after_and_comes_in(
    desk: Desk, hall: Hall
) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))
    county = a_county(2)
    assert upload(desk, id, "people", workbook(county)) == 200
    assert "字库里缺字" not in desk.page
    county[1].row["姓名"] = "杨\ue123"
    assert upload(desk, id, "people", workbook(county)) == 200
    assert "U+E123" in desk.page
    found = FORM.search(desk.page)
    assert found
    desk.send(f"/assessments/{id}/import/people/save", rows=found[1])
    desk.look(f"/assessments/{id}")
    assert "U+E123" in desk.page
    assert [each.code for each in see_assessment(hall, CONSOLE, id).lacking] == ["U+E123"]


def test_more_points_than_the_sheet_can_bring_are_saved_after_a_tick(
    desk: Desk, hall: Hall
) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("2027年度考核", "jiaozhou-village"))
    people = a_county(5)
    for each, points in zip(people, ("60", "55", "600", "58", "61"), strict=True):
        each.row["基本工作目标得分"] = points
    assert upload(desk, id, "people", workbook(people)) == 200
    assert "比这一栏能得的最多 135 分还多" in desk.page
    assert 'class="marked">600' in desk.page
    form = FORM.search(desk.page)
    assert form
    save = f"/assessments/{id}/import/people/save"
    desk.send(save, rows=form[1])
    assert "什么也没有保存" in desk.page
    assert see_assessment(hall, CONSOLE, id).people == ()
    desk.send(save, rows=form[1], confirm_beyond="on")
    assert len(see_assessment(hall, CONSOLE, id).people) == 5


def test_a_row_that_says_nothing_of_the_key_is_told_before_it_is_saved(
    desk: Desk, hall: Hall, id: int
) -> None:
    """Empty means the server, and that is not seen from an empty cell."""
    many, named = filled(desk, id, "meetings", "密钥保管", "监票人")
    assert upload(desk, id, "meetings", named) == 422
    assert "密钥由服务器保管" not in desk.page
    assert upload(desk, id, "meetings", filled(desk, id, "meetings", "应参加人数", "30")[1]) == 200
    assert f"{many} 行的“密钥保管”空着" in desk.page
