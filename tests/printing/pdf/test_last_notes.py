"""The last notes of a sheet do not stand alone on a page: the end of the table comes along."""

import subprocess
from datetime import UTC, datetime
from pathlib import Path

from docx import Document

from ballot.printing import as_docx, pdf
from ballot.printing.leaf import Cell, Leaf, Line, Role, Row, Table

MADE = datetime(2026, 12, 20, tzinfo=UTC)
ROWS = 26
"""Of ten millimetres: they fill a page of 265 but for five, and the note is higher."""


def a_sheet(*behind: Line) -> Leaf:
    rows = tuple(Row((Cell(f"第{n}行"),), height=10) for n in range(1, ROWS + 1))
    return Leaf("名单", (Table((1,), rows), *behind))


def last_page(folder: Path, leaf: Leaf) -> str:
    file = folder / "sheet.pdf"
    file.write_bytes(pdf.render(leaf, MADE))
    out = subprocess.run(["pdftotext", "-f", "2", file, "-"], check=True, capture_output=True)
    return out.stdout.decode()


def test_the_last_row_goes_with_the_note_that_has_no_room(tmp_path: Path) -> None:
    told = last_page(tmp_path, a_sheet(Line("考核办法 SHA-256：0123", Role.NOTE)))
    assert "SHA-256" in told
    assert f"第{ROWS}行" in told
    assert f"第{ROWS - 1}行" not in told


def test_the_control_a_line_that_is_no_note_goes_alone(tmp_path: Path) -> None:
    told = last_page(tmp_path, a_sheet(Line("考核办法", Role.TEXT)))
    assert "考核办法" in told
    assert f"第{ROWS}行" not in told


def test_word_keeps_the_last_row_with_the_note(tmp_path: Path) -> None:
    kept = {}
    for role in (Role.NOTE, Role.TEXT):
        file = tmp_path / f"{role}.docx"
        file.write_bytes(as_docx.render(a_sheet(Line("末行", role)), MADE))
        (table,) = Document(str(file)).tables
        last = table.rows[-1].cells[0].paragraphs[0]
        kept[role] = bool(last.paragraph_format.keep_with_next)
    assert kept == {Role.NOTE: True, Role.TEXT: False}
