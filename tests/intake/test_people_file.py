"""A file of rows → its cells, from every office program, whatever its ending says."""

import io
import zipfile
from datetime import date
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter

from ballot.domain import rows_of_file
from ballot.domain.errors import (
    BallotError,
    ColumnToChoose,
    ColumnUnnamed,
    FileNoTable,
    FileOfOtherProgram,
    FileTooLarge,
    NoHeading,
    NotAFile,
    NotText,
    Refused,
    SheetUnreadable,
)
from ballot.domain.scoring.assessment import PeopleFile
from ballot.intake import people_file

TEXT = "姓名,村(社区),得分\r\n张某,大布村,97.5\r\n李某,,\r\n,,\r\n"
ROWS = [
    {"姓名": "张某", "村(社区)": "大布村", "得分": "97.5"},
    {"姓名": "李某", "村(社区)": "", "得分": ""},
]
ASKED = {"姓名": True, "单位": False, "村(社区)": False, "得分": False, "票数": False}


def given(name: str, content: bytes) -> PeopleFile:
    """A file read for the columns above."""
    return rows_of_file.without_questions(people_file.of(name, content), ASKED)


def refusal(name: str, content: bytes) -> type[BallotError]:
    """Why a file is refused."""
    with pytest.raises(Refused) as refused:
        given(name, content)
    assert refused.value.faults[0].file == name
    return type(refused.value.faults[0].error)


def packed(*names: str) -> bytes:
    """A packed file with parts of these names."""
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w") as file:
        for name in names:
            file.writestr(name, "x")
    return content.getvalue()


@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "gb18030", "utf-16", "utf-16-le", "utf-16-be"]
)
@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_a_csv_in_any_usual_encoding_and_with_any_separator(encoding: str, separator: str) -> None:
    read = given("people.csv", TEXT.replace(",", separator).encode(encoding))
    assert read.heading == ("姓名", "村(社区)", "得分")
    assert list(read.rows) == ROWS


@pytest.mark.parametrize("name", ["people.xlsx", "people.csv", "people.txt", "people"])
def test_the_ending_of_a_name_is_not_believed(name: str) -> None:
    assert list(given(name, TEXT.encode()).rows) == ROWS
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        made.add_worksheet().write_row(0, 0, ("姓名", "得分"))
    assert given(name, book.getvalue()).heading == ("姓名", "得分")


def test_a_first_line_may_name_the_separator() -> None:
    read = given("a.csv", "sep=;\r\n姓名;得分\r\n甲某;1,5\r\n".encode())
    assert (read.first_row, read.rows[0]["得分"]) == (3, "1,5")


def test_commas_within_quotes_divide_nothing() -> None:
    read = given("a.csv", '姓名;单位\r\n甲某;"一,二"\r\n乙某;"三;四"\r\n'.encode())
    assert [row["单位"] for row in read.rows] == ["一,二", "三;四"]


def test_a_workbook_gives_numbers_as_people_read_them() -> None:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        tab = made.add_worksheet()
        for column, cell in enumerate(("姓名", "得分", "票数", "单位")):
            tab.write(0, column, cell)
        tab.write_row(1, 0, ("张某", 97.5, 112))
        tab.write_datetime(1, 3, date(2026, 12, 31), made.add_format({"num_format": "yyyy-mm-dd"}))
    (row,) = given("p.xlsx", book.getvalue()).rows
    assert row == {"姓名": "张某", "得分": "97.5", "票数": "112", "单位": "2026-12-31"}


FORMATTED = (
    (0.8, "0%", "80%"),
    (0.8355, "0.00%", "83.55%"),
    (7, "000", "007"),
    (7, '"第"000"号"', "第007号"),
    (59.33333333333334, "0.00", "59.3333333333333"),
    (0.1 + 0.2, "General", "0.3"),
    (1234567, "#,##0", "1234567"),
    (-3, "0;[Red]-0", "-3"),
    (46000.5, "yyyy-mm-dd hh:mm", "2025-12-09 12:00"),
    (46000, "m月d日", "2025-12-09"),
    (0.5, "h:mm", "12:00"),
    (0.05, "0‰", "50‰"),
    (46000, "aaaa", "2025-12-09"),
    (50, '"免评"', "免评"),
    (50, ";;;", ""),
    (50, '0"分"', "50"),
    (50, "[$-804]G/通用格式", "50"),
    (True, "General", "TRUE"),
    ("=1+1", "General", "=1+1"),
    ("#N/A", "General", "#N/A"),
)


