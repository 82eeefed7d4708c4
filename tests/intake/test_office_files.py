"""Files as offices send them: each stands for a kind, and what is right for it."""

from pathlib import Path

import pytest

from ballot import schemes
from ballot.domain import rows_of_file
from ballot.domain.errors import (
    BallotError,
    CellInError,
    CellIsDate,
    FileLocked,
    NotADecimal,
    Refused,
)
from ballot.domain.reading_notes import LeftRow
from ballot.domain.scoring import people_rows
from ballot.domain.scoring.assessment import PeopleFile
from ballot.intake import people_file
from ballot.usecases.assessment.people.people_rows import wanted

FILES = Path(__file__).parent / "files"
SCHEME = schemes.find("jiaozhou-village")
ZHANG = ("张某", "某局", "镇街", "脱产", "正股级", "大布村", "80", "20", "3", "2", "否", "")
LI = ("李某", "某局", "镇街", "脱产", "正股级", "小布村", "80", "20", "3", "2", "否", "")
CLEAN = (
    "hidden-first-tab.xlsx",
    "instructions-first.xlsx",
    "heading-space.xlsx",
    "serial-column.xlsx",
    "title-merged.xlsx",
    "total-row.xlsx",
    "two-tabs.xlsx",
    "utf16-tab.csv",
    "utf8-tab.csv",
    "wps.et",
)
"""Files that hold the same two people."""


def given(name: str) -> PeopleFile:
    """A file as it is read for the people of an assessment."""
    grid = people_file.read(str(FILES / name))
    return rows_of_file.without_questions(grid, wanted(SCHEME, adding=True))


def faults(name: str) -> set[tuple[int | None, str | None, type[BallotError]]]:
    """What is wrong with the rows of a file."""
    read = given(name)
    reader = people_rows.Reader(SCHEME, read.file)
    for number, row in people_rows.numbered(read.rows, read.first_row):
        reader.person(reader.cleaned(row), number)
    return {(each.row, each.column, type(each.error)) for each in reader.faults}


@pytest.mark.parametrize("name", CLEAN)
def test_the_usual_list_is_read(name: str) -> None:
    rows = [tuple(row.values()) for _, row in people_rows.numbered(given(name).rows)]
    assert rows == [ZHANG, LI]


@pytest.mark.parametrize(
    ("name", "row", "column", "error"),
    [
        ("ground-error.xlsx", 2, "直接不称职情形", CellInError),
        ("percent.xlsx", 2, "基本工作目标得分", NotADecimal),
        ("date-cells.xlsx", 2, "姓名", CellIsDate),
        ("date-cells.xlsx", 2, "村(社区)", CellIsDate),
    ],
)
def test_a_cell_that_nobody_meant_is_refused_in_its_place(
    name: str, row: int, column: str, error: type[BallotError]
) -> None:
    assert (row, column, error) in faults(name)


def test_scores_with_an_error_in_a_cell_name_it() -> None:
    grid = people_file.read(str(FILES / "scores-error.xlsx"))
    read = rows_of_file.without_questions(grid, wanted(SCHEME, adding=False))
    assert read.rows[0]["基本工作目标得分"] == "#REF!"
    assert read.rows[1]["基本工作目标得分"] == "70"


def test_what_was_left_out_is_told() -> None:
    assert given("hidden-first-tab.xlsx").notes.tab == "Sheet"
    assert given("hidden-first-tab.xlsx").notes.hidden_tabs == ("旧数据",)
    assert given("instructions-first.xlsx").notes.other_tabs == ("说明",)
    assert given("two-tabs.xlsx").notes.other_tabs == ("西片",)
    assert given("hidden-row.xlsx").notes.hidden_rows == (4,)
    assert given("serial-column.xlsx").notes.left_columns == ("序号",)
    assert given("title-merged.xlsx").notes.heading_row == 2
    assert given("total-row.xlsx").notes.left_rows == (LeftRow(4, "合计 160 40 20 4"),)


def test_numbers_are_what_the_spreadsheet_shows() -> None:
    assert given("average.xlsx").rows[0]["基本工作目标得分"] == "59.3333333333333"
    assert given("leading-zeros.xlsx").rows[0]["村(社区)"] == "007"


def test_a_file_behind_a_password_says_so() -> None:
    with pytest.raises(Refused) as refused:
        given("password.xlsx")
    assert isinstance(refused.value.faults[0].error, FileLocked)
