"""审定等次 beside 建议等次: the page, the interface and every file tell the same of everybody."""

import csv
import io
import re
import subprocess
from collections.abc import Callable
from pathlib import Path

import pytest
from docx import Document
from makers.meetings import Clock
from makers.reviewed import NAMES, a_movable_hall, seven, walk
from people.desk import Desk
from people.importer import rows_of
from people.programs import Program, a_program

from ballot.domain.access import CONSOLE
from ballot.domain.scheme.grade_rules import TO_DECIDE
from ballot.storage.database import Database
from ballot.usecases.assessment.rank_assessment import rank_assessment
from ballot.usecases.forms.print_review_form import print_review_form
from ballot.usecases.hall import Hall
from ballot.usecases.review.change_grade import Change, change_grade
from ballot.usecases.review.conclude_assessment import conclude_assessment
from ballot.usecases.review.pass_step import return_to
from ballot.usecases.review.see_review import see_review
from ballot.web.proxy import Application

Grades = dict[str, tuple[str, str]]
"""By name the proposed and the decided grade."""
RULES = dict(zip(NAMES, ("优秀", "优秀", "良好", "良好", "称职", "称职", "称职"), strict=True))
BY_HAND = {"庚某": "基本称职", "乙某": "良好"}
RANKED = 4
"""After so many steps people may change a grade."""


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


def change_by_hand(hall: Hall, id: int) -> None:
    """Two people get another grade than the rules gave them."""
    ids = {each.name: each.id for each in see_review(hall, CONSOLE, id).people}
    for name, grade in BY_HAND.items():
        change_grade(hall, CONSOLE, id, Change(ids[name], grade, "集体研究", "同意超出"))


def test_everybody_is_told_the_same_by_every_way_before_within_and_after(
    hall: Hall, desk: Desk, program: Program, tmp_path: Path
) -> None:
    id = seven(hall)
    ways = told_by(desk, program, id, tmp_path)
    walk(hall, id, RANKED)
    nothing = {name: (grade, TO_DECIDE) for name, grade in RULES.items()}
    assert {way: tell() for way, tell in ways.items()} == dict.fromkeys(ways, nothing)
    change_by_hand(hall, id)
    some = nothing | {name: (RULES[name], grade) for name, grade in BY_HAND.items()}
    assert {way: tell() for way, tell in ways.items()} == dict.fromkeys(ways, some)
    walk(hall, id, 2)
    conclude_assessment(hall, CONSOLE, id)
    everything = {name: (grade, BY_HAND.get(name, grade)) for name, grade in RULES.items()}
    assert {way: tell() for way, tell in ways.items()} == dict.fromkeys(ways, everything)


def told_by(desk: Desk, program: Program, id: int, folder: Path) -> dict[str, Callable[[], Grades]]:
    """Every way in which somebody learns of grades."""
    page = f"/assessments/{id}/ranking"

    def file(kind: str) -> Path:
        number = program.get(page).json["ranking"]
        path = folder / f"ranking.{kind}"
        path.write_bytes(desk.client.get(f"{page}/{number}/file.{kind}").data)
        return path

    return {
        "page": lambda: on_page(desk.look(page).text),
        "interface": lambda: in_json(program.get(page).json),
        "JSON": lambda: in_json(
            desk.client.get(f"{page}/{program.get(page).json['ranking']}/file.json").json
        ),
        "CSV": lambda: in_rows(csv.DictReader(io.StringIO(file("csv").read_text("utf-8-sig")))),
        "XLSX": lambda: in_rows(rows_of("r.xlsx", file("xlsx").read_bytes())[1]),
        "DOCX": lambda: in_document(file("docx")),
        "PDF": lambda: in_print(file("pdf")),
        "review": lambda: on_page(desk.look(f"/assessments/{id}/review").text),
    }


def on_page(text: str) -> Grades:
    """The two cells of each row of a table that names people."""
    found = {}
    for row in re.findall(r"<tr.*?</tr>", text, re.DOTALL):
        name = re.search(r'<th scope="row">(..)<', row)
        cells = re.findall(r'<td class="grade"[^>]*>(?:<[^>]+>)?([^<]+)<', row)
        if name and cells:
            found[name[1]] = (cells[0], cells[1])
    return found


def in_json(told: dict) -> Grades:
    """What the interface calls the grade is the decided one."""
    for each in told["people"]:
        columns = each["columns"]
        assert (columns["建议等次"], columns["审定等次"]) == (each["proposed_grade"], each["grade"])
    return {each["name"]: (each["proposed_grade"], each["grade"]) for each in told["people"]}


def in_rows(rows: object) -> Grades:
    """The rows of a table."""
    return {row["姓名"]: (row["建议等次"], row["审定等次"]) for row in rows}


def in_document(file: Path) -> Grades:
    """The first table of a Word file."""
    heading, *rows = [[c.text for c in row.cells] for row in Document(str(file)).tables[0].rows]
    return in_rows([dict(zip(heading, row, strict=True)) for row in rows if row[1] in NAMES])


def in_print(file: Path) -> Grades:
    """The grades of a printed line, which stand in it in the order of the columns."""
    out = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True)
    found = {}
    for line in out.stdout.decode().splitlines():
        name = next((each for each in NAMES if each in line.split()), "")
        grades = [cell for cell in line.split() if cell in {*RULES.values(), "基本称职", TO_DECIDE}]
        if name:
            found[name] = (grades[0], grades[1])
    return found


def test_a_return_takes_the_decision_back_and_a_new_ranking_has_none(
    hall: Hall, program: Program
) -> None:
    id = seven(hall)
    walk(hall, id)
    page = f"/assessments/{id}/ranking"
    first = program.get(page).json
    assert first["is_decided"] is True
    return_to(hall, CONSOLE, id, see_review(hall, CONSOLE, id).road[-1].step.name, "再议")
    returned = program.get(page).json
    assert (returned["is_decided"], {each["grade"] for each in returned["people"]}) == (
        False,
        {TO_DECIDE},
    )
    assert rank_assessment(hall, CONSOLE, id)[0] == first["ranking"]


def test_papers_that_publish_a_grade_publish_the_decided_one(hall: Hall, desk: Desk) -> None:
    id = seven(hall)
    walk(hall, id, RANKED)
    waits = "等次待定的，审定以后再填结果使用。"
    change_by_hand(hall, id)
    before = "".join(print_review_form(hall, CONSOLE, id, "outcome").texts())
    assert (before.count(TO_DECIDE), waits in before) == (6, True)
    assert "优先推荐" not in before, "of those 优秀 nothing is decided yet"
    walk(hall, id, 2)
    after = "".join(print_review_form(hall, CONSOLE, id, "outcome").texts())
    assert (after.count(TO_DECIDE), waits in after) == (0, False)
    assert "优先推荐" in after
    page = desk.look(f"/assessments/{id}/consequences").text
    last = desk.look(f"/assessments/{id}/ranking/1/why/6").text
    assert "审定等次" in last.split("原始数据")[0]
    assert "审定等次" not in last.split("原始数据")[1]
    row = next(each for each in page.split("<tr>") if "庚某" in each)
    assert "基本称职" in row
    assert "建议等次：称职" in row
