"""A file of people → heading and rows, from every office program."""

from datetime import date
from pathlib import Path

import pytest
import xlsxwriter

from ballot.domain.errors import ColumnUnnamed, NotAFile, Refused, TitleAboveHeading
from ballot.intake import people_file, workbook

TEXT = "姓名,村(社区),得分\r\n张某,大布村,97.5\r\n李某,,\r\n,,\r\n"
ROWS = [
    {"姓名": "张某", "村(社区)": "大布村", "得分": "97.5"},
    {"姓名": "李某", "村(社区)": "", "得分": ""},
]


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "gb18030"])
def test_a_csv_in_any_usual_encoding(tmp_path: Path, encoding: str) -> None:
    path = tmp_path / "people.csv"
    path.write_bytes(TEXT.encode(encoding))
    heading, rows = people_file.read(str(path))
    assert heading == ("姓名", "村(社区)", "得分")
    assert rows == ROWS


def test_wide_brackets_in_a_heading_are_narrow_ones(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("姓名,村\uff08社区\uff09,,\n甲\n", encoding="utf-8")
    assert people_file.read(str(path)) == (("姓名", "村(社区)"), [{"姓名": "甲", "村(社区)": ""}])


def test_a_workbook_gives_numbers_as_people_read_them(tmp_path: Path) -> None:
    path = tmp_path / "people.XLSX"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        for column, cell in enumerate(("姓名", "得分", "票数", "日期")):
            sheet.write(0, column, cell)
        sheet.write_row(1, 0, ("张某", 97.5, 112))
        sheet.write_datetime(1, 3, date(2026, 12, 31), day)
    _, rows = people_file.read(str(path))
    assert rows == [{"姓名": "张某", "得分": "97.5", "票数": "112", "日期": "2026-12-31"}]


def test_small_numbers_have_no_exponent() -> None:
    assert workbook.as_text(0.00001) == "0.00001"


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("people.csv", b""),
        ("people.csv", b"\x81\xff\xff"),
        ("people.csv", '姓名\n"甲'.encode()),
        ("people.xlsx", b"no workbook"),
    ],
)
def test_what_cannot_be_read_is_refused(tmp_path: Path, name: str, content: bytes) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        people_file.read(str(path))
    fault = refused.value.faults[0]
    assert (fault.file, type(fault.error)) == (str(path), NotAFile)


def test_a_file_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused):
        people_file.read(str(tmp_path / "nothing.csv"))


def test_a_row_longer_than_the_heading_is_refused_with_its_number(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("姓名,得分\n甲,1\n乙,1,2\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        people_file.read(str(path))
    (fault,) = refused.value.faults
    assert fault.row == 3
    assert isinstance(fault.error, ColumnUnnamed)
    assert (fault.error.value, fault.error.place) == ("2", 3)


def test_a_title_above_the_heading_is_refused_once(tmp_path: Path) -> None:
    path = tmp_path / "people.csv"
    path.write_text("第一书记名单,,\n姓名,单位,得分\n甲,财政局,1\n", encoding="utf-8")
    with pytest.raises(Refused) as refused:
        people_file.read(str(path))
    faults = [(fault.row, type(fault.error)) for fault in refused.value.faults]
    assert faults == [(1, TitleAboveHeading)]


def test_a_cell_merged_over_rows_belongs_to_each_of_them(tmp_path: Path) -> None:
    path = tmp_path / "people.xlsx"
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet()
        sheet.write_column(0, 0, ("姓名", "甲", "乙", "丙"))
        sheet.write_column(0, 1, ("单位", "", "", "教育局"))
        sheet.merge_range(1, 1, 2, 1, "财政局")
    _, rows = people_file.read(str(path))
    assert [row["单位"] for row in rows] == ["财政局", "财政局", "教育局"]


WIDE_CELLS = (
    ("\uff11\uff12", "12"),
    ("\uff19\uff17\uff0e\uff15", "97.5"),
    ("\uff0d3", "-3"),
    ("\uff12\uff10\uff05", "20%"),
    ("\u2461", "\u2461"),  # a circled 2 is a mark, not a number
    ("10\u00b2", "10\u00b2"),
    ("\uff21区", "\uff21区"),  # a name stays as it is written
    ("李某\uff08村\uff09", "李某\uff08村\uff09"),
    ("\uf900", "\uf900"),  # a rare form of a character in somebody's name
)


@pytest.mark.parametrize(("typed", "read"), WIDE_CELLS)
def test_wide_digits_of_a_chinese_keyboard_are_numbers(
    tmp_path: Path, typed: str, read: str
) -> None:
    path = tmp_path / "people.csv"
    path.write_text(f"姓名,得分\n甲,{typed}\n", encoding="utf-8")
    assert people_file.read(str(path))[1] == [{"姓名": "甲", "得分": read}]
