"""What a process knows of its meetings by heart: the frozen data, read and checked once.

Nothing of a slip, and nothing of what anybody chose, is ever kept here.
"""

from collections.abc import Callable
from dataclasses import dataclass
from threading import Lock
from typing import TypeVar

from ballot.domain.meetings.frozen import Frozen
from ballot.storage.casting.voter_read import Standing

K = TypeVar("K")
V = TypeVar("V")

MOST = 256
"""Meetings whose facts are kept; more than vote in a county on one evening."""
RUNS = 4096
"""Meetings whose run is kept, at 16 bytes each."""


PolicyWords = tuple[tuple[str, tuple[tuple[str, str], ...]], ...]
"""(language, (own word, how it is shown)) of the words that are on a paper."""


@dataclass(frozen=True, slots=True)
class KnownFacts:
    """Frozen data whose tag was right, the characters of their fingerprint that are shown, and the
    policy's words in other languages, of the very text whose digest was frozen."""

    frozen: Frozen
    fingerprint: str
    words: PolicyWords = ()


_Key = tuple[str, int, bytes]
"""Number, version and run: every act on a meeting makes another of it."""


class Facts:
    """Bounded; what was learnt first gives way. Used by all threads of a process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._known: dict[_Key, tuple[str | None, bytes | None, KnownFacts]] = {}
        self._runs: dict[str, bytes] = {}

    def of(self, meeting: Standing, learn: Callable[[Standing], KnownFacts]) -> KnownFacts:
        """What ``learn`` answered for these very data; what it raises is raised each time.

        The text and its tag are compared as they were read just now: data that somebody altered
        behind the program's back are never passed over for those that are known.
        """
        key = (meeting.number, meeting.version, meeting.run)
        kept = self._known.get(key)
        if kept is not None and kept[:2] == (meeting.frozen, meeting.frozen_tag):
            return kept[2]
        known = learn(meeting)
        with self._lock:
            _keep(self._known, key, (meeting.frozen, meeting.frozen_tag, known), MOST)
        return known

    def run(self, number: str) -> bytes:
        """The run that a meeting had when it was last seen; empty where it was not."""
        return self._runs.get(number, b"")

    def note_run(self, number: str, run: bytes) -> None:
        """Note the run of a meeting that there is."""
        with self._lock:
            _keep(self._runs, number, run, RUNS)


def _keep(kept: dict[K, V], key: K, value: V, most: int) -> None:
    kept[key] = value
    if len(kept) > most:
        del kept[next(iter(kept))]
