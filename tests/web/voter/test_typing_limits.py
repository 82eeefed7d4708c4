"""Typed codes: twenty evaluations a second and meeting, fairly drawn, and never a lock."""

import time
from collections import Counter
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from threading import Lock, Thread

import pytest
from people.flood import Clock

from ballot.domain.errors import TooManyTyping
from ballot.web.voter.typing_limits import MANY_WRONG, WAITING, Typing, queue_of


@contextmanager
def a_full_queue(address: str) -> Iterator[tuple[Typing, Clock]]:
    """A meeting whose queue of one address is full while time stands still."""
    clock = Clock()
    turns = Typing(clock)
    turns.wait("482913", "10.9.9.9")
    threads = [Thread(target=turns.wait, args=("482913", address)) for _ in range(WAITING)]
    for thread in threads:
        thread.start()
    while turns.waiting("482913", address) < WAITING:
        time.sleep(0.01)
    try:
        yield turns, clock
    finally:
        while any(thread.is_alive() for thread in threads):
            clock.now += 1
            time.sleep(0.01)


def test_one_code_is_tried_at_once() -> None:
    turns = Typing(Clock())
    turns.wait("482913", "10.0.0.1")


def test_a_second_one_waits_for_the_fiftieth_of_a_second_after() -> None:
    clock = Clock()
    turns = Typing(clock)
    turns.wait("482913", "10.0.0.1")
    second = Thread(target=turns.wait, args=("482913", "10.0.0.1"))
    second.start()
    second.join(0.1)
    assert second.is_alive()
    clock.now += 0.05
    second.join(2)
    assert not second.is_alive()


def test_another_meeting_does_not_wait() -> None:
    turns = Typing(Clock())
    turns.wait("482913", "10.0.0.1")
    turns.wait("482914", "10.0.0.1")


def test_an_address_waits_with_twenty_and_one_more_is_turned_away_unevaluated() -> None:
    with a_full_queue("10.0.0.1") as (turns, _clock), pytest.raises(TooManyTyping):
        turns.wait("482913", "10.0.0.1")


def test_two_addresses_of_one_ipv6_network_are_one_queue() -> None:
    with a_full_queue("2001:db8::1") as (turns, _clock), pytest.raises(TooManyTyping):
        turns.wait("482913", "2001:db8::ffff:2")


def test_waiting_ones_leave_threads_to_those_who_scan(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ballot.web.voter.typing_limits.MOST_WAITING", WAITING)
    with a_full_queue("10.0.0.1") as (turns, _clock):
        for other in ("482913", "482914"):
            with pytest.raises(TooManyTyping):
                turns.wait(other, "10.0.0.2")


def test_queues_are_drawn_in_turn_so_that_a_flood_delays_nobody_else() -> None:
    with a_full_queue("10.0.0.1") as (turns, clock):
        other = Thread(target=turns.wait, args=("482913", "10.0.0.2"))
        other.start()
        while not turns.waiting("482913", "10.0.0.2"):
            time.sleep(0.01)
        for _ in range(2):
            clock.now += 0.05
            other.join(0.5)
        assert not other.is_alive()
        assert turns.waiting("482913", "10.0.0.1") >= WAITING - 1


def test_the_control_one_queue_for_all_keeps_the_right_one_waiting(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """As above, but nobody looks at addresses: the flood comes first, all of it."""
    monkeypatch.setattr("ballot.web.voter.typing_limits.queue_of", lambda _address: "all")
    monkeypatch.setattr("ballot.web.voter.typing_limits.WAITING", WAITING + 1)
    with a_full_queue("10.0.0.1") as (turns, clock):
        other = Thread(target=turns.wait, args=("482913", "10.0.0.2"))
        other.start()
        while turns.waiting("482913", "10.0.0.2") <= WAITING:
            time.sleep(0.01)
        for _ in range(2):
            clock.now += 0.05
            other.join(0.5)
        assert other.is_alive()
        while other.is_alive():
            clock.now += 1
            time.sleep(0.01)


def test_a_flood_is_evaluated_twenty_times_a_second_at_most() -> None:
    turns = Typing(time.monotonic)
    called: Counter[int] = Counter()
    turned_away = Counter[str]()
    guard = Lock()
    start = time.monotonic()

    def attack(_: int) -> None:
        while time.monotonic() < start + 2:
            try:
                turns.wait("482913", "10.0.0.1")
                with guard:
                    called[int(time.monotonic() - start)] += 1
            except TooManyTyping:
                with guard:
                    turned_away["all"] += 1
                time.sleep(0.02)

    with ThreadPoolExecutor(30) as pool:
        list(pool.map(attack, range(30)))
    assert 15 <= called[0] <= 21
    assert 15 <= called[1] <= 21
    assert turned_away["all"] > 20


def test_workers_share_the_rate() -> None:
    clock = Clock()
    turns = Typing(clock, a_second=10)
    turns.wait("482913", "10.0.0.1")
    second = Thread(target=turns.wait, args=("482913", "10.0.0.1"))
    second.start()
    clock.now += 0.06
    second.join(0.1)
    assert second.is_alive()
    clock.now += 0.05
    second.join(2)
    assert not second.is_alive()


@pytest.mark.parametrize(
    ("address", "queue"),
    [
        ("192.168.1.7", "192.168.1.7"),
        ("::ffff:192.168.1.7", "192.168.1.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("unix:", ""),
        (None, ""),
    ],
)
def test_a_queue_is_a_connection(address: str | None, queue: str) -> None:
    assert queue_of(address) == queue


def test_the_organizer_is_told_after_a_thousand_wrong_codes() -> None:
    turns = Typing(Clock())
    for _ in range(MANY_WRONG):
        turns.note_wrong("482913")
    assert not turns.is_tried_out("482913")
    turns.note_wrong("482913")
    assert turns.is_tried_out("482913")
    assert turns.wrong("111111") == 0


def test_meetings_out_of_the_air_take_no_memory(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ballot.web.voter.typing_limits.MOST_MEETINGS", 10)
    clock = Clock()
    turns = Typing(clock)
    for number in range(200):
        clock.now += 1
        turns.wait(f"{number:06d}", "10.0.0.1")
        turns.note_wrong(f"{number:06d}")
    assert turns.remembered <= 10


def test_numbers_out_of_the_air_hide_no_meeting_that_is_tried_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("ballot.web.voter.typing_limits.MOST_MEETINGS", 10)
    monkeypatch.setattr("ballot.web.voter.typing_limits.MANY_WRONG", 50)
    turns = Typing(Clock())
    for number in range(200):
        turns.note_wrong(f"{number:06d}")
        turns.note_wrong("482913")
    assert turns.is_tried_out("482913")
    assert turns.remembered <= 10
