"""The audit bundle beside the other files of a result, for whoever may see the meeting."""

import pytest
from makers.meetings import THE_HALL, a_closed_meeting, an_open_meeting
from people.desk import Desk, a_desk

from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.errors import QuorumMissed
from ballot.usecases.hall import Hall
from ballot.usecases.opening.open_box import open_box
from ballot.web.proxy import Application


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The organizer has signed in."""
    return a_desk(app, hall)


def test_the_page_of_a_result_offers_its_bundle(desk: Desk, hall: Hall) -> None:
    number = a_closed_meeting(hall, THE_HALL).number
    open_box(hall, CONSOLE, number)
    address = f"/meetings/{number}/result.bundle"
    assert address in desk.client.get(f"/meetings/{number}/result").text
    given = desk.client.get(address)
    assert given.headers["Content-Disposition"] == f"attachment; filename={number}.bundle"
    assert verify.verify(given.data).answers == len(THE_HALL)


def test_below_the_quorum_it_is_offered_too(desk: Desk, hall: Hall) -> None:
    number = a_closed_meeting(hall, THE_HALL[:30]).number
    with pytest.raises(QuorumMissed):
        open_box(hall, CONSOLE, number)
    address = f"/meetings/{number}/result.bundle"
    assert address in desk.client.get(f"/meetings/{number}/result").text
    assert verify.verify(desk.client.get(address).data).result.subjects[0].opened is None


def test_before_the_end_there_is_none(desk: Desk, hall: Hall) -> None:
    number = an_open_meeting(hall).number
    address = f"/meetings/{number}/result.bundle"
    assert address not in desk.client.get(f"/meetings/{number}/result").text
    assert desk.client.get(address).status_code == 409


def test_strangers_are_not_given_it(app: Application, hall: Hall) -> None:
    number = a_closed_meeting(hall, THE_HALL).number
    open_box(hall, CONSOLE, number)
    given = app.test_client().get(f"/meetings/{number}/result.bundle")
    assert given.status_code in (302, 303, 401)
    assert b"PK" not in given.data
