"""Of a bundle: the proof of every sealed answer, on all cores.

Processes, and new ones: what Python itself does between the multiplications would keep threads
waiting for each other. A batch travels as bytes; what comes back is a word.
"""

import os
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Future, ProcessPoolExecutor
from dataclasses import dataclass
from multiprocessing import get_context

from ballot.box import elgamal, proofs
from ballot.box.elgamal import Sealed
from ballot.box.transcript import ID_BYTES, ProofContext
from ballot.domain.errors import BundleRefused, ProofRefused
from ballot.domain.paper import Question

BATCH = 50
FEW = 300
"""Below so many answers new processes cost more than they save."""

Tell = Callable[[int, int], None]
"""``tell(done, total)``: answers that were checked."""


@dataclass(frozen=True, slots=True)
class Answers:
    """Sealed answers to one question about one subject in one class: ``rows`` end to end."""

    part: str
    run: bytes
    pk: bytes
    subject: int
    question: int
    voter_class: int
    asked: Question
    rows: bytes | memoryview

    @property
    def columns(self) -> int:
        """Ciphertexts of an answer."""
        if self.asked.is_number:
            return elgamal.number_columns(blank=self.asked.blank)
        return self.asked.columns

    @property
    def size(self) -> int:
        """Bytes of an answer: id, ciphertexts, proof."""
        of_proof = proofs.number_size if self.asked.is_number else proofs.size
        return ID_BYTES + 64 * self.columns + of_proof(self.columns)

    def __len__(self) -> int:
        return len(self.rows) // self.size

    def each(self) -> Iterator[tuple[bytes, bytes, bytes]]:
        """(id, ciphertexts, proof), one after another."""
        split = ID_BYTES + 64 * self.columns
        for at in range(0, len(self.rows), self.size):
            row = bytes(self.rows[at : at + self.size])
            yield row[:ID_BYTES], row[ID_BYTES:split], row[split:]


def check(lists: list[Answers], tell: Tell) -> None:
    """Refuse a bundle with an answer that is not lawful. Raises BundleRefused ``proof``."""
    total, done = sum(map(len, lists)), 0
    for part, checked, why in _checked(_batches(lists), total):
        if why:
            raise BundleRefused(part=part, broken="proof")
        done += checked
        tell(done, total)


def why_not(batch: Answers) -> str:
    """The word of the first answer that does not hold; empty where all do."""
    place = ProofContext(batch.run, batch.subject, batch.question, batch.voter_class, batch.pk)
    for row in batch.each():
        answer = Sealed(*row)
        try:
            if batch.asked.is_number:
                proofs.check_number(place, batch.asked.blank, answer)
            else:
                proofs.check(place, batch.columns, answer)
        except ProofRefused as error:
            return error.why
    return ""


def _batches(lists: Iterable[Answers]) -> Iterator[Answers]:
    for each in lists:
        place = (each.subject, each.question, each.voter_class)
        for at in range(0, len(each.rows), BATCH * each.size):
            rows = bytes(each.rows[at : at + BATCH * each.size])
            yield Answers(each.part, each.run, each.pk, *place, each.asked, rows)


def _checked(batches: Iterator[Answers], total: int) -> Iterator[tuple[str, int, str]]:
    """(part, answers, word) of every batch; few batches wait at any time."""
    workers = os.cpu_count() or 1
    if total < FEW or workers == 1:
        yield from ((batch.part, len(batch), why_not(batch)) for batch in batches)
        return
    waiting: deque[tuple[Answers, Future[str]]] = deque()
    with ProcessPoolExecutor(workers, mp_context=get_context("spawn")) as processes:
        for batch in batches:
            waiting.append((batch, processes.submit(why_not, batch)))
            if len(waiting) > 4 * workers:
                yield _result(*waiting.popleft())
        while waiting:
            yield _result(*waiting.popleft())


def _result(batch: Answers, checked: Future[str]) -> tuple[str, int, str]:
    return batch.part, len(batch), checked.result()
