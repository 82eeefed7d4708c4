"""The life of a meeting by its pages, on both databases: slips, acts, count, result, exports."""

import csv
import io
import json

import pytest
from makers.meetings import BAD, FAIR, GOOD, THE_HALL, VERY
from people.desk import Desk, a_desk
from python_calamine import CalamineWorkbook

from ballot.domain.access import CONSOLE
from ballot.domain.meeting import State
from ballot.domain.paper import Ballot
from ballot.slips import tokens
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.web.proxy import Application


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The organizer has signed in."""
    return a_desk(app, hall)


def cast(hall: Hall, number: str, digits: str, *answers: int) -> None:
    """Vote with the twelve digits of a slip."""
    code = tokens.parse(digits)
    assert code
    cast_ballot(hall, number, code, Ballot(answers))


def an_open_meeting(desk: Desk, slips: int = 46, **plan: str) -> tuple[str, list[str]]:
    """A meeting brought to the vote by its pages, and the digits of its slips."""
    number = desk.new_meeting(**plan)
    digits = desk.print_slips(number, slips)
    desk.press(number, "freeze")
    desk.press(number, "open")
    return number, digits


def state(hall: Hall, number: str) -> State:
    """Where the meeting stands."""
    return see_meeting(hall, CONSOLE, number).state


def test_a_meeting_from_its_name_to_its_result(desk: Desk, hall: Hall) -> None:
    number = desk.new_meeting(names="张某")
    desk.look(f"/meetings/{number}/people")
    person = {"people-0-person": "张某", "people-0-objective_score": "112"}
    desk.send(f"/meetings/{number}/people", **person, then="save")
    digits = desk.print_slips(number, 46)
    assert len(set(digits)) == 46
    desk.press(number, "freeze")
    assert state(hall, number) is State.FROZEN
    assert desk.press(number, "open").request.path.endswith("/turnout")
    for slip, answer in zip(digits, THE_HALL, strict=False):
        cast(hall, number, slip, answer)
    desk.look(f"/meetings/{number}/turnout")
    assert "已达到三分之二" in desk.page
    desk.close(number)
    assert state(hall, number) is State.CLOSED
    desk.press(number, "box")
    for said in ("87.10 %", "97.55", "112×27/31", "(20+7)÷31", "第十七条", "第十九条（四）"):
        assert said in desk.page
    assert "文件未规定，采用默认" in desk.page


def test_the_files_say_what_the_page_says(desk: Desk, hall: Hall) -> None:
    number, digits = an_open_meeting(desk, names="张某")
    for slip, answer in zip(digits, THE_HALL, strict=False):
        cast(hall, number, slip, answer)
    desk.close(number)
    desk.press(number, "box")
    files = {each: desk.client.get(f"/meetings/{number}/result.{each}") for each in FILES}
    for ending, answer in files.items():
        assert f"filename={number}.{ending}" in answer.headers["Content-Disposition"]
    (subject,) = json.loads(files["json"].data)["subjects"]
    assert subject["counts"] == {"很满意": 20, "满意": 7, "基本满意": 3, "不满意": 1}
    (row,) = csv.DictReader(io.StringIO(files["csv"].data.decode("utf-8-sig")))
    assert "20" in row.values()
    book = CalamineWorkbook.from_filelike(io.BytesIO(files["xlsx"].data))
    cells = [str(cell) for name in book.sheet_names for row in sheet(book, name) for cell in row]
    assert any("87.1" in cell for cell in cells)


FILES = ("csv", "xlsx", "json")


def sheet(book: CalamineWorkbook, name: str) -> list[list[object]]:
    """The rows of a sheet."""
    return list(book.get_sheet_by_name(name).to_python())


def test_below_the_quorum_no_figure_stands_anywhere(desk: Desk, hall: Hall) -> None:
    number, digits = an_open_meeting(desk, names="张某")
    given = [VERY] * 17 + [GOOD] * 8 + [FAIR] * 3 + [BAD] * 2
    for slip, answer in zip(digits, given, strict=False):
        cast(hall, number, slip, answer)
    desk.close(number)
    short = "差 1 票，没有达到法定人数，票箱不打开。"
    page = desk.look(f"/meetings/{number}").text
    assert short in page
    assert "结束本轮</button>" in page
    assert "开箱</button>" not in page
    assert short in desk.look(f"/meetings/{number}/ledger").text
    desk.press(number, "box")
    assert short in desk.page
    assert "举行第二轮</button>" in desk.page
    desk.look(f"/meetings/{number}/result")
    assert short in desk.page
    assert "举行第二轮" in desk.page
    assert "很满意" not in desk.page
    assert "满意度</p>" not in desk.page
    for ending in FILES:
        assert f"result.{ending}" not in desk.page
    file = desk.client.get(f"/meetings/{number}/result.json")
    assert json.loads(file.data)["subjects"] == [{"name": "张某"}]
    assert "收回 30 / 46" in desk.look("/meetings/").text
    text = desk.client.get(f"/meetings/{number}/result.csv").data.decode("utf-8-sig")
    (row,) = csv.DictReader(io.StringIO(text))
    assert not {"17", "8", "25", "83.33"} & set(row.values())
    assert not [heading for heading in row if "满意" in heading]
