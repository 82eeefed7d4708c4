"""A file of a result goes to a phone that has no account, by a link that runs out."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from makers.meetings import THE_HALL, Clock, a_closed_meeting, a_hall, an_open_meeting
from people.desk import NAME, Desk, a_desk

from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.storage import people
from ballot.storage.database import Database
from ballot.usecases.accounts import signed_links
from ballot.usecases.accounts.invite_administrator import invite_administrator
from ballot.usecases.hall import Hall
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result import download_links
from ballot.usecases.traces.erase import erase
from ballot.web.proxy import Application

LINK = re.compile(r'class="address">http://[^/]+(/files/[\w.-]+)<')


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """A link asks the database nothing that the kinds could answer differently."""
    return sqlite_url


@pytest.fixture
def clock() -> Clock:
    """The clock on the wall, which a test may put forward."""
    return Clock()


@pytest.fixture
def hall(database: Database, tmp_path: Path, clock: Clock) -> Hall:
    """The hall with that clock."""
    return a_hall(database, tmp_path, clock=clock)


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The organizer has signed in."""
    return a_desk(app, hall)


@pytest.fixture
def number(hall: Hall) -> str:
    """A meeting whose box is open."""
    number = a_closed_meeting(hall, THE_HALL).number
    open_box(hall, CONSOLE, number)
    return number


def offered(desk: Desk, number: str) -> list[str]:
    """The paths behind the QR codes."""
    return LINK.findall(desk.look(f"/meetings/{number}/result/links").text)


def test_a_phone_without_an_account_fetches_report_and_bundle(
    desk: Desk, client: FlaskClient, number: str
) -> None:
    assert f"/meetings/{number}/result/links" in desk.look(f"/meetings/{number}/result").text
    report, bundle = (client.get(path) for path in offered(desk, number))
    assert report.data.startswith(b"%PDF")
    assert f"{number}-report.pdf" in report.headers["Content-Disposition"]
    assert verify.verify(bundle.data).answers == len(THE_HALL)
    assert "Set-Cookie" not in bundle.headers


def test_a_link_is_good_for_ten_minutes(
    desk: Desk, client: FlaskClient, clock: Clock, number: str
) -> None:
    _report, bundle = offered(desk, number)
    clock.now += download_links.LIFE - timedelta(seconds=30)
    assert client.get(bundle).status_code == 200
    clock.now += timedelta(seconds=60)
    gone = client.get(bundle)
    assert gone.status_code == 410
    assert "这个下载链接已过期或不完整" in gone.text
    assert b"PK" not in gone.data
    assert client.get(offered(desk, number)[1]).status_code == 200


@pytest.mark.parametrize("altered", ["x", "{}x", "你好", "A{}", "{}.x"])
def test_what_was_not_signed_here_is_no_link(
    desk: Desk, client: FlaskClient, number: str, altered: str
) -> None:
    path = offered(desk, number)[0]
    text = path.rpartition("/")[2]
    assert client.get(f"/files/{altered.format(text)}").status_code == 410


def test_an_invitation_is_no_download_and_a_download_no_invitation(
    desk: Desk, client: FlaskClient, hall: Hall, number: str
) -> None:
    text = offered(desk, number)[0].rpartition("/")[2]
    assert client.get(f"/files/{invite_administrator(hall)}").status_code == 410
    assert client.get(f"/setup/{text}").status_code == 410


def test_the_control_one_purpose_for_all_would_take_the_one_for_the_other(hall: Hall) -> None:
    """An invitation is refused because it is one, not because of its form."""
    told, life = ["a", "b"], timedelta(minutes=1)
    text = signed_links.write(hall, "invitation", told)
    assert signed_links.read(hall, "download", text, life) is None
    assert signed_links.read(hall, "invitation", text, life) == told


def test_with_its_giver_a_link_is_gone(
    desk: Desk, client: FlaskClient, hall: Hall, number: str
) -> None:
    path = offered(desk, number)[1]
    assert client.get(path).status_code == 200
    giver = hall.database.read(lambda db: people.account_named(db, NAME))
    assert giver
    hall.database.write(lambda db: people.set_active(db, giver.id, active=False))
    assert client.get(path).status_code == 410


def test_before_the_end_there_is_nothing_to_give_on(desk: Desk, hall: Hall) -> None:
    number = an_open_meeting(hall).number
    assert desk.client.get(f"/meetings/{number}/result/links").status_code == 409


def test_strangers_give_nothing_on(client: FlaskClient, number: str) -> None:
    answer = client.get(f"/meetings/{number}/result/links")
    assert answer.status_code in (302, 303)
    assert "/files/" not in answer.text


def test_when_the_ciphertexts_are_deleted_the_report_alone_is_left(
    desk: Desk, hall: Hall, clock: Clock, number: str
) -> None:
    clock.now += timedelta(days=30)
    erase(hall, CONSOLE, number)
    desk.accept(invite_administrator(hall), name="李科长")
    assert len(offered(desk, number)) == 1


def test_another_installation_signs_otherwise(hall: Hall) -> None:
    text = signed_links.write(hall, "download", 1)
    other = replace(hall, pepper=bytes(32))
    assert signed_links.read(other, "download", text, timedelta(minutes=1)) is None
