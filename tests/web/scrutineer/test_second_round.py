"""A quorum missed on the phones of a hall, and the phones that go on to the second round."""

import pytest
from flask.testing import FlaskClient
from makers.meetings import VERY
from makers.meetings_of_scrutineers import a_closed_meeting_of_scrutineers
from people.desk import a_desk

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.round_two import round_two
from ballot.usecases.scrutineers import badge_links
from ballot.web.proxy import Application


@pytest.mark.parametrize(
    ("eligible", "said"),
    [
        (9, "没有达到法定人数，票箱不打开。"),
        (33, "差 20 票，没有达到法定人数，票箱不打开。"),
    ],
    ids=["a small hall is told no number", "30 and more are"],
)
def test_from_a_missed_quorum_to_the_second_round_on_the_same_phone(
    app: Application, app_client: FlaskClient, hall: Hall, eligible: int, said: str
) -> None:
    held = a_closed_meeting_of_scrutineers(hall, [VERY] * 2, slips=3, eligible=eligible)
    number, badge = held.number, held.badges[1]
    app_client.set_cookie("badge", badge, path=f"/s/{number}")

    def look(path: str) -> str:
        return app_client.get(path, follow_redirects=True).text

    assert said in look(f"/s/{number}/")
    assert ("差 " in look(f"/s/{number}/")) is (eligible == 33)
    assert "/opening" not in look(f"/s/{number}/"), "nobody is asked for a key that is not used"
    assert "等组织者按“结束本轮”" in look(f"/s/{number}/opening")
    assert app_client.get(f"/s/{number}/second-round").location == f"/s/{number}/"
    desk = a_desk(app, hall)
    desk.look(f"/meetings/{number}")
    assert "结束本轮</button>" in desk.page
    desk.press(number, "box")
    assert said in look(f"/s/{number}/")
    assert "请当众撕掉" in look(f"/s/{number}/")
    second = round_two(hall, CONSOLE, number)
    assert "去第二轮" in look(f"/s/{number}/")
    answer = app_client.get(f"/s/{number}/second-round")
    assert answer.location == f"/s/{second}/"
    cookie = app_client.get_cookie("badge", path=f"/s/{second}")
    assert cookie is not None
    assert (cookie.value, cookie.http_only, cookie.same_site) == (badge, True, "Strict")
    assert "李监" in look(f"/s/{second}/")
    assert "领密钥" in look(f"/s/{second}/")
    badge_links.replace(hall, CONSOLE, second, 2, "换手机")
    assert app_client.get(f"/s/{second}/").status_code == 403
    assert app_client.get(f"/s/{number}/second-round").status_code == 403


def test_a_stranger_does_not_get_into_the_second_round(app_client: FlaskClient, hall: Hall) -> None:
    held = a_closed_meeting_of_scrutineers(hall, [VERY] * 2, slips=3, eligible=9)
    assert app_client.get(f"/s/{held.number}/second-round").status_code == 403
