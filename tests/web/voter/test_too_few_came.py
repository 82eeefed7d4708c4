"""What a slip says once too few came: whether it was received, and that the box stays shut."""

from contextlib import suppress

import pytest
from flask.testing import FlaskClient
from makers.meetings import VERY, a_closed_meeting

from ballot.domain.access import CONSOLE
from ballot.domain.errors import QuorumMissed
from ballot.usecases.hall import Hall
from ballot.usecases.opening.open_box import open_box


@pytest.mark.parametrize(
    ("eligible", "said"),
    [
        (9, "没有达到法定人数，票箱不打开。"),
        (33, "差 20 票，没有达到法定人数，票箱不打开。"),
    ],
)
def test_after_a_missed_quorum_a_slip_tells_of_it(
    client: FlaskClient, hall: Hall, eligible: int, said: str
) -> None:
    meeting = a_closed_meeting(hall, [VERY] * 2, slips=3, eligible=eligible)
    paths = [f"/v/{meeting.number}/{slip.token.text}" for slip in meeting.slips]
    assert said not in client.get(paths[0]).text
    with suppress(QuorumMissed):
        open_box(hall, CONSOLE, meeting.number)
    voted, unused = client.get(paths[0]), client.get(paths[2])
    assert (voted.status_code, unused.status_code) == (200, 410)
    assert f"您的票已经收到。{said}" in voted.text
    assert f"{said}这张票没有投，不能再用。" in unused.text
    assert len(voted.data) == len(unused.data)
    assert ("差 " in voted.text) is (eligible == 33)
    unknown = client.get(f"/v/{meeting.number}/{'A' * 26}")
    assert unknown.status_code == 404
    assert "法定人数" not in unknown.text
