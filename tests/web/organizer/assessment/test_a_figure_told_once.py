"""A person's figure: meeting, assessment, ranking, files, report and interface say one thing."""

import csv
import io
import subprocess
from collections.abc import Sequence
from dataclasses import asdict, replace
from pathlib import Path

import pytest
from makers.meetings import BAD, FAIR, GOOD, VERY, AMeeting, a_plan
from makers.reviewed import COUNTS, TITLE
from makers.score_rows import USUAL
from people.desk import Desk
from people.programs import Program, a_program

from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.errors import Refused, ScoreInParts
from ballot.domain.meetings.plan import SubjectPlan
from ballot.domain.scoring.assessment import AssessmentPlan, PeopleFile
from ballot.exports import result_as_csv, result_as_json
from ballot.usecases.assessment.create_assessment import create_assessment
from ballot.usecases.assessment.list_assessments import list_assessments
from ballot.usecases.assessment.people.bring_in_people import add_people, enter_scores
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.assessment.see_assessment import see_assessment
from ballot.usecases.assessment.see_ranking import see_ranking
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.bring_in_scores import bring_in_scores
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.edit_meeting import edit_meeting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.result.see_signed_values import see_signed_values
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.web.proxy import Application

PARTS = "有总分112；排名还要基本工作目标、工作制度和纪律两部分（第十九条（四））"
GROUPS = "排名还要单位类别、派驻方式、职务层次（第十九条（四））"
LACKS = "缺组织工作目标考评得分，待测评"
WHO = {"姓名": "甲某", "单位": "某局", "村(社区)": "大布村"}
GROUP = {name: USUAL[name] for name in ("单位类别", "派驻方式", "职务层次")}
ANSWERS = [VERY] * 20 + [GOOD] * 7 + [FAIR] * 3 + [BAD]


@pytest.fixture
def program(app: Application, hall: Hall) -> Program:
    """The evaluation system with its key."""
    return a_program(app, hall)


def measured(hall: Hall, score: str | None, answers: Sequence[int] = ANSWERS) -> tuple[str, int]:
    """A meeting that alone tells of 甲某, to its opened box, with its assessment."""
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village", "2026"))
    who = SubjectPlan("甲某", "某局", "大布村", objective_score=score, groups=GROUP)
    plan = replace(a_plan(eligible=len(answers), assessment=TITLE), subjects=(who,))
    number = create_meeting(hall, CONSOLE, plan)
    issue = issue_slips(hall, CONSOLE, number, len(answers))
    confirm_batch(hall, CONSOLE, number, issue.batch)
    open_voting(hall, CONSOLE, number)
    AMeeting(hall, number, issue.slips, 1).cast_all(answers)
    close_voting(hall, CONSOLE, number)
    open_box(hall, CONSOLE, number)
    return number, id


def sections(hall: Hall, id: int, **cells: str) -> None:
    """The sections of his score sheet come in by a file."""
    usual = {name: text for name, text in USUAL.items() if name not in (*COUNTS, *GROUP)}
    row = usual | WHO | cells
    enter_scores(hall, CONSOLE, id, PeopleFile("scores.csv", tuple(row), (row,)))


@pytest.mark.parametrize(("score", "said", "total"), [("112", PARTS, "97.55"), (None, LACKS, "")])
def test_what_a_ranking_lacks_of_a_score_is_told_alike_everywhere(
    hall: Hall,
    desk: Desk,
    program: Program,
    tmp_path: Path,
    score: str | None,
    said: str,
    total: str,
) -> None:
    number, id = measured(hall, score)
    rank_assessment(hall, CONSOLE, id)
    (row,) = see_ranking(hall, CONSOLE, id).scored.rows
    result = see_result(hall, number)
    (line,) = csv.DictReader(io.StringIO(result_as_csv.write(result).decode("utf-8-sig")))
    paper = tmp_path / "report.pdf"
    paper.write_bytes(desk.client.get(f"/meetings/{number}/print/report.pdf").data)
    printed = subprocess.run(["pdftotext", paper, "-"], check=True, capture_output=True).stdout
    told = {
        "assessment": see_assessment(hall, CONSOLE, id).people[0].waiting.words,
        "assessment at the interface": program.get(f"/assessments/{id}").json["people"][0][
            "waiting"
        ],
        "ranking": row["说明"],
        "ranking at the interface": program.get(f"/assessments/{id}/ranking").json["people"][0][
            "why"
        ][0]["text"],
        "result": result.subjects[0].waiting,
        "result at the interface": program.get(f"/meetings/{number}/result").json["subjects"][0][
            "waiting"
        ],
        "file": line["说明 Remark"],
    }
    assert told == dict.fromkeys(told, said)
    assert said in desk.look(f"/meetings/{number}/result").text
    assert said in desk.look(f"/assessments/{id}/people").text
    assert said in "".join(printed.decode().split())
    assert (row["考核总分"], line["考核总分 Final score"]) == (total, total)
    assert (row["组内位次"], row["建议等次"]) == ("", "待测评")
    verified = verify.verify(export_bundle(hall, CONSOLE, number))
    values = asdict(see_signed_values(hall, result))
    told_by_bundle = result_as_json.write(verified.result, signed_values=values)
    assert told_by_bundle == program.get(f"/meetings/{number}/result").data


