"""The two forms that are signed in ink: what hangs on the wall, and the value of the close."""

import subprocess
from pathlib import Path

import pytest
from makers.meetings import THE_HALL, a_closed_meeting, a_draft
from people.desk import Desk, a_desk
from printing import reading
from sqlalchemy import text

from ballot.domain.access import CONSOLE
from ballot.domain.groups_of_four import in_fours
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.verified import box_roots
from ballot.web.proxy import Application


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """The sheets ask the database nothing that the kinds could answer differently."""
    return sqlite_url


@pytest.fixture
def desk(app: Application, hall: Hall) -> Desk:
    """The organizer has signed in."""
    return a_desk(app, hall)


def printed(desk: Desk, address: str, folder: Path) -> str:
    """The words of a sheet, as they come out of the printer."""
    answer = desk.client.get(address)
    assert (answer.status_code, answer.mimetype) == (200, "application/pdf"), answer.text[:500]
    file = folder / "sheet.pdf"
    file.write_bytes(answer.data)
    return reading.words(file)


def halves(digest: str) -> tuple[str, str]:
    """A digest as it stands on paper, in two lines."""
    return digest[:32], digest[32:]


def test_what_hangs_on_the_wall_is_offered_once_it_is_frozen(
    desk: Desk, hall: Hall, tmp_path: Path
) -> None:
    number = a_draft(hall, slips=46).number
    address = f"/meetings/{number}/notice.pdf"
    desk.look(f"/meetings/{number}")
    assert address not in desk.page
    assert desk.client.get(address).status_code == 409
    freeze(hall, CONSOLE, number)
    desk.look(f"/meetings/{number}")
    assert address in desk.page
    found = printed(desk, address, tmp_path)
    fingerprint = see_meeting(hall, CONSOLE, number).fingerprint
    assert fingerprint is not None
    for told in (
        "46人",
        "46张",
        "张某",
        "很满意",
        *halves(fingerprint),
        "密钥也在服务器上",
        "监票人",
    ):
        assert told in found, told


def test_the_value_of_the_close_is_printed_in_groups_of_four(
    desk: Desk, hall: Hall, tmp_path: Path
) -> None:
    meeting = a_closed_meeting(hall, THE_HALL, subjects=2)
    address = f"/meetings/{meeting.number}/close.pdf"
    desk.look(f"/meetings/{meeting.number}")
    assert address in desk.page
    pinned = hall.database.read(lambda db: box_roots.of(hall, db, meeting.number))
    value = pinned.close_value.hex()
    found = printed(desk, address, tmp_path)
    digests = [half for each in (value, *pinned.roots.values()) for half in halves(each)]
    for told in (*digests, "31张", "张某", "李某"):
        assert told in found, told
    assert "很满意" not in found
    file = tmp_path / "sheet.pdf"
    groups = in_fours(value).split(" ")
    assert len(groups) == 16
    assert groups[0] + " " + groups[1] in spaced(file)


def spaced(file: Path) -> str:
    """The words with the spaces between the groups."""
    out = subprocess.run(["pdftotext", "-layout", file, "-"], check=True, capture_output=True)
    return out.stdout.decode()


def test_before_the_close_there_are_no_roots_to_sign(desk: Desk, hall: Hall) -> None:
    number = a_draft(hall).number
    assert desk.client.get(f"/meetings/{number}/close.pdf").status_code == 409


def test_roots_that_the_journal_does_not_have_are_not_printed(desk: Desk, hall: Hall) -> None:
    meeting = a_closed_meeting(hall, THE_HALL)
    attack = "UPDATE journal SET detail = replace(detail, 'roots', 'root5') WHERE act = 'close'"
    hall.database.write(lambda db: db.execute(text(attack)))
    answer = desk.client.get(f"/meetings/{meeting.number}/close.pdf")
    assert answer.status_code == 500
    assert "操作记录" in answer.text
