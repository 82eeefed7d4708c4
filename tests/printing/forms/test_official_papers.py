"""Paper that an office would sign: nothing said twice, nothing of machines, nothing left alone."""

import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from docx import Document
from docx.oxml.ns import qn
from makers import printed, worked
from printing import reading

from ballot import schemes
from ballot.domain.meeting import Custody
from ballot.domain.meetings.result import OpenedBy, Way
from ballot.printing import as_docx, pdf
from ballot.printing.forms import blank, host_script, ranking, result_report, score_sheet
from ballot.printing.forms.score_sheet import Entry, ScoreSheet
from ballot.printing.leaf import Cell, Leaf, Line, Role, Row, Space, Table

MACHINES = re.compile("服务器|(?<!帮扶)数据库|备份|硬盘|PostgreSQL|日志")
WAITING = "缺组织工作目标考评得分,待测评"
VILLAGE = schemes.find("jiaozhou-village")


def report(subjects: int, **changed: object) -> Leaf:
    """A report of so many subjects, none of whom has a score yet."""
    result = printed.result(subjects)
    lacking = tuple(replace(each, waiting=WAITING) for each in result.subjects)
    facts = replace(result.facts, **changed)
    made = printed.report(replace(result, facts=facts, subjects=lacking))
    said = result_report.fallbacks([OpenedBy(1, "张三", Way.SERVER)])
    return result_report.leaf(replace(made, remarks=said))


def script(custody: str) -> Leaf:
    """What the chair reads out."""
    return host_script.leaf(
        host_script.Script(
            title="测评",
            eligible=46,
            quorum_rule="≥ 2/3",
            required=31,
            issued=60,
            subjects=("张某",),
            custody=custody,
        )
    )


def papers() -> Iterator[Leaf]:
    """Every form of every policy: the blank ones, rankings, sheets, reports, the chair's words."""
    for form in blank.forms():
        for id in form.schemes:
            yield blank.leaf(form.name, scheme_id=id)
    for _name, scheme, scored in worked.rankings():
        yield ranking.leaf(ranking.of(scheme, scored))
    for id in ("jiaozhou-village", "jiaozhou-community"):
        yield score_sheet.leaf(schemes.find(id), ScoreSheet(person={}))
    for custody in Custody:
        yield report(2, custody=custody)
        yield script(custody.value)


def twice(leaf: Leaf) -> list[str]:
    """The sentences that a line or a cell says more than once."""
    found = []
    for text in leaf.texts():
        said = [part.strip() for part in re.split("[。;;\n]", text) if len(part.strip()) > 3]
        found += [part for part in said if said.count(part) > 1]
    return found


def test_no_official_paper_speaks_of_the_server() -> None:
    told = {text for leaf in papers() for text in leaf.texts() if MACHINES.search(text)}
    assert told == set()


def test_no_line_of_a_paper_says_a_sentence_twice() -> None:
    assert [(leaf.title, twice(leaf)) for leaf in papers() if twice(leaf)] == []
    assert twice(Leaf("", (Line("并列的不列入。名额顺延。并列的不列入。"),)))


def test_what_thirteen_lack_is_said_once_and_of_whom() -> None:
    said = [text for text in report(13).texts() if WAITING in text]
    assert said == [f"全部 13 名被测评对象:排名:{WAITING}。"]
    result = printed.result(3)
    some = (replace(result.subjects[1], waiting=WAITING), result.subjects[2])
    made = printed.report(replace(result, subjects=(result.subjects[0], *some)))
    (line,) = [text for text in result_report.leaf(made).texts() if WAITING in text]
    assert line.startswith("第 2 名被测评对象:")


def test_a_reason_of_defaults_is_said_once() -> None:
    for _name, scheme, scored in worked.rankings():
        made = ranking.of(scheme, scored)
        assert len({(gap.where, gap.why) for gap in made.gaps}) == len(made.gaps)
        assert sum(len(gap.settings) for gap in made.gaps) == len(scheme.defaults)


def test_an_item_that_does_not_apply_is_printed_so_and_what_that_means() -> None:
    entries = {"(一)1②": Entry(entered="不适用", evidence="没有这一项")}
    community = schemes.find("jiaozhou-community")
    said = list(score_sheet.leaf(community, ScoreSheet(person={}, entries=entries)).texts())
    assert "不适用" in said
    assert any("基本分照记,不奖分" in text for text in said)
    assert not any(
        "不奖分" in text for text in score_sheet.leaf(community, ScoreSheet(person={})).texts()
    )


@pytest.mark.parametrize("above", [211, 229, 247, 256])
def test_a_heading_or_a_banner_never_stands_alone_at_the_foot_of_a_page(
    tmp_path: Path, above: int
) -> None:
    banner = Row((Cell("全体(参加排名 40 人)", span=2, bold=True),))
    rows = tuple(Row((Cell(f"第{n}名"), Cell("称职"))) for n in range(40))
    signed = Table((1.0,), (Row((Cell("核算人:"),), height=10),), ruled=False)
    table = Table((1.0, 1.0), (Row((Cell("位次"), Cell("等次"))), banner, *rows), head=1)
    blocks = (Space(above), Line("审核意见", Role.HEADING), table, signed)
    file = tmp_path / "leaf.pdf"
    file.write_bytes(pdf.render(Leaf("表", blocks), printed.MADE))
    pages = [lines(file, page) for page in range(1, reading.pages(file) + 1)]
    feet = [page[-2] for page in pages if len(page) > 1]
    assert not any("审核意见" in foot or "参加排名" in foot for foot in feet)
    assert "第39名" in "".join(pages[-1]), "the signatures stay with the last row"


def lines(file: Path, page: int) -> list[str]:
    """The lines of a page, its foot last."""
    said = reading.page(file, page).split("\n")
    return [line for line in said if line.strip()]


def test_in_word_a_banner_stays_with_its_rows_and_signatures_with_their_table(
    tmp_path: Path,
) -> None:
    _name, scheme, scored = worked.rankings()[0]
    file = tmp_path / "leaf.docx"
    file.write_bytes(as_docx.render(ranking.leaf(ranking.of(scheme, scored)), printed.MADE))
    kept = [
        row.cells[0].text
        for table in Document(str(file)).tables
        for row in table.rows
        if next(row._tr.iter(qn("w:keepNext")), None) is not None
    ]
    assert any("参加排名" in text for text in kept)
    assert any(opinion in text for text in kept for opinion in ranking.opinions(scheme))
