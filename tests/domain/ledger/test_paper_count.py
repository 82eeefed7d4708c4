"""Totals of paper ballots: which can be those of a pile of papers, and when two tellers agree."""

from dataclasses import replace

import pytest

from ballot.domain.errors import BallotError, Missing, OutOfRange, Refused, SheetsDiffer
from ballot.domain.ledger import paper_count
from ballot.domain.ledger.paper_count import CellTotal, Totals
from ballot.domain.meetings.result import SubjectTally
from ballot.domain.paper import Paper, Question
from ballot.domain.tally import Tally

WORDS = Question("满意吗？", ("满意", "不满意"))
NO_BLANK = Question("满意吗？", ("满意", "一般", "不满意"), blank=False)
POINTS = Question("打分", ())
PAPER = Paper(("甲", "乙"), (WORDS, POINTS))


def words(subject: int = 0, voter_class: int = 0, *counts: int, **other: int) -> CellTotal:
    """Five sheets: two, one, one blank, one invalid."""
    named = {"blank": 1, "invalid": 1, "sheets": 5} | other
    return CellTotal(subject, 0, voter_class, counts or (2, 1), **named)


def points(subject: int = 0, voter_class: int = 0, total: int = 250, **other: int) -> CellTotal:
    """Five sheets: three numbers that sum up to ``total``, one blank, one invalid."""
    named = {"blank": 1, "invalid": 1, "sheets": 5} | other
    return CellTotal(subject, 1, voter_class, (total,), **named)


PILE = (words(0), points(0), words(1), points(1))


def faults(paper: Paper, classes: int, *given: CellTotal) -> list[tuple[str | None, BallotError]]:
    with pytest.raises(Refused) as refused:
        paper_count.check(paper, classes, given)
    return [(fault.key, fault.error) for fault in refused.value.faults]


def wrong(total: CellTotal, asked: Question) -> BallotError:
    """What is wrong with the only cell of a paper."""
    ((key, error),) = faults(Paper(("甲",), (asked,)), 1, replace(total, question=0))
    assert key == "1.1.1"
    return error


def right(total: CellTotal, asked: Question) -> bool:
    only = replace(total, question=0)
    return paper_count.check(Paper(("甲",), (asked,)), 1, [only]) == (only,)


def test_totals_are_put_in_the_order_of_the_paper() -> None:
    assert paper_count.check(PAPER, 1, reversed(PILE)) == PILE
    assert paper_count.sheets(PILE) == {0: 5}


def test_every_cell_that_is_missing_is_named() -> None:
    found = faults(PAPER, 2, *PILE)
    assert [key for key, _error in found] == ["1.1.2", "1.2.2", "2.1.2", "2.2.2"]
    assert {type(error) for _key, error in found} == {Missing}


@pytest.mark.parametrize(
    ("total", "asked"),
    [
        (words(), WORDS),
        (words(0, 0, 0, 0, blank=0, invalid=0, sheets=0), WORDS),
        (words(0, 0, 100_000, 0, blank=0, invalid=0, sheets=100_000), WORDS),
        (words(0, 0, 1, 1, 1, blank=0, invalid=2), NO_BLANK),
        (points(total=300), POINTS),
        (points(total=0, blank=2, invalid=3), POINTS),
        (points(total=10_000_000, blank=0, invalid=0, sheets=100_000), POINTS),
    ],
)
def test_what_a_pile_can_yield_is_taken(total: CellTotal, asked: Question) -> None:
    assert right(total, asked)


@pytest.mark.parametrize(
    ("total", "asked", "error"),
    [
        (words(0, 0, 2), WORDS, Missing()),
        (words(0, 0, -1, 4), WORDS, OutOfRange("-1", "0", "100000")),
        (words(blank=-1), WORDS, OutOfRange("-1", "0", "100000")),
        (words(0, 0, 100_001, 0), WORDS, OutOfRange("100001", "0", "100000")),
        (words(0, 0, 1, 1, 1), NO_BLANK, OutOfRange("1", "0", "0")),
        (words(0, 0, 2, 2), WORDS, SheetsDiffer(sheets=6, expected=5)),
        (words(sheets=6), WORDS, SheetsDiffer(sheets=5, expected=6)),
        (points(total=301), POINTS, OutOfRange("301", "0", "300")),
        (points(total=1, blank=2, invalid=3), POINTS, OutOfRange("1", "0", "0")),
        (points(total=0, blank=3, invalid=3), POINTS, OutOfRange("0", "0", "0")),
        (points(total=10_000_001), POINTS, OutOfRange("10000001", "0", "10000000")),
    ],
)
def test_what_no_pile_can_yield_is_refused(
    total: CellTotal, asked: Question, error: BallotError
) -> None:
    assert repr(wrong(total, asked)) == repr(error)


def test_every_row_of_a_class_stands_on_as_many_sheets() -> None:
    other = words(1, 0, 2, 2, sheets=6)
    ((key, error),) = faults(PAPER, 1, words(0), points(0), other, points(1))
    assert (key, repr(error)) == ("2.1.1", repr(SheetsDiffer(sheets=6, expected=5)))


def test_two_tellers_differ_in_subjects_and_nothing_more_is_told() -> None:
    other = (words(0), points(0), words(1, 0, 1, 2), points(1, total=249))
    assert paper_count.differing(PILE, PILE) == ()
    assert paper_count.differing(PILE, other) == (1,)


def test_the_commitment_changes_with_everything_that_is_committed_to() -> None:
    def made(
        number: str = "123456", run: bytes = b"r", salt: bytes = b"s", totals: Totals = PILE
    ) -> str:
        return paper_count.commitment(number, run, salt, totals)

    others = [
        made(number="123457"),
        made(run=b"q"),
        made(salt=b"t"),
        made(totals=PILE[1:]),
        *(made(totals=(each,)) for each in PILE),
        made(totals=(words(blank=2),)),
        made(totals=(words(invalid=2),)),
        made(totals=(words(sheets=6),)),
        made(totals=(words(0, 0, 1, 2),)),
        made(totals=(words(0, 1),)),
    ]
    assert made() == made()
    assert len({made(), *others}) == 1 + len(others)
    assert len(made()) == 64


def test_box_and_paper_are_counted_together_class_by_class() -> None:
    box = (
        SubjectTally(
            (Tally((3, 4)), Tally((), numbers=2, total=150)),
            (
                (Tally((3, 0)), Tally((), numbers=1, total=100)),
                (Tally((0, 4)), Tally((), numbers=1, total=50)),
            ),
        ),
    )
    totals = (words(0, 0), points(0, 0), words(0, 1, 0, 3), points(0, 1, 30))
    (found,) = paper_count.join(box, totals, (WORDS, POINTS))
    assert found.questions == (Tally((5, 8), 2, 2), Tally((), 2, 2, numbers=8, total=430))
    assert found.by_class == (
        (Tally((5, 1), 1, 1), Tally((), 1, 1, numbers=4, total=350)),
        (Tally((0, 7), 1, 1), Tally((), 1, 1, numbers=4, total=80)),
    )
