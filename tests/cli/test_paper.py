"""The report for ink from the command line (read back by pdftotext)."""

import subprocess
import zipfile

from people.console import MEETING, Console


def test_a_result_is_exported_for_ink(console: Console) -> None:
    number = console.meeting()
    assert console.run("export", number, "--format", "pdf", "--out", "r.pdf").code == 0
    assert console.run("export", number, "--format", "docx", "--out", "r.docx").code == 0
    words = subprocess.run(
        ["pdftotext", console.folder / "r.pdf", "-"], check=True, capture_output=True
    ).stdout.decode()
    assert "民主测评结果报告单" in words
    assert number in words
    assert "票箱没有开启" in words
    with zipfile.ZipFile(console.folder / "r.docx") as packed:
        assert "票箱没有开启" in packed.read("word/document.xml").decode()


def test_a_title_that_no_font_has_is_printed_with_a_mark(console: Console) -> None:
    number = console.meeting(MEETING.replace("群众满意度", "满意\ue000"))
    done = console.run("slips", "print", number, "--count", "3", "--out", "slips.pdf")
    assert done.code == 0
    words = subprocess.run(
        ["pdftotext", console.folder / "slips.pdf", "-"], check=True, capture_output=True
    ).stdout.decode()
    assert words.count("E0") == 3
