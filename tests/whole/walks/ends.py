"""What every way out of the house says of everybody: page, interface, files, papers, the wall."""

from __future__ import annotations

import csv
import io
import json
import os
import re
import subprocess
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

from docx import Document
from people.importer import rows_of
from printing import adding_up
from whole.walks.officer import Officer

Cells = dict[str, str]
PROPOSED, DECIDED, NAME = "建议等次", "审定等次", "姓名"
ELSEWHERE = ("review", "DOCX", "汇总排名表")
"""The page of the review has totals alone; papers are held to their sums in ``printing.forms``."""
UNIT, VILLAGE = "单位", "村(社区)"
FULL = os.environ.get("BALLOT_TEST_SCALE") == "full"
ON_PAPER = ("考核总分", "考绩得分")
"""The totals of 胶州, with groups, and of 动态考绩, without."""


@dataclass(frozen=True, slots=True)
class Line:
    """What is said of somebody: who he is, his total and both grades."""

    name: str
    where: str
    """单位 or 村, whichever tells him from others of his name."""
    total: str
    proposed: str
    decided: str

    @property
    def by_name(self) -> tuple[str, str, str, str]:
        """The same as a paper has it that prints a name in several lines."""
        return (self.name, self.total, self.proposed, self.decided)


def agree(
    officer: Officer, wanted: Sequence[Line], total: str, on_paper: Sequence[str] = ()
) -> None:
    """Hold every way out of the house against what is right. ``total`` is the heading of totals,
    ``on_paper`` are addresses of PDFs, of which each costs a second: with eight people those of
    ``ON_PAPER`` stand for the others, which are set of the same leaf."""
    expected = Counter(wanted)
    by_name = Counter(each.by_name for each in wanted)
    paper = officer.tab.file(f"{officer.at}/papers/ranking.docx")
    right = formula(paper, total)
    for way, rows in (tables(officer) | {"汇总排名表": in_document(paper)}).items():
        told = [_line(row, wanted, total) for row in rows if _is_ranked(row)]
        found = Counter(told)
        assert found == expected, (way, found - expected, expected - found)
        if way not in ELSEWHERE:
            own = [row for row in rows if _is_ranked(row)]
            assert adding_up.of_file(own, total, right) == [], way
            assert adding_up.of_file([row | {total: "0.01"} for row in own], total, right), way
    number = officer.program.get(f"{officer.at}/ranking").json["ranking"]
    for path in on_paper if FULL or total in ON_PAPER else ():
        lines = in_print(officer.tab.file(f"{officer.at}/{path.format(number)}"))
        lacking = by_name - Counter(_printed_line(line, wanted) for line in lines)
        assert not lacking, (path, lacking, lines)


def agree_in_short(officer: Officer, wanted: Sequence[Line], total: str) -> None:
    """The same by page, interface and file alone, of a part whose whole is held by all ways; with a
    county's people by all ways too."""
    if FULL:
        agree(officer, wanted, total)
        return
    at, expected = f"{officer.at}/ranking", Counter(wanted)
    told = officer.program.get(at).json
    csv_file = officer.tab.file(f"{at}/{told['ranking']}/file.csv")
    page, rows = on_page(officer.tab.look_through(at)), rows_of_csv(csv_file)
    for way, found in (("page", page), ("interface", in_json(told)), ("CSV", rows)):
        lines = Counter(_line(row, wanted, total) for row in found if _is_ranked(row))
        assert lines == expected, (way, lines - expected, expected - lines)


def formula(paper: bytes, total: str) -> str:
    """How the paper of the ranking, a Word file, says that a total comes of its columns."""
    lines = Document(io.BytesIO(paper)).paragraphs
    return adding_up.in_words(line.text for line in lines)[total]


def tables(officer: Officer) -> dict[str, list[Cells]]:
    """By way the rows of people that it gives, each cell under its heading."""
    at, tab = f"{officer.at}/ranking", officer.tab
    told = officer.program.get(at).json
    number = told["ranking"]

    def file(kind: str) -> bytes:
        return tab.file(f"{at}/{number}/file.{kind}")

    return {
        "page": on_page(tab.look_through(at)),
        "review": on_page(tab.look_through(f"{officer.at}/review")),
        "interface": in_json(told),
        "JSON": in_json(json.loads(file("json"))),
        "CSV": rows_of_csv(file("csv")),
        "XLSX": rows_of("ranking.xlsx", file("xlsx"))[1],
        "DOCX": in_document(file("docx")),
    }


