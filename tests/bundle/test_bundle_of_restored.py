"""The bundle of a meeting that was put back: the restore is told, neither hidden nor eased."""

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from makers.meetings import BAD, GOOD, VERY, a_hall, an_open_meeting
from makers.stores.backups import back_up, keys_in, put_back
from people.bundle_forger import (
    SEED,
    Parts,
    edited,
    mended,
    parts_of,
    relined,
    resigned,
    why,
    with_journal,
)

from ballot.bundle import layout, verify
from ballot.domain.access import CONSOLE
from ballot.domain.acts import Act
from ballot.storage import key_set
from ballot.storage.database import Database
from ballot.usecases.backup.resume import resume
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle


@pytest.fixture
def parts(sqlite_url: str, tmp_path: Path) -> Parts:
    """Three voted; the backup had one of them, and the others scanned again."""
    database = Database.connect(sqlite_url)
    hall = replace(a_hall(database, tmp_path), sign=SEED)
    database.write(lambda db: key_set.belong(db, keys_in(tmp_path).fingerprint))
    meeting = an_open_meeting(hall, slips=4, eligible=4)
    meeting.cast(VERY)
    path = back_up(hall, tmp_path)
    meeting.cast_all([GOOD, BAD])
    put_back(hall, path, tmp_path)
    resume(hall, CONSOLE, meeting.number, 3)
    for slip in meeting.slips[1:3]:
        cast_ballot(hall, meeting.number, slip.token, meeting.ballot(GOOD))
    close_voting(hall, CONSOLE, meeting.number)
    open_box(hall, CONSOLE, meeting.number)
    made = parts_of(export_bundle(hall, CONSOLE, meeting.number))
    database.dispose()
    return made


def without(parts: Parts, act: Act) -> Parts:
    """The parts without the lines of an act."""

    def drop(lines: list[dict[str, Any]]) -> None:
        lines[:] = [line for line in lines if line["act"] != act]

    return relined(parts, drop)


def test_as_it_was_written_it_holds_and_tells_of_the_restore(parts: Parts) -> None:
    (told,) = verify.verify(resigned(parts)).result.facts.restored
    assert (told.found, told.known, told.missing, told.was) == (1, 3, 2, "open")


def test_a_restore_is_not_left_out(parts: Parts) -> None:
    forged = without(without(parts, Act.RESTORE), Act.RESUME)
    assert why(resigned(forged)) == "record", "the record names the restore that stops a ranking"
    silent = edited(forged, layout.RECORD, lambda record: record.update(unbalanced=[]))
    assert why(resigned(silent)) == "result"


def test_a_restore_is_not_left_out_of_the_result(parts: Parts) -> None:
    forged = edited(parts, layout.RESULT, lambda value: value.pop("restored"))
    assert why(resigned(forged)) == "result"


def test_a_vote_that_was_never_resumed_counts_nothing(parts: Parts) -> None:
    assert why(resigned(without(parts, Act.RESUME))) == "journal"


def test_fewer_ballots_than_were_known_are_refused(parts: Parts) -> None:
    assert why(resigned(mended(with_journal(parts, "resume", known=4)))) == "ledger"
    assert why(resigned(mended(with_journal(parts, "restore", known=4)))) == "ledger"


def test_a_line_that_the_program_never_wrote_is_refused(parts: Parts) -> None:
    lines = json.loads(parts[layout.JOURNAL])
    assert any(line["act"] == Act.RESTORE for line in lines)
    assert why(resigned(without(parts, Act.RESTORE))) == "journal"
