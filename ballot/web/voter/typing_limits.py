"""Turns at trying typed codes, so that nobody can try many (docs/secrecy.md).

Twelve digits could be tried out. A meeting therefore evaluates twenty a second at most, drawn
round-robin from one queue an address, and an address waits with twenty at most. No address is
ever locked out: a whole hall may share one. Its paired kiosks have a lane of their own, which has
every second turn while anybody waits in it: whoever floods the other lane, even from the address
of the kiosk, takes none of theirs. All of it lies in the memory of one process.
"""

import ipaddress
from collections import Counter, OrderedDict, deque
from collections.abc import Callable, Hashable, Iterator
from contextlib import contextmanager
from threading import Condition

from ballot.domain.errors import TooManyTyping

A_SECOND = 20
"""Evaluations a second and meeting."""
WAITING = 20
"""Waiting in the queue of one address or kiosk; one more is turned away unevaluated."""
MOST_WAITING = 120
"""Waiting in a process at once."""
MOST_AT_KIOSKS = 40
"""Waiting at paired kiosks beside those: a place that no stranger can take."""
MANY_WRONG = 1_000
"""Wrong codes of one meeting from which on its organizer is told."""
MOST_MEETINGS = 10_000
"""Meetings remembered at once: numbers out of the air take no memory."""


def queue_of(address: str | None) -> str:
    """The queue of an address: IPv6 by its /64, which is one connection; IPv4 as it is."""
    try:
        found = ipaddress.ip_address(address or "")
    except ValueError:
        return ""
    if found.version == 4:
        return str(found)
    return str(found.ipv4_mapped or ipaddress.ip_network((found, 64), strict=False))


def _queue(address: str | None, kiosk: int | None) -> Hashable:
    return queue_of(address) if kiosk is None else kiosk


class _Turn:
    """One waiting request; it may go as soon as it is called."""

    called = False


class _Lane:
    """Queues that are drawn in turn, one request of each."""

    def __init__(self) -> None:
        self.queues: OrderedDict[Hashable, deque[_Turn]] = OrderedDict()

    def join(self, queue: Hashable) -> _Turn:
        """Take a place at the end. Raises TooManyTyping where the queue is full."""
        waiting = self.queues.setdefault(queue, deque())
        if len(waiting) >= WAITING:
            raise TooManyTyping
        turn = _Turn()
        waiting.append(turn)
        return turn

    def call(self) -> None:
        """Call the first of the queue whose round it is."""
        queue, waiting = self.queues.popitem(last=False)
        waiting.popleft().called = True
        if waiting:
            self.queues[queue] = waiting


class _Lanes:
    """The two lanes of one meeting, and when the next request of them is called."""

    def __init__(self) -> None:
        self.public = _Lane()
        self.kiosks = _Lane()
        self.next_at = 0.0
        self._called_a_kiosk = False

    def lane(self, kiosk: int | None) -> _Lane:
        """Where a kiosk waits, or everybody else."""
        return self.public if kiosk is None else self.kiosks

    def call(self, now: float, pause: float) -> bool:
        """Call the next one where it is time; while both lanes wait, they take turns."""
        if self.are_empty or now < self.next_at:
            return False
        lane = self._next()
        self._called_a_kiosk = lane is self.kiosks
        lane.call()
        self.next_at = max(now, self.next_at) + pause
        return True

    @property
    def are_empty(self) -> bool:
        """Whether nobody waits."""
        return not self.public.queues and not self.kiosks.queues

    def _next(self) -> _Lane:
        first, second = self.kiosks, self.public
        if self._called_a_kiosk:
            first, second = second, first
        return first if first.queues else second


class Typing:
    """Who may try a typed code now, and how many were wrong."""

    def __init__(self, clock: Callable[[], float], a_second: float = A_SECOND) -> None:
        """``clock`` counts seconds and never goes back; workers share the rate between them."""
        self._clock = clock
        self._pause = 1 / a_second
        self._meetings: dict[str, _Lanes] = {}
        self._wrong: Counter[str] = Counter()
        self._called = Condition()
        self._waiting: Counter[bool] = Counter()

    def wait(self, number: str, address: str | None, *, kiosk: int | None = None) -> None:
        """Wait for a turn at one code of a meeting. Raises TooManyTyping at once, or returns.

        ``kiosk`` is the place of a paired kiosk of this meeting; everybody else has none.
        """
        with self._called, self.queued(number, address, kiosk=kiosk) as look:
            while pause := look():
                self._called.wait(pause)

    @contextmanager
    def queued(
        self, number: str, address: str | None, *, kiosk: int | None = None
    ) -> Iterator[Callable[[], float]]:
        """A place in the queue, for whoever waits in his own way. Raises TooManyTyping.

        Gives a function to be asked again and again: the seconds after which to ask once more,
        0 as soon as it is this one's turn. Whoever asks calls the next one where it is time; the
        last to be called may be oneself.
        """
        at_kiosk = kiosk is not None
        with self._called:
            if self._waiting[at_kiosk] >= (MOST_AT_KIOSKS if at_kiosk else MOST_WAITING):
                raise TooManyTyping
            lanes = self._of(number)
            turn = lanes.lane(kiosk).join(_queue(address, kiosk))
            self._waiting[at_kiosk] += 1
        try:
            yield lambda: self._look(lanes, turn)
        finally:
            with self._called:
                self._waiting[at_kiosk] -= 1

    def _look(self, lanes: _Lanes, turn: _Turn) -> float:
        with self._called:
            while not turn.called:
                if not lanes.call(self._clock(), self._pause):
                    return max(lanes.next_at - self._clock(), 0.001)
                self._called.notify_all()
            return 0

    def note_wrong(self, number: str) -> None:
        """Count a code that no slip of the meeting has."""
        with self._called:
            if number not in self._wrong and len(self._wrong) >= MOST_MEETINGS:
                self._forget_few_wrong()
            self._wrong[number] += 1

    def wrong(self, number: str) -> int:
        """How many wrong codes of a meeting this process has seen."""
        return self._wrong[number]

    def waiting(self, number: str, address: str | None, *, kiosk: int | None = None) -> int:
        """How many requests of an address, or of a kiosk, wait for a turn at a meeting."""
        with self._called:
            return len(self._of(number).lane(kiosk).queues.get(_queue(address, kiosk), ()))

    @property
    def remembered(self) -> int:
        """Of how many meetings anything is kept."""
        return max(len(self._meetings), len(self._wrong))

    def is_tried_out(self, number: str) -> bool:
        """Whether so many codes were wrong that the organizer should know."""
        return self.wrong(number) > MANY_WRONG

    def _of(self, number: str) -> _Lanes:
        if number not in self._meetings:
            self._forget_idle()
            self._meetings[number] = _Lanes()
        return self._meetings[number]

    def _forget_few_wrong(self) -> None:
        """Keep those with the most: numbers out of the air hide no meeting that is tried out."""
        self._wrong = Counter(dict(self._wrong.most_common(MOST_MEETINGS // 2)))

    def _forget_idle(self) -> None:
        if len(self._meetings) < MOST_MEETINGS:
            return
        now = self._clock()
        for number, lanes in list(self._meetings.items()):
            if lanes.are_empty and lanes.next_at <= now:
                del self._meetings[number]
