"""Long chains of the journal as this process has verified them: only what was added since is read.

A chain of twenty thousand lines takes half a second to walk, and its lines only ever grow in
number. What somebody alters in those that are known is never shown; a process that begins, every
command, long work and ``verify`` walk the whole of it.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from threading import Lock

from ballot.domain.journal_line import End, JournalLine

LONG = 1_000
"""From so many lines on a chain is kept; a shorter one is walked at each look."""
MOST = 60_000
"""Lines that are kept, at some half a kilobyte each; of one chain always."""


@dataclass(frozen=True, slots=True)
class KnownLines:
    """The lines of a chain that were verified, and where the last of them ends."""

    lines: Sequence[JournalLine]
    end: End


class Journals:
    """Bounded; what was looked at longest ago gives way. Used by all threads of a process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[str, KnownLines] = {}

    def find(self, chain: str) -> KnownLines | None:
        """What is known of a chain."""
        return self._known.get(chain)

    def keep(self, chain: str, lines: Sequence[JournalLine]) -> None:
        """These are all of it, verified; a short one is not kept."""
        if len(lines) < LONG:
            return
        last = lines[-1]
        with self._lock:
            self._known.pop(chain, None)
            self._known[chain] = KnownLines(lines, End(last.sequence, last.tag, last.head))
            while len(self._known) > 1 and self._count() > MOST:
                del self._known[next(iter(self._known))]

    def _count(self) -> int:
        return sum(len(each.lines) for each in self._known.values())
