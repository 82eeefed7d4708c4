"""Addresses that somebody made up lead nowhere, on either database, and are no fault of ours."""

import re

import pytest
from people.ceremony import a_draft_of_scrutineers
from people.desk import a_desk
from people.hall_phone import Hand

from ballot.usecases.hall import Hall
from ballot.web.proxy import Application

PATHS = (
    "/notice/%00",
    "/notice/%ed%a0%80",
    "/assessments/9999999999",
    "/assessments/" + "9" * 5000,
    "/meetings/%00",
    "/journal?meeting=%00",
    "/s/%00/",
    "/s/%ed%a0%80/come/%00",
)


def test_an_address_that_no_row_can_have_is_not_there(app: Application, hall: Hall) -> None:
    clients = (app.test_client(), a_desk(app, hall).client)
    for path in PATHS:
        for client in clients:
            assert client.get(path).status_code < 500, path


@pytest.mark.parametrize("path", ["page", "same", "confirm"])
def test_a_script_that_sends_brackets_without_end_is_refused(
    app: Application, hall: Hall, path: str
) -> None:
    meeting = a_draft_of_scrutineers(hall)
    hand = Hand(app.test_client())
    hand.client.set_cookie("badge", meeting.phones[0].badge, path=f"/s/{meeting.number}")
    hand.look(f"/s/{meeting.number}/keys")
    token = re.search(r'data-token="([^"]+)"', hand.page)
    assert token
    answer = hand.client.post(
        f"/s/{meeting.number}/keys/{path}",
        data=b"[" * 15_000,
        content_type="application/json",
        headers={"X-CSRFToken": token[1]},
    )
    assert 400 <= answer.status_code < 500
