"""The pages of an assessment: files with a preview, the score sheet, the ranking, who may what."""

import io
import json
import re
from pathlib import Path

import pytest
from makers.county import a_county, workbook
from makers.meetings import BAD, VERY, a_plan
from makers.reviewed import COUNTS, a_jiaozhou, seven, vote
from makers.score_rows import USUAL
from people.desk import Desk, a_desk, without_secrets

from ballot.domain.access import CONSOLE, Role
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.exports import people_table
from ballot.intake import people_file
from ballot.storage import people as stored
from ballot.usecases.accounts.add_unit import add_unit
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.assessment.bring_in_people import add_people
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_sheet import see_sheet
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.web.organizer.assessment.people import carried_file
from ballot.web.proxy import Application

TITLE = "2026年度第一书记考核"
FORM = re.compile(r'name="rows" value="([^"]+)"')
BEGINS = {"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "docx": b"PK", "pdf": b"%PDF"}
ROW = {"姓名": "甲某", "单位": "某局", "单位类别": "市直", "派驻方式": "脱产"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The pages ask the database nothing that the kinds could answer differently."""
    return sqlite_url


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The organizer has signed in."""
    return a_desk(app, hall)


@pytest.fixture
def id(hall: Hall, desk: Desk) -> int:
    """An assessment of four people with scores, and the page that shows it."""
    made = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village", "2026年度"))
    rows = tuple(each.row for each in a_county(4))
    add_people(hall, CONSOLE, made, PeopleFile("people.xlsx", tuple(rows[0]), rows))
    desk.look(f"/assessments/{made}")
    return made


def upload(desk: Desk, id: int, what: str, content: bytes, name: str = "people.xlsx") -> int:
    """Send a file to the preview; the status."""
    path = f"/assessments/{id}/import/{what}"
    desk.look(path)
    return desk.send(path, file=(io.BytesIO(content), name)).status_code


def csv(*lines: str) -> bytes:
    return "\r\n".join(lines).encode("utf-8-sig")


UNREADABLE = (
    ("people.xlsx", b"PK not a workbook", "读不了文件"),
    ("people.csv", b"", "文件是空的"),
    ("people.csv", csv("姓名,年龄", "甲某,40"), "没有“年龄”这一项"),
    ("../../etc/passwd", csv("姓名", "甲某"), "“单位”列"),
)
"""Name, content, what the page says."""


def test_an_assessment_begins_with_its_scheme_and_its_name(desk: Desk, hall: Hall) -> None:
    desk.look("/assessments/")
    assert "还没有考核" in desk.page
    desk.look("/assessments/new")
    assert "峄城区" in desk.page
    desk.look("/assessments/new/jiaozhou-village")
    assert "文件未规定,采用默认" in desk.page
    assert "收回的全部票(弃权、无效在内)" in desk.page
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


def test_an_unknown_scheme_is_refused_and_no_path_of_the_machine_is_read(desk: Desk) -> None:
    for name in ("none", "..%2F..%2Fetc%2Fpasswd.toml"):
        assert desk.look(f"/assessments/new/{name}").status_code in (404, 422)


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
    assert again.status_code == 422
    assert "重复了" in desk.page
    assert len(see_assessment(hall, CONSOLE, id).people) == 6


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


def filled(desk: Desk, id: int, what: str, column: str, text: str) -> tuple[int, bytes]:
    """The empty form with a column filled in alike: its number of rows, and the file."""
    form = desk.client.get(f"/assessments/{id}/template/{what}.xlsx").data
    heading, rows = people_file.of("form.xlsx", form)
    return len(rows), people_table.write("x.xlsx", heading, [row | {column: text} for row in rows])


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


def test_one_file_starts_the_meetings_of_all(desk: Desk, hall: Hall, id: int) -> None:
    rows, content = filled(desk, id, "meetings", "应参加人数", "30")
    assert rows == 4
    assert upload(desk, id, "meetings", content) == 200
    found = FORM.search(desk.page)
    assert found
    desk.send(f"/assessments/{id}/import/meetings/save", rows=found[1])
    assert "已建立 4 场测评会" in desk.page
    assert all(each.meetings for each in see_assessment(hall, CONSOLE, id).people)


def test_one_meeting_for_one_person_begins_filled_in(desk: Desk, hall: Hall, id: int) -> None:
    person = see_assessment(hall, CONSOLE, id).people[0]
    path = f"/assessments/{id}/meetings/new?person={person.id}"
    desk.look(path)
    assert person.name in desk.page
    assert desk.send(path, title="", eligible="").status_code == 422
    assert "请写应参加人数" in desk.page
    answer = desk.send(path, title="大布村测评", eligible="30")
    assert re.fullmatch(r"/meetings/\d{6}", answer.request.path)
    assert see_assessment(hall, CONSOLE, id).people[0].meetings
    assert desk.send(path, title="大布村测评", eligible="30").status_code == 422


def test_people_are_found_by_word_group_and_state(desk: Desk, hall: Hall, id: int) -> None:
    one, *others = see_assessment(hall, CONSOLE, id).people
    desk.look(f"/assessments/{id}/people?q={one.name}&state=waiting")
    assert one.name in desk.page
    assert all(each.name not in desk.page for each in others)
    desk.look(f"/assessments/{id}/people?state=ready")
    assert "没有这样的人" in desk.page
    desk.look(f"/assessments/{id}/people?group={' / '.join(one.group)}")
    assert one.name in desk.page


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


def test_a_ranking_is_made_explained_and_kept(desk: Desk, hall: Hall, id: int) -> None:
    desk.look(f"/assessments/{id}/ranking")
    assert "还没有排名" in desk.page
    desk.send(f"/assessments/{id}/rank")
    assert "暂定" in desk.page
    name = see_assessment(hall, CONSOLE, id).people[0].name
    assert name in desk.page
    why = re.search(rf"/assessments/{id}/ranking/\d+/why/0", desk.page)
    assert why
    desk.look(why[0])
    assert name in desk.page
    assert "缺群众满意度" in desk.page
    desk.look(why[0].replace("why/0", "groups"))
    assert "<svg" in desk.page
    for format, begins in (
        ("csv", b"\xef\xbb\xbf"),
        ("xlsx", b"PK"),
        ("docx", b"PK"),
        ("pdf", b"%PDF"),
    ):
        kept = desk.client.get(why[0].replace("why/0", f"file.{format}"))
        assert kept.data.startswith(begins)
        assert "attachment" in kept.headers["Content-Disposition"]
    told = json.loads(desk.client.get(why[0].replace("why/0", "file.json")).data)
    assert told["title"] == TITLE
    assert desk.look(why[0].replace("why/0", "file.exe")).status_code == 404
    assert desk.look(why[0].replace("why/0", "why/99")).status_code == 404
    desk.send(
        f"/assessments/{id}/people/{see_assessment(hall, CONSOLE, id).people[0].id}/values",
        change="",
    )
    person = see_assessment(hall, CONSOLE, id).people[0].id
    desk.send(f"/assessments/{id}/people/{person}/sheet/4", **{"why.(四)降位": ""}, then="done")
    desk.look(f"/assessments/{id}/ranking")
    assert "排名之后又有改动" in desk.page
    desk.send(f"/assessments/{id}/rank")
    assert "历次排名(2 次)" in desk.page


def test_a_ranking_is_held_against_the_one_of_the_year_before(
    desk: Desk, hall: Hall, id: int
) -> None:
    plan = AssessmentPlan("2027年度第一书记考核", "jiaozhou-village", previous=id)
    later = create_assessment(hall, CONSOLE, plan)
    rows = tuple(each.row for each in a_county(5)[1:])
    add_people(hall, CONSOLE, later, PeopleFile("people.xlsx", tuple(rows[0]), rows))
    assert desk.look(f"/assessments/{later}/compare?with={id}").status_code != 200
    assert "还没有排名" in desk.page
    for each in (id, later):
        desk.look(f"/assessments/{each}")
        desk.send(f"/assessments/{each}/rank")
    assert desk.look(f"/assessments/{later}/compare").status_code == 200
    for said in ("新增", "本期不在", rows[0]["姓名"]):
        assert said in desk.page
    desk.look(f"/assessments/{id}/compare")
    assert "与哪一次比" in desk.page


def test_the_totals_of_two_periods_are_drawn_on_one_scale(desk: Desk, hall: Hall) -> None:
    earlier = seven(hall)
    plan = AssessmentPlan("2027年度第一书记考核", "jiaozhou-village", "2027", previous=earlier)
    later = create_assessment(hall, CONSOLE, plan)
    bonus = {"甲某": "0", "乙某": "6", "庚某": "9"}
    usual = {name: text for name, text in USUAL.items() if name not in COUNTS}
    rows = tuple(usual | {"姓名": name, "办实事奖分": text} for name, text in bonus.items())
    add_people(hall, CONSOLE, later, PeopleFile("p.csv", tuple(rows[0]), rows))
    vote(hall, list(bonus), [VERY] * 3, plan.title)
    rank_assessment(hall, CONSOLE, later)
    desk.look(f"/assessments/{later}/compare")
    assert desk.page.count('<svg class="spread"') == 3
    assert "甲某:上期 107.00,本期 100.00" in desk.page
    assert "庚某:上期 101.00,本期 109.00" in desk.page
    assert desk.page.count('class="fall"') == 1
    (fall,) = re.findall(r'<rect class="fall" x="([\d.]+)" y="3.5" width="([\d.]+)"', desk.page)
    assert fall == ("0.0", "77.8"), "from 107 to 100 where all reach from 100 to 109"


def test_of_several_meetings_of_one_person_somebody_says_what_counts(
    desk: Desk, hall: Hall
) -> None:
    id = a_jiaozhou(hall, [{"姓名": "甲某"}])
    desk.look(f"/assessments/{id}/combine")
    assert "没有人有几场测评会" in desk.page
    vote(hall, ["甲某"], [BAD] * 3)
    desk.look(f"/assessments/{id}")
    assert "选定怎样计入" in desk.page
    person = see_assessment(hall, CONSOLE, id).people[0]
    desk.look(f"/assessments/{id}/combine")
    assert desk.send(f"/assessments/{id}/combine", person=person.id, how="").status_code == 422
    assert see_assessment(hall, CONSOLE, id).faults
    desk.send(f"/assessments/{id}/combine", person=person.id, how=person.measured[0][1])
    assert "已选定" in desk.page
    assert see_assessment(hall, CONSOLE, id).faults == ()


def test_nobody_is_ranked_where_nobody_is(desk: Desk, hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))
    desk.look(f"/assessments/{id}")
    desk.send(f"/assessments/{id}/rank")
    assert "还不能排名" in desk.page


def pages_of(id: int, person: int) -> tuple[str, ...]:
    """Every address that writes."""
    return (
        f"/assessments/{id}/rank",
        f"/assessments/{id}/import/people/save",
        f"/assessments/{id}/meetings/new?person={person}",
        f"/assessments/{id}/people/{person}/sheet/1",
        f"/assessments/{id}/people/{person}/values",
    )


def test_the_page_asks_which_township_organizes_where_there_are_some(
    hall: Hall, desk: Desk
) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))
    row = a_county(1)[0].row | {"派驻方式": "非脱产"}
    add_people(hall, CONSOLE, id, PeopleFile("p.csv", tuple(row), (row,)))
    path = f"/assessments/{id}/meetings/new?person={see_assessment(hall, CONSOLE, id).people[0].id}"
    desk.look(path)
    assert "由哪个单位组织" not in desk.page
    add_unit(hall, CONSOLE, "里岔镇", hall.database.read(stored.units)[0].id)
    desk.look(path)
    assert "由哪个单位组织" in desk.page
    fields = {"title": "测评", "eligible": "30", "unit": ""}
    assert desk.send(path, **fields).status_code == 422
    assert "由镇(街道)党(工)委考核组组织测评(第十九条(三))" in desk.page
    assert "请写明镇(街道),或由它的组织者来建" in desk.page
    desk.send(path, **fields | {"unit": "里岔镇"})
    assert "打印测评票" in desk.page


def test_an_observer_reads_and_changes_nothing(
    app: Application, hall: Hall, desk: Desk, id: int
) -> None:
    desk.send(f"/assessments/{id}/rank")
    (unit,) = hall.database.read(stored.units)
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
        assert "您的账号不能" in watcher.page, path
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
