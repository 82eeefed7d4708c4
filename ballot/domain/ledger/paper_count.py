"""Totals of the paper ballots: what a teller hands in, and when two of them agree.

Single sheets are nobody's business: only totals leave the table at which they are counted.
"""

import hashlib
import json
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from ballot.domain.errors import BallotError, Fault, Missing, OutOfRange, Refused, SheetsDiffer
from ballot.domain.meetings.plan import MOST_ELIGIBLE
from ballot.domain.meetings.result import SubjectTally
from ballot.domain.paper import HIGHEST, Paper, Question
from ballot.domain.tally import Tally

FEW = 8
"""Below so many sheets the program advises the kiosk: a handful of papers is nearly a name."""
LABEL = b"paper-v1|"

Cell = tuple[int, int, int]
"""(subject, question, voter class), each from 0."""


@dataclass(frozen=True, slots=True)
class CellTotal:
    """The totals of one subject and question in one class of voters.

    ``counts`` has a count an option; of a whole number 0…100 it has one value, the sum of all
    points. ``sheets`` are all papers of the class: every one holds a row of every cell.
    """

    subject: int
    question: int
    voter_class: int
    counts: tuple[int, ...]
    blank: int
    invalid: int
    sheets: int

    @property
    def cell(self) -> Cell:
        """Where it stands."""
        return self.subject, self.question, self.voter_class

    def tally(self, asked: Question) -> Tally:
        """The same as a tally that can be added to that of the box."""
        if asked.is_number:
            numbers = self.sheets - self.blank - self.invalid
            (total,) = self.counts
            return Tally((), self.blank, self.invalid, numbers=numbers, total=total)
        return Tally(self.counts, self.blank, self.invalid)


Totals = tuple[CellTotal, ...]
"""All cells of a paper, sorted by cell."""


def check(paper: Paper, classes: int, given: Iterable[CellTotal]) -> Totals:
    """The totals in order, if they can be those of a pile of papers.

    Raises Refused with a fault a cell, its key ``1.1.1`` (subject, question, class, from 1):
    Missing, OutOfRange, SheetsDiffer.
    """
    by_cell = {each.cell: each for each in given}
    cells = [(*cell, each) for cell in paper.cells for each in range(classes)]
    faults: list[Fault] = []
    for cell in cells:
        error = _wrong(by_cell.get(cell), paper.questions[cell[1]])
        if error is not None:
            faults.append(Fault(error, key=name_of(cell)))
    if faults:
        raise Refused(faults)
    found = tuple(by_cell[cell] for cell in cells)
    first: dict[int, int] = {}
    for each in found:
        sheets = first.setdefault(each.voter_class, each.sheets)
        if each.sheets != sheets:
            differs = SheetsDiffer(sheets=each.sheets, expected=sheets)
            faults.append(Fault(differs, key=name_of(each.cell)))
    if faults:
        raise Refused(faults)
    return tuple(sorted(found, key=lambda each: each.cell))


def name_of(cell: Cell) -> str:
    """``1.1.1``: subject, question, voter class, each from 1."""
    return ".".join(str(part + 1) for part in cell)


def _wrong(total: CellTotal | None, asked: Question) -> BallotError | None:
    if total is None or len(total.counts) != (len(asked.options) or 1):
        return Missing()
    for count in (*total.counts, total.blank, total.invalid, total.sheets):
        high = MOST_ELIGIBLE * HIGHEST if asked.is_number else MOST_ELIGIBLE
        if not 0 <= count <= high:
            return OutOfRange(value=str(count), low="0", high=str(high))
    if total.blank and not asked.blank:
        return OutOfRange(value=str(total.blank), low="0", high="0")
    rest = total.sheets - total.blank - total.invalid
    if asked.is_number:
        limit = max(rest, 0) * HIGHEST
        if rest < 0 or total.counts[0] > limit:
            return OutOfRange(value=str(total.counts[0]), low="0", high=str(limit))
        return None
    if sum(total.counts) != rest:
        return SheetsDiffer(
            sheets=sum(total.counts) + total.blank + total.invalid, expected=total.sheets
        )
    return None


def differing(one: Totals, two: Totals) -> tuple[int, ...]:
    """The subjects, from 0, of which two tellers found something different; never what."""
    pairs = zip(one, two, strict=True)
    return tuple(dict.fromkeys(a.subject for a, b in pairs if a != b))


def sheets(totals: Totals) -> dict[int, int]:
    """How many papers each class of voters returned."""
    return {each.voter_class: each.sheets for each in totals}


def tallies(totals: Totals, questions: Sequence[Question]) -> Mapping[Cell, Tally]:
    """The same as tallies by cell."""
    return {each.cell: each.tally(questions[each.question]) for each in totals}


def commitment(number: str, run: bytes, salt: bytes, totals: Totals) -> str:
    """The SHA-256, hex, that the journal keeps of a teller's totals before the opening.

    Over ``paper-v1|``, 32 random bytes and the canonical text: few papers have few possible
    totals, which without the salt anybody could try out.
    """
    plain = [
        [*each.cell, list(each.counts), each.blank, each.invalid, each.sheets] for each in totals
    ]
    text = json.dumps([number, run.hex(), plain], separators=(",", ":"))
    return hashlib.sha256(LABEL + salt + text.encode("ascii")).hexdigest()


def join(
    box: Sequence[SubjectTally], totals: Totals, questions: Sequence[Question]
) -> tuple[SubjectTally, ...]:
    """Box and paper counted together, subject by subject: how a voter answered is nowhere apart."""
    papers = tallies(totals, questions)
    classes = sorted({each.voter_class for each in totals})

    def with_paper(subject: int, question: int, tally: Tally, of: Iterable[int]) -> Tally:
        return sum((papers[subject, question, each] for each in of), start=tally)

    return tuple(
        SubjectTally(
            tuple(with_paper(s, q, tally, classes) for q, tally in enumerate(each.questions)),
            tuple(
                tuple(with_paper(s, q, tally, (at,)) for q, tally in enumerate(part))
                for at, part in enumerate(each.by_class)
            ),
        )
        for s, each in enumerate(box)
    )
