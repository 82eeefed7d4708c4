"""The page of the example: from this machine alone, on demo data alone, no real meeting on it."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from flask.testing import FlaskClient
from makers.meetings import GOOD, a_closed_meeting, a_hall, an_open_meeting
from makers.small_example import a_small_example

from ballot.bundle import verify
from ballot.demo.folder import Folder, KeptSlip
from ballot.demo.play_state import Scene
from ballot.domain.access import CONSOLE
from ballot.domain.errors import BundleRefused
from ballot.domain.paper import Ballot
from ballot.storage.database import Database
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.opening.open_box import open_box

PAGES = ("/demo", "/demo/slips", "/demo/screen", "/demo/play")
OWN_ADDRESSES = ("127.0.0.1", "127.8.9.1", "::1", "::ffff:127.0.0.1")
OWN_NAMES = ("127.0.0.1:8000", "localhost", "[::1]:8000")
STRANGERS: tuple[tuple[str, dict[str, str]], ...] = (
    ("192.168.1.20", {}),
    ("::ffff:192.168.1.20", {}),
    ("fe80::1", {}),
    ("", {}),
    ("127.0.0.1", {"X-Forwarded-For": "127.0.0.1"}),
    ("127.0.0.1", {"Forwarded": "for=127.0.0.1"}),
    ("127.0.0.1", {"X-Real-IP": "127.0.0.1"}),
    ("127.0.0.1", {"Host": "192.168.1.5:8000"}),
    ("127.0.0.1", {"Host": "rebound.example"}),
    ("127.0.0.1", {"Host": "127.0.0.1.rebound.example"}),
)
"""Where a request comes from, and its headers."""


@pytest.fixture
def hall(sqlite_url: str, tmp_path: Path) -> Iterator[Hall]:
    """A hall on SQLite: what the page shows does not depend on the database."""
    database = Database.connect(sqlite_url)
    yield a_hall(database, tmp_path)
    database.dispose()


@pytest.fixture
def folder(hall: Hall, tmp_path: Path) -> Folder:
    return a_small_example(hall, tmp_path / "data")


def test_it_shows_twelve_slips_and_the_screen(client: FlaskClient, folder: Folder) -> None:
    page = client.get("/demo").get_data(as_text=True)
    shown = [f"/v/{each.number}/{each.token.text}" in page for each in folder.slips()]
    assert shown == [True] * 12 + [False] * 40
    assert page.count("<svg") >= 12
    assert "/ 52" in page
    assert "JavaScript" in page.partition("<noscript>")[2].partition("</noscript>")[0]
    assert "/demo" in client.get("/").get_data(as_text=True)


@pytest.mark.usefixtures("folder")
def test_this_machine_sees_it_by_every_name_of_its_own(client: FlaskClient) -> None:
    for address in OWN_ADDRESSES:
        for host in OWN_NAMES:
            there = {"REMOTE_ADDR": address}
            given = client.get("/demo", headers={"Host": host}, environ_base=there)
            assert given.status_code == 200, (address, host)


@pytest.mark.usefixtures("folder")
def test_nobody_else_learns_that_it_exists(client: FlaskClient) -> None:
    for address, headers in STRANGERS:
        there = {"REMOTE_ADDR": address}
        unknown = client.get("/no-such-page", headers=headers, environ_base=there)
        for path in PAGES:
            given = client.get(path, headers=headers, environ_base=there)
            assert (given.status_code, given.data) == (404, unknown.data), (address, headers)
        for path in ("/demo/play", "/demo/stop"):
            given = client.post(path, headers=headers, environ_base=there)
            assert given.status_code == 404, (address, headers)
        assert b"/demo" not in client.get("/", headers=headers, environ_base=there).data


def test_without_an_example_there_is_no_such_page(client: FlaskClient) -> None:
    assert [client.get(path).status_code for path in PAGES] == [404] * len(PAGES)
    assert b"/demo" not in client.get("/").data


def test_slips_of_a_real_meeting_are_no_example(
    hall: Hall, client: FlaskClient, tmp_path: Path
) -> None:
    meeting = an_open_meeting(hall)
    kept = [KeptSlip(meeting.number, each.token, each.code.text) for each in meeting.slips]
    Folder.of(tmp_path / "data").keep_slips(hall.public_url, kept)
    assert client.get("/demo").status_code == 404


def test_a_spent_slip_is_crossed_and_the_count_goes_up(
    hall: Hall, client: FlaskClient, folder: Folder
) -> None:
    first = client.get("/demo/slips")
    cast_ballot(hall, folder.slips()[2].number, folder.slips()[2].token, Ballot((0,)))
    again = client.get("/demo/slips", headers={"If-None-Match": first.headers["ETag"]})
    assert again.get_data(as_text=True).count('class="spent over"') == 1
    same = client.get("/demo/slips", headers={"If-None-Match": again.headers["ETag"]})
    assert same.status_code == 304


def test_the_next_twelve_come_when_all_have_voted(
    hall: Hall, client: FlaskClient, folder: Folder
) -> None:
    slips = folder.slips()
    for slip in slips[:12]:
        cast_ballot(hall, slip.number, slip.token, Ballot((1,)))
    page = client.get("/demo/slips").get_data(as_text=True)
    assert slips[11].token.text not in page
    assert slips[12].token.text in page


def test_a_form_of_another_site_starts_nothing(app_client: FlaskClient, folder: Folder) -> None:
    assert app_client.post("/demo/play").status_code == 400
    assert app_client.post("/demo/stop").status_code == 400
    assert not (folder.path / "play.json").exists()


def test_no_paper_of_a_meeting_that_was_not_played(
    hall: Hall, client: FlaskClient, folder: Folder
) -> None:
    real = an_open_meeting(hall).number
    (folder.path / "play.json").write_text(Scene(number=folder.slips()[0].number).to_text())
    for paper in ("report.pdf", "audit.bundle"):
        assert client.get(f"/demo/{real}/{paper}").status_code == 404


def test_a_bundle_with_one_byte_altered_is_shown_refused(
    hall: Hall, client: FlaskClient, folder: Folder
) -> None:
    meeting = a_closed_meeting(hall, [GOOD] * 3, slips=3, eligible=3)
    open_box(hall, CONSOLE, meeting.number)
    (folder.path / "play.json").write_text(Scene(number=meeting.number).to_text())
    kept = folder.slips()[0]
    assert client.get(f"/demo/{kept.number}/altered").status_code == 404, "it is not ended"
    page = client.get(f"/demo/{meeting.number}/altered").get_data(as_text=True)
    assert "审计包不成立" in page
    whole = client.get(f"/demo/{meeting.number}/audit.bundle").get_data()
    altered = client.get(f"/demo/{meeting.number}/altered.bundle").get_data()
    assert sum(one != two for one, two in zip(whole, altered, strict=True)) == 1
    assert verify.verify(whole).answers == 3, "the control"
    with pytest.raises(BundleRefused):
        verify.verify(altered)