def test_sections_that_come_later_end_it_and_one_that_is_corrected_counts_in_both(
    hall: Hall,
) -> None:
    number, id = measured(hall, "112")
    sections(hall, id, 办实事奖分="5")
    assert both(hall, number, id) == ("105", "91.45", "91.45")
    sections(hall, id, 办实事奖分="12")
    assert both(hall, number, id) == ("112", "97.55", "97.55")


def both(hall: Hall, number: str, id: int) -> tuple[str | None, str, str]:
    """The score, and the total by the meeting's file and by the ranking."""
    result = see_result(hall, number)
    (line,) = csv.DictReader(io.StringIO(result_as_csv.write(result).decode("utf-8-sig")))
    rank_assessment(hall, CONSOLE, id)
    view = see_ranking(hall, CONSOLE, id)
    assert (result.subjects[0].waiting, view.scored.provisional) == ("", False)
    return (
        result.subjects[0].objective_score,
        line["考核总分 Final score"],
        view.scored.rows[0]["考核总分"],
    )


def test_a_meeting_does_not_contradict_a_score_sheet(hall: Hall) -> None:
    id = create_assessment(hall, CONSOLE, AssessmentPlan(TITLE, "jiaozhou-village", "2026"))
    row = {name: text for name, text in USUAL.items() if name not in COUNTS} | WHO
    add_people(hall, CONSOLE, id, PeopleFile("people.csv", tuple(row), (row,)))
    plan = replace(
        a_plan(assessment=TITLE),
        subjects=(SubjectPlan("甲某", "某局", "大布村", objective_score="112"),),
    )
    with pytest.raises(Refused) as refused:
        create_meeting(hall, CONSOLE, plan)
    (fault,) = refused.value.faults
    assert fault.key == "subjects[1].objective_score"
    assert isinstance(fault.error, ScoreInParts)
    assert (fault.error.value, fault.error.total) == ("112", "100")
    same = replace(plan.subjects[0], objective_score="100.0")
    number = create_meeting(hall, CONSOLE, replace(plan, subjects=(same,)))
    with pytest.raises(Refused) as twice:
        bring_in_scores(hall, CONSOLE, number, {1: "112"})
    assert isinstance(twice.value.faults[0].error, ScoreInParts)
    assert see_meeting(hall, CONSOLE, number).remarks == ()


def test_what_the_ranking_will_ask_for_is_said_where_the_meeting_is_made(
    hall: Hall, desk: Desk, program: Program
) -> None:
    subject = {"name": "甲某", "objective_score": "112"}
    made = program.done("/meetings", MEETING | {"subjects": [subject, {"name": "乙某"}]}, 201)
    said = [f"甲某：{PARTS}", f"甲某：{GROUPS}", f"乙某：{GROUPS}"]
    assert made["remarks"] == said
    page = desk.look(f"/meetings/{made['number']}").text
    form = desk.look(f"/meetings/{made['number']}/people").text
    for remark in said:
        assert remark in page
        assert remark in form
    assert (
        "只填总分也能算考核总分；排名还要基本工作目标、工作制度和纪律（第十九条（四））。" in form
    )
    assert "排名还要基本工作目标" in desk.look(f"/meetings/{made['number']}/scores").text
    whole = {"name": "甲某", "groups": GROUP}
    assert program.done("/meetings", MEETING | {"subjects": [whole]}, 201)["remarks"] == []


def test_it_is_said_too_where_the_meetings_of_an_assessment_are_started(
    hall: Hall, desk: Desk
) -> None:
    both = replace(a_plan(subjects=2), assessment=TITLE)
    number = create_meeting(hall, CONSOLE, both)
    edit_meeting(hall, CONSOLE, number, replace(both, subjects=both.subjects[:1]))
    (id,) = [each.id for each in list_assessments(hall, CONSOLE)]
    left = see_assessment(hall, CONSOLE, id).people[1]
    said = f"{left.name}：{GROUPS}"
    assert said in desk.look(f"/assessments/{id}/import/meetings").text
    assert said in desk.look(f"/assessments/{id}/meetings/new?person={left.id}").text
    assert said not in desk.look(f"/assessments/{id}/meetings/new").text


MEETING = {"title": "大布村测评", "custody": "server", "eligible": 46}
