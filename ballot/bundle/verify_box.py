"""Of a bundle: the sealed answers, their roots and sums, and how the sums were opened."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Any

from ballot.box import opening, partial, shares
from ballot.box.checking import Answers
from ballot.box.partial import Partial, Total
from ballot.box.shares import PublicKeys
from ballot.bundle import canonical
from ballot.bundle.canonical import FAULTS
from ballot.bundle.layout import OPENINGS, Cell, name_of
from ballot.bundle.verify_frozen_facts import Parts, Slips
from ballot.domain import excluded
from ballot.domain.errors import BundleRefused, ProofRefused, SharesNeeded
from ballot.domain.excluded import ExcludedAnswer
from ballot.domain.meeting import Custody, Sealing
from ballot.domain.meetings.frozen import Frozen
from ballot.domain.meetings.result import SubjectTally
from ballot.domain.paper import HIGHEST, Question
from ballot.domain.scheme.satisfaction import SMALLEST_CLASS
from ballot.domain.tally import Tally

OPENING = {"subject", "question", "class", "number", "points", "proof"}
Holders = dict[int, list[Partial]]
"""What each holder made, in the order of the totals."""


@dataclass(frozen=True, slots=True)
class Box:
    """What came through the slips: so many, their sealed answers, and those that are 无效."""

    slips: Slips
    lists: Sequence[Answers]
    excluded: Sequence[ExcludedAnswer]

    def counted(self, cell: Cell) -> int:
        """Answers of a list that are in its sum."""
        return self.slips.returned_of(cell[2]) - excluded.by_cell(self.excluded)[cell]


def cells(facts: Frozen, found: Slips) -> tuple[Cell, ...]:
    """The lists that hold a ballot."""
    voted = [each for each in range(len(facts.classes)) if found.returned_of(each)]
    return tuple((*cell, each) for cell in facts.paper.cells for each in voted)


def lists(parts: Parts, facts: Frozen, found: Slips) -> list[Answers]:
    """Every list of answers: as many as slips were spent, by ids.

    Where the server seals, no randomness was used twice; where phones do, that strikes out.

    Raises BundleRefused ``counts``, ``form``, ``reused``.
    """
    read = []
    seen: set[bytes] = set()
    for cell in cells(facts, found):
        part = name_of(cell)
        asked = facts.questions[cell[1]]
        answers = Answers(part, facts.run, facts.pk, *cell, asked, parts[part])
        if len(answers.rows) != answers.size * found.returned_of(cell[2]):
            raise BundleRefused(part=part, broken="counts")
        if any(one[0] >= two[0] for one, two in pairwise(answers.each())):
            raise BundleRefused(part=part, broken="form")
        if facts.sealing is Sealing.SERVER:
            with _refusing(part, "reused"):
                opening.require_fresh((ct for _, ct, _ in answers.each()), seen)
        read.append(answers)
    return read


def roots(read: Sequence[Answers]) -> dict[Cell, bytes]:
    """The root of every list, computed from its answers."""
    return {each.cell: opening.root(each.each()) for each in read}


def numbers(parts: Parts) -> set[int]:
    """The numbers of those who made the partial decryptions. Raises BundleRefused ``opening``."""
    try:
        return {each["number"] for each in canonical.read(OPENINGS, parts[OPENINGS])}
    except FAULTS as error:
        raise BundleRefused(part=OPENINGS, broken="opening") from error


def tallies(parts: Parts, facts: Frozen, box: Box) -> tuple[SubjectTally, ...]:
    """The counts: the sums of the answers, opened by what the holders of the key made of them.

    What is 无效 is in no sum and is counted beside it.

    Raises BundleRefused ``opening``, ``form``, ``proof``.
    """
    totals = _totals(facts, box)
    holders = _holders(parts, totals)
    keys = PublicKeys(facts.pk, facts.vks)
    opened: dict[tuple[int, int, int | None], Tally] = {}
    for place, total in enumerate(totals):
        made = [each[place] for each in holders.values()]
        with _refusing(OPENINGS, "opening"):
            opened[total.subject, total.question, total.voter_class] = _tally(
                facts, box, total, _opener(facts, keys, total, made)
            )
    return tuple(_of_subject(facts, box, subject, opened) for subject in _each(facts.subjects))


def is_apart(facts: Frozen, box: Box) -> bool:
    """Whether every class is opened for itself: no sum of one is small (docs/secrecy.md)."""
    came = [
        box.counted((*cell, at)) for cell in facts.paper.cells for at in range(len(facts.classes))
    ]
    return len(facts.classes) > 1 and min(came) >= SMALLEST_CLASS


def _totals(facts: Frozen, box: Box) -> tuple[Total, ...]:
    root = opening.root_of_lists(roots(box.lists))
    classes = range(len(facts.classes)) if is_apart(facts, box) else (None,)
    out = excluded.ids(box.excluded)
    cts = {
        each.cell: [ct for id, ct, _ in each.each() if id not in out.get(each.cell, ())]
        for each in box.lists
    }
    return tuple(
        Total(facts.run, root, *cell, each, _sum(facts, cts, *cell, each))
        for cell in facts.paper.cells
        for each in classes
    )


def _sum(
    facts: Frozen,
    listed: Mapping[Cell, Sequence[bytes]],
    subject: int,
    question: int,
    voter_class: int | None,
) -> bytes:
    asked = facts.questions[question]
    of_classes = _of(facts, voter_class)
    cts = (ct for each in of_classes for ct in listed.get((subject, question, each), ()))
    with _refusing(name_of((subject, question, voter_class or 0)), "proof"):
        if asked.is_number:
            return opening.add_numbers(cts, asked.blank)
        return opening.add(cts, asked.columns)


def _holders(parts: Parts, totals: Sequence[Total]) -> Holders:
    """Raises BundleRefused unless every holder opened just these totals, in this order."""
    listed = canonical.read(OPENINGS, parts[OPENINGS])
    try:
        keys = [
            (each["number"], each["subject"], each["question"], each["class"]) for each in listed
        ]
        numbers = sorted({key[0] for key in keys})
        expected = [
            (number, each.subject, each.question, each.voter_class)
            for number in numbers
            for each in totals
        ]
        if canonical.write(keys) != canonical.write(expected):
            raise ValueError("totals")
        made = [_partial(each) for each in listed]
    except FAULTS as error:
        raise BundleRefused(part=OPENINGS, broken="opening") from error
    count = len(totals)
    return {number: made[at * count : (at + 1) * count] for at, number in enumerate(numbers)}


def _partial(plain: dict[str, Any]) -> Partial:
    if set(plain) != OPENING or type(plain["number"]) is not int:
        raise ValueError("opening")
    points, proof = bytes.fromhex(plain["points"]), bytes.fromhex(plain["proof"])
    if (points.hex(), proof.hex()) != (plain["points"], plain["proof"]):
        raise ValueError("hex")
    return Partial(plain["number"], points, proof)


def _opener(
    facts: Frozen, keys: PublicKeys, total: Total, made: list[Partial]
) -> Callable[[int], tuple[int, ...]]:
    """What opens one total up to a limit: the whole key's part, or those of two 监票人."""
    if facts.custody is Custody.SCRUTINEERS:
        if any(each.number not in shares.NUMBERS for each in made):
            raise ProofRefused(why="share")
        return lambda limit: partial.combine(keys, total, made, limit)
    if len(made) != 1:
        raise ProofRefused(why="share")
    return lambda limit: partial.open_whole(facts.pk, total, made[0], limit)