def in_csv(officer: Officer) -> list[Cells]:
    """The rows of the ranking as the office takes it along."""
    number = officer.program.get(f"{officer.at}/ranking").json["ranking"]
    return rows_of_csv(officer.tab.file(f"{officer.at}/ranking/{number}/file.csv"))


def rows_of_csv(content: bytes) -> list[Cells]:
    """The rows of a file of commas."""
    return list(csv.DictReader(io.StringIO(content.decode("utf-8-sig"))))


def hangs(officer: Officer, notice: str, wanted: Sequence[Line], column: str = VILLAGE) -> None:
    """A passer-by reads of everybody in his post the decided grade, and of whom it is by that
    column."""
    rows = on_page(officer.stranger.look_through(notice))
    seen = Counter((row[NAME], row[column], row["等次"]) for row in rows)
    in_post = (each for each in wanted if each.decided != "已离岗")
    due = Counter((each.name, each.where, each.decided) for each in in_post)
    assert seen == due, (seen - due, due - seen)


def _is_ranked(row: Cells) -> bool:
    return bool(row.get(NAME, "").strip()) and DECIDED in row


def _line(row: Cells, wanted: Iterable[Line], total: str) -> Line:
    """The row as a line; who of several of a name he is, his cells say."""
    said = " ".join(row.values()).split()
    name = row[NAME].split()[0]
    where = [each.where for each in wanted if each.name == name and each.where in " ".join(said)]
    shown = row[total].split()
    cells = (row[PROPOSED].split(), row[DECIDED].split())
    first = [cell[0] if cell else "" for cell in (shown, *cells)]
    return Line(name, where[0] if len(set(where)) == 1 else f"? {where}", *first)


def _printed_line(line: str, wanted: Iterable[Line]) -> tuple[str, ...]:
    said = line.split()
    fits = [each for each in wanted if all(part in said for part in each.by_name if part)]
    return fits[0].by_name if fits else ()


def in_json(told: Mapping) -> list[Cells]:
    """What the interface calls the grade is the decided one."""
    for each in told["people"]:
        assert each["columns"][DECIDED] == each["grade"], each
        assert each["columns"][PROPOSED] == each["proposed_grade"], each
    return [each["columns"] for each in told["people"]]


def in_document(content: bytes) -> list[Cells]:
    """The rows of all tables of a Word file; those over the whole width head a group."""
    rows = []
    for table in Document(io.BytesIO(content)).tables:
        heading, *lines = [[cell.text.strip() for cell in row.cells] for row in table.rows]
        own = [line for line in lines if len(set(line)) > 1]
        rows += [dict(zip(heading, line, strict=True)) for line in own]
    return rows


def in_print(content: bytes) -> list[str]:
    """The lines of a PDF as they stand side by side."""
    command = ["pdftotext", "-layout", "-", "-"]
    return (
        subprocess.run(command, input=content, check=True, capture_output=True)
        .stdout.decode()
        .splitlines()
    )


class _Tables(HTMLParser):
    """The rows of the tables of a page, each cell under the heading of its column."""

    def __init__(self) -> None:
        super().__init__()
        self.rows: list[Cells] = []
        self._heading: list[str] = []
        self._row: list[tuple[str, str]] | None = None

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag == "table":
            self._heading = []
        elif tag == "tr":
            self._row = []
        elif tag in ("th", "td") and self._row is not None:
            self._row.append((tag, ""))
        elif tag in ("small", "br", "span", "strong"):
            self.handle_data(" ")

    def handle_data(self, data: str) -> None:
        if self._row:
            tag, text = self._row[-1]
            self._row[-1] = (tag, text + data)

    def handle_endtag(self, tag: str) -> None:
        if tag != "tr" or self._row is None:
            return
        cells = [re.sub(r"\s+", " ", text).strip() for _tag, text in self._row]
        if not self._heading:
            self._heading = cells
        else:
            self.rows.append(dict(zip(self._heading, cells, strict=False)))
        self._row = None


def on_page(page: str) -> list[Cells]:
    """The rows of the tables of a page that name people, their columns called as in files."""
    reader = _Tables()
    reader.feed(page)
    narrow = str.maketrans("（）", "()")
    rows = [{name.translate(narrow): cell for name, cell in row.items()} for row in reader.rows]
    return [row for row in rows if row.get(NAME)]
