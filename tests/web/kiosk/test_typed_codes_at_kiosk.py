"""Typed codes at a paired kiosk: a lane of their own, which no flood reaches."""

import pytest
from people.flood import Addresses, Flood, a_flood

from ballot.web.voter.typing_limits import A_SECOND, MOST_AT_KIOSKS, WAITING

HALL = "10.0.0.1"
"""The hall's one address to the outside: of its kiosk, and of whoever floods from within."""
KIOSK = "192.168.1.20"
PLACES = 50
"""Waiting at once in these tests: threads are dear here."""


@pytest.fixture(autouse=True)
def fifty_places(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ballot.web.voter.typing_limits.MOST_WAITING", PLACES)


def one_address(_code: int) -> str:
    return HALL


def every_place(code: int) -> str:
    """As many networks as there are places, a code in each."""
    return f"2001:db8:0:{code % PLACES:x}::1"


def nearly_every_place(code: int) -> str:
    """As many networks as leave a few places free; each came before the kiosk."""
    return f"2001:db8:0:{code % (PLACES - 5):x}::1"


def fill(flood: Flood, addresses: Addresses) -> None:
    """Wrong codes up to the last that finds a place."""
    flood.pour(PLACES - 4 if addresses is nearly_every_place else PLACES + 5)


@pytest.mark.parametrize("addresses", [one_address, every_place, nearly_every_place])
def test_a_right_code_at_a_kiosk_is_evaluated_within_two_seconds_of_a_flood(
    addresses: Addresses,
) -> None:
    with a_flood(addresses) as flood:
        fill(flood, addresses)
        right = flood.send(HALL, kiosk=1)
        flood.go_on(1)
        assert right.evaluated_at is not None
        assert right.evaluated_at - right.sent_at <= 2
        assert flood.most_in_a_second() == A_SECOND


@pytest.mark.parametrize("addresses", [one_address, every_place])
def test_the_control_in_the_lane_of_all_it_is_turned_away(addresses: Addresses) -> None:
    with a_flood(addresses) as flood:
        fill(flood, addresses)
        assert flood.send(HALL).is_turned_away


def test_the_control_in_the_lane_of_all_it_waits_for_whoever_came_before() -> None:
    with a_flood(nearly_every_place) as flood:
        fill(flood, nearly_every_place)
        right = flood.send(HALL)
        flood.go_on(2)
        assert not right.is_done


def test_two_lanes_that_wait_take_turns() -> None:
    """A kiosk at which somebody tries codes out has half the turns and no more."""
    with a_flood(one_address) as flood:
        flood.send("10.9.9.9")
        others = [flood.send(HALL) for _ in range(WAITING)]
        at_kiosk = [flood.send(KIOSK, kiosk=1) for _ in range(WAITING)]
        while sum(each.is_done for each in others) < 8:
            flood.tick()
        assert sum(each.is_done for each in at_kiosk) in {7, 8, 9}


def test_kiosks_are_drawn_in_turn() -> None:
    with a_flood(one_address) as flood:
        flood.send("10.9.9.9")
        first = [flood.send(KIOSK, kiosk=1) for _ in range(WAITING)]
        second = flood.send(KIOSK, kiosk=2)
        while not second.is_done:
            flood.tick()
        assert sum(each.is_done for each in first) == 1


def test_at_a_kiosk_twenty_wait_and_another_kiosk_is_not_turned_away() -> None:
    with a_flood(one_address) as flood:
        flood.send("10.9.9.9")
        assert not any(flood.send(KIOSK, kiosk=1).is_turned_away for _ in range(WAITING))
        assert flood.send(KIOSK, kiosk=1).is_turned_away
        assert not flood.send(KIOSK, kiosk=2).is_turned_away


def test_kiosks_leave_threads_to_those_who_scan() -> None:
    with a_flood(one_address) as flood:
        flood.send("10.9.9.9")
        for place in range(MOST_AT_KIOSKS):
            assert not flood.send(KIOSK, kiosk=place).is_turned_away
        assert flood.send(KIOSK, kiosk=MOST_AT_KIOSKS).is_turned_away
        assert not flood.send(HALL).is_turned_away
