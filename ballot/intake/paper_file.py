"""A file of paper totals → totals by cell: a row a subject, question and class, a column an option.

Columns in Chinese or English: 被测评对象 subject, 测评项目 question, 类别 class (each only where
there are several), the options by their names, 弃权 blank, 无效 invalid, 张数 sheets, and for a
whole number 总分 sum. 弃权 and 无效 may be missing and are 0; 张数 may be missing for a choice.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from ballot.domain import rows_of_file
from ballot.domain.errors import (
    BallotError,
    Fault,
    Missing,
    NotOneOf,
    Refused,
    TwiceTheSame,
    WrongType,
)
from ballot.domain.ledger.paper_count import Cell, CellTotal
from ballot.domain.paper import Paper, Question
from ballot.domain.reading_notes import ReadingNotes
from ballot.domain.scoring import people_rows
from ballot.domain.scoring.people_rows import Row
from ballot.domain.written_number import whole
from ballot.intake import people_file

SUBJECT, QUESTION, CLASS = ("被测评对象", "subject"), ("测评项目", "question"), ("类别", "class")
BLANK, INVALID = ("弃权", "blank"), ("无效", "invalid")
SHEETS, SUM = ("张数", "sheets"), ("总分", "sum")
NAMED = (SUBJECT, QUESTION, CLASS, BLANK, INVALID, SHEETS, SUM)


@dataclass(frozen=True, slots=True)
class PaperTotals:
    """Of each cell its row in the file, from 1 on, and its totals; and how the file was read."""

    cells: Mapping[Cell, tuple[int, CellTotal]]
    notes: ReadingNotes


def read(path: str, paper: Paper, classes: tuple[str, ...]) -> PaperTotals:
    """The totals in a file.

    Raises Refused with a fault a place: NotAFile, NoHeading, ColumnToChoose, Missing, NotOneOf,
    WrongType, TwiceTheSame.
    """
    options = dict.fromkeys(name for each in paper.questions for name in each.options)
    wanted = dict.fromkeys((*(name for names in NAMED for name in names), *options), False)
    given = rows_of_file.without_questions(people_file.read(path), wanted)
    faults: list[Fault] = []
    found: dict[Cell, tuple[int, CellTotal]] = {}
    for line, row in people_rows.numbered(given.rows, given.first_row):
        reader = _Reader(path, line, row, paper, classes)
        total = reader.total()
        faults += reader.faults
        if total is not None and total.cell in found:
            faults.append(Fault(TwiceTheSame(value=str(found[total.cell][0])), path, line))
        elif total is not None:
            found[total.cell] = (line, total)
    if faults:
        raise Refused(faults)
    return PaperTotals(found, given.notes)


def at_rows(faults: list[Fault], path: str, rows: dict[str, int]) -> list[Fault]:
    """Faults of a check, whose keys name cells, at the rows of the file they came from."""
    return [Fault(each.error, path, rows.get(each.key or ""), key=each.key) for each in faults]


class _Reader:
    """One row, with every complaint kept."""

    def __init__(
        self, path: str, place: int, row: Row, paper: Paper, classes: tuple[str, ...]
    ) -> None:
        self.path, self.place, self.row = path, place, row
        self.paper, self.classes = paper, classes
        self.faults: list[Fault] = []

    def total(self) -> CellTotal | None:
        """The totals of the row; None where something is wrong with it."""
        subject = self._which(SUBJECT, self.paper.subjects)
        question = self._which(QUESTION, tuple(each.text for each in self.paper.questions))
        voters = self._which(CLASS, self.classes)
        if subject is None or question is None or voters is None:
            return None
        asked = self.paper.questions[question]
        counts = self._counts(asked)
        blank, invalid = self._number(BLANK, least=0), self._number(INVALID, least=0)
        whole = None if asked.is_number else sum(counts) + blank + invalid
        sheets = self._number(SHEETS, least=whole)
        if self.faults:
            return None
        return CellTotal(subject, question, voters, counts, blank, invalid, sheets)

    def _counts(self, asked: Question) -> tuple[int, ...]:
        if asked.is_number:
            return (self._number(SUM),)
        return tuple(self._number((name,)) for name in asked.options)

    def _which(self, names: tuple[str, ...], among: tuple[str, ...]) -> int | None:
        """Which of several is meant; the only one need not be named."""
        text = self._text(names)
        if not text and len(among) == 1:
            return 0
        if text in among:
            return among.index(text)
        self._complain(names, NotOneOf(value=text, allowed=among) if text else Missing())
        return None

    def _number(self, names: tuple[str, ...], least: int | None = None) -> int:
        """A whole number; ``least`` stands in where the cell is empty, None: it must be there."""
        text = self._text(names)
        if not text and least is not None:
            return least
        number = whole(text)
        if number is not None:
            return number
        error = WrongType(expected="whole number", value=text) if text else Missing()
        self._complain(names, error)
        return 0

    def _text(self, names: tuple[str, ...]) -> str:
        return next((self.row[name].strip() for name in names if self.row.get(name)), "")

    def _complain(self, names: tuple[str, ...], error: BallotError) -> None:
        column = next((name for name in names if name in self.row), names[0])
        self.faults.append(Fault(error, self.path, self.place, column))