@pytest.mark.parametrize(("value", "code", "text"), FORMATTED)
def test_a_cell_is_what_it_shows(value: float | str, code: str, text: str) -> None:
    book, content = openpyxl.Workbook(), io.BytesIO()
    tab = book.active
    assert tab is not None
    tab.append(["姓名", "得分"])
    tab.append(["甲某", value])
    tab["B2"].number_format = code
    book.save(content)
    assert given("p.xlsx", content.getvalue()).rows[0]["得分"] == text


@pytest.mark.parametrize(
    ("name", "content", "error"),
    [
        ("people.csv", b"", NotAFile),
        ("people.csv", b" \r\n\r\n", NotAFile),
        ("people.csv", b"\x81\xff\xff", NotText),
        ("people.csv", '姓名\n"甲'.encode(), NotText),
        ("people.xlsx", b"PK\x03\x04no workbook", SheetUnreadable),
        ("people.xls", b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), FileOfOtherProgram),
        ("people.xls", b"<html><table><tr><td>1", FileOfOtherProgram),
        ("people.xls", b'\xef\xbb\xbf<?xml version="1.0"?><Workbook>', FileOfOtherProgram),
        ("people.xlsb", packed("xl/workbook.bin"), FileOfOtherProgram),
        ("people.xlsx", packed("word/document.xml"), FileNoTable),
        ("people.zip", packed("photo.jpg"), FileNoTable),
        ("people.pdf", b"%PDF-1.7", FileNoTable),
        ("people.png", b"\x89PNG\r\n", FileNoTable),
        ("people.csv", bytes(16 * 1024 * 1024 + 1), FileTooLarge),
        ("people.csv", "甲,乙\n丙,丁\n".encode(), NoHeading),
        ("people.csv", "姓名,所在村\n丙,丁\n".encode(), ColumnToChoose),
        ("people.csv", "姓名,得分\n乙,1,2\n".encode(), ColumnUnnamed),
    ],
)
def test_what_cannot_be_read_is_refused_with_its_reason(
    name: str, content: bytes, error: type[BallotError]
) -> None:
    assert refusal(name, content) is error


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        people_file.read(str(tmp_path / "nothing.csv"))


def test_a_formula_that_its_writer_did_not_calculate_is_none_of_its_zero() -> None:
    """XlsxWriter keeps 0 beside a formula and asks whoever opens the file to calculate."""
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        tab = made.add_worksheet()
        tab.write_row(0, 0, ("姓名", "得分"))
        tab.write("A2", "甲")
        tab.write_formula("B2", "=40+2")
    assert given("p.xlsx", book.getvalue()).rows[0]["得分"] == "=40+2"


def test_columns_that_nobody_sees_are_told() -> None:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        tab = made.add_worksheet()
        tab.write_row(0, 0, ("姓名", "得分", "票数"))
        tab.write_row(1, 0, ("甲", 42, 3))
        tab.set_column("B:B", None, None, {"hidden": True})
        tab.set_column("H:XFD", None, None, {"hidden": True})
    assert given("p.xlsx", book.getvalue()).notes.hidden_columns == ("得分",)


def test_the_end_of_a_file_of_dos_is_no_person() -> None:
    assert len(given("p.csv", "姓名,得分\r\n甲,42\r\n\x1a".encode()).rows) == 1


def test_a_cell_merged_over_rows_belongs_to_each_of_them() -> None:
    book = io.BytesIO()
    with xlsxwriter.Workbook(book) as made:
        tab = made.add_worksheet()
        tab.write_column(0, 0, ("姓名", "甲", "乙", "丙"))
        tab.write_column(0, 1, ("单位", "", "", "教育局"))
        tab.merge_range(1, 1, 2, 1, "财政局")
    rows = given("p.xlsx", book.getvalue()).rows
    assert [row["单位"] for row in rows] == ["财政局", "财政局", "教育局"]
