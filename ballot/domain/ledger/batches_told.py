"""What the journal tells of batches of slips: issued, confirmed, void, and slips torn from them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from ballot.domain.acts import Act

ISSUED, CONFIRMED, VOID = "issued", "confirmed", "void"


@dataclass(slots=True)
class Batch:
    """Slips that were minted together; ``torn`` of them were voided one by one."""

    count: int
    voter_class: int
    state: str = ISSUED
    torn: int = 0


@dataclass(slots=True)
class Batches:
    """The batches of the present run, as far as the lines were read."""

    found: dict[int, Batch] = field(default_factory=dict)

    def take(self, act: Act, detail: Mapping[str, Any]) -> None:
        """Read one line more.

        Raises KeyError or ValueError for what the program never does: a batch out of turn, or
        confirmed after it was void, and frozen facts over a batch that nobody has confirmed.
        """
        match act:
            case Act.REHEARSE | Act.RESET:
                self.found.clear()
            case Act.ISSUE_SLIPS:
                self._issue(detail["batch"], Batch(detail["count"], detail["voter_class"]))
            case Act.CONFIRM_SLIPS:
                self._end(self.found[detail["batch"]], detail["done"])
            case Act.VOID_SLIP:
                self._tear(self.found[detail["of_batch"]])
            case Act.FREEZE | Act.OPEN | Act.CORRECT_ELIGIBLE:
                self._require_confirmed()

    @property
    def printed(self) -> Counter[int]:
        """Slips that were printed whole, by class of voters from 0."""
        counted: Counter[int] = Counter()
        for each in self.found.values():
            if each.state == CONFIRMED:
                counted[each.voter_class] += each.count
        return counted

    def _issue(self, number: int, batch: Batch) -> None:
        if number != len(self.found) + 1 or batch.count < 1 or batch.voter_class < 0:
            raise ValueError("batch")
        self.found[number] = batch

    def _end(self, batch: Batch, done: str) -> None:
        before = {CONFIRMED: (ISSUED,), VOID: (ISSUED, CONFIRMED)}[done]
        if batch.state not in before:
            raise ValueError("batch")
        batch.state = done

    def _tear(self, batch: Batch) -> None:
        if batch.state == VOID or batch.torn == batch.count:
            raise ValueError("slip")
        batch.torn += 1

    def _require_confirmed(self) -> None:
        waiting = any(each.state == ISSUED for each in self.found.values())
        if waiting or not self.printed:
            raise ValueError("batch")
