"""The proof of every sealed answer of a meeting, on all cores.

Processes, and new ones: what Python itself does between the multiplications would keep threads
waiting for each other. A batch travels as bytes; what comes back is a word.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass, replace
from multiprocessing import get_context

from ballot.box import elgamal, exclusion, proofs, transcript
from ballot.box.elgamal import Sealed
from ballot.box.exclusion import Asked
from ballot.box.opening import PAIR, Cell
from ballot.box.transcript import ID_BYTES, ProofContext
from ballot.domain.excluded import ExcludedAnswer, Flaw
from ballot.domain.paper import Question

Found = tuple[tuple[bytes, str], ...]
"""(id, word) of what does not hold."""
BATCH = 50
FEW = 300
"""Below so many answers new processes cost more than they save."""

Tell = Callable[[int, int], None]
"""``tell(done, total)``: answers that were checked."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Sealed answers to one question about one subject in one class: ``rows`` end to end.

    ``name`` is that of the list, for whoever tells of it.
    """

    name: str
    run: bytes
    pk: bytes
    subject: int
    question: int
    voter_class: int
    asked: Question
    rows: bytes | memoryview

    @property
    def cell(self) -> Cell:
        """The place of the list."""
        return self.subject, self.question, self.voter_class

    @property
    def columns(self) -> int:
        """Ciphertexts of an answer."""
        if self.asked.is_number:
            return elgamal.number_columns(blank=self.asked.blank)
        return self.asked.columns

    @property
    def lengths(self) -> tuple[int, int, int]:
        """Bytes of an answer: id, ciphertexts, proof."""
        of_proof = proofs.number_size if self.asked.is_number else proofs.size
        return ID_BYTES, PAIR * self.columns, of_proof(self.columns)

    @property
    def size(self) -> int:
        """Bytes of an answer in all."""
        return sum(self.lengths)

    def __len__(self) -> int:
        return len(self.rows) // self.size

    def each(self) -> Iterator[tuple[bytes, bytes, bytes]]:
        """(id, ciphertexts, proof), one after another."""
        split = ID_BYTES + PAIR * self.columns
        for at in range(0, len(self.rows), self.size):
            row = bytes(self.rows[at : at + self.size])
            yield row[:ID_BYTES], row[ID_BYTES:split], row[split:]


def failing(
    lists: list[Answers], tell: Tell, *, few: int = FEW
) -> Iterator[tuple[Answers, bytes, str]]:
    """(list, id, word) of every answer that does not hold, list by list in their order.

    The word is that of ``proofs.check``; ``id`` for one that does not follow from the ciphertexts,
    whatever else is wrong: it is the program that computes it. Fewer than ``few`` answers are
    checked by this very process.
    """
    total, done = sum(map(len, lists)), 0
    for batch, found in _checked(_batches(lists), total, few):
        yield from ((batch, *each) for each in found)
        done += len(batch)
        tell(done, total)


def found_in(batch: Answers) -> Found:
    """What of a batch does not hold."""
    place = ProofContext(batch.run, *batch.cell, batch.pk)
    judged = ((row[0], _why_not(place, batch, Sealed(*row))) for row in batch.each())
    return tuple((id, why) for id, why in judged if why)


def _why_not(place: ProofContext, batch: Answers, answer: Sealed) -> str:
    if answer.id != transcript.id_of(place, answer.ct):
        return "id"
    return exclusion.why_not(place, Asked(batch.columns, batch.asked.is_number), answer)


def excluded(lists: Iterable[Answers], failed: set[tuple[Cell, bytes]]) -> list[ExcludedAnswer]:
    """What is 无效, by place and id: (cell, id) of the ``failed``, and what then shares a c1."""
    held = (
        ((each.cell, id), ct)
        for each in lists
        for id, ct, _ in each.each()
        if (each.cell, id) not in failed
    )
    found = [(name, Flaw.C1_TWICE) for name in exclusion.twice(held)]
    found += [(name, Flaw.PROOF) for name in failed]
    return sorted(ExcludedAnswer(*cell, id, why) for (cell, id), why in found)


def _batches(lists: Iterable[Answers]) -> Iterator[Answers]:
    for each in lists:
        for at in range(0, len(each.rows), BATCH * each.size):
            rows = bytes(each.rows[at : at + BATCH * each.size])
            yield replace(each, rows=rows)


def _checked(batches: Iterator[Answers], total: int, few: int) -> Iterator[tuple[Answers, Found]]:
    """Every batch with what was found in it; few batches wait at any time."""
    workers = os.cpu_count() or 1
    if total < few or workers == 1:
        yield from ((batch, found_in(batch)) for batch in batches)
        return
    waiting: deque[tuple[Answers, Future[Found]]] = deque()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as processes:
        for batch in batches:
            waiting.append((batch, processes.submit(found_in, batch)))
            if len(waiting) > 4 * workers:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())


def _result(batch: Answers, checked: Future[Found]) -> tuple[Answers, Found]:
    return batch, checked.result()
