"""What a process has worked out of assessments of many people, until anything of one changes.

A page shows fifty of 20,000, and a ranking is worked out of all of them. What was read, checked and
worked out once is shown again while the assessment bears the same sign (``assessment/worked_out``).
What somebody alters behind the program's back is never shown by it: nothing comes in unchecked.
Acts, commands and long work read and check everything anew.
"""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from threading import Lock, RLock, local
from typing import Any, TypeVar

from ballot.domain import garbage_collection

T = TypeVar("T")

MOST_PEOPLE = 45_000
"""People whose assessments are kept, at some ten kilobytes each; one assessment always is."""


@dataclass(slots=True)
class _Known:
    """What is known of one assessment; whoever works something out of it lets others wait."""

    people: int = 0
    sign: bytes = b""
    made: dict[str, Any] = field(default_factory=dict)
    alone: Any = field(default_factory=RLock)


class _Worked(local):
    """How long a thread has worked; a part that is made within a whole is of its time."""

    seconds = 0.0
    depth = 0

    @contextmanager
    def timed(self) -> Iterator[None]:
        begun = time.monotonic()
        self.depth += 1
        try:
            yield
        finally:
            self.depth -= 1
            if not self.depth:
                self.seconds += time.monotonic() - begun


class PeopleCache:
    """Bounded; what was looked at longest ago gives way. Used by all threads of a process."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._kept: dict[int, _Known] = {}
        self._worked = _Worked()

    def of(self, assessment: int, people: int, sign: bytes, what: str, make: Callable[[], T]) -> T:
        """``what`` of an assessment of so many people that bears this sign; what ``make`` raises
        is raised each time."""
        known = self._known(assessment, people)
        with known.alone:
            if known.sign != sign:
                known.sign, known.made = sign, {}
            if what not in known.made:
                with garbage_collection.set_aside(), self._worked.timed():
                    made = make()
                known.made[what] = made
            found: T = known.made[what]
            return found

    def took(self) -> float:
        """For how many seconds this thread has worked something out since it was last asked."""
        seconds, self._worked.seconds = self._worked.seconds, 0.0
        return seconds

    def _known(self, assessment: int, people: int) -> _Known:
        with self._lock:
            known = self._kept.pop(assessment, None) or _Known()
            known.people = people
            self._kept[assessment] = known
            while len(self._kept) > 1 and self._people() > MOST_PEOPLE:
                del self._kept[next(iter(self._kept))]
            return known

    def _people(self) -> int:
        return sum(each.people for each in self._kept.values())
