"""The meetings of an assessment, started from its pages."""

import re

from makers.county import a_county, add_unit
from makers.reviewed import TITLE
from people.desk import Desk
from people.importer import FORM, filled, upload

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.storage import unit_tree
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall


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


def test_the_page_asks_which_township_organizes_where_there_are_some(
    hall: Hall, desk: Desk
) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))
    row = a_county(1)[0].row | {"派驻方式": "非脱产"}
    add_people(hall, CONSOLE, id, PeopleFile("p.csv", tuple(row), (row,)))
    path = f"/assessments/{id}/meetings/new?person={see_assessment(hall, CONSOLE, id).people[0].id}"
    desk.look(path)
    assert "由哪个单位组织" not in desk.page
    add_unit(hall, CONSOLE, "里岔镇", hall.database.read(unit_tree.units)[0].id)
    desk.look(path)
    assert "由哪个单位组织" in desk.page
    fields = {"title": "测评", "eligible": "30", "unit": ""}
    assert desk.send(path, **fields).status_code == 422
    assert "由镇（街道）党（工）委考核组组织测评（第十九条（三））" in desk.page
    assert "请写明镇（街道），或由它的组织者来建" in desk.page
    desk.send(path, **fields | {"unit": "里岔镇"})
    assert "打印测评票" in desk.page
