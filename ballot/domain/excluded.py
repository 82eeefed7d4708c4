"""Sealed answers that are 无效: where the voters' phones seal, what fails is left out of the sum.

They stay in 收回, in the quorum, in roots and rows, and are counted as 无效 of their question, like
a spoiled paper. Where the server seals there are none: a proof that fails there is its own fault.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

Cell = tuple[int, int, int]
"""(subject, question, voter class), each from 0."""
ID = 16
"""Bytes of the id of an answer."""


class Flaw(StrEnum):
    """Why a sealed answer is 无效."""

    PROOF = "proof"
    """Its proof does not show that it is one lawful answer."""
    C1_TWICE = "c1_twice"
    """It shares its randomness with another answer whose proof holds, or with itself."""


@dataclass(frozen=True, slots=True, order=True)
class ExcludedAnswer:
    """One of them, by its place and its 16 bytes of id."""

    subject: int
    question: int
    voter_class: int
    id: bytes
    why: Flaw

    @property
    def cell(self) -> Cell:
        """The list in which it lies."""
        return self.subject, self.question, self.voter_class


@dataclass(frozen=True, slots=True)
class ExcludedCount:
    """How many sealed answers are 无效, and why. A ballot on ten subjects has ten answers."""

    proof: int = 0
    c1_twice: int = 0

    @property
    def total(self) -> int:
        """All of them."""
        return self.proof + self.c1_twice


NONE_EXCLUDED = ExcludedCount()


def count(excluded: Iterable[ExcludedAnswer]) -> ExcludedCount:
    """How many there are of each kind."""
    found = Counter(each.why for each in excluded)
    return ExcludedCount(found[Flaw.PROOF], found[Flaw.C1_TWICE])


def ids(excluded: Iterable[ExcludedAnswer]) -> Mapping[Cell, frozenset[bytes]]:
    """The ids that are left out of each list that has any."""
    found: dict[Cell, set[bytes]] = {}
    for each in excluded:
        found.setdefault(each.cell, set()).add(each.id)
    return {cell: frozenset(of) for cell, of in found.items()}


def by_cell(excluded: Iterable[ExcludedAnswer]) -> Counter[Cell]:
    """How many answers are left out of each list."""
    return Counter(each.cell for each in excluded)


def has_twice(excluded: Iterable[ExcludedAnswer]) -> bool:
    """Whether a c1 occurred twice: perhaps two honest phones, so two 监票人 go on over it first."""
    return any(each.why is Flaw.C1_TWICE for each in excluded)


def to_plain(excluded: Iterable[ExcludedAnswer]) -> list[dict[str, Any]]:
    """As ``excluded.json`` and the journal have them, by place and id (docs/bundle.md)."""
    return [
        {
            "subject": each.subject,
            "question": each.question,
            "class": each.voter_class,
            "id": each.id.hex(),
            "why": each.why.value,
        }
        for each in sorted(excluded)
    ]


def from_plain(plain: Sequence[Mapping[str, Any]]) -> tuple[ExcludedAnswer, ...]:
    """Read them back. Raises ValueError, TypeError or KeyError for another form or order."""
    found = tuple(map(_read, plain))
    if to_plain(found) != plain or len({(each.cell, each.id) for each in found}) < len(found):
        raise ValueError("excluded")
    return found


def _read(plain: Mapping[str, Any]) -> ExcludedAnswer:
    place = (plain["subject"], plain["question"], plain["class"])
    id = bytes.fromhex(plain["id"])
    if any(type(each) is not int or each < 0 for each in place) or len(id) != ID:
        raise ValueError("place")
    subject, question, voter_class = place
    return ExcludedAnswer(subject, question, voter_class, id, Flaw(plain["why"]))
