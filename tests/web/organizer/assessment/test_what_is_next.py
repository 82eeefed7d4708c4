"""What the first page of an assessment says is next, and where the pages behind it lead."""

import re

from makers.county import add_unit
from makers.reviewed import TITLE, an_assessment_by, one_who_was_given_more, seven, vote, walk
from people.desk import Desk

from ballot.domain.access import CONSOLE, Role
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.storage import unit_tree
from ballot.usecases.accounts.create_account import create_account
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.people.mark_left import mark_left
from ballot.usecases.assessment.people.person_texts import Said
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.start_meeting import Start, start_meeting
from ballot.web.proxy import Application

NEXT = re.compile(r'<h2 id="next">(.*?)</h2>')
COUNT = re.compile(r"<dt>(还没有测评会|测评会没建齐)</dt><dd>(\d+)</dd>")
BELOW, BESIDE = "下级测评", "同级互评"
WHY = Said("调任")


def overview(desk: Desk, id: int) -> tuple[list[str], list[tuple[str, str]]]:
    """What is next, and the figure of missing meetings."""
    page = desk.look(f"/assessments/{id}").text
    return NEXT.findall(page), COUNT.findall(page)


def of_lijun(hall: Hall, period: str, *names: str) -> int:
    """People with what is entered of them by 李俊's policy."""
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "lijun", period))
    rows = tuple({"姓名": name, "月考": "90", "上级考评": "90"} for name in names)
    add_people(hall, CONSOLE, id, PeopleFile("p.csv", tuple(rows[0]), rows))
    return id


def of_item(hall: Hall, item: str, *names: str) -> None:
    """The vote on one item, opened."""
    vote(hall, names, (90, 80), TITLE, "lijun", ("", ""), item)


def test_an_item_that_may_lack_is_no_next_step(hall: Hall, desk: Desk) -> None:
    id = of_lijun(hall, "2026年3月", "甲某", "乙某")
    assert overview(desk, id) == (["排名定档"], [("测评会没建齐", "0")])
    assert f"本期还没有的项目不计：{BELOW}、{BESIDE}。" in desk.page
    assert "成批建立测评会" in desk.page, "it may be held all the same"
    of_item(hall, BELOW, "甲某")
    assert overview(desk, id) == (["建立测评会"], [("测评会没建齐", "1")])
    assert f"还差：乙某 {BELOW}<" in desk.page
    of_item(hall, BELOW, "乙某")
    assert overview(desk, id) == (["排名定档"], [("测评会没建齐", "0")])
    assert f"本期还没有的项目不计：{BESIDE}。" in desk.page


def test_the_control_in_a_year_nothing_may_lack(hall: Hall, desk: Desk) -> None:
    id = of_lijun(hall, "2026年度", "甲某")
    of_item(hall, BELOW, "甲某")
    assert overview(desk, id) == (["建立测评会"], [("测评会没建齐", "1")])
    assert "还有 1 人的测评会没建齐。" in desk.page
    assert "不计：" not in desk.page


def test_a_meeting_under_way_is_next_though_its_item_may_lack(hall: Hall, desk: Desk) -> None:
    id = of_lijun(hall, "2026年3月", "甲某")
    (one,) = see_assessment(hall, CONSOLE, id).people
    of_item(hall, BELOW, "甲某")
    start_meeting(hall, CONSOLE, id, Start((one.id,), "互评", "", 5, item=BESIDE))
    assert overview(desk, id) == (["把测评会开完"], [("测评会没建齐", "0")])
    assert "还有 1 场测评会没有结果" in desk.page


def test_where_there_is_one_kind_of_meeting_people_have_none(
    hall: Hall, desk: Desk, id: int
) -> None:
    assert overview(desk, id)[1] == [("还没有测评会", "4")]
    mark_left(hall, CONSOLE, id, see_assessment(hall, CONSOLE, id).people[0].id, "2026-06-30", WHY)
    assert overview(desk, id)[1] == [("还没有测评会", "3")]


def test_what_must_be_put_right_comes_first(hall: Hall, desk: Desk) -> None:
    id = of_lijun(hall, "2026年3月", "甲某")
    of_item(hall, BELOW, "甲某")
    of_item(hall, BELOW, "甲某")
    assert overview(desk, id)[0] == ["先改正，再排名"]
    assert f'class="button big" href="/assessments/{id}/combine"' in desk.page


def test_after_an_objection_was_upheld_it_is_ranked_again(hall: Hall, desk: Desk) -> None:
    id, _person = one_who_was_given_more(hall)
    assert overview(desk, id) == (["重新排名"], [("还没有测评会", "0")])
    assert "人人都齐了" not in desk.page
    rank_assessment(hall, CONSOLE, id)
    assert overview(desk, id)[0] != ["重新排名"], "the control"


def blue(desk: Desk, id: int) -> list[str]:
    """Where the blue buttons of the page 排名 lead."""
    page = desk.look(f"/assessments/{id}/ranking").text.partition("<main")[2]
    return re.findall(r'<a class="button small" href="([^"]+)"', page)


def test_the_ranking_leads_to_the_review_that_waits_for_it(hall: Hall, desk: Desk) -> None:
    id = seven(hall)
    assert blue(desk, id) == [f"/assessments/{id}/review"]
    mark_left(hall, CONSOLE, id, see_assessment(hall, CONSOLE, id).people[0].id, "2026-06-30", WHY)
    assert blue(desk, id) == [], "the control: it does not hold any more"
    rank_assessment(hall, CONSOLE, id)
    walk(hall, id)
    desk.send(f"/assessments/{id}/review/conclude")
    assert blue(desk, id) == []


def test_ranking_again_is_asked_for_where_there_is_a_ranking(
    hall: Hall, desk: Desk, id: int
) -> None:
    ranked = an_assessment_by(hall, "jiaozhou-village", [{"姓名": "甲某"}])
    for of, is_ranked in ((id, False), (ranked, True)):
        one = f"/assessments/{of}/people/{see_assessment(hall, CONSOLE, of).people[0].id}"
        desk.look(one)
        desk.send(f"{one}/left", day="2026-06-30", reason="调任")
        assert ("已登记离岗。请重新排名。" in desk.page) is is_ranked
        assert "已登记离岗。" in desk.page
        desk.send(f"{one}/back", reason="没有调走")
        assert ("已取消离岗。请重新排名。" in desk.page) is is_ranked
        desk.send(f"{one}/flags", kind="直接不称职情形", ground="引发集体访,已查实")
        assert ("已登记。请重新排名。" in desk.page) is is_ranked


def test_a_meeting_leads_to_its_assessment(
    app: Application, hall: Hall, desk: Desk, id: int
) -> None:
    add_unit(hall, CONSOLE, "里岔镇", hall.database.read(unit_tree.units)[0].id)
    one = see_assessment(hall, CONSOLE, id).people[0].id
    start = Start((one,), "测评", "", 5, unit="里岔镇")
    number = start_meeting(hall, CONSOLE, id, start)
    link = f'<a href="/assessments/{id}">'
    assert link in desk.look(f"/meetings/{number}").text
    town = next(each for each in hall.database.read(unit_tree.units) if each.name == "里岔镇")
    below = Desk(app.test_client())
    below.accept(create_account(hall, CONSOLE, "镇", Role.ORGANIZER, town.id), name="镇组织者")
    assert below.look(f"/meetings/{number}").status_code == 200
    assert "/assessments/" not in below.page.partition("<main")[2], "it is not hers to see"
