"""The page of a ranking: made, explained, kept, held against the year before."""

import json
import re

from makers.county import a_county
from makers.meetings import BAD, VERY
from makers.reviewed import COUNTS, TITLE, a_jiaozhou, seven, vote
from makers.score_rows import USUAL
from people.desk import Desk

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall

BEGINS = {"csv": b"\xef\xbb\xbf", "xlsx": b"PK", "docx": b"PK", "pdf": b"%PDF"}
SURE = {"then": "done", "replace_given": "on", "change": "按考评表计"}
"""A sheet counts, in the place of what came in with the list."""


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
    desk.send(f"/assessments/{id}/people/{person}/sheet/4", **{"why.(四)": ""}, **SURE)
    desk.look(f"/assessments/{id}/ranking")
    assert "排名之后又有改动" in desk.page
    desk.send(f"/assessments/{id}/rank")
    assert "历次排名（2 次）" in desk.page


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
    assert "甲某：上期 107.00，本期 100.00" in desk.page
    assert "庚某：上期 101.00，本期 109.00" in desk.page
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
    chosen = {"person": person.id, "how": person.measured[0][1]}
    assert desk.send(f"/assessments/{id}/combine", **chosen).status_code == 422, "no reason"
    desk.send(f"/assessments/{id}/combine", **chosen, reason="第二场是补测")
    assert "已选定" in desk.page
    assert see_assessment(hall, CONSOLE, id).faults == ()


def test_nobody_is_ranked_where_nobody_is(desk: Desk, hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village"))
    desk.look(f"/assessments/{id}")
    desk.send(f"/assessments/{id}/rank")
    assert "还不能排名" in desk.page
