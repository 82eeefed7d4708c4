"""A seal wipes the order out of one meeting while another one votes (docs/secrecy.md, test 2)."""

from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from pathlib import Path
from threading import Event

import psycopg
import pytest
from makers.stores.stored import Stored, a_cast, a_stored_meeting, voted, votes_of
from sqlalchemy import make_url, text
from sqlalchemy.orm import Session

from ballot.domain.errors import MeetingUnknown
from ballot.domain.meeting import State
from ballot.storage import meetings, slips, turnout, votes
from ballot.storage.database import Database
from ballot.storage.seal import seal

NUMBERS = "SELECT count(DISTINCT xmin::text) FROM {} WHERE meeting = :number"
COPY_AND_DROP = (
    "CREATE TABLE copied AS SELECT * FROM sealed_vote ORDER BY meeting, subject, id",
    "DROP TABLE sealed_vote",
    "ALTER TABLE copied RENAME TO sealed_vote",
)


def cast(database: Database, held: Stored, index: int) -> None:
    assert voted(database, a_cast(held, held.key(index), votes_of([bytes([index % 251]) * 40])))


@pytest.fixture
def closed(database: Database) -> Stored:
    """A meeting with 40 votes, closed."""
    held = a_stored_meeting(database, slips=40)
    for index in range(40):
        cast(database, held, index)
    database.write(lambda db: meetings.move(db, held.number, meetings.Act.CLOSE, State.CLOSED))
    return held


def content(database: Database, number: str) -> tuple[object, ...]:
    def look(db: Session) -> tuple[object, ...]:
        return slips.in_order(db, number), list(votes.in_order(db, number))

    return database.read(look)


def test_a_seal_changes_no_row_and_is_noted(database: Database, closed: Stored) -> None:
    before = content(database, closed.number)
    assert seal.seal(database, [closed.number]) is True
    assert content(database, closed.number) == before
    assert database.read(lambda db: meetings.get(db, closed.number)).sealed is True


def test_an_unknown_meeting_is_not_sealed(database: Database) -> None:
    with pytest.raises(MeetingUnknown):
        seal.seal(database, ["999999"])


def test_the_rows_of_a_sealed_meeting_bear_one_number(postgres_url: str) -> None:
    database = Database.connect(postgres_url)
    held = a_stored_meeting(database, slips=10)
    for index in range(10):
        cast(database, held, index)

    def numbers(table: str) -> object:
        statement = text(NUMBERS.format(table))
        return database.read(lambda db: db.scalar(statement, {"number": held.number}))

    assert (numbers("slip"), numbers("sealed_vote")) == (10, 10)
    assert seal.seal(database, [held.number])
    assert (numbers("slip"), numbers("sealed_vote")) == (1, 1)
    database.dispose()


def test_on_sqlite_the_log_is_empty_and_the_page_holds_the_rows_in_order(sqlite_url: str) -> None:
    """Before, the places of the rows inside a page are the order in which they came."""
    database = Database.connect(sqlite_url)
    path = Path(str(make_url(sqlite_url).database))
    held = a_stored_meeting(database, slips=20)
    for index in range(20):
        cast(database, held, index)
    # By key, highest first: SQLite fills a page from its end.
    keys = [vote.id for vote in database.read(lambda db: list(votes.in_order(db, held.number)))][
        ::-1
    ]
    with database.outside_transactions() as cursor:
        cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)")
    assert sorted(keys, key=path.read_bytes().find) != keys
    assert seal.seal(database, [held.number])
    places = [path.read_bytes().find(key) for key in keys]
    assert -1 not in places
    assert places == sorted(places)
    database.dispose()


def test_a_reader_who_holds_on_makes_the_seal_wait_for_another_time(
    database: Database, closed: Stored
) -> None:
    holding, let_go = Event(), Event()

    def hold(db: Session) -> None:
        db.execute(text("SELECT count(*) FROM slip")).all()
        holding.set()
        let_go.wait(60)

    with ThreadPoolExecutor(1) as reader:
        held = reader.submit(database.read, hold)
        assert holding.wait(60)
        assert seal.seal(database, [closed.number]) is False
        assert database.read(meetings.unsealed) == [closed.number]
        let_go.set()
        held.result()
    assert seal.seal(database, [closed.number]) is True
    assert database.read(meetings.unsealed) == []


def test_one_process_alone_seals(postgres_url: str) -> None:
    """On PostgreSQL every worker looks for what is to be sealed."""
    database = Database.connect(postgres_url)
    number = a_stored_meeting(database, state=State.CLOSED).number
    with psycopg.connect(postgres_url.replace("+psycopg", "")) as other:
        other.execute("SELECT pg_advisory_lock(%s)", [seal.ONE_AT_A_TIME])
        assert seal.seal(database, [number]) is False
    assert seal.seal(database, [number]) is True
    database.dispose()


def test_a_neighbour_votes_through_a_seal_and_loses_nothing(
    database: Database, closed: Stored
) -> None:
    neighbour = a_stored_meeting(database, slips=200)
    with voting(database, neighbour) as acknowledged:
        for _ in range(4):
            seal.seal(database, [closed.number])
    assert len(acknowledged) == 200
    assert database.read(lambda db: turnout.received(db, neighbour.number)) == 200
    assert database.read(lambda db: votes.counts(db, neighbour.number)) == {(0, 0, 0): 200}


@contextmanager
def voting(database: Database, held: Stored) -> Iterator[list[int]]:
    """Two hundred voters at once with the block; those of them who were acknowledged."""
    acknowledged: list[int] = []
    begun = Event()

    def vote(index: int) -> None:
        cast(database, held, index)
        acknowledged.append(index)
        begun.set()

    with ThreadPoolExecutor(4) as threads:
        done = threads.map(vote, range(200))
        begun.wait()
        yield acknowledged
        list(done)


@pytest.mark.parametrize("kind", ["sqlite_url", "postgres_alone"])
def test_the_control_copying_and_dropping_loses_what_a_neighbour_casts(
    request: pytest.FixtureRequest, kind: str
) -> None:
    """Between the copy and the drop a neighbour is acknowledged, and his vote is gone."""
    database = Database.connect(request.getfixturevalue(kind))
    neighbour = a_stored_meeting(database, slips=1)
    copy, *drop_and_rename = COPY_AND_DROP
    database.write(lambda db: db.execute(text(copy)))
    cast(database, neighbour, 0)
    database.write(lambda db: [db.execute(text(each)) for each in drop_and_rename])
    assert database.read(lambda db: turnout.received(db, neighbour.number)) == 1
    assert database.read(lambda db: votes.counts(db, neighbour.number)) == {}
    database.dispose()
