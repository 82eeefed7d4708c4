"""Looking never spends: whoever only reads leaves no trace in the database."""

from pathlib import Path

import pytest
from makers.meetings import AMeeting, a_hall, an_open_meeting
from secrecy.untouched import untouched
from sqlalchemy import text

from ballot.domain.access import CONSOLE
from ballot.domain.errors import BallotError
from ballot.slips.tokens import Secret
from ballot.storage.database import Database
from ballot.usecases.casting.view_paper import view_paper
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.result.watch_turnout import watch_turnout


@pytest.fixture
def meeting(database: Database, tmp_path: Path) -> AMeeting:
    """Three slips, one of them spent."""
    made = an_open_meeting(a_hall(database, tmp_path))
    made.cast(0)
    return made


def test_a_hundred_looks_at_every_slip_change_nothing(
    meeting: AMeeting, database: Database
) -> None:
    with untouched(database):
        for _ in range(100):
            for minted in meeting.slips:
                for secret in (minted.token, minted.code):
                    look(meeting, secret)


def test_the_organizer_who_watches_changes_nothing(meeting: AMeeting, database: Database) -> None:
    with untouched(database):
        for _ in range(20):
            watch_turnout(meeting.hall, CONSOLE, meeting.number)
            see_meeting(meeting.hall, CONSOLE, meeting.number)


def test_the_control_a_cast_is_seen(meeting: AMeeting, database: Database) -> None:
    with pytest.raises(AssertionError, match="reading has changed"), untouched(database):
        meeting.cast(0)


def test_the_control_a_number_that_was_taken_is_seen_on_postgresql(postgres_url: str) -> None:
    opened = Database.connect(postgres_url)
    try:
        with pytest.raises(AssertionError, match="next transaction"), untouched(opened):
            opened.write(lambda db: db.execute(text("SELECT pg_current_xact_id()")))
    finally:
        opened.dispose()


def look(meeting: AMeeting, secret: Secret) -> None:
    """What a GET of the slip does; a refusal is an answer too."""
    try:
        view_paper(meeting.hall, meeting.number, secret)
    except BallotError:
        return
