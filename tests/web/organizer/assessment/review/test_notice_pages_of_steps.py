"""The page of a notice that a step publishes: what it is of, its hours and its wall."""

import re
from itertools import product

from flask.testing import FlaskClient
from makers.reviewed import TODAY, walk
from people.desk import Desk

from ballot.domain.access import CONSOLE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.hall import Hall
from ballot.usecases.review.see_notice import see_notices

SAID = {
    "text": "按照办法规定",
    "publisher": "工委办公室",
    "telephone": "0633-12345678",
    "address": "",
    "first": TODAY,
    "days": "5",
    "hours": "每天 9:00–11:00",
    "wall": "机关一楼",
}


def test_a_notice_of_the_half_year_is_asked_for_at_its_step_and_says_what_it_is_of(
    hall: Hall, desk: Desk
) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("2026年度考核", "gongwei", "2026年"))
    row = {"姓名": "甲", "半年等次": ""}
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(row), (row,)))
    at = f"/assessments/{id}"
    assert desk.send(f"{at}/notice", **SAID).status_code == 422
    assert "先要走完这几步" in desk.page
    walk(hall, id, 1)
    assert "办法要在这一步公示半年等次" in desk.look(f"{at}/review").text
    assert desk.send(f"{at}/notice", **SAID).status_code == 422
    assert "一个人的“半年等次”都还没有" in desk.page
    row["半年等次"] = "良好"
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(row), (row,)))
    desk.send(f"{at}/notice", **SAID)
    assert "现将2026年度考核半年等次予以公示" in desk.page
    assert "受理时间：每天 9:00–11:00" in desk.page
    assert "公示地点：机关一楼" in desk.page
    desk.send(f"{at}/notice/post")
    shown = desk.look(f"{at}/notice").text
    assert "待测评" not in shown
    assert see_notices(hall, CONSOLE, id).notices[0].of == ("半年等次",)


def test_a_notice_of_many_leads_to_the_whole_list_and_is_chinese_whoever_reads_it(
    hall: Hall, desk: Desk, client: FlaskClient
) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan("2026年度考核", "gongwei", "2026年"))
    names = ("".join(both) for both in product("张王李赵刘", "甲乙丙丁戊己庚辛壬"))
    rows = tuple(
        {"姓名": name, "单位": f"第{at}科", "半年等次": "良好"} for at, name in enumerate(names)
    )
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(rows[0]), rows))
    walk(hall, id, 1)
    at = f"/assessments/{id}/notice"
    desk.look(f"{at}?lang=en")
    desk.send(at, **SAID)
    desk.send(f"{at}/post")
    address = see_notices(hall, CONSOLE, id).notices[0].url.partition("/notice/")[2]
    english = {"Accept-Language": "en"}
    part = client.get(f"/notice/{address}", headers=english).text
    assert part.count(">良好</td>") == 40
    assert "名单共 45 人，本页列出 40 人" in part
    whole = re.search(r'href="(/notice/\w+\?whole=1)"', part)[1]
    assert f"{whole}</span>" in part, "paper has no link to press"
    page = client.get(whole, headers=english).text
    assert page.count(">良好</td>") == 45
    assert "本页列出" not in page
    for said in (part, page, desk.look(at).text.partition("<article")[2]):
        assert '<th scope="col">半年等次</th>' in said
        assert "Good" not in said
    assert "Grade of the half-year" in desk.page.partition("<article")[0], "the control"
