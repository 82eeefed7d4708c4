"""A workbook made to hurt is refused, and whoever reads it for the program dies alone."""

import io
import subprocess
import sys
import zipfile

import pytest

from ballot.domain.errors import BallotError, FileTooLarge, Refused, SheetUnreadable
from ballot.intake import people_file

OFFICE = "http://schemas.openxmlformats.org"
TYPES = (
    f'<Types xmlns="{OFFICE}/package/2006/content-types">'
    '<Default Extension="xml" ContentType="application/xml"/></Types>'
)
RELATED = (
    f'<Relationships xmlns="{OFFICE}/package/2006/relationships"><Relationship Id="rId1" '
    f'Type="{OFFICE}/officeDocument/2006/relationships/%s" Target="%s"/></Relationships>'
)
BOOK = (
    f'<workbook xmlns="{OFFICE}/spreadsheetml/2006/main" '
    f'xmlns:r="{OFFICE}/officeDocument/2006/relationships">'
    '<sheets><sheet name="a" sheetId="1" r:id="rId1"/></sheets></workbook>'
)
HEADING = '<row r="1"><c r="A1" t="inlineStr"><is><t>姓名</t></is></c></row>'
PERSON = '<row r="2"><c r="A2" t="inlineStr"><is><t>张某</t></is></c></row>'
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'


def a_workbook(rows: str, after: str = "") -> bytes:
    """An XLSX of one sheet, a heading above ``rows``."""
    sheet = (
        f'<worksheet xmlns="{OFFICE}/spreadsheetml/2006/main">'
        f"<sheetData>{HEADING}{rows}</sheetData>{after}</worksheet>"
    )
    content = io.BytesIO()
    with zipfile.ZipFile(content, "w", zipfile.ZIP_DEFLATED) as packed:
        packed.writestr("[Content_Types].xml", TYPES)
        packed.writestr("_rels/.rels", RELATED % ("officeDocument", "xl/workbook.xml"))
        packed.writestr("xl/workbook.xml", BOOK)
        related = RELATED % ("worksheet", "worksheets/sheet1.xml")
        packed.writestr("xl/_rels/workbook.xml.rels", related)
        packed.writestr("xl/worksheets/sheet1.xml", sheet)
    return content.getvalue()


@pytest.mark.parametrize(
    ("rows", "error"),
    [
        (FAR, FileTooLarge),
        (FAR.replace("XFD", "A"), FileTooLarge),
        ('<row r="2"><c r="ZZZZZZZZZZ99999999999"><v>1</v></c></row>', SheetUnreadable),
        ('<row r="2"><c r="A2" t="inlineStr"><is><t>&laugh;</t></is></c></row>', SheetUnreadable),
        ('<row r="2"><c r="A2" t="inlineStr"><is><t>&#0;</t></is></c></row>', SheetUnreadable),
    ],
    ids=["too far apart", "a million rows", "no such cell", "an entity", "a NUL"],
)
def test_a_hostile_workbook_is_refused(rows: str, error: type[BallotError]) -> None:
    with pytest.raises(Refused) as refused:
        people_file.of("people.xlsx", a_workbook(rows))
    assert isinstance(refused.value.faults[0].error, error)


def test_the_control_a_reader_without_bounds_is_ended_for_its_memory() -> None:
    """What reads such a file into a table of all its cells dies; the program's own goes on."""
    limit = "import resource; resource.setrlimit(resource.RLIMIT_AS, (2**29, 2**29)); "
    naive = limit + (
        "import io, sys, python_calamine as c; "
        "c.CalamineWorkbook.from_filelike(io.BytesIO(sys.stdin.buffer.read()))"
        ".get_sheet_by_index(0).to_python(skip_empty_area=False)"
    )
    done = subprocess.run(
        [sys.executable, "-c", naive], input=a_workbook(FAR), capture_output=True, check=False
    )
    assert done.returncode != 0


@pytest.mark.parametrize("merged", ["Z1:Z4", "A90:A99", "A2:XFD1048576"])
def test_cells_merged_beyond_the_table_are_nobodys(merged: str) -> None:
    after = f'<mergeCells count="1"><mergeCell ref="{merged}"/></mergeCells>'
    (tab,) = people_file.of("people.xlsx", a_workbook(PERSON, after)).tabs
    assert tab.lines == (("姓名",), ("张某",))
