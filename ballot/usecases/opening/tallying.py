"""From sealed sums to counts. Who can open a sum is passed in: the server's key, or two shares."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from sqlalchemy.orm import Session

from ballot.box import opening, partial
from ballot.box.opening import Cell
from ballot.box.partial import Partial, Total
from ballot.domain.meetings.result import OpenedBy, SubjectTally
from ballot.domain.paper import HIGHEST, Question
from ballot.domain.scheme.satisfaction import SMALLEST_CLASS
from ballot.domain.tally import Tally
from ballot.usecases.opening.inspection import Inspected
from ballot.usecases.verified import box_roots

Opener = Callable[[bytes, int, int], tuple[int, ...]]
"""``open(total, columns, limit)``: what each column of a sum holds, each of 0…limit."""


@dataclass(frozen=True, slots=True)
class Unlocked:
    """What opens the totals, and who opened them.

    ``partials`` are the proofs that are still to be kept, holder by holder; those of 监票人 were
    kept as they came.
    """

    opener: Opener
    partials: tuple[tuple[Partial, ...], ...] = ()
    opened_by: tuple[OpenedBy, ...] = ()


Unlock = Callable[[Session, Sequence[Total]], Unlocked]
"""Called after the quorum has been found to be met, and not before."""


def with_key(secret: bytes) -> Opener:
    """The opener of custody server."""
    return lambda total, columns, limit: opening.open_sum(secret, total, columns, limit)


def unlock_with_key(secret: bytes) -> Unlock:
    """The whole key opens every total and proves it, so that nobody needs the key later."""

    def unlock(_db: Session, totals: Sequence[Total]) -> Unlocked:
        proved = tuple(partial.decrypt_whole(secret, total) for total in totals)
        return Unlocked(with_key(secret), (proved,))

    return unlock


def totals(box: Inspected) -> tuple[Total, ...]:
    """The sums that are opened, by subject, question and class."""
    root = box_roots.overall(box.pins.roots)
    classes = range(len(box.facts.classes)) if is_apart(box) else (None,)
    return tuple(
        Total(box.facts.run, root, *cell, each, _sum(box, *cell, each))
        for cell in box.facts.paper.cells
        for each in classes
    )


def tallies(box: Inspected, opener: Opener) -> tuple[SubjectTally, ...]:
    """The tally of every subject. Only sums are opened.

    With several classes each is opened only where all of them returned eight or more; otherwise
    the sum over all alone, because two sums tell what lies between them (docs/secrecy.md).
    """
    apart = is_apart(box)
    return tuple(
        _of_subject(box, subject, apart, opener) for subject in range(len(box.facts.subjects))
    )


def is_apart(box: Inspected) -> bool:
    """Whether every class is opened for itself: there are several, and no sum of one is small."""
    came = (
        box.counted((*cell, each.voter_class))
        for cell in box.facts.paper.cells
        for each in box.returned
    )
    return len(box.facts.classes) > 1 and all(each >= SMALLEST_CLASS for each in came)


def _of_subject(box: Inspected, subject: int, apart: bool, opener: Opener) -> SubjectTally:
    classes = range(len(box.facts.classes))
    if not apart:
        return SubjectTally(tuple(_of_all(box, subject, q, opener) for q in _questions(box)))
    by_class = tuple(
        tuple(_of_class(box, subject, q, each, opener) for q in _questions(box)) for each in classes
    )
    whole = tuple(sum(tallied[1:], start=tallied[0]) for tallied in zip(*by_class, strict=True))
    return SubjectTally(whole, by_class)


def _questions(box: Inspected) -> range:
    return range(len(box.facts.questions))


def _of_all(box: Inspected, subject: int, question: int, opener: Opener) -> Tally:
    total = _sum(box, subject, question, None)
    classes = range(len(box.facts.classes))
    return _open(box, [(subject, question, each) for each in classes], total, opener)


def _of_class(
    box: Inspected, subject: int, question: int, voter_class: int, opener: Opener
) -> Tally:
    total = _sum(box, subject, question, voter_class)
    return _open(box, [(subject, question, voter_class)], total, opener)


def _sum(box: Inspected, subject: int, question: int, voter_class: int | None) -> bytes:
    """The sealed sum of a class, or over all of them."""
    if voter_class is not None:
        return box.sums[subject, question, voter_class]
    asked = box.facts.questions[question]
    parts = [box.sums[subject, question, each] for each in range(len(box.facts.classes))]
    return opening.add(parts, 2 if asked.is_number else asked.columns)


def _open(box: Inspected, lists: Sequence[Cell], total: bytes, opener: Opener) -> Tally:
    """The tally of a sum over these lists; what is 无效 is not in it and is counted beside it."""
    counted = _counts(box.facts.questions[lists[0][1]], total, sum(map(box.counted, lists)), opener)
    return replace(counted, invalid=sum(map(box.invalid, lists)))


def _counts(asked: Question, total: bytes, limit: int, opener: Opener) -> Tally:
    if asked.is_number:
        points, blank = opener(total, 2, limit * HIGHEST)
        return Tally((), blank=blank, numbers=limit - blank, total=points)
    counts = opener(total, asked.columns, limit)
    options = len(asked.options)
    return Tally(counts[:options], blank=sum(counts[options:]))
