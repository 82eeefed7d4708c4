"""After the time for objections the ciphertexts and the key are deleted; the result stays."""

import json
from datetime import timedelta
from pathlib import Path

import pytest
from makers.meetings import (
    GOOD,
    THE_HALL,
    VERY,
    AMeeting,
    Clock,
    a_closed_meeting,
    a_draft,
    a_hall,
    an_open_meeting,
)

from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.acts import Act
from ballot.domain.errors import BoxKeyMissing, MayNot, NotInState, ObjectionsRunning, QuorumMissed
from ballot.domain.meeting import State
from ballot.domain.scheme.consequences import Notice, objection_days
from ballot.storage import meetings, results, votes
from ballot.storage.database import Database
from ballot.storage.meetings import MeetingRow
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.see_result import see_result
from ballot.usecases.traces.erase import erase
from ballot.usecases.traces.seal_meetings import seal_meetings
from ballot.usecases.verified import result_record


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def hall(database: Database, tmp_path: Path, clock: Clock) -> Hall:
    return a_hall(database, tmp_path, clock=clock)


def row(hall: Hall, number: str) -> MeetingRow:
    return hall.database.read(lambda db: meetings.get(db, number))


def ciphertexts(hall: Hall, number: str) -> list[bytes]:
    """What must be found nowhere: of each sealed answer its ciphertext, proof and tag."""
    rows = hall.database.read(lambda db: list(votes.in_order(db, number)))
    return [part for each in rows for part in (each.ct, each.proof, each.tag)]


def an_opened_meeting(hall: Hall) -> AMeeting:
    meeting = a_closed_meeting(hall, THE_HALL)
    open_box(hall, CONSOLE, meeting.number)
    return meeting


def test_after_the_objections_the_ciphertexts_go_and_the_result_stays(
    hall: Hall, clock: Clock
) -> None:
    number = an_opened_meeting(hall).number
    result = see_result(hall, number)
    run = row(hall, number).run
    clock.now += timedelta(days=7)
    assert Act.ERASE in see_meeting(hall, CONSOLE, number).next
    erase(hall, CONSOLE, number)
    assert ciphertexts(hall, number) == []
    with pytest.raises(BoxKeyMissing):
        hall.box_keys.get(run)
    assert see_result(hall, number) == open_box(hall, CONSOLE, number) == result
    kept = hall.database.read(lambda db: results.find(db, number))
    assert kept is not None
    assert (
        result_record.read(hall, kept, row(hall, number)).roots
        == json.loads(kept.text)["roots"]
        != {}
    )
    view = see_meeting(hall, CONSOLE, number)
    assert (view.state, view.sealed) == (State.OPENED, False)
    assert view.erased_at is not None
    assert Act.ERASE not in view.next
    assert read_journal(hall, CONSOLE, number)[-1].act == Act.ERASE
    assert seal_meetings(hall) is True
    assert see_meeting(hall, CONSOLE, number).sealed is True


def test_to_erase_twice_is_to_erase_once(hall: Hall, clock: Clock) -> None:
    number = an_opened_meeting(hall).number
    clock.now += timedelta(days=8)
    erase(hall, CONSOLE, number)
    before = row(hall, number), read_journal(hall, CONSOLE, number)
    erase(hall, CONSOLE, number)
    assert (row(hall, number), read_journal(hall, CONSOLE, number)) == before


def test_while_the_vote_may_be_objected_to_nothing_is_erased(hall: Hall, clock: Clock) -> None:
    number = an_opened_meeting(hall).number
    before = ciphertexts(hall, number)
    closed_at = row(hall, number).closed_at
    assert closed_at
    clock.now = closed_at + timedelta(days=7, seconds=-2)
    assert Act.ERASE not in see_meeting(hall, CONSOLE, number).next
    clock.now = closed_at + timedelta(days=7, seconds=-2)
    with pytest.raises(ObjectionsRunning) as refused:
        erase(hall, CONSOLE, number)
    assert refused.value.until == closed_at + timedelta(days=7)
    assert ciphertexts(hall, number) == before
    assert hall.box_keys.get(row(hall, number).run)


def test_the_time_for_objections_is_that_of_the_notice_or_a_week() -> None:
    assert objection_days(Notice(days=5, times=2)) == 5
    assert objection_days(None) == 7


def test_a_vote_that_goes_on_is_not_erased(hall: Hall, clock: Clock) -> None:
    voting = an_open_meeting(hall)
    voting.cast(VERY)
    clock.now += timedelta(days=30)
    with pytest.raises(NotInState):
        erase(hall, CONSOLE, voting.number)
    assert ciphertexts(hall, voting.number)


def test_a_round_without_quorum_and_a_cancelled_one_are_erased_too(
    hall: Hall, clock: Clock
) -> None:
    missed = a_closed_meeting(hall, [VERY, GOOD]).number
    with pytest.raises(QuorumMissed) as before:
        open_box(hall, CONSOLE, missed)
    dropped = an_open_meeting(hall)
    dropped.cast(VERY)
    cancel(hall, CONSOLE, dropped.number, "停电")
    never_open = a_draft(hall).number
    cancel(hall, CONSOLE, never_open, "改期")
    clock.now += timedelta(days=8)
    for number in (missed, dropped.number, never_open):
        erase(hall, CONSOLE, number)
        assert ciphertexts(hall, number) == []
    with pytest.raises(QuorumMissed) as after:
        open_box(hall, CONSOLE, missed)
    assert vars(after.value) == vars(before.value)


def test_an_administrator_erases_and_no_organizer(hall: Hall, clock: Clock) -> None:
    number = an_opened_meeting(hall).number
    unit = row(hall, number).unit
    clock.now += timedelta(days=8)
    with pytest.raises(MayNot):
        erase(hall, Actor(1, "王芳", ((unit, Role.ORGANIZER),)), number)
    assert ciphertexts(hall, number)
    erase(hall, Actor(2, "李强", ((unit, Role.ADMINISTRATOR),)), number)
    assert ciphertexts(hall, number) == []


@pytest.fixture
def on_sqlite(sqlite_url: str, tmp_path: Path, clock: Clock) -> Hall:
    return a_hall(Database.connect(sqlite_url), tmp_path, clock=clock)


def test_what_was_erased_is_found_nowhere_in_the_files(
    on_sqlite: Hall, tmp_path: Path, clock: Clock
) -> None:
    """The database and its log, byte by byte; before, every part is found (the control)."""
    hall = on_sqlite
    number = an_opened_meeting(hall).number
    parts = ciphertexts(hall, number)
    secret = hall.box_keys.get(row(hall, number).run)
    pieces = [part[:48] for part in parts] + [part[-32:] for part in parts]

    def found(pieces: list[bytes]) -> list[bool]:
        files = (each for each in sorted(tmp_path.rglob("*")) if each.is_file())
        lying = b"|".join(each.read_bytes() for each in files)
        return [piece in lying for piece in pieces]

    assert len(parts) == 3 * len(THE_HALL)
    assert all(found(pieces))
    assert found([secret]) == [True]
    clock.now += timedelta(days=8)
    erase(hall, CONSOLE, number)
    assert seal_meetings(hall) is True
    assert not any(found(pieces))
    assert found([secret]) == [False]
    assert see_result(hall, number).is_open
    hall.database.dispose()
