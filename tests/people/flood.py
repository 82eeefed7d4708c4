"""A flood of typed codes, against a clock that stands still until it is moved."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from threading import Thread

from ballot.domain.errors import TooManyTyping
from ballot.web.voter.typing_limits import A_SECOND, Typing

MEETING = "482913"
TICK = 0.5 / A_SECOND
"""Half a turn: whoever is called too early is seen."""
A_TICK = 5
"""Codes that arrive in a tick: two hundred a second."""

Addresses = Callable[[int], str]
"""From where the n-th code of a flood comes."""


class Clock:
    """Seconds that stand still until they are moved, and how often it was asked for them."""

    def __init__(self) -> None:
        self.now = 100.0
        self.asked = 0

    def __call__(self) -> float:
        self.asked += 1
        return self.now


class Typist(Thread):
    """One who sends one code, and what became of it."""

    def __init__(self, turns: Typing, clock: Clock, address: str, kiosk: int | None) -> None:
        super().__init__()
        self.sent_at = clock.now
        self.evaluated_at: float | None = None
        self.is_turned_away = False
        self._turns = turns
        self._clock = clock
        self._address = address
        self._kiosk = kiosk

    def run(self) -> None:
        """Wait for a turn."""
        try:
            self._turns.wait(MEETING, self._address, kiosk=self._kiosk)
        except TooManyTyping:
            self.is_turned_away = True
        else:
            self.evaluated_at = self._clock.now

    @property
    def is_done(self) -> bool:
        """Whether it was evaluated or turned away."""
        return self.is_turned_away or self.evaluated_at is not None


class Flood:
    """Wrong codes, and among them some that are right. Whoever asks finds all threads settled."""

    def __init__(self, addresses: Addresses) -> None:
        self.clock = Clock()
        self.turns = Typing(self.clock)
        self.typists: list[Typist] = []
        self._addresses = addresses
        self._queues: set[tuple[str, int | None]] = set()

    def send(self, address: str, kiosk: int | None = None) -> Typist:
        """One code more; it waits, is evaluated or turned away when this returns."""
        typist = self._begin(address, kiosk)
        self._settle()
        return typist

    def pour(self, codes: int) -> None:
        """So many wrong codes at once."""
        for _ in range(codes):
            self._begin(self._addresses(len(self.typists)))
        self._settle()

    def go_on(self, seconds: float) -> None:
        """Let time pass, and two hundred wrong codes arrive in each second of it."""
        for _ in range(round(seconds / TICK)):
            self.tick()
            self.pour(A_TICK)

    def tick(self) -> None:
        """Let half a turn pass. Whoever waits has looked at the clock again, and not in vain."""
        asked = self.clock.asked
        self.clock.now += TICK
        _until(lambda: self.clock.asked >= asked + 2 or not self._waiting())
        self._settle()

    def most_in_a_second(self) -> int:
        """The most codes that were evaluated in any one second."""
        at = [each.evaluated_at for each in self.typists if each.evaluated_at is not None]
        return max(sum(start <= other < start + 0.999 for other in at) for start in at)

    def end(self) -> None:
        """Call all who wait."""
        while self._waiting():
            self.clock.now += 1
            time.sleep(0.001)
        for typist in self.typists:
            typist.join()

    def _begin(self, address: str, kiosk: int | None = None) -> Typist:
        typist = Typist(self.turns, self.clock, address, kiosk)
        self._queues.add((address, kiosk))
        self.typists.append(typist)
        typist.start()
        return typist

    def _waiting(self) -> int:
        return sum(self.turns.waiting(MEETING, of, kiosk=kiosk) for of, kiosk in self._queues)

    def _settle(self) -> None:
        _until(lambda: sum(not each.is_done for each in self.typists) == self._waiting())


@contextmanager
def a_flood(addresses: Addresses) -> Iterator[Flood]:
    """A flood that has no end before this one has."""
    flood = Flood(addresses)
    try:
        yield flood
    finally:
        flood.end()


def _until(holds: Callable[[], bool]) -> None:
    end = time.monotonic() + 10
    while not holds():
        assert time.monotonic() < end
        time.sleep(0.002)
