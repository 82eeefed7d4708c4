"""What has ended is sealed by itself, and never at the cost of those who vote."""

from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from makers.meetings import GOOD, VERY, a_closed_meeting, a_draft, an_open_meeting

from ballot.domain.access import CONSOLE
from ballot.storage import turnout, votes
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.meeting.reset import reset
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.traces.seal_meetings import seal_meetings


def sealed(hall: Hall, number: str) -> bool | None:
    return see_meeting(hall, CONSOLE, number).sealed


def test_a_draft_has_nothing_to_seal(hall: Hall) -> None:
    number = a_draft(hall).number
    assert sealed(hall, number) is None
    assert seal_meetings(hall) is True
    assert sealed(hall, number) is None


def test_close_opening_and_the_end_of_a_rehearsal_each_ask_for_a_seal(hall: Hall) -> None:
    rehearsed = a_draft(hall).number
    rehearse(hall, CONSOLE, rehearsed)
    assert sealed(hall, rehearsed) is None
    reset(hall, CONSOLE, rehearsed)
    closed = a_closed_meeting(hall, [VERY, GOOD], slips=3, eligible=3).number
    for asking in (rehearsed, closed):
        assert sealed(hall, asking) is False
    assert seal_meetings(hall) is True
    assert (sealed(hall, rehearsed), sealed(hall, closed)) == (None, True)
    result = open_box(hall, CONSOLE, closed)
    assert sealed(hall, closed) is False
    assert seal_meetings(hall) is True
    assert sealed(hall, closed) is True
    assert open_box(hall, CONSOLE, closed) == result


def test_where_a_seal_stops_all_voters_it_waits_for_them(hall: Hall) -> None:
    """SQLite writes its whole file anew; PostgreSQL seals one meeting beside the others."""
    closed = a_closed_meeting(hall, [VERY], slips=3, eligible=3).number
    neighbour = an_open_meeting(hall)
    beside = hall.database.dialect == "postgresql"
    assert seal_meetings(hall) is beside
    view = see_meeting(hall, CONSOLE, closed)
    assert (view.sealed, view.seal_waits) == (beside, not beside)
    close_voting(hall, CONSOLE, neighbour.number)
    assert seal_meetings(hall) is True
    assert sealed(hall, closed) is sealed(hall, neighbour.number) is True


@pytest.mark.parametrize("patient", [True, False], ids=["waits", "seals_at_once"])
def test_a_neighbour_votes_through_a_close_and_a_seal_and_loses_nothing(
    hall: Hall, monkeypatch: pytest.MonkeyPatch, patient: bool
) -> None:
    """Also where a seal meets voters after all: a meeting that opens as it begins."""
    if not patient:
        monkeypatch.setattr(
            "ballot.usecases.traces.seal_meetings.voters_first", lambda hall, db: False
        )
    ending = an_open_meeting(hall, slips=5, eligible=5)
    ending.cast_all([VERY, GOOD, VERY])
    neighbour = an_open_meeting(hall, slips=60, eligible=60)
    begun = Event()

    def vote(share: int) -> int:
        for _ in range(20):
            begun.set()
            shares[share].cast(VERY)
        return shares[share].spent

    parts = [neighbour.slips[start::3] for start in range(3)]
    shares = [type(neighbour)(hall, neighbour.number, part) for part in parts]
    with ThreadPoolExecutor(3) as threads:
        acknowledged = threads.map(vote, range(3))
        begun.wait()
        close_voting(hall, CONSOLE, ending.number)
        for _ in range(3):
            seal_meetings(hall)
        assert sum(acknowledged) == 60
    assert hall.database.read(lambda db: turnout.received(db, neighbour.number)) == 60
    assert hall.database.read(lambda db: votes.counts(db, neighbour.number)) == {(0, 0, 0): 60}
    close_voting(hall, CONSOLE, neighbour.number)
    opened = open_box(hall, CONSOLE, neighbour.number).subjects[0].opened
    assert opened is not None
    assert opened.counts[0][1] == 60
