"""The list of a closed meeting, which a 监票人's own machine checks, adds up and opens.

It has the ciphertexts of all answers and nothing else that was not on the wall: whoever holds it
and no key learns what the database would have told him, which is nothing.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from hashlib import sha256

from ballot.box import elgamal, published
from ballot.box.exclusion import Asked, Excluded, Rows
from ballot.box.opening import Cell
from ballot.box.published import Published
from ballot.box.shares import PublicKeys
from ballot.domain.access import Actor
from ballot.domain.meetings.frozen import Frozen
from ballot.domain.paper import Question
from ballot.storage import votes
from ballot.storage.votes import SealedVote
from ballot.usecases.hall import Hall
from ballot.usecases.opening import before_opening, tallying
from ballot.usecases.opening.inspection import Inspected
from ballot.usecases.verified import box_roots


@dataclass(frozen=True, slots=True)
class PublishedList:
    """The list as JSON, piece by piece; ``close_value`` is what the close sheet says of it."""

    meeting: str
    close_value: bytes
    pieces: Iterator[str]


def publish_list(hall: Hall, actor: Actor, number: str) -> PublishedList:
    """The list of a closed meeting of 监票人. Raises like ``before_opening.ready``."""
    meeting, box = before_opening.ready(hall, actor, number)
    root = box_roots.overall(box.pins.roots)
    head = Published(
        meeting=number,
        run=box.facts.run,
        keys=PublicKeys(box.facts.pk, box.facts.vks),
        asked=tuple(map(_asked, box.facts.questions)),
        apart=tallying.is_apart(box),
        lists={},
        head=bytes.fromhex(box.pins.head),
        minimum=before_opening.least(box),
        sealing=box.facts.sealing,
        excluded=_excluded(hall, box),
        frozen=meeting.frozen or "",
    )
    pieces = published.to_text(head, root, _lists(hall, box.facts))
    return PublishedList(number, box.pins.close_value, pieces)


def _asked(question: Question) -> Asked:
    if question.is_number:
        return Asked(elgamal.number_columns(blank=question.blank), number=True)
    return Asked(question.columns)


def _excluded(hall: Hall, box: Inspected) -> tuple[Excluded, ...]:
    """What is 无效, with the proofs that the machine of a 监票人 looks at."""
    found = []
    for cell in sorted({each.cell for each in box.book.told.excluded}):
        proofs = {vote.id: vote.proof for vote in _votes(hall, box.facts.number, cell)}
        own = (each for each in box.book.told.excluded if each.cell == cell)
        found += [Excluded(cell, each.id, proofs[each.id], each.why) for each in own]
    return tuple(found)


def _lists(hall: Hall, facts: Frozen) -> Iterator[tuple[Cell, Rows]]:
    """One list in memory at a time; the vote is over, so that none of them changes any more."""
    for subject, question in facts.paper.cells:
        for voter_class in range(len(facts.classes)):
            cell = (subject, question, voter_class)
            yield cell, _rows(hall, facts.number, cell)


def _rows(hall: Hall, number: str, cell: Cell) -> Rows:
    found = _votes(hall, number, cell)
    return tuple((vote.id, vote.ct, sha256(vote.proof).digest()) for vote in found)


def _votes(hall: Hall, number: str, cell: Cell) -> list[SealedVote]:
    return hall.database.read(lambda db: list(votes.in_order(db, number, cell)))
