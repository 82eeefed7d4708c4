"""The page for the 监票人 says what is true of his meeting, in the words of the specification."""

import pytest
from flask.testing import FlaskClient
from makers.meetings import a_draft, a_plan
from makers.settings import AppOn
from web.scrutineer.test_coming_by_link import a_badge

from ballot.domain.access import CONSOLE, Role
from ballot.domain.meeting import Custody, Transport
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.create_meeting import create_meeting

PLAIN = "本场网络未加密：同一无线网上的人可能看到您选了什么"
COLLUSION = "两名监票人与持有数据库或其备份的人合谋，可以查出每张二维码票选了什么"
ON_SERVER = "钥匙在服务器上，能进入那台机器的人可以打开每一张票"


@pytest.mark.parametrize("custody", Custody)
@pytest.mark.parametrize("transport", Transport)
def test_it_says_what_he_holds_does_knows_and_refuses(
    hall: Hall, app_on: AppOn, custody: Custody, transport: Transport
) -> None:
    number = create_meeting(hall, CONSOLE, a_plan(custody=custody))
    phone = app_on(transport).test_client()
    phone.set_cookie("badge", a_badge(hall, number))
    page = phone.get(f"/s/{number}/about").text
    for heading in ("您拿着什么", "您要做什么", "您能知道什么，不能知道什么", "什么时候拒绝"):
        assert heading in page
    assert (COLLUSION in page) == (custody is Custody.SCRUTINEERS)
    assert (ON_SERVER in page) == (custody is Custody.SERVER)
    assert (PLAIN in page) == (transport is Transport.PLAIN)
    assert "任何人都不可能知道" not in page


def test_every_page_of_a_scrutineer_leads_to_it_and_no_teller_s(
    app_client: FlaskClient, hall: Hall
) -> None:
    number = a_draft(hall).number
    for position, (role, leads) in enumerate(((Role.SCRUTINEER, True), (Role.TELLER, False)), 1):
        app_client.set_cookie("badge", a_badge(hall, number, position, role))
        assert (f"/s/{number}/about" in app_client.get(f"/s/{number}/").text) is leads


def test_a_stranger_does_not_read_it(app_client: FlaskClient, hall: Hall) -> None:
    assert app_client.get(f"/s/{a_draft(hall).number}/about").status_code == 403
