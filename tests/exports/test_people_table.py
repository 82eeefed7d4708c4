"""A table of people as a workbook: on paper it can be read."""

import io
import zipfile

from ballot.exports import people_table


def sheet(columns: int) -> str:
    """The sheet of a workbook with so many columns, as it is written."""
    names = [f"第{n}列的名称" for n in range(columns)]
    content = people_table.write("people.xlsx", names, [dict.fromkeys(names, "90.00")])
    with zipfile.ZipFile(io.BytesIO(content)) as book:
        return (
            book.read("xl/worksheets/sheet1.xml").decode() + book.read("xl/workbook.xml").decode()
        )


def test_a_narrow_table_takes_one_sheet_across_and_a_wide_one_several() -> None:
    assert 'fitToHeight="0"' in sheet(8)
    wide = sheet(40)
    assert "fitToHeight" not in wide
    assert 'scale="45"' in wide
    assert "$A:$A" in wide, "the names stand on every sheet"
    for each in (sheet(8), wide):
        assert 'gridLines="1"' in each
