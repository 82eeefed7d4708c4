"""What must never be found: tokens, codes, the key of a box, passwords, choices."""

import logging
from pathlib import Path

import pytest
from makers.meetings import BAD, VERY, a_closed_meeting, a_draft, a_hall
from people.searcher import everything, files, spellings

from ballot.domain.access import CONSOLE
from ballot.storage import meetings
from ballot.storage.database import Database
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.meeting.reset import reset
from ballot.usecases.opening.open_box import open_box


def test_no_token_code_or_key_lies_in_the_database_or_in_a_log(
    hall: Hall, tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    meeting = a_closed_meeting(hall, [VERY, BAD], slips=3, eligible=3)
    row = hall.database.read(lambda db: meetings.get(db, meeting.number))
    secret = hall.box_keys.get(row.run)
    open_box(hall, CONSOLE, meeting.number)
    found = hall.database.read(everything) + caplog.text.encode()
    data = tmp_path / "data"
    if data.exists():
        assert (data / "ballot.sqlite3-wal").stat().st_size > 0
        found += files(data)
    assert row.run in found, "the control: what does lie there is found"
    for slip in meeting.slips:
        for one in (slip.token.text, slip.token.text.lower(), slip.code.text, slip.code.printed):
            assert one.encode() not in found
    for one in spellings(secret) + spellings(hall.pepper) + spellings(hall.tags.row):
        assert one not in found


def test_tokens_and_codes_lie_in_no_key_file(hall: Hall, tmp_path: Path) -> None:
    meeting = a_closed_meeting(hall, [VERY], slips=2, eligible=2)
    found = files(tmp_path / "keys")
    assert hall.sign in found, "the control"
    for slip in meeting.slips:
        assert slip.token.text.encode() not in found
        assert slip.code.text.encode() not in found


def test_the_key_of_a_rehearsal_is_erased_with_it(hall: Hall, tmp_path: Path) -> None:
    meeting = a_draft(hall, slips=0)
    rehearse(hall, CONSOLE, meeting.number)
    run = hall.database.read(lambda db: meetings.get(db, meeting.number)).run
    secret = hall.box_keys.get(run)
    assert secret in files(tmp_path / "keys")
    reset(hall, CONSOLE, meeting.number)
    assert secret not in files(tmp_path / "keys")


def test_two_halls_with_other_keys_cannot_read_each_others_meetings(
    database: Database, tmp_path: Path
) -> None:
    first = a_hall(database, tmp_path / "first")
    second = a_hall(database, tmp_path / "second")
    meeting = a_closed_meeting(first, [VERY], slips=1, eligible=1)
    with pytest.raises(Exception, match="Tampered"):
        open_box(second, CONSOLE, meeting.number)
    open_box(first, CONSOLE, meeting.number)
