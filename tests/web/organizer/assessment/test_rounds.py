"""任前、任中、任后 of one person: three assessments, each concluded, and 满意率 told."""

import csv
import io

import pytest
from makers.meetings import VERY
from makers.reviewed import vote, walk
from people.desk import Desk
from people.programs import a_program
from printing.reading import in_word

from ballot.domain.access import CONSOLE
from ballot.domain.errors import Refused, RoundNotSaid
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.list_assessments import list_assessments, list_comparable
from ballot.usecases.assessment.people.bring_in_people import add_people
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.hall import Hall
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.web.proxy import Application

EXAMS = ("市考核", "区考核", "镇考核", "村考核", "原单位考核")
WORST = VERY + 3


def a_round(hall: Hall, name: str, points: str, previous: int | None = None) -> int:
    """An assessment of 甲某 and 乙某, who have these points in each of the five."""
    plan = AssessmentPlan(f"第一书记{name}评估", "yicheng", f"2026年{name}", previous=previous)
    id = create_assessment(hall, CONSOLE, plan)
    rows = tuple(
        {"姓名": who, "派出类别": "区直机关"} | dict.fromkeys(EXAMS, points)
        for who in ("甲某", "乙某")
    )
    add_people(hall, CONSOLE, id, PeopleFile("p.csv", tuple(rows[0]), rows))
    return id


def figures(hall: Hall, desk: Desk, id: int) -> list[dict[str, str]]:
    """The rows of the file of the newest ranking."""
    number = see_ranking(hall, CONSOLE, id).id
    file = desk.client.get(f"/assessments/{id}/ranking/{number}/file.csv")
    return list(csv.DictReader(io.StringIO(file.data.decode("utf-8-sig"))))


def test_three_rounds_of_one_person_are_concluded_and_none_writes_over_another(
    hall: Hall, desk: Desk
) -> None:
    previous, made = None, []
    for name, points in (("任前", "70"), ("任中", "80"), ("任后", "90")):
        id = a_round(hall, name, points, previous)
        rank_assessment(hall, CONSOLE, id)
        view = walk(hall, id)
        assert [each.step.name[:2] for each in view.road] == [name]
        conclude_assessment(hall, CONSOLE, id)
        assert "这次考核已办结" in desk.look(f"/assessments/{id}").text
        assert "现在该做" not in desk.page, "nothing more is asked for"
        made.append(id)
        previous = id
    told = [[row["总分"] for row in figures(hall, desk, id)] for id in made]
    assert told == [["70.00"] * 2, ["80.00"] * 2, ["90.00"] * 2]
    shown = desk.look(f"/assessments/{made[2]}/compare").text
    assert "+10.00" in shown
    assert "第一书记任前评估" in shown


def test_page_and_interface_ask_which_round_it_is(app: Application, hall: Hall, desk: Desk) -> None:
    said = {"title": "第一书记评估", "period": "", "kind": "", "round": "", "previous": ""}
    assert desk.send("/assessments/new/yicheng", **said).status_code == 422
    assert "请选是哪一轮" in desk.page
    assert desk.send("/assessments/new/yicheng", **said | {"round": "任后"}).status_code == 200
    assert "第一书记评估" in desk.page
    said = {"title": "任后评估", "period": "2026年任中", "kind": "", "round": "任前"}
    assert desk.send("/assessments/new/yicheng", **said, previous="").status_code == 422
    plain = {"title": "第一书记评估2", "scheme": "yicheng", "period": ""}
    program = a_program(app, hall)
    assert program.post("/assessments", plain).status_code == 422
    assert program.post("/assessments", plain | {"period": "2026年任中"}).status_code == 201
    chosen = program.post("/assessments", plain | {"title": "评估3", "round": "任前"})
    assert (chosen.status_code, chosen.json["round"]) == (201, "任前")
    with pytest.raises(Refused) as refused:
        create_assessment(hall, CONSOLE, AssessmentPlan("评估", "yicheng", "任前和任后"))
    assert [type(fault.error) for fault in refused.value.faults] == [RoundNotSaid]
    assert create_assessment(hall, CONSOLE, AssessmentPlan("年度", "yicheng", "2026年度")) > 0


