"""Which lines of a journal are of the vote: what was done in a rehearsal is gone with its reset.

A rehearsal is closed, counted and opened by the very acts of a vote, and its lines stay where they
stand in the chain. Whoever folds the journal leaves them out; ``ballot verify`` does too.
"""

from collections.abc import Sequence
from typing import Protocol, TypeVar

from ballot.domain.acts import Act

STAY = (Act.REHEARSE, Act.RESET, Act.RESTORE, Act.RESUME)
"""What is told of an ended rehearsal all the same: that there was one, and every gap."""


class HasAct(Protocol):
    """A line of a journal as far as its act goes."""

    @property
    def act(self) -> str: ...


L = TypeVar("L", bound=HasAct)


def places(lines: Sequence[HasAct]) -> list[int]:
    """The places from 0 of the lines that are not of an ended rehearsal, in their order."""
    found: list[int] = []
    begun: int | None = None
    for place, line in enumerate(lines):
        if line.act == Act.REHEARSE:
            begun = len(found)
        elif line.act == Act.RESET and begun is not None:
            found[begun:] = [each for each in found[begun:] if lines[each].act in STAY]
            begun = None
        found.append(place)
    return found


def without(lines: Sequence[L]) -> list[L]:
    """The lines that are not of an ended rehearsal. One that is still going on is told in full."""
    return [lines[place] for place in places(lines)]


def before(lines: Sequence[L]) -> Sequence[L]:
    """The lines before the rehearsal that is going on; all of them where none is."""
    begun = [place for place, line in enumerate(lines) if line.act in (Act.REHEARSE, Act.RESET)]
    is_going_on = bool(begun) and lines[begun[-1]].act == Act.REHEARSE
    return lines[: begun[-1]] if is_going_on else lines
