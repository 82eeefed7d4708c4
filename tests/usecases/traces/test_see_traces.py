"""What is still on the machine is told to whoever keeps it, and to nobody else."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from makers.county import add_unit
from makers.meetings import VERY, a_closed_meeting, a_hall, an_open_meeting

from ballot.domain.access import CONSOLE, Actor, Role
from ballot.storage.database import Database
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.hall import Hall
from ballot.usecases.traces.seal_meetings import seal_meetings
from ballot.usecases.traces.see_traces import HouseTraces, see_traces
from ballot.words import house_traces


@pytest.fixture
def sqlite_hall(sqlite_url: str, tmp_path: Path) -> Iterator[Hall]:
    """A hall whose disk is sealed whole, and only while nobody votes."""
    database = Database.connect(sqlite_url)
    yield a_hall(database, tmp_path)
    database.dispose()


def told(found: HouseTraces) -> dict[str, str]:
    return {name: say(found) for name, say in house_traces.checks().items()}


def seen(hall: Hall) -> HouseTraces:
    found = see_traces(hall, CONSOLE)
    assert found is not None
    return found


def test_a_vote_that_ended_waits_until_no_meeting_votes_and_is_sealed(sqlite_hall: Hall) -> None:
    a_closed_meeting(sqlite_hall, [VERY], slips=1)
    assert (seen(sqlite_hall).unsealed, seen(sqlite_hall).waits) == (1, False)
    assert "有 1 场结束的投票等待清理：程序很快会自动清理。" in told(seen(sqlite_hall))["存储"]
    an_open_meeting(sqlite_hall)
    assert seen(sqlite_hall).waits
    assert "投完后自动清理" in told(seen(sqlite_hall))["存储"]


def test_what_is_sealed_is_told_so(sqlite_hall: Hall) -> None:
    a_closed_meeting(sqlite_hall, [VERY], slips=1)
    assert seal_meetings(sqlite_hall)
    assert seen(sqlite_hall).unsealed == 0
    assert "都清理过了" in told(seen(sqlite_hall))["存储"]


def test_whoever_manages_a_unit_below_is_told_nothing(sqlite_hall: Hall) -> None:
    a_closed_meeting(sqlite_hall, [VERY], slips=1)
    (top_unit,) = [each.id for each in list_people(sqlite_hall, CONSOLE).units]
    below = add_unit(sqlite_hall, CONSOLE, "里岔镇", top_unit)
    him = Actor(id=1, name="李", roles=((below, Role.ADMINISTRATOR),))
    assert see_traces(sqlite_hall, him) is None
    top = Actor(id=2, name="王", roles=((top_unit, Role.ADMINISTRATOR),))
    assert see_traces(sqlite_hall, top) is not None
    organizer = Actor(id=3, name="张", roles=((top_unit, Role.ORGANIZER),))
    assert see_traces(sqlite_hall, organizer) is None


def test_each_of_the_two_databases_says_what_its_log_keeps(
    database: Database, tmp_path: Path
) -> None:
    said = told(seen(a_hall(database, tmp_path)))["数据库日志"]
    assert ("WAL" in said) == (database.dialect == "postgresql")
