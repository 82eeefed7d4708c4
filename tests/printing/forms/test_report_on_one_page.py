"""结果报告单: figures and signatures on one page, every number on it that of the result.

It is read back as an office reads it: the PDF as text, the Word file through LibreOffice.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from fractions import Fraction
from pathlib import Path

import pytest
from makers import printed
from printing import reading

from ballot import schemes
from ballot.domain.meetings.result import MeetingResult, SubjectResult
from ballot.domain.meetings.result_by_class import QuestionResult
from ballot.printing import as_docx, pdf
from ballot.printing.forms import result_report
from ballot.printing.leaf import Leaf, Table
from ballot.schemes import default_words
from ballot.schemes.default_words import Said

NUMBER = re.compile(r"\d+(?:\.\d+)?%?")
CODES = re.compile(r"(?:\b[0-9a-f]{4}\b\s*){4,}|7F3A-91CC-04D2")
"""Digests in groups of four, and the check code."""
SIGNED = "监票人✓张三✓李四王五计票人赵六钱七日期：主持人孙八考核组组长周九"


def left_open(result: MeetingResult) -> tuple[Said, ...]:
    """What the policy of the classes leaves open of a vote; of the others what the maker says."""
    if not result.facts.classes:
        return printed.report(result).defaults
    scheme = schemes.find(result.scheme_id)
    about = default_words.of_vote(scheme)
    return tuple(each for each in default_words.of(scheme) if each.key.startswith(about))


def leaf(result: MeetingResult) -> Leaf:
    return result_report.leaf(replace(printed.report(result), defaults=left_open(result)))


def share(part: int, whole: int) -> str:
    """By hand, and not by the function that prints it: half up, two decimals."""
    hundredths = (Fraction(part, whole) * 10000 + Fraction(1, 2)).__floor__()
    return f"{hundredths // 100}.{hundredths % 100:02d}%"


def counted(question: QuestionResult) -> str:
    counts = [*(n for _option, n in question.counts), question.blank, question.invalid]
    return " ".join((*(f"{n} ({share(n, sum(counts))})" for n in counts), str(sum(counts))))


def figures(subject: SubjectResult, place: int) -> Iterator[str]:
    """What the sheet says of a subject."""
    assert subject.opened is not None
    (question,) = subject.opened.questions
    yield f"{place}. {subject.name}"
    yield counted(question)
    for each in subject.opened.by_class:
        yield f"其中{each.name} {counted(each.question)}"
    for formula in (subject.opened.satisfaction_formula, subject.opened.final_formula):
        if formula:
            yield formula.text


def said(result: MeetingResult) -> list[str]:
    """Everything with a number that the sheet says, in its own words, taken from the result."""
    facts, back = result.facts, result.facts.returned
    out, whole, torn = facts.handed_out, back.total, facts.spoiled
    assert out is not None
    first = (facts.eligible, 40, 4, 2, facts.issued, out, whole, back.phone, back.kiosk, back.paper)
    away = (facts.unissued, facts.not_returned, facts.void, facts.unused, facts.spoiled)
    shares = (share(whole, out), share(whole, facts.eligible))
    second = (*away, facts.exchanged, whole, 0, *shares)
    lines = [
        f"应到实到请假缺席印制发出收回手机平板纸质 {' '.join(map(str, first))}",
        f"未发未收回作废未用损坏换发有效无效回收率参评率 {' '.join(map(str, second))}",
        f"≥ 2/3，即 {facts.eligible} 人中应有 {result.required} 票；收回 {whole} 票，已达到",
        f"印制 {facts.issued} = 发出 {out} + 未发 {facts.unissued} + 发前损坏 {torn}（相符）",
        f"发出 {out} = 收回 {whole} + 领后损坏 0 + 未收回 {facts.not_returned}（相符）",
        f"收回 {whole} ≤ 发出 {out}（相符）",
        f"收回 {whole} ≤ 应参加 {facts.eligible}（相符）",
    ]
    for each in facts.classes:
        numbers = f"应参加 {each.eligible}、印制 {each.issued}、收回 {each.returned}"
        lines.append(f"{each.name}权重 {each.weight * 100}%，{numbers}")
    for place, subject in enumerate(result.subjects, start=1):
        lines += figures(subject, place)
    return lines


def strange(file: Path, result: MeetingResult, cells: str = "") -> list[str]:
    """What the sheet does not say of the result, and numbers on it that nobody can account for.

    ``cells`` are those of a Word file one behind the other, where a cell may take two lines.
    """
    text = "\n".join(reading.page(file, each) for each in range(1, reading.pages(file) + 1))
    squeezed = reading.squeezed(cells or text)
    missing = [each for each in said(result) if reading.squeezed(each) not in squeezed]
    known: Counter[str] = Counter()
    for each in (*said(result), *beside(text, result)):
        known.update(NUMBER.findall(each))
    found = Counter(NUMBER.findall(CODES.sub("", text)))
    return [*missing, *(found - known)]


def beside(text: str, result: MeetingResult) -> list[str]:
    """Numbers that are none of the result: day, meeting, title, minutes, pages; and what shares
    add up to, which ``adding_up`` holds."""
    added = re.findall(r"第\s*([1-3])\s*名\s*([0-9.]+%)", text)
    return [
        "2026年12月10日 9:00–10:20",
        *["2026年度"] * len(re.findall(r"2026\s*年度", text)),
        result.facts.meeting,
        "代写 2 张",
        "第 1 页 共 1 页",
        *(f"{gap.settings} {gap.why}" for gap in default_words.in_gaps(left_open(result))),
        *(number for each in added for number in each),
    ]


RESULTS = [
    pytest.param(make(count), id=f"{make.__name__}-{count}")
    for make in (printed.result, printed.by_classes)
    for count in (1, 2, 3)
]


@pytest.mark.parametrize("result", RESULTS)
def test_up_to_three_subjects_stand_on_one_page_with_the_signatures(
    tmp_path: Path, result: MeetingResult
) -> None:
    file = reading.printed(tmp_path, leaf(result), printed.MADE)
    assert reading.pages(file) == 1
    assert strange(file, result) == []
    text = reading.words(file)
    assert SIGNED in text
    for code in (printed.DIGEST, printed.DIGEST[::-1], result.scheme_sha256, "7F3A-91CC-04D2"):
        assert code in text


def test_the_word_file_is_one_page_too_and_says_the_same_numbers(tmp_path: Path) -> None:
    results = [each.values[0] for each in RESULTS]
    files = [tmp_path / f"{place}.docx" for place in range(len(results))]
    for file, result in zip(files, results, strict=True):
        file.write_bytes(as_docx.render(leaf(result), printed.MADE))
    reading.through_office(tmp_path, *files)
    for file, result in zip(files, results, strict=True):
        made = file.with_suffix(".pdf")
        assert reading.pages(made) == 1, file
        assert strange(made, result, reading.in_word(file.read_bytes())) == []
        assert SIGNED in reading.words(made)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("46", "47"),
        ("67.39%", "67.93%"),
        ("20 (64.52%)", "20 (64.53%)"),
        ("9 (81.82%)", "8 (81.82%)"),
        ("94.55×30%", "94.56×30%"),
        ("未收回 9（相符）", "未收回 8（相符）"),
        ("收回 10", "收回 11"),
        ("代写 2 张", "代写 2 张，漏记 5 张"),
    ],
)
def test_one_planted_number_is_found(tmp_path: Path, old: str, new: str) -> None:
    result = printed.by_classes(3)
    wrong = with_text(leaf(result), old, new)
    assert wrong != leaf(result)
    assert strange(reading.printed(tmp_path, wrong, printed.MADE), result) != []


def with_text(given: Leaf, old: str, new: str) -> Leaf:
    """The leaf with another text in the first cell that says the old one."""
    blocks = list(given.blocks)
    for at, table in enumerate(blocks):
        for place, row in enumerate(table.rows if isinstance(table, Table) else ()):
            for column, cell in enumerate(row.cells):
                if old in cell.text:
                    cells = list(row.cells)
                    cells[column] = replace(cell, text=cell.text.replace(old, new))
                    rows = list(table.rows)
                    rows[place] = replace(row, cells=tuple(cells))
                    blocks[at] = replace(table, rows=tuple(rows))
                    return replace(given, blocks=tuple(blocks))
    return given


@pytest.mark.parametrize("many", [4, 5, 7, 9, 12, 20])
def test_more_flow_on_and_nothing_stands_alone(tmp_path: Path, many: int) -> None:
    result = printed.by_classes(many)
    file = reading.printed(tmp_path, leaf(result), printed.MADE)
    total = reading.pages(file)
    assert total > 1
    pages = [reading.squeezed(reading.page(file, each)) for each in range(1, total + 1)]
    assert "说明" in pages[-1], "whoever signs has something above his name"
    assert "监票人✓张三" in pages[-1]
    assert not any("监票人✓" in page for page in pages[:-1])
    for place, subject in enumerate(result.subjects, start=1):
        own = [page for page in pages if f"{place}.{subject.name}" in page]
        (page,) = own
        behind = page.partition(f"{place}.{subject.name}")[2]
        own_rows = behind.partition(f"{place + 1}.某")[0]
        assert "=87.96" in own_rows, "its figure is on the same page"
    for number, page in enumerate(pages[:-1], start=1):
        last = re.split(f"(?:民主测评结果报告单)?第{number}页共{total}页", page)[0]
        assert not last.endswith("无效合计"), "no heading alone"


def test_a_flow_of_word_keeps_rows_of_one_and_the_signatures_together() -> None:
    table = next(
        each for each in leaf(printed.by_classes(5)).blocks if isinstance(each, Table) and each.head
    )
    kept = [row.stays for row in table.rows[2:7]]
    assert kept == [True, True, True, True, False]


def test_what_the_paper_says_of_slips_that_did_not_vote_adds_up() -> None:
    facts = printed.result().facts
    assert facts.void == facts.unused + facts.spoiled + facts.exchanged == 31
    assert facts.unused == facts.unissued + facts.not_returned


def test_the_same_bytes_for_the_same_sheet() -> None:
    made = [pdf.render(leaf(printed.by_classes(3)), printed.MADE) for _ in range(2)]
    assert made[0] == made[1]
