"""A kiosk goes on to the second round by itself, and to no other meeting."""

from contextlib import suppress

from makers.meetings import an_open_meeting
from people.tablet import paired

from ballot.domain.access import CONSOLE
from ballot.domain.errors import QuorumMissed
from ballot.usecases.hall import Hall
from ballot.usecases.kiosk.retire_kiosk import retire_kiosk
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.opening.open_box import open_box
from ballot.web.proxy import Application


def test_a_kiosk_goes_on_by_itself(app: Application, hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=4, eligible=4)
    number, tablet = meeting.number, paired(app, meeting)
    late = paired(app, meeting)
    now = f"/k/{number}/now"
    assert tablet.client.get(now).json == {"said": "", "goes_on": None}
    assert tablet.client.get(f"/k/{number}/second-round").location == f"/k/{number}/"
    close_voting(hall, CONSOLE, number)
    with suppress(QuorumMissed):
        open_box(hall, CONSOLE, number)
    assert tablet.client.get(now).json["goes_on"] is None
    second = round_two(hall, CONSOLE, number)
    assert tablet.client.get(now).json["goes_on"] == f"/k/{number}/second-round"
    assert tablet.client.get(f"/k/{number}/second-round").location == f"/k/{second}/"
    page = tablet.client.get(f"/k/{second}/")
    assert page.status_code == 200
    assert "还没有开始，请稍等" in page.text
    retire_kiosk(hall, CONSOLE, second, 12)
    assert late.client.get(now).json["goes_on"] is None, "it was retired in the second round"
    assert app.test_client().get(f"/k/{number}/second-round").status_code == 403