def test_a_meeting_is_not_asked_for_and_its_rate_is_its_figure(
    app: Application, hall: Hall, desk: Desk
) -> None:
    id = a_round(hall, "任中", "80")
    shown = desk.look(f"/assessments/{id}").text
    assert "成批建立测评会" not in shown
    assert "人人都齐了" in shown
    answers = (VERY,) * 19 + (WORST,)
    number = vote(hall, ["甲某"], answers, "第一书记任中评估", "yicheng", ("", ""))
    assert "满意率" in desk.look(f"/meetings/{number}/result").text
    assert "95.00" in desk.page
    assert "待测评" not in desk.page
    report = in_word(desk.client.get(f"/meetings/{number}/print/report.docx").data)
    assert ("95.00" in report, "待测评" in report) == (True, False)
    program = a_program(app, hall)
    result = program.get(f"/meetings/{number}/result").json
    assert result["subjects"][0]["satisfaction"]["percent"] == "95.00"
    view = see_assessment(hall, CONSOLE, id)
    assert (view.doubts, view.waiting) == ((), 0)
    rank_assessment(hall, CONSOLE, id)
    rows = {row["姓名"]: (row["满意率"], row["总分"]) for row in figures(hall, desk, id)}
    assert rows == {"甲某": ("95.00%", "80.00"), "乙某": ("", "80.00")}
    paper = in_word(desk.client.get(f"/assessments/{id}/papers/ranking.docx").data)
    assert "95.00%" in paper
    assert "待测评" not in paper.split("\n"), "no cell says so"
    people = program.get(f"/assessments/{id}/ranking").json["people"]
    assert [each["columns"]["满意率"] for each in people] == ["95.00%", ""]


def test_what_is_offered_for_comparison_can_be_compared(hall: Hall, desk: Desk) -> None:
    before = a_round(hall, "任前", "70")
    after = a_round(hall, "任中", "80")
    other = create_assessment(hall, CONSOLE, AssessmentPlan("李俊年度", "lijun", "2026年度"))
    year = create_assessment(hall, CONSOLE, AssessmentPlan("下派年度", "yicheng", "2026年度"))
    assert list_comparable(hall, CONSOLE, after) == [], "nothing is ranked"
    rank_assessment(hall, CONSOLE, before)
    assert [each.id for each in list_comparable(hall, CONSOLE, after)] == [before]
    assert list_comparable(hall, CONSOLE, before) == []
    assert list_comparable(hall, CONSOLE, year) == [], "a year is no round"
    shown = desk.look("/assessments/new/yicheng").text
    assert f'value="{before}"' in shown
    assert f'value="{other}"' not in shown


MEETING = {"title": "民主测评会", "scheme": "yicheng", "custody": "server", "eligible": 20}


def test_a_meeting_that_begins_an_assessment_says_its_round(app: Application, hall: Hall) -> None:
    program = a_program(app, hall)
    told = MEETING | {"subjects": [{"name": "甲某"}]}
    alone = program.post("/meetings", told)
    assert (alone.status_code, "请选是哪一轮" in alone.text) == (422, True)
    assert program.post("/meetings", told | {"round": "任中"}).status_code == 201
    refused = program.post("/meetings", told | {"assessment": "单独一次"})
    assert refused.status_code == 422
    assert "请选是哪一轮" in refused.text
    for assessment, round in (("单独一次", "任后"), ("任前评估", "")):
        said = {"assessment": assessment, "round": round} if round else {"assessment": assessment}
        assert program.post("/meetings", told | said).status_code == 201
    assert rounds(hall) == {"单独一次": "任后", "任前评估": "任前"}
    # One that joins an assessment is of its round, and no other policy has any.
    joins = told | {"assessment": "单独一次"}
    assert program.post("/meetings", joins).status_code == 201
    assert program.post("/meetings", joins | {"round": "任前"}).status_code == 422
    other = told | {"scheme": "lianshu-branch", "round": "任前"}
    assert program.post("/meetings", other).status_code == 422


def test_a_meeting_alone_is_asked_for_its_round_on_its_page(desk: Desk) -> None:
    desk.look("/meetings/new")
    typed = {"title": "民主测评会", "names": "甲某", "eligible": "20", "scheme": "yicheng"}
    assert desk.send("/meetings/new", **typed).status_code == 422
    assert "请选是哪一轮" in desk.page
    assert desk.send("/meetings/new", **typed, round="任后").status_code == 200
    assert "<dt>哪一轮</dt><dd>任后</dd>" in desk.page
    plain = typed | {"scheme": "lijun", "round": "任后"}
    assert desk.send("/meetings/new", **plain).status_code == 422


def rounds(hall: Hall) -> dict[str, str]:
    """By title the round of every assessment."""
    lines = list_assessments(hall, CONSOLE)
    return {each.title: see_assessment(hall, CONSOLE, each.id).round for each in lines}
