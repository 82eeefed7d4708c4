"""Turns at trying typed codes, so that nobody can try many (ANONYMITY.md §5).

Twelve digits could be tried out. A meeting therefore evaluates twenty a second at most, drawn
round-robin from one queue an address, and an address waits with twenty at most. No address is
ever locked out: a whole hall may share one. All of it lies in the memory of one process.
"""

import ipaddress
from collections import Counter, OrderedDict, deque
from collections.abc import Callable
from threading import Condition

from ballot.domain.errors import TooManyTyping

A_SECOND = 20
"""Evaluations a second and meeting."""
WAITING = 20
"""Waiting in the queue of one address; one more is turned away unevaluated."""
MOST_WAITING = 160
"""Waiting in a process at once. Each holds a thread; the others stay free for those who scan."""
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


class _Turn:
    """One waiting request; it may go as soon as it is called."""

    called = False


class _Queues:
    """The queues of one meeting, and when the next of them is called."""

    def __init__(self) -> None:
        self.queues: OrderedDict[str, deque[_Turn]] = OrderedDict()
        self.next_at = 0.0

    def join(self, queue: str) -> _Turn:
        """Take a place at the end. Raises TooManyTyping where the queue is full."""
        waiting = self.queues.setdefault(queue, deque())
        if len(waiting) >= WAITING:
            raise TooManyTyping
        turn = _Turn()
        waiting.append(turn)
        return turn

    def call(self, now: float, pause: float) -> bool:
        """Call the first of the queue whose round it is, where it is time."""
        if not self.queues or now < self.next_at:
            return False
        queue, waiting = self.queues.popitem(last=False)
        waiting.popleft().called = True
        if waiting:
            self.queues[queue] = waiting
        self.next_at = max(now, self.next_at) + pause
        return True


class Typing:
    """Who may try a typed code now, and how many were wrong."""

    def __init__(self, clock: Callable[[], float], a_second: float = A_SECOND) -> None:
        """``clock`` counts seconds and never goes back; workers share the rate between them."""
        self._clock = clock
        self._pause = 1 / a_second
        self._meetings: dict[str, _Queues] = {}
        self._wrong: Counter[str] = Counter()
        self._called = Condition()
        self._waiting = 0

    def wait(self, number: str, address: str | None) -> None:
        """Wait for a turn at one code of a meeting. Raises TooManyTyping at once, or returns."""
        with self._called:
            if self._waiting >= MOST_WAITING:
                raise TooManyTyping
            queues = self._of(number)
            turn = queues.join(queue_of(address))
            self._waiting += 1
            try:
                self._await(queues, turn)
            finally:
                self._waiting -= 1

    def _await(self, queues: _Queues, turn: _Turn) -> None:
        """Whoever wakes up calls the next one; the last to be called may be oneself."""
        while not turn.called:
            if queues.call(self._clock(), self._pause):
                self._called.notify_all()
            else:
                self._called.wait(max(queues.next_at - self._clock(), 0.001))

    def note_wrong(self, number: str) -> None:
        """Count a code that no slip of the meeting has."""
        with self._called:
            if number not in self._wrong and len(self._wrong) >= MOST_MEETINGS:
                self._forget_few_wrong()
            self._wrong[number] += 1

    def wrong(self, number: str) -> int:
        """How many wrong codes of a meeting this process has seen."""
        return self._wrong[number]

    def waiting(self, number: str, address: str | None) -> int:
        """How many requests of an address wait for a turn at a meeting."""
        with self._called:
            return len(self._of(number).queues.get(queue_of(address), ()))

    @property
    def remembered(self) -> int:
        """Of how many meetings anything is kept."""
        return max(len(self._meetings), len(self._wrong))

    def is_tried_out(self, number: str) -> bool:
        """Whether so many codes were wrong that the organizer should know."""
        return self.wrong(number) > MANY_WRONG

    def _of(self, number: str) -> _Queues:
        if number not in self._meetings:
            self._forget_idle()
            self._meetings[number] = _Queues()
        return self._meetings[number]

    def _forget_few_wrong(self) -> None:
        """Keep those with the most: numbers out of the air hide no meeting that is tried out."""
        self._wrong = Counter(dict(self._wrong.most_common(MOST_MEETINGS // 2)))

    def _forget_idle(self) -> None:
        if len(self._meetings) < MOST_MEETINGS:
            return
        now = self._clock()
        for number, queues in list(self._meetings.items()):
            if not queues.queues and queues.next_at <= now:
                del self._meetings[number]
