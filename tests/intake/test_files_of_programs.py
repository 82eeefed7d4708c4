"""What LibreOffice (soffice), openpyxl and XlsxWriter write of one list is read as this list, and
the shapes that other writers choose for the same cells give the same cells."""

import subprocess
from collections.abc import Mapping
from datetime import datetime
from typing import Any

import pytest
from makers.office.bare_workbooks import BOOK, SHEET, a_workbook
from makers.office.office_tables import openpyxl_file, xlsx

from ballot.domain.grid import Grid, Tab
from ballot.intake import people_file

ROWS = (
    ("姓名", "村(社区)", "得分", "比例", "日期", "编号", "合计"),
    ("张某", "大布村", 97.5, 0.8, datetime(2026, 3, 4), 7, "=C2+2.5"),  # noqa: DTZ001 a day
    ("杨𪚥", "小布,“东”村", -3, 0.125, datetime(2026, 12, 31), 12, "=1/0"),  # noqa: DTZ001 a day
)
FORMATS = {
    "D2": "0%",
    "D3": "0.0%",
    "E2": "yyyy-mm-dd",
    "E3": "yyyy-mm-dd",
    "F2": "000",
    "F3": "000",
}
SEEN = (
    ROWS[0],
    ("张某", "大布村", "97.5", "80%", "2026-03-04", "007", "100"),
    ("杨𪚥", "小布,“东”村", "-3", "12.5%", "2026-12-31", "012", "#DIV/0!"),
)
CSV = "csv:Text - txt - csv (StarCalc):44,34,{},1,,0,false,true"
"""Comma, quotes, an encoding by its number; cells as they are shown."""
KINDS = {
    "xlsx": "xlsx",
    "xls": "xls",
    "ods": "ods",
    "utf8.csv": CSV.format(76),
    "utf16.csv": CSV.format(65535),
    "gb18030.csv": CSV.format(85),
}


def formatted(_book: Any, tab: Any) -> None:
    """The cells show what ``SEEN`` says."""
    for place, code in FORMATS.items():
        tab[place].number_format = code


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, bytes]:
    """The list as LibreOffice writes it."""
    folder = tmp_path_factory.mktemp("office")
    (folder / "list.xlsx").write_bytes(openpyxl_file(ROWS, formatted))
    found = {}
    for name, kind in KINDS.items():
        out = folder / name
        profile = f"-env:UserInstallation=file://{folder}/profile"
        words = ["--headless", "--convert-to", kind, "--outdir", out, folder / "list.xlsx"]
        subprocess.run(["soffice", profile, *words], check=True, capture_output=True, timeout=120)
        found[name] = next(out.iterdir()).read_bytes()
    return found


def first(grid: Grid) -> Tab:
    return grid.tabs[0]


@pytest.mark.parametrize("kind", KINDS)
def test_what_libreoffice_writes_is_what_it_shows(written: Mapping[str, bytes], kind: str) -> None:
    assert first(people_file.of("list", written[kind])).lines == SEEN


def test_what_python_writes_has_no_value_of_a_formula() -> None:
    for content in (xlsx(ROWS, FORMATS), openpyxl_file(ROWS, formatted)):
        (_heading, one, other) = first(people_file.of("list", content)).lines
        assert (one[-1], other[-1]) == ("=C2+2.5", "=1/0")
        assert (one[:6], other[:6]) == (SEEN[1][:6], SEEN[2][:6])


def c(place: str, inside: str, kind: str = "") -> str:
    """A cell."""
    return f'<c r="{place}"{f" t={chr(34)}{kind}{chr(34)}" if kind else ""}>{inside}</c>'


SHAPES = {
    "shared": c("A2", "<v>0</v>", "s"),
    "shared in runs": c("A2", "<v>1</v>", "s"),
    "inline": c("A2", "<is><t>甲</t></is>", "inlineStr"),
    "inline in runs": c("A2", "<is><r><t>甲</t></r><r><t>乙</t></r></is>", "inlineStr"),
    "without a place": "<c><v>4</v></c>",
    "a text of a formula": c("A2", "<f>B2</f><v>甲</v>", "str"),
    "an empty text of a formula": c("A2", '<f>""</f><v></v>', "str"),
    "a formula without a value": c("A2", "<f>B2*2</f>"),
    "a formula with its value": c("A2", "<f>B2*2</f><v>4</v>"),
    "true": c("A2", "<v>1</v>", "b"),
    "an error": c("A2", "<v>#VALUE!</v>", "e"),
    "a day in words": c("A2", "<v>2026-03-04T00:00:00</v>", "d"),
    "an exponent": c("A2", "<v>1.5E2</v>"),
    "seventeen digits": c("A2", "<v>59.333333333333343</v>"),
    "an escaped character": c("A2", "<is><t>甲_x0009_乙</t></is>", "inlineStr"),
    "spoken": c("A2", "<is><t>甲</t><rPh><t>jia</t></rPh></is>", "inlineStr"),
    "empty": c("A2", ""),
}
TEXTS = "<si><t>甲</t></si><si><r><t>甲</t></r><r><t>乙</t></r></si>"
TEXT_OF = {
    "shared": "甲",
    "shared in runs": "甲乙",
    "inline": "甲",
    "inline in runs": "甲乙",
    "without a place": "4",
    "a text of a formula": "甲",
    "an empty text of a formula": "",
    "a formula without a value": "=B2*2",
    "a formula with its value": "4",
    "true": "TRUE",
    "an error": "#VALUE!",
    "a day in words": "2026-03-04",
    "an exponent": "150",
    "seventeen digits": "59.3333333333333",
    "an escaped character": "甲\t乙",
    "spoken": "甲",
    "empty": "",
}


def test_a_cell_in_any_shape_is_what_it_says() -> None:
    rows = (
        f'<row r="{n}">{cell.replace("A2", f"A{n}")}</row>'
        for n, cell in enumerate(SHAPES.values(), 2)
    )
    lines = first(people_file.of("p.xlsx", a_workbook("".join(rows), texts=TEXTS))).lines
    read = {name: line[0] if line else "" for name, line in zip(SHAPES, lines[1:], strict=False)}
    assert read | {"empty": ""} == TEXT_OF


def test_days_count_from_1904_where_the_book_says_so() -> None:
    book = BOOK.replace("<sheets>", '<workbookPr date1904="1"/><sheets>')
    day = c("A2", "<v>2026-03-04T12:30:00</v>", "d")
    lines = first(people_file.of("p.xlsx", a_workbook(f'<row r="2">{day}</row>', book=book))).lines
    assert lines[1] == ("2026-03-04 12:30:00",)


@pytest.mark.parametrize("state", ["hidden", "veryHidden"])
def test_a_tab_that_nobody_sees_is_told_without_its_cells(state: str) -> None:
    book = BOOK.replace(SHEET, SHEET.replace("sheetId", f'state="{state}" sheetId'))
    tab = first(people_file.of("p.xlsx", a_workbook("", book=book)))
    assert (tab.visible, tab.filled, tab.lines) == (False, True, ())


def test_a_tab_without_a_cell_is_empty() -> None:
    lines = people_file.of("p.xlsx", xlsx((), more=lambda book, tab: book.add_worksheet("空"))).tabs
    assert [(tab.name, tab.filled, tab.lines) for tab in lines] == [
        ("名单", False, ()),
        ("空", False, ()),
    ]
