"""What a ranking rests on and what follows from it, alike by page, interface, file and paper."""

import csv
import io
from collections.abc import Mapping
from pathlib import Path

import pytest
from makers.meetings import VERY, Clock
from makers.reviewed import (
    CONSENT,
    a_movable_hall,
    a_notice_over,
    an_assessment_by,
    seven,
    vote,
    walk,
)
from people.desk import Desk, a_desk
from people.programs import Program, a_program
from people.reviewers import APPROVAL, POINTS, TALK, change, look
from whole.walks.ends import in_document, on_page

from ballot.domain.access import CONSOLE
from ballot.domain.scheme.grade_rules import TO_DECIDE
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.storage.database import Database
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.hall import Hall
from ballot.usecases.review.authorise_assessment import authorise_assessment
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.pass_step import return_to
from ballot.web.proxy import Application

WORST = VERY + 3
PAY = "第十三月份工资"
Cells = Mapping[str, str]


@pytest.fixture
def moved(database: Database, tmp_path: Path) -> tuple[Hall, Clock]:
    """The hall and its clock."""
    return a_movable_hall(database, tmp_path)


@pytest.fixture
def hall(moved: tuple[Hall, Clock]) -> Hall:
    """The hall of this test."""
    return moved[0]


@pytest.fixture
def program(app: Application, hall: Hall) -> Program:
    """The evaluation system with its key."""
    return a_program(app, hall)


def ways(desk: Desk, program: Program, id: int) -> dict[str, dict[str, Cells]]:
    """By way and name what is told of everybody."""
    at = f"/assessments/{id}/ranking"
    told = program.get(at).json
    number = told["ranking"]
    file = desk.client.get(f"{at}/{number}/file.csv").data.decode("utf-8-sig")
    paper = desk.client.get(f"/assessments/{id}/papers/ranking.docx").data
    rows = {
        "page": on_page(desk.look(at).text),
        "interface": [each["columns"] for each in told["people"]],
        "CSV": list(csv.DictReader(io.StringIO(file))),
        "paper": [row for row in in_document(paper) if row.get("姓名")],
    }
    return {way: {row["姓名"].split()[0]: row for row in found} for way, found in rows.items()}


def by(ways: Mapping[str, Mapping[str, Cells]], *headings: str) -> dict[str, dict[str, list[str]]]:
    """Of every way that has them these cells of everybody."""
    return {
        way: {name: [row[each] for each in headings] for name, row in rows.items()}
        for way, rows in ways.items()
        if all(each in row for row in rows.values() for each in headings)
    }


def of_lijun(hall: Hall, *marks: str, period: str = "2026年度", **of_the_last: str) -> int:
    """People of 李俊 who have the same mark in each item."""
    people = [
        {"姓名": name} | dict.fromkeys(POINTS, mark)
        for name, mark in zip("甲乙丙丁戊己", marks, strict=False)
    ]
    return an_assessment_by(hall, "lijun", [*people[:-1], people[-1] | of_the_last], period)


def test_a_grade_changed_after_its_notice_is_undecided_everywhere_until_another_told_it(
    app: Application, moved: tuple[Hall, Clock], program: Program
) -> None:
    hall, clock = moved
    id = seven(hall)
    walk(hall, id)
    a_notice_over(hall, clock, id)
    conclude_assessment(hall, CONSOLE, id)
    return_to(hall, CONSOLE, id, APPROVAL, "复核")
    change(hall, id, "甲某", "称职")
    desk = a_desk(app, hall)
    assert program.get(f"/assessments/{id}/ranking").json["is_decided"] is False
    told = by(ways(desk, program, id), "建议等次", "审定等次")
    assert set(told) == {"page", "interface", "CSV", "paper"}
    for way, rows in told.items():
        assert (rows["甲某"], rows["乙某"]) == (["优秀", "称职"], ["优秀", TO_DECIDE]), way


def a_quarter(hall: Hall, name: str, previous: int | None = None) -> int:
    """甲某 and 乙某 of 动态考绩, the first far ahead."""
    plan = AssessmentPlan(f"{name}动态考绩", "dongtai", name, previous=previous)
    id = create_assessment(hall, CONSOLE, plan)
    authorise_assessment(hall, CONSOLE, id, CONSENT)
    rows = tuple(
        {"姓名": who, "单位": "某镇", "村(社区)": "老村"} | dict.fromkeys(TALK, mark)
        for who, mark in (("甲某", "95"), ("乙某", "70"))
    )
    add_people(hall, CONSOLE, id, PeopleFile("p.csv", tuple(rows[0]), rows))
    rank_assessment(hall, CONSOLE, id)
    return id


