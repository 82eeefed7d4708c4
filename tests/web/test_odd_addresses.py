"""Addresses that somebody made up lead nowhere, on either database, and are no fault of ours."""

import re
from urllib.parse import unquote

import pytest
from makers.reviewed import seven
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
ODD = ("9" * 5000, "9" * 20, "2147483648", "-1", "%c2%b2", "%d9%a1", "1e9", "%00")
"""Numbers that no column holds, or that Python or a database refuses to read."""
ASKED = (
    "/meetings?unit={}",
    "/meetings?assessment={}",
    "/meetings?page={}",
    "/meetings/bulk?do=freeze&m={number}.{}",
    "/meetings/{number}/roster?page={}",
    "/meetings/{number}/scrutineers?but={}",
    "/meetings/{number}/screen?page={}",
    "/meetings/{number}/screen/now?page={}",
    "/journal?page={}",
    "/assessments?page={}",
    "/assessments/{id}?page={}",
    "/assessments/{id}/scores?page={}",
    "/assessments/{id}/compare?with={}",
    "/assessments/{id}/ranking?ranking={}",
    "/assessments/{id}/meetings/new?person={}",
)
"""Addresses that ask for a number."""
SENT = (
    ("/meetings/bulk", {"do": "freeze", "m": "{number}.{}"}),
    ("/meetings/bulk/slips", {"m": "{number}", "spare": "{}"}),
    ("/assessments/{id}/appeals/objection", {"objection-person": "{}", "objection-claim": "x"}),
    ("/assessments/{id}/combine", {"person": "{}"}),
    ("/meetings/{number}/slips", {"count": "{}"}),
)
"""Forms that send one."""


def test_an_address_that_no_row_can_have_is_not_there(app: Application, hall: Hall) -> None:
    clients = (app.test_client(), a_desk(app, hall).client)
    for path in PATHS:
        for client in clients:
            assert client.get(path).status_code < 500, path


def test_a_number_that_no_row_can_have_is_none(app: Application, hall: Hall) -> None:
    desk = a_desk(app, hall)
    number, id = desk.new_meeting(), seven(hall)
    for odd in ODD:
        for path in ASKED:
            at = path.replace("{number}", number).replace("{id}", str(id)).replace("{}", odd)
            assert desk.client.get(at).status_code < 500, at[:80]
        for path, fields in SENT:
            at = path.replace("{number}", number).replace("{id}", str(id))
            sent = {
                k: v.replace("{number}", number).replace("{}", unquote(odd))
                for k, v in fields.items()
            }
            assert desk.send(at, **sent).status_code < 500, (at, odd[:20])


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
