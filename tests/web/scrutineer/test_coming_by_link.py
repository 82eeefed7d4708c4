"""Who holds no badge of a meeting learns nothing of it on the pages of 监票人 and 计票人."""

from flask.testing import FlaskClient
from makers.meetings import a_draft
from people.desk import a_desk

from ballot.domain.access import Role
from ballot.storage import badges
from ballot.storage.badges import BadgeRow
from ballot.usecases.accounts import badge_secrets
from ballot.usecases.hall import Hall
from ballot.web.proxy import Application


def a_badge(hall: Hall, number: str, position: int = 1, role: Role = Role.SCRUTINEER) -> str:
    """The secret of a phone in a place of the meeting."""
    secret = badge_secrets.draw()
    digest = badge_secrets.of_badge(secret)
    row = BadgeRow(number, position, role.value, "刘某", digest=digest)
    hall.database.write(lambda db: badges.add(db, [row]))
    return secret


def test_a_phone_without_a_badge_is_told_to_scan_its_code(
    app_client: FlaskClient, hall: Hall
) -> None:
    number = a_draft(hall).number
    for address in (number, "000000", "abc"):
        answer = app_client.get(f"/s/{address}/")
        assert answer.status_code == 403
        assert "请扫您的二维码" in answer.text
        assert "大布村" not in answer.text


def test_a_badge_opens_the_home_page_of_its_own_meeting_alone(
    app_client: FlaskClient, hall: Hall
) -> None:
    mine, other = a_draft(hall).number, a_draft(hall).number
    secret = a_badge(hall, mine)
    app_client.set_cookie("badge", secret)
    page = app_client.get(f"/s/{mine}/")
    assert page.status_code == 200
    assert "刘某" in page.text
    assert "1 号监票人" in page.text
    assert app_client.get(f"/s/{other}/").status_code == 403
    assert app_client.get(f"/s/{other}/now").status_code == 403


def test_nobody_wears_a_badge_in_the_browser_of_an_account(app: Application, hall: Hall) -> None:
    desk = a_desk(app, hall)
    number = desk.new_meeting()
    desk.client.set_cookie("badge", a_badge(hall, number))
    answer = desk.look(f"/s/{number}/")
    assert answer.status_code == 403
    assert "登录着账户" in answer.text
