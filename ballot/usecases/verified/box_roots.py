"""What a close pins down: the root of every list of ciphertexts, and the states of the slips."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import groupby

from sqlalchemy.orm import Session

from ballot.box import opening, signed_values
from ballot.domain.acts import Act
from ballot.domain.errors import Tampered
from ballot.domain.journal_line import JournalLine
from ballot.domain.ledger import rehearsals_told
from ballot.storage import votes
from ballot.storage.votes import Cell, SealedVote
from ballot.usecases.hall import Hall
from ballot.usecases.verified import chain

PIN_STATES = (Act.CLOSE, Act.SCAN_SLIP, Act.SETTLE)
"""Acts that leave the states of the slips as they found or made them."""


@dataclass(frozen=True, slots=True)
class Pins:
    """As the journal has them: 收回, roots by ``name_of(cell)`` and slip states, both in hex.

    ``head`` is the public head of the journal before the close, in hex too.

    The states are the last ones: undrawn slips are scanned, and the rest voided, after the close.
    """

    received: int
    roots: dict[str, str]
    slip_states: str
    head: str

    @property
    def close_value(self) -> bytes:
        """What the signed close sheet prints, 32 bytes."""
        return signed_values.close_value(overall(self.roots), bytes.fromhex(self.head))


def of(hall: Hall, db: Session, number: str) -> Pins:
    """The pins of the close, after its chain has been checked.

    Raises Tampered("journal") where the chain is broken, shorter than its mark, or without them.
    """
    return told(chain.of_meeting(hall, db, number))


def told(ours: Sequence[JournalLine]) -> Pins:
    """The same, as the verified lines of the meeting tell them. Raises Tampered("journal")."""
    ours = rehearsals_told.without(ours)
    closes = [json.loads(line.detail) for line in ours if line.act == Act.CLOSE]
    if len(closes) != 1:
        raise Tampered(what="journal")
    states = [json.loads(line.detail)["slip_states"] for line in ours if line.act in PIN_STATES]
    return Pins(closes[0]["received"], closes[0]["roots"], states[-1], closes[0]["head"])


def roots(db: Session, number: str) -> dict[str, str]:
    """The root of each list of ciphertexts that has any, as they lie in the database now."""
    return {name_of(cell): root(listed) for cell, listed in lists(db, number)}


def overall(roots: Mapping[str, str]) -> bytes:
    """One root over all lists of a meeting, 32 bytes: what the key of a box opens once."""
    return opening.root_of_lists({_cell(name): bytes.fromhex(of) for name, of in roots.items()})


def lists(db: Session, number: str) -> Iterator[tuple[Cell, list[SealedVote]]]:
    """The sealed votes list by list, one list in memory at a time."""
    rows = votes.in_order(db, number)
    for cell, listed in groupby(rows, lambda vote: (vote[0], vote[1], vote[2])):
        yield cell, list(listed)


def root(listed: list[SealedVote]) -> str:
    """The root of one list, in hex."""
    return opening.root((vote.id, vote.ct, vote.proof) for vote in listed).hex()


def name_of(cell: Cell) -> str:
    """``1.1.1``: subject, question, voter class, each from 1."""
    return ".".join(str(part + 1) for part in cell)


def _cell(name: str) -> Cell:
    subject, question, voter_class = (int(part) - 1 for part in name.split("."))
    return subject, question, voter_class
