"""What no program changes: what is concluded, what a decision gave, how far a village rises."""

import pytest
from makers.reviewed import COUNTS, GOALS, one_who_was_given_more, seven, walk
from makers.score_rows import USUAL
from people.programs import Program

from ballot.domain.access import CONSOLE
from ballot.usecases.assessment.see_values import see_values
from ballot.usecases.hall import Hall
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.see_review import see_review


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What is refused asks the database nothing that the kinds could answer differently."""
    return sqlite_url


def row(name: str, points: str) -> dict[str, str]:
    """Points of somebody's section."""
    return {"姓名": name, "单位": "某局", "村(社区)": "大布村", GOALS: points}


def test_what_is_concluded_takes_nothing_from_a_program(hall: Hall, program: Program) -> None:
    id = seven(hall)
    person = see_review(hall, CONSOLE, id).people[0].id
    walk(hall, id)
    of, why = f"/assessments/{id}", {"reason": "x", "agreed": True}
    program.done(f"{of}/scores", {"rows": [row("庚某", "50")], "agreed": True})
    program.done(f"{of}/ranking")
    while see_review(hall, CONSOLE, id).next:
        walk(hall, id, 1)
    conclude_assessment(hall, CONSOLE, id)
    acts = {
        f"{of}/scores": {"rows": [row("甲某", "40") | {"年龄": "四十"}], "agreed": True},
        f"{of}/people": {"rows": [row("辛某", "40")], "agreed": True},
        f"{of}/people/{person}/change": {"columns": {"姓名": "贾某"}} | why,
        f"{of}/people/{person}/leave": {"on": "2026-06-30"} | why,
    }
    before = program.get(of).json["people"]
    for path, body in acts.items():
        refused = program.post(path, body)
        told = (refused.status_code, refused.json["type"])
        assert told == (409, "urn:ballot:problem:assessment-concluded"), path
    assert program.get(of).json["people"] == before


def test_a_program_takes_nothing_away_that_a_decision_gave(hall: Hall, program: Program) -> None:
    id, person = one_who_was_given_more(hall)
    at = f"/assessments/{id}/scores"
    refused = program.post(at, {"rows": [row("乙某", "50"), row("甲某", "59")], "agreed": True})
    (error,) = refused.json["errors"]
    assert error["type"] == "urn:ballot:problem:decided-otherwise"
    assert error["pointer"] == f"#/rows/1/{GOALS}"
    assert "现在计入的是 60（来源：异议1的决定）" in error["detail"]
    assert see_values(hall, CONSOLE, id, person).values[GOALS] == "60"
    program.done(at, {"rows": [row("甲某", "60")], "agreed": True})


def test_a_village_of_b_rises_one_level_and_no_three(program: Program) -> None:
    plan = {"title": "2026年度考核", "scheme": "jiaozhou-village"}
    people = f"/assessments/{program.done('/assessments', plan, 201)['id']}/people"
    usual = {name: text for name, text in USUAL.items() if name not in COUNTS}
    rated = usual | {"姓名": "甲某", "上年分类定级": "B级", "本年分类评级": "A级"}
    refused = program.post(people, {"rows": [rated | {"晋位升级加减分": "30"}]})
    assert refused.status_code == 422, refused.text
    assert [each["pointer"] for each in refused.json["errors"]] == ["#/rows/0/本年分类评级"]
    assert program.done(people, {"rows": [rated | {"晋位升级加减分": "10"}]})["new"] == 1
