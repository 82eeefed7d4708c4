"""A workbook made to hurt is refused, and whoever reads it for the program dies alone."""

import resource
import subprocess
import sys
from collections.abc import Callable

import pytest
from makers.office.bare_workbooks import BOOK, SHEET, a_workbook

from ballot.domain.errors import BallotError, FileTooLarge, Refused, SheetUnreadable
from ballot.intake import people_file

PERSON = '<row r="2"><c r="A2" t="inlineStr"><is><t>张某</t></is></c></row>'
FAR = '<row r="1048576"><c r="XFD1048576"><v>1</v></c></row>'
ONE = '<row r="2"><c r="A2"><v>1</v></c></row>'


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


MANY = 4_100_000
IN_ONE = ("<si>", *[""] * 100_000, "</si>")
MERGED = '<mergeCell ref="A1:A100000"/>'
BOMBS: dict[str, Callable[[], bytes]] = {
    "a million cells in a row": lambda: a_workbook(
        '<row r="2">' + "<c><v>1</v></c>" * 900_000 + "</row>"
    ),
    "one text without end": lambda: a_workbook(ONE.replace("1</v>", "1" * 70_000_000 + "</v>")),
    "tags within tags": lambda: a_workbook("<a>" * 1000 + "</a>" * 1000),
    "tags without end": lambda: a_workbook("<a/>" * MANY),
    "texts without end": lambda: a_workbook("", texts="<si><t>a</t></si>" * MANY),
    "one text in pieces": lambda: a_workbook("", texts="<t>aaaaaaaaa</t>".join(IN_ONE)),
    "merged again and again": lambda: a_workbook(ONE, MERGED * 50_000),
    "tabs without end": lambda: a_workbook("", book=BOOK.replace(SHEET, SHEET * 10_000)),
}


@pytest.mark.parametrize("bomb", BOMBS)
def test_a_small_file_that_unpacks_to_very_much_is_too_large(bomb: str) -> None:
    before = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    with pytest.raises(Refused) as refused:
        people_file.of("people.xlsx", BOMBS[bomb]())
    spent = resource.getrusage(resource.RUSAGE_CHILDREN).ru_utime
    assert isinstance(refused.value.faults[0].error, FileTooLarge)
    assert spent - before < 4  # seconds of a process, two at most where the machine is idle


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
