"""The key of a box that 监票人 hold, and their open shares, lie nowhere on the server.

docs/secrecy.md, test 21: searched are every value of the database, its files and log, the key
folder, what was written down, and temporary files.
"""

import logging
import tempfile
from pathlib import Path

import pytest
from makers.meetings import BAD, VERY
from people.ceremony import WithScrutineers, an_open_meeting_of_scrutineers
from people.searcher import everything, files, spellings
from sqlalchemy import text

from ballot.box import group, keyslip, shares
from ballot.domain.access import CONSOLE
from ballot.storage import meetings
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting


@pytest.fixture
def temporary(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The only place for temporary files of this test."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setenv("TMPDIR", str(folder))
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def secrets_of(hall: Hall, meeting: WithScrutineers) -> list[bytes]:
    """The key, the three shares, the one-time halves of the pages, as they might be spelt."""
    row = hall.database.read(lambda db: meetings.get(db, meeting.number))
    weights = shares.weights([1, 2])
    whole = group.plus(
        *(
            group.times(weight, group.read_scalar(meeting.shares[number - 1].secret))
            for number, weight in weights.items()
        )
    )
    assert group.base(whole) == row.pk, "what is looked for is the key indeed"
    raw = [bytes(whole), *(each.secret for each in meeting.shares)]
    raw += [phone.page for phone in meeting.phones[:3]]
    printed = [keyslip.write(each.secret) for each in meeting.shares]
    return [
        *(spelt for each in raw for spelt in spellings(each)),
        *(spelt.encode() for slip in printed for spelt in (slip, slip.lower())),
    ]


def everywhere(hall: Hall, tmp_path: Path, said: str) -> bytes:
    return hall.database.read(everything) + files(tmp_path) + said.encode()


def test_no_share_and_no_key_lies_anywhere(
    hall: Hall,
    tmp_path: Path,
    temporary: Path,
    caplog: pytest.LogCaptureFixture,
    capfd: pytest.CaptureFixture[str],
) -> None:
    caplog.set_level(logging.DEBUG)
    meeting = an_open_meeting_of_scrutineers(hall, slips=3)
    meeting.cast(VERY)
    meeting.cast(BAD)
    looked_for = secrets_of(hall, meeting)
    for _ in range(2):
        streams = capfd.readouterr()
        found = everywhere(hall, tmp_path, caplog.text + streams.out + streams.err)
        row = hall.database.read(lambda db: meetings.get(db, meeting.number))
        assert row.run in found, "what does lie there is found"
        assert [each for each in looked_for if each in found] == []
        if row.state == "open":
            close_voting(hall, CONSOLE, meeting.number)
    assert list(temporary.iterdir()) == []


def test_the_control_a_share_that_was_kept_is_found(hall: Hall, tmp_path: Path) -> None:
    meeting = an_open_meeting_of_scrutineers(hall, slips=1)
    share = meeting.shares[1].secret
    kept = text("UPDATE credential SET sealed_share = :share WHERE position = 2")
    hall.database.write(lambda db: db.execute(kept, {"share": share}))
    found = everywhere(hall, tmp_path, "")
    assert any(each in found for each in secrets_of(hall, meeting))
