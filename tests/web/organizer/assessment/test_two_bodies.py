"""双述双评: one person before two bodies, by page, file and interface."""

import csv
import io

from makers.reviewed import vote
from people.desk import Desk
from people.importer import FORM, filled, upload
from people.programs import a_program

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

TITLE, SCHEME = "2026年度述职", "lianshu-branch"
BODIES = ("上级党委测评", "局党组测评")


def of_two(hall: Hall) -> int:
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, SCHEME, "2026年"))
    rows = tuple({"姓名": name, "实地考评": "90"} for name in ("甲某", "乙某"))
    add_people(hall, CONSOLE, id, PeopleFile("p.csv", tuple(rows[0]), rows))
    return id


def test_one_file_starts_a_meeting_of_each_body_for_each_person(desk: Desk, hall: Hall) -> None:
    id = of_two(hall)
    rows, content = filled(desk, id, "meetings", "应参加人数", "30")
    assert rows == 4
    assert upload(desk, id, "meetings", content) == 200
    found = FORM.search(desk.page)
    assert found
    desk.send(f"/assessments/{id}/import/meetings/save", rows=found[1])
    there = see_assessment(hall, CONSOLE, id).meetings
    assert sorted(each.item for each in there) == sorted(BODIES * 2)
    assert all(each.item in each.title for each in there)
    desk.look(f"/assessments/{id}/meetings/new")
    assert "人人都有测评会了" in desk.page


def test_the_page_asks_which_body_it_is_and_never_for_all_beside_one(
    desk: Desk, hall: Hall
) -> None:
    id = of_two(hall)
    person = see_assessment(hall, CONSOLE, id).people[0]
    path = f"/assessments/{id}/meetings/new?person={person.id}"
    desk.look(path)
    assert all(f'value="{body}"' in desk.page for body in BODIES)
    said = {"title": "述职会", "eligible": "30"}
    assert desk.send(path, item="", **said).status_code == 422
    desk.send(path, item=BODIES[0], **said)
    assert desk.send(path, item="述职测评", **said).status_code == 422
    assert "不能两样都有" in desk.page
    assert (
        f"还差：甲某 {BODIES[1]}、乙某 {BODIES[0]}、乙某 {BODIES[1]}"
        in desk.look(f"/assessments/{id}").text
    )
    desk.send(path, item=BODIES[1], **said)
    assert len(see_assessment(hall, CONSOLE, id).meetings) == 2


def test_page_file_and_interface_name_the_missing_body_and_count_both(
    app: Application, desk: Desk, hall: Hall
) -> None:
    id = of_two(hall)
    for name, answers in (("甲某", (90, 80)), ("乙某", (70, 70))):
        vote(hall, [name], answers, TITLE, SCHEME, ("", ""), BODIES[0])
    assert "缺局党组测评" in desk.look(f"/assessments/{id}/people").text
    for name, answers in (("甲某", (75, 75)), ("乙某", (90, 90))):
        vote(hall, [name], answers, TITLE, SCHEME, ("", ""), BODIES[1])
    rank_assessment(hall, CONSOLE, id)
    shown = desk.look(f"/assessments/{id}").text
    assert "选定怎样计入" not in shown
    assert "没有写明填哪一项" not in shown
    number = see_ranking(hall, CONSOLE, id).id
    file = desk.client.get(f"/assessments/{id}/ranking/{number}/file.csv")
    rows = list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"))))
    told = a_program(app, hall).get(f"/assessments/{id}/ranking").json
    for found in (rows, [each["columns"] for each in told["people"]]):
        figures = {each["姓名"]: (*(each[body] for body in BODIES), each["总分"]) for each in found}
        assert figures == {
            "甲某": ("85.00", "75.00", "85.00"),
            "乙某": ("70.00", "90.00", "85.00"),
        }
