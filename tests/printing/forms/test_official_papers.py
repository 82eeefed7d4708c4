"""Paper that an office would sign: nothing said twice, nothing of machines, nothing left alone."""

import io
import re
import zipfile
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
from ballot.fonts.library import OURS
from ballot.printing import as_docx, pdf
from ballot.printing.forms import blank, host_script, ranking, result_report, score_sheet
from ballot.printing.forms.score_sheet import Entry, ScoreSheet
from ballot.printing.leaf import Cell, Leaf, Line, Role, Row, Space, Table

MACHINES = re.compile("服务器|（？<！帮扶）数据库|备份|硬盘|PostgreSQL|日志")
HALF = re.compile("[\u3400-\u9fff”）][,;:?!]|[,;:?!][\u3400-\u9fff“（]")
WAITING = "缺组织工作目标考评得分，待测评"
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
            number="482913",
            url="https://ballot.example",
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


def test_no_paper_has_a_half_width_mark_in_its_chinese() -> None:
    told = {text for leaf in papers() for text in leaf.texts() if HALF.search(text)}
    assert told == set()
    assert HALF.search("月考计入 = 月考 + 月考增减;总分")


def test_deductions_are_printed_where_their_days_are_and_a_month_is_called_one() -> None:
    rows = [{"姓名": "马军", "旷工": days, "扣分": "-1.50"} for days in ("1", "")]
    whole = blank.leaf("attendance", {"月份": "2026年度"}, rows, scheme_id="lijun")
    assert list(whole.texts()).count("-1.50") == 1, "nothing adds up to what has no days"
    assert "干部考勤汇总表" in whole.texts()
    month = blank.leaf("attendance", {"月份": "2026年9月"}, rows, scheme_id="lijun")
    assert "干部考勤月报表" in month.texts()
    assert "干部考勤月报表" in blank.leaf("attendance", scheme_id="lijun").texts()


def test_no_line_of_a_paper_says_a_sentence_twice() -> None:
    assert [(leaf.title, twice(leaf)) for leaf in papers() if twice(leaf)] == []
    assert twice(Leaf("", (Line("并列的不列入。名额顺延。并列的不列入。"),)))


def test_what_thirteen_lack_is_said_once_and_of_whom() -> None:
    (said,) = [text for text in report(13).texts() if WAITING in text]
    assert said.split("\n")[0] == f"全部 13 名被测评对象：排名：{WAITING}。"
    assert said.count(WAITING) == 1
    result = printed.result(3)
    some = (replace(result.subjects[1], waiting=WAITING), result.subjects[2])
    made = printed.report(replace(result, subjects=(result.subjects[0], *some)))
    (line,) = [text for text in result_report.leaf(made).texts() if WAITING in text]
    assert line.startswith("第 2 名被测评对象：")


def test_a_reason_of_defaults_is_said_once() -> None:
    for _name, scheme, scored in worked.rankings():
        made = ranking.of(scheme, scored)
        assert len({(gap.where, gap.why) for gap in made.gaps}) == len(made.gaps)
        assert len({(gap.settings, gap.why) for gap in made.gaps}) == len(made.gaps)
        keys = [key for gap in made.gaps for key in gap.keys]
        assert sorted(keys) == sorted(each.key for each in scheme.defaults)


def test_an_item_that_does_not_apply_is_printed_so_and_what_that_means() -> None:
    entries = {"(一)1②": Entry(entered="不适用", evidence="没有这一项")}
    community = schemes.find("jiaozhou-community")
    said = list(score_sheet.leaf(community, ScoreSheet(person={}, entries=entries)).texts())
    assert "不适用" in said
    assert any("基本分照记，不奖分" in text for text in said)
    assert not any(
        "不奖分" in text for text in score_sheet.leaf(community, ScoreSheet(person={})).texts()
    )


@pytest.mark.parametrize("above", [211, 229, 247, 256])
def test_a_heading_or_a_banner_never_stands_alone_at_the_foot_of_a_page(
    tmp_path: Path, above: int
) -> None:
    banner = Row((Cell("全体（参加排名 40 人）", span=2, bold=True),))
    rows = tuple(Row((Cell(f"第{n}名"), Cell("称职"))) for n in range(40))
    signed = Table((1.0,), (Row((Cell("核算人："),), height=10),), ruled=False)
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


def test_our_fonts_have_every_character_of_the_forms() -> None:
    own = {char for leaf in papers() for text in leaf.texts() for char in text if char > " "}
    assert [run.text for run in OURS.runs("".join(sorted(own))) if run.lacks] == []
    assert any(run.lacks for run in OURS.runs("☑")), "a ticked box is none of them"


def test_in_word_digits_are_english_so_that_no_time_is_parted() -> None:
    leaf = Leaf(
        "表", (Line("8:30–12:00"), Table((1.0,), (Row((Cell("测评（50%）", bold=True),)),)))
    )
    with zipfile.ZipFile(io.BytesIO(as_docx.render(leaf, printed.MADE))) as packed:
        langs = re.findall(r"<w:lang [^>]*>", packed.read("word/styles.xml").decode())
    assert langs
    assert all('w:val="en-US"' in lang and 'w:eastAsia="zh-CN"' in lang for lang in langs)


def test_in_word_a_heading_is_parted_as_on_the_press() -> None:
    heading = Row((Cell("述职测评（50%）", bold=True), Cell("甲")))
    narrow = Table((15.0, 85.0), (heading,))
    document = Document(io.BytesIO(as_docx.render(Leaf("表", (narrow,)), printed.MADE)))
    assert document.tables[0].cell(0, 0).text == "述职测评\n（50%）"
    for _name, scheme, scored in worked.rankings()[:1]:
        leaf = ranking.leaf(ranking.of(scheme, scored))
        paper = Document(io.BytesIO(as_docx.render(leaf, printed.MADE)))
        heads = [cell.text for cell in paper.tables[0].rows[0].cells]
        assert "位次" in heads, "a short word is never parted"
        assert not any("\n" in text for text in heads if len(text.replace("\n", "")) <= 5)


def test_a_report_says_who_keeps_the_key_once_and_of_no_tick_where_nobody_has_one() -> None:
    alone = "".join(report(2, custody=Custody.SERVER).texts())
    assert alone.count("主办单位保管") == 1
    assert "姓名前有 ✓" not in alone
    assert "姓名前有 ✓" in "".join(report(2, custody=Custody.SCRUTINEERS).texts())


def test_a_column_without_a_word_and_a_weight_of_nothing_are_not_printed() -> None:
    bare = [ranking.of(scheme, scored) for _name, scheme, scored in worked.rankings()]
    for form in bare:
        place = [column.name for column in form.columns].index
        names = [column.name for column in form.columns]
        if ranking.LIMITED in names:
            assert any(row[place(ranking.LIMITED)] for group in form.groups for row in group.rows)
        assert "×0%" not in form.formula
    assert any(ranking.LIMITED in {column.name for column in form.columns} for form in bare)
    assert any(ranking.LIMITED not in {column.name for column in form.columns} for form in bare)
