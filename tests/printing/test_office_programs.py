"""LibreOffice (soffice) opens every Word file and every spreadsheet that we print."""

import io
import zipfile
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from makers import printed
from printing import reading

from ballot import schemes
from ballot.printing import as_docx, as_xlsx, word_breaks
from ballot.printing.forms import blank, handouts, result_report, score_sheet
from ballot.printing.leaf import Break, Leaf, Table


def leaves() -> dict[str, Leaf]:
    roster = handouts.Roster(
        title=printed.TITLE, eligible=2, people=(handouts.Voter(printed.RARE),)
    )
    scheme = schemes.find("jiaozhou-village")
    person = score_sheet.ScoreSheet(person={"姓名": printed.RARE})
    return {form.name: blank.leaf(form.name, {"姓名": printed.RARE}) for form in blank.forms()} | {
        "report": result_report.leaf(printed.report(printed.result(3))),
        "roster": handouts.sign_in(roster),
        "score": score_sheet.leaf(scheme, person),
        "wifi": handouts.wifi_poster(handouts.Wifi("dabucun")),
    }


def lost(leaf: Leaf, file: Path) -> Counter[str]:
    """Characters of a leaf that stand less often in a printed file than in the leaf."""
    _title, _check, *texts = leaf.texts()
    return Counter(reading.squeezed("".join(texts))) - Counter(reading.words(file))


def test_word_files_open_and_lose_nothing(tmp_path: Path) -> None:
    files = []
    for name, leaf in leaves().items():
        files.append(tmp_path / f"{name}.docx")
        files[-1].write_bytes(as_docx.render(leaf, printed.MADE))
    reading.through_office(tmp_path, *files)
    for name, leaf in leaves().items():
        assert not lost(leaf, tmp_path / f"{name}.pdf"), name


def test_spreadsheets_open_and_lose_nothing(tmp_path: Path) -> None:
    tables = {name: leaf for name, leaf in leaves().items() if name != "wifi"}
    files = []
    for name, leaf in tables.items():
        files.append(tmp_path / f"{name}.xlsx")
        files[-1].write_bytes(as_xlsx.render(leaf, printed.MADE))
    reading.through_office(tmp_path, *files)
    for name, leaf in tables.items():
        assert not lost(leaf, tmp_path / f"{name}.pdf"), name


def thrice(leaf: Leaf) -> Leaf:
    """The same for three people, each on a page of his own."""
    more = (Break(), *leaf.blocks)
    return replace(leaf, blocks=(*leaf.blocks, *more, *more))


def test_no_page_of_a_word_file_is_empty(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A form that fills its page to the last line is followed by the next one, not by nothing."""
    personal = {each.name: blank.leaf(each.name, {}) for each in blank.forms() if each.personal}
    written = {f"{name}-one": as_docx.render(leaf, printed.MADE) for name, leaf in personal.items()}
    three = {name: thrice(leaf) for name, leaf in personal.items()}
    written |= {f"{name}-three": as_docx.render(e, printed.MADE) for name, e in three.items()}
    monkeypatch.setattr(word_breaks, "carry", lambda document: None)
    written |= {f"{name}-naive": as_docx.render(e, printed.MADE) for name, e in three.items()}
    for name, content in written.items():
        (tmp_path / f"{name}.docx").write_bytes(content)
    reading.through_office(tmp_path, *(tmp_path / f"{name}.docx" for name in written))
    pages = {name: reading.pages(tmp_path / f"{name}.pdf") for name in written}
    for name in personal:
        assert pages[f"{name}-three"] == 3 * pages[f"{name}-one"], name
    assert any(pages[f"{name}-naive"] > pages[f"{name}-three"] for name in personal), "the control"


def test_a_word_table_has_the_widths_and_the_repeated_head_of_its_leaf() -> None:
    leaf = leaves()["roster"]
    document = Document(io.BytesIO(as_docx.render(leaf, printed.MADE)))
    (table,) = document.tables
    widths = [int(column.get(qn("w:w"))) for column in table._tbl.tblGrid]
    wanted = next(block for block in leaf.blocks if isinstance(block, Table)).widths
    assert [round(100 * width / sum(widths)) for width in widths] == [round(w) for w in wanted]
    assert table._tbl.tr_lst[0].trPr.find(qn("w:tblHeader")) is not None
    assert table._tbl.tr_lst[1].trPr.find(qn("w:tblHeader")) is None


def test_a_broad_form_is_broad_in_word() -> None:
    page = Document(io.BytesIO(as_docx.render(leaves()["talks"], printed.MADE))).sections[0]
    assert page.page_width > page.page_height


def test_office_files_carry_no_time_but_the_given_one() -> None:
    for data in (
        as_docx.render(leaves()["talks"], printed.MADE),
        as_xlsx.render(leaves()["talks"], printed.MADE),
    ):
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            core = packed.read("docProps/core.xml").decode()
        assert "2026-12-10T10:30:00Z" in core
        assert core.count("2026-12-10") == core.count("Z<") != 0
