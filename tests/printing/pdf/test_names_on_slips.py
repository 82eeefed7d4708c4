"""No name on a slip is parted: double surnames, names with a dot, Latin words, places.

Read back as the eye reads it: the boxes of the words on the page, and whether they stand in one
line.
"""

import os
import subprocess
from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from makers.printed import MADE

from ballot.printing import slip_title
from ballot.printing.pdf import slips
from ballot.printing.pdf.slips import SlipPages
from ballot.slips import tokens

TITLES = {
    "欧阳明德": "2026年度“第一书记”群众满意度测评大布村欧阳明德同志",
    "阿依古丽·买买提江": "2026年度驻村第一书记民主测评阿依古丽·买买提江同志",
    "帕提古丽·阿卜杜热合曼": "关于帕提古丽·阿卜杜热合曼同志履职情况的民主测评",
    "Konstantinopolskaya": "测评 Maria Konstantinopolskaya 同志履职情况",
    "司马相如": "诸葛建国、欧阳娜娜、司马相如三位同志年度考核民主测评",
    "市发展和改革委员会": "2026年度市发展和改革委员会领导班子民主测评",
}


def lines(file: Path) -> list[str]:
    """The lines of a slip as they stand on the page, blanks left out."""
    found = subprocess.run(
        ["pdftotext", "-bbox-layout", file, "-"], check=True, capture_output=True
    )
    root = ET.fromstring(found.stdout)  # noqa: S314 (written by our own program)
    space = "{http://www.w3.org/1999/xhtml}"
    return [
        "".join(word.text or "" for word in line.iter(f"{space}word"))
        for line in root.iter(f"{space}line")
    ]


def printed(folder: Path, title: str, names: tuple[str, ...], per_page: int) -> list[str]:
    pages = SlipPages(
        title=title, number="482913", public_url="https://cp.cn", per_page=per_page, names=names
    )
    file = folder / "slips.pdf"
    file.write_bytes(b"".join(slips.render(pages, [tokens.mint(os.urandom)], MADE)))
    return lines(file)


@pytest.mark.parametrize("per_page", [12, 21])
@pytest.mark.parametrize("name", TITLES)
def test_a_name_stands_in_one_line(tmp_path: Path, name: str, per_page: int) -> None:
    found = printed(tmp_path, TITLES[name], tuple(TITLES), per_page)
    assert any(name in line for line in found), found


def test_the_control_names_that_nobody_told_of_are_parted(tmp_path: Path) -> None:
    parted = [
        name
        for name, title in TITLES.items()
        for per_page in (12, 21)
        if not any(name in line for line in printed(tmp_path, title, (), per_page))
    ]
    assert parted


def test_the_title_of_a_slip_on_a_page_has_its_names_apart() -> None:
    name = "阿依古丽·买买提江"
    assert slip_title.pieces(f"测评{name}", (name,)) == [("测评", False), (name, True)]
    long = "帕提古丽·阿卜杜热合曼·麦麦提明·艾合买提"
    parts = ["帕提古丽·", "阿卜杜热合曼·", "麦麦提明·", "艾合买提"]
    assert slip_title.pieces(long, (long,)) == [(part, True) for part in parts]