def _tally(
    facts: Frozen, box: Box, total: Total, opened: Callable[[int], tuple[int, ...]]
) -> Tally:
    asked = facts.questions[total.question]
    lists = [(total.subject, total.question, each) for each in _of(facts, total.voter_class)]
    limit = sum(map(box.counted, lists))
    invalid = sum(box.slips.returned_of(cell[2]) for cell in lists) - limit
    return replace(_counts(asked, limit, opened), invalid=invalid)


def _counts(asked: Question, limit: int, opened: Callable[[int], tuple[int, ...]]) -> Tally:
    if asked.is_number:
        points, blank = opened(limit * HIGHEST)
        if blank > limit:
            raise ProofRefused(why="count")
        return Tally((), blank=blank, numbers=limit - blank, total=points)
    counts = opened(limit)
    if sum(counts) != limit:
        raise ProofRefused(why="count")
    options = len(asked.options)
    return Tally(counts[:options], blank=sum(counts[options:]))


def _of_subject(
    facts: Frozen,
    box: Box,
    subject: int,
    opened: Mapping[tuple[int, int, int | None], Tally],
) -> SubjectTally:
    questions = _each(facts.questions)
    if not is_apart(facts, box):
        return SubjectTally(tuple(opened[subject, each, None] for each in questions))
    by_class = tuple(
        tuple(opened[subject, question, each] for question in questions)
        for each in _each(facts.classes)
    )
    whole = tuple(sum(tallied[1:], start=tallied[0]) for tallied in zip(*by_class, strict=True))
    return SubjectTally(whole, by_class)


def _of(facts: Frozen, voter_class: int | None) -> Sequence[int]:
    """The classes of a sum: one, or all of them."""
    return _each(facts.classes) if voter_class is None else (voter_class,)


def _each(things: Sequence[object]) -> range:
    return range(len(things))


@contextmanager
def _refusing(part: str, broken: str) -> Iterator[None]:
    """Say of which part a proof was refused."""
    try:
        yield
    except (ProofRefused, SharesNeeded) as error:
        raise BundleRefused(part=part, broken=broken) from error
