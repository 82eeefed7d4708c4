"""What a cast does in memory, before it touches the database: encrypt, prove, tag."""

from ballot.box import elgamal, tags
from ballot.box.elgamal import ProofContext, Sealed
from ballot.box.envelope import Kind
from ballot.box.pool import Pool
from ballot.domain.meetings.frozen import Frozen
from ballot.domain.paper import Ballot, Question
from ballot.storage.votes import SealedVote
from ballot.usecases.hall import Hall


def seal(hall: Hall, frozen: Frozen, voter_class: int, ballot: Ballot) -> list[SealedVote]:
    """One sealed vote a cell, each under the id that follows from it, in the order of their keys.

    A ballot on ten officials is a fingerprint: nothing in the rows says which belong together.
    """
    pool = hall.pools.of(frozen.pk)
    return sorted(
        _seal_cell(hall, frozen, voter_class, cell, answer, pool)
        for cell, answer in zip(frozen.paper.cells, ballot.answers, strict=True)
    )


def needs(question: Question) -> tuple[Kind, int]:
    """Which records an answer to a question takes from the pool, and how many."""
    if question.is_number:
        return elgamal.number_needs(blank=question.blank)
    return elgamal.needs(question.columns)


def _seal_cell(
    hall: Hall,
    frozen: Frozen,
    voter_class: int,
    cell: tuple[int, int],
    answer: int | None,
    pool: Pool,
) -> SealedVote:
    context = ProofContext(frozen.run, *cell, voter_class, frozen.pk)
    sealed = _seal_answer(context, frozen.questions[cell[1]], answer, pool)
    row = (*cell, voter_class, sealed.id, sealed.ct, sealed.proof)
    return SealedVote(*row, tags.row_tag(hall.tags, frozen.run, *row))


def _seal_answer(
    context: ProofContext, question: Question, answer: int | None, pool: Pool
) -> Sealed:
    if question.is_number:
        return elgamal.seal_number(context, answer, question.blank, pool)
    if answer is None:
        raise ValueError("a choice is a column; 弃权 is the last of them")
    return elgamal.seal(context, answer, question.columns, pool)