def test_who_moved_is_one_person_whose_run_is_the_same_everywhere(
    hall: Hall, desk: Desk, program: Program
) -> None:
    first = a_quarter(hall, "2026年第二季度")
    walk(hall, first)
    id = a_quarter(hall, "2026年第三季度", first)
    of = f"/assessments/{id}"
    who = look(hall, id).people[0].id
    at, moves = f"{of}/people/{who}/change", {"columns": {"村(社区)": "新村"}}
    assert program.post(at, moves).status_code == 422, "why is asked"
    program.done(at, moves | {"reason": "7月起调任"})
    program.done(f"{of}/ranking")
    walk(hall, id)
    told = ways(desk, program, id)
    for way, rows in by(told, "村(社区)").items():
        assert rows == {"甲某": ["新村"], "乙某": ["老村"]}, way
    for way, rows in by(told, "名单").items():
        assert "提级管理" in rows["甲某"][0], way
    assert {"interface", "CSV"} <= set(by(told, "名单"))
    rows = [each for each in desk.look(f"{of}/compare").text.split("<tr") if "甲某" in each]
    assert any("提级管理" in each for each in rows)
    assert not any("新增" in each for each in rows), "nobody is new in his village"


def test_a_row_adds_up_and_money_follows_what_was_decided(
    hall: Hall, desk: Desk, program: Program
) -> None:
    marks = ("95", "93", "91", "89", "87")
    id = of_lijun(hall, *marks, 旷工天数="1", 迟到早退次数="3")
    walk(hall, id, 2)
    told = ways(desk, program, id)
    for way, rows in by(told, "月考计入", "总分").items():
        assert rows["戊"] == ["84.50", "86.25"], way
    assert by(told, "月考", "总分")["page"]["戊"] == ["84.50", "86.25"], "30 % of it and 70 % of 87"
    change(hall, id, "甲", "称职")
    for name, grade in (("丁", "称职"), ("戊", "基本称职")):
        change(hall, id, name, grade, excess="研究同意")
    walk(hall, id, 1)
    money = by(ways(desk, program, id), "名单", PAY)
    assert {"interface", "CSV"} <= set(money)
    for way, rows in money.items():
        assert "待定" in rows["甲"][0], way
        assert "500" not in rows["甲"][0], way
        assert "500" in rows["乙"][0], way
    page = on_page(desk.look(f"/assessments/{id}/consequences").text)
    paper = in_document(desk.client.get(f"/assessments/{id}/papers/outcome.docx").data)
    for rows in (page, [row for row in paper if row.get("姓名")]):
        told_of = {row["姓名"]: row["结果使用"] for row in rows}
        assert "500" in told_of["乙"]
        assert "500" not in told_of["甲"]
        assert all(grade not in told_of["甲"] for grade in ("优秀", "不称职"))


def test_two_tied_last_are_undecided_in_grade_and_pay_alike(
    hall: Hall, desk: Desk, program: Program
) -> None:
    id = of_lijun(hall, "95", "94", "93", "90", "86", "86")
    for way, rows in by(ways(desk, program, id), PAY).items():
        assert [rows[name] for name in "丁戊己"] == [["全额"], [TO_DECIDE], [TO_DECIDE]], way
    for way, rows in by(ways(desk, program, id), "建议等次").items():
        assert [rows[name] for name in "戊己"] == [[TO_DECIDE]] * 2, way


def test_a_month_is_ranked_by_its_marks_alone(hall: Hall, desk: Desk, program: Program) -> None:
    people = [{"姓名": name, "月考": mark} for name, mark in (("甲", "90"), ("乙", "80"))]
    id = an_assessment_by(hall, "lijun", people, "2026年9月")
    for way, rows in by(ways(desk, program, id), "总分", "审定等次").items():
        totals = {name: float(total) for name, (total, _grade) in rows.items()}
        assert totals == {"甲": 90, "乙": 80}, way
        assert {grade for _total, grade in rows.values()} == {"不评等次"}, way


def test_whom_all_call_the_worst_no_rule_calls_competent(
    hall: Hall, desk: Desk, program: Program
) -> None:
    people = [
        {"姓名": name, "半年等次": grade, "年度等次": grade}
        for name, grade in (("甲", "较差"), ("乙", "良好"))
    ]
    id = an_assessment_by(hall, "gongwei", people)
    of = ("", "")
    for name, answer in (("甲", WORST), ("乙", VERY)):
        vote(hall, [name], (answer,) * 20, "考核 gongwei", "gongwei", of)
    rank_assessment(hall, CONSOLE, id)
    for way, rows in by(ways(desk, program, id), "总分", "建议等次").items():
        assert rows["甲"] == ["40.00", TO_DECIDE], way
        assert rows["乙"][1] == "称职", way
