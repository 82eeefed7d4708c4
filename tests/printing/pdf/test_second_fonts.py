"""What our fonts lack, on paper: in a second font, or as a mark that the page explains."""

import io
import os
import subprocess
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
from fpdf import FPDF
from makers.fonts import UYGHUR, a_font
from printing import reading

from ballot.fonts.library import OURS, Library, Shelf
from ballot.printing import as_docx, as_xlsx, pdf, wrap
from ballot.printing.leaf import Cell, Leaf, Line, Role, Row, Table
from ballot.printing.pdf import mark, slips
from ballot.printing.pdf.slips import SlipPages
from ballot.printing.pdf.untorn import Untorn
from ballot.slips import tokens

MADE = datetime(2026, 12, 10, tzinfo=UTC)
NAMES = ("杨𪚥", "㛃䶮𠅤𬱖", "张\ue000", "葛\U000e0101某", "李😀", UYGHUR, "བོད", "ꆈꌠ")
GAPS = "𪚥\ue000😀བོདꆈꌠ" + UYGHUR
LEGEND = mark.LEGEND


@pytest.fixture
def second(tmp_path: Path) -> Shelf:
    a_font(tmp_path / "fonts", GAPS)
    return Library(added=tmp_path / "fonts").look()


def a_leaf() -> Leaf:
    rows = tuple(Row((Cell(name, bold=True), Cell(name * 9))) for name in NAMES)
    lines = (Line(name, Role.TITLE) for name in NAMES)
    return Leaf(NAMES[0], (*lines, Table((1, 2), rows)))


def read(folder: Path, content: bytes) -> tuple[str, str]:
    """The words of a file, and the fonts in it."""
    file = folder / "paper.pdf"
    file.write_bytes(content)
    fonts = subprocess.run(["pdffonts", file], check=True, capture_output=True).stdout.decode()
    return reading.words(file), fonts


def test_every_name_is_read_back_from_the_second_font(tmp_path: Path, second: Shelf) -> None:
    words, fonts = read(tmp_path, pdf.render(a_leaf(), MADE, second))
    for char in "杨𪚥㛃䶮𠅤𬱖\ue000😀ꆈꌠ葛":
        assert char in words
    assert LEGEND not in words
    assert "Second" in fonts


def test_the_control_without_it_the_same_names_are_codes_under_a_legend(tmp_path: Path) -> None:
    words, fonts = read(tmp_path, pdf.render(a_leaf(), MADE, OURS))
    assert "𪚥" not in words
    assert all(digits in words for digits in ("2A6", "E0", "1F6", "A1"))
    assert LEGEND in words
    assert "Second" not in fonts


@pytest.mark.parametrize(("kind", "parts"), [(Untorn, 1), (FPDF, 2)], ids=["ours", "control"])
def test_a_variant_is_shaped_with_its_selector(
    tmp_path: Path, kind: type[FPDF], parts: int
) -> None:
    sheet = kind()
    sheet.add_page()
    variants = {("葛", "\U000e0101"): "匾"}
    sheet.add_font("second", fname=a_font(tmp_path, "葛匾 ", variants=variants))
    sheet.set_font("second")
    sheet.set_text_shaping(True)
    found = list(sheet._parse_chars("葛\U000e0101", False))
    sheet.fonts["second"].close()
    assert len(found) == parts


def test_a_page_without_a_mark_has_no_legend(tmp_path: Path) -> None:
    words, _fonts = read(tmp_path, pdf.render(Leaf("张三", (Line("张三"),)), MADE, OURS))
    assert LEGEND not in words


@pytest.mark.parametrize("render", [as_docx.render, as_xlsx.render], ids=["docx", "xlsx"])
def test_an_office_file_carries_every_name_as_it_is(render: object) -> None:
    with zipfile.ZipFile(io.BytesIO(render(a_leaf(), MADE))) as file:
        packed = "".join(file.read(name).decode("utf-8", "replace") for name in file.namelist())
    assert all(name in packed for name in NAMES)


@pytest.mark.parametrize("per_page", [12, 21])
def test_slips_carry_such_a_title_in_outlines_or_marks(
    tmp_path: Path, second: Shelf, per_page: int
) -> None:
    pages = SlipPages(
        title=f"杨𪚥 {UYGHUR} 测评", number="482913", public_url="https://cp.cn", per_page=per_page
    )
    some = [tokens.mint(os.urandom) for _ in range(3)]
    words, _fonts = read(tmp_path, b"".join(slips.render(pages, some, MADE, second)))
    assert words.count("测评") == 3
    assert "2A6" not in words
    words, _fonts = read(tmp_path, b"".join(slips.render(pages, some, MADE, OURS)))
    assert words.count("2A6") == words.count("A5") == 3


@pytest.mark.parametrize("text", [UYGHUR, "葛\U000e0101", "བོད་", "ᠮᠣᠩᠭᠣᠯ", "Boux"])
def test_a_line_breaks_between_words_and_before_no_sign_that_clings(text: str) -> None:
    width = float(len(text))
    parts = wrap.lines(f"张{text}{text}", width, lambda each: float(len(each)))
    assert "".join(parts) == f"张{text}{text}"
    assert parts[-1] in (text, text * 2)


def test_the_same_leaf_and_fonts_give_the_same_bytes(second: Shelf) -> None:
    assert pdf.render(a_leaf(), MADE, second) == pdf.render(a_leaf(), MADE, second)
