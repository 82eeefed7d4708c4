"""Spreadsheets as they leave an office's printer: pages, columns, headings."""

import io
import re
import zipfile

from makers import printed

from ballot.printing import as_xlsx
from ballot.printing.leaf import Break, Cell, Leaf, Line, Role, Row, Table


def inside(leaf: Leaf) -> str:
    """The sheet as XML."""
    with zipfile.ZipFile(io.BytesIO(as_xlsx.render(leaf, printed.MADE))) as packed:
        return packed.read("xl/worksheets/sheet1.xml").decode()


def row(*texts: str) -> Row:
    return Row(tuple(Cell(text) for text in texts))


def test_what_begins_a_page_begins_one_here_too() -> None:
    one = (Line("表", Role.TITLE), Table((1.0, 1.0), (row("甲", "乙"), row("丙", "丁")), head=1))
    sheet = inside(Leaf("表", (*one, Break(), *one, Break(), *one)))
    assert re.findall(r'<brk id="(\d+)"', sheet) == ["3", "6"]
    assert 'fitToHeight="0"' in sheet, "as wide as a page, and as many pages as it breaks into"


def test_the_head_of_the_only_table_stands_on_every_page() -> None:
    table = Table((1.0, 1.0), (row("姓名", "单位"), *(row("甲", "乙") for _ in range(90))), head=1)
    with zipfile.ZipFile(
        io.BytesIO(as_xlsx.render(Leaf("表", (Line("签到册"), table)), printed.MADE))
    ) as packed:
        assert "$2:$2" in packed.read("xl/workbook.xml").decode()


def test_columns_of_a_second_table_stand_where_its_rules_are() -> None:
    wide = Table((10.0, 10.0, 20.0, 20.0, 20.0, 20.0), (row(*"123456"),))
    few = Table((10.0, 90.0), (row("考核内容", "正向情况"),))
    halves = Table((40.0, 60.0), (row("甲", "乙"),), ruled=False)
    sheet = inside(Leaf("表", (wide, few, halves)))
    merged = re.findall(r'<mergeCell ref="([A-Z0-9:]+)"', sheet)
    assert merged == ["B2:F2", "A3:C3", "D3:F3"], "and not halves of the columns by their number"


def test_a_bold_heading_is_parted_before_its_bracket() -> None:
    head = Row(tuple(Cell(text, bold=True) for text in ("等次（好、中、差）", "甲" * 40)))
    leaf = Leaf("表", (Table((18.0, 82.0), (head,)),))
    with zipfile.ZipFile(io.BytesIO(as_xlsx.render(leaf, printed.MADE))) as packed:
        assert "等次\n（好、中、差）" in packed.read("xl/sharedStrings.xml").decode()
