"""Randomness is ready before the first voter comes."""

import pytest
from makers import VERY, a_closed_meeting, a_draft, an_open_meeting

from ballot.box.pool import Pools
from ballot.storage import meetings
from ballot.usecases import prepare_pools as preparing
from ballot.usecases.hall import Hall
from ballot.usecases.prepare_pools import prepare_pools


def pk_of(hall: Hall, number: str) -> bytes:
    pk = hall.database.read(lambda db: meetings.get(db, number)).pk
    assert pk is not None
    return pk


def test_an_open_meeting_has_a_pool_before_its_first_voter(hall: Hall) -> None:
    meeting = an_open_meeting(hall)
    a_draft(hall)
    a_closed_meeting(hall, [], slips=1)
    prepare_pools(hall)
    pool = hall.pools.of(pk_of(hall, meeting.number))
    assert hall.pools.fill_idle(6) == 6
    assert pool.ready == 6
    meeting.cast(VERY)
    assert pool.ready == 1


def test_the_latest_meetings_are_made_ready_first(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(preparing, "MOST", 2)
    numbers = [an_open_meeting(hall, slips=1).number for _ in range(3)]
    asked: list[bytes] = []
    real = Pools.of
    monkeypatch.setattr(Pools, "of", lambda pools, pk: (asked.append(pk), real(pools, pk))[1])
    prepare_pools(hall)
    assert asked == [pk_of(hall, number) for number in numbers[1:]]
