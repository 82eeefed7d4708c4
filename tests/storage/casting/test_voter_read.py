"""How a slip stands is read in one statement, on connections that only read and come again."""

import os
import socket
import sqlite3
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor

import psycopg
import pytest
from makers.stores.stored import Stored, a_cast, a_stored_meeting, queued, state_of, voted
from psycopg import conninfo, pq
from sqlalchemy import text

from ballot.domain.acts import Act
from ballot.domain.meeting import SPENT_BY_PHONE, UNUSED, SlipState, State
from ballot.storage import batches, meetings, postgresql, slips, votes
from ballot.storage.casting import driver
from ballot.storage.casting.group_commit import Cast, WholeBatchFailed
from ballot.storage.casting.postgresql_box import PostgresqlBox
from ballot.storage.casting.readers import Readers
from ballot.storage.database import Database
from ballot.storage.slips import ByCode, ByToken, SlipRow


def test_a_meeting_and_its_slip_are_read_as_they_stand(database: Database) -> None:
    held = a_stored_meeting(database)
    row = database.read(lambda db: meetings.get(db, held.number))
    for key in (held.key(0), ByCode(held.slips[0].code_h)):
        found = database.standing(held.number, key)
        assert found is not None
        assert found.slip == SlipRow(UNUSED, 0, 1, confirmed=True)
        assert isinstance(found.slip.st, SlipState)
        assert (found.number, found.state, found.version) == (held.number, State.OPEN, row.version)
        assert (found.run, found.frozen, found.frozen_tag) == (row.run, None, None)


def test_a_meeting_without_that_slip_is_told_from_no_meeting(database: Database) -> None:
    mine, other = a_stored_meeting(database), a_stored_meeting(database)
    for key in (other.key(0), ByCode(mine.slips[0].h), ByToken(mine.slips[0].code_h)):
        found = database.standing(mine.number, key)
        assert found is not None
        assert found.slip is None
    for number in ("000000", "", "12", "1" * 300, "一二三四五六", "12345\0", "¹²³⁴⁵⁶", "-12345"):
        assert database.standing(number, mine.key(0)) is None


def test_a_change_is_seen_by_the_next_read(database: Database) -> None:
    held = a_stored_meeting(database, confirmed=False)

    def look() -> tuple[State, int, bool, SlipState]:
        found = database.standing(held.number, held.key(0))
        assert found is not None
        assert found.slip is not None
        return found.state, found.version, found.slip.confirmed, found.slip.st

    assert look() == (State.OPEN, 1, False, UNUSED)
    database.write(lambda db: batches.confirm(db, held.number, 1))
    assert look() == (State.OPEN, 1, True, UNUSED)
    assert voted(database, a_cast(held, held.key(0)))
    assert look() == (State.OPEN, 1, True, SPENT_BY_PHONE)
    database.write(lambda db: meetings.move(db, held.number, Act.CLOSE, State.CLOSED))
    assert look() == (State.CLOSED, 2, True, SPENT_BY_PHONE)


def test_many_threads_read_at_once(database: Database) -> None:
    held = a_stored_meeting(database, slips=40)
    with ThreadPoolExecutor(40) as threads:
        keys = [held.key(index) for index in range(40)] * 10
        found = list(threads.map(lambda key: state_of(database, held, key), keys))
    assert found == [UNUSED] * 400


def test_a_reader_cannot_write(database: Database) -> None:
    own = driver.reader(database.engine)
    with pytest.raises((sqlite3.OperationalError, psycopg.Error), match=r"(?i)read-?only"):
        own.execute("DELETE FROM slip")
    own.close()


def test_connections_that_were_lost_while_idle_are_replaced(postgres_url: str) -> None:
    """The server was started again in the night: the first voter of the morning notices nothing."""
    database = Database.connect(postgres_url)
    held = a_stored_meeting(database, slips=3)
    assert voted(database, a_cast(held, held.key(0)))
    assert state_of(database, held, held.key(1)) == UNUSED
    _end_all_others(postgres_url)
    assert state_of(database, held, held.key(0)) == SPENT_BY_PHONE
    assert voted(database, a_cast(held, held.key(1)))
    _end_all_others(postgres_url)
    assert voted(database, a_cast(held, held.key(2)))
    database.dispose()


@pytest.mark.parametrize("fault", ["SELECT 1/0", "SELECT pg_terminate_backend(pg_backend_pid())"])
def test_a_read_is_repeated_only_where_its_connection_was_lost(
    postgres_url: str, fault: str
) -> None:
    database = Database.connect(postgres_url)
    tried: list[str] = []

    def execute(driver: psycopg.Connection, sql: str, _values: Sequence[object]) -> object:
        tried.append(sql)
        return driver.execute(sql.encode()).fetchone()

    readers = Readers(lambda: driver.reader(database.engine), execute, driver.is_lost, 1)
    assert readers.row("SELECT 1", ()) == (1,)
    with pytest.raises(psycopg.Error):
        readers.row(fault, ())
    assert len(tried) == (2 if "1/0" in fault else 3)
    assert readers.row("SELECT 2", ()) == (2,)
    readers.close()
    database.dispose()


def _end_all_others(url: str) -> None:
    with psycopg.connect(url, autocommit=True) as admin:
        admin.execute(
            "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity"
            " WHERE pid <> pg_backend_pid() AND datname = current_database()"
        )


class AnswersNothing:
    """A connection that is lost while its COMMIT is under way; the server has made it."""

    def __init__(self, driver: psycopg.Connection) -> None:
        self._driver = driver

    def __getattr__(self, name: str) -> object:
        return getattr(self._driver, name)

    def commit(self) -> None:
        self._driver.commit()
        self._driver.close()
        raise psycopg.OperationalError("server closed the connection unexpectedly")


def test_a_commit_without_an_answer_is_told_to_nobody_and_never_repeated(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Whether it was made nobody knows: the voter tries again and is told what the slip says."""
    database = Database.connect(postgres_url)
    held = a_stored_meeting(database, slips=2)
    puts: list[int] = []
    put, own = PostgresqlBox.put, driver.own

    def noting(box: PostgresqlBox, casts: Sequence[Cast]) -> list[bool]:
        puts.append(len(casts))
        return put(box, casts)

    monkeypatch.setattr(PostgresqlBox, "put", noting)
    with monkeypatch.context() as broken:
        broken.setattr(driver, "own", lambda engine: AnswersNothing(own(engine)))
        told = [queued(database, a_cast(held, held.key(index))) for index in (0, 0, 1)]
        assert [type(each.exception()) for each in told] == [WholeBatchFailed] * 3
    assert sum(puts) == 3
    assert _counted(database, held) == (2, 2)
    assert [voted(database, a_cast(held, held.key(index))) for index in range(2)] == [False, False]
    assert _counted(database, held) == (2, 2)
    database.dispose()


def test_while_the_server_is_away_everybody_is_told_at_once(
    postgres_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database.connect(postgres_url)
    held = a_stored_meeting(database, slips=5)
    tried: list[int] = []

    def away(_engine: object) -> None:
        tried.append(1)
        raise psycopg.OperationalError("connection refused")

    with monkeypatch.context() as broken:
        broken.setattr(driver, "own", away)
        told = [queued(database, a_cast(held, held.key(index))) for index in range(5)]
        assert [type(each.exception()) for each in told] == [WholeBatchFailed] * 5
    assert len(tried) <= 5
    assert _counted(database, held) == (0, 0)
    assert voted(database, a_cast(held, held.key(0)))
    database.dispose()


def _counted(database: Database, held: Stored) -> tuple[int, int]:
    """Slips spent and votes in the box."""
    spent = database.read(lambda db: slips.spent(db, held.number))
    return spent, sum(database.read(lambda db: votes.counts(db, held.number)).values())


def test_the_pool_of_sessions_is_not_used_by_a_voter(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    """And a cast waits for no thread that holds a connection of the pool."""
    held = a_stored_meeting(database, slips=2)
    assert voted(database, a_cast(held, held.key(0)))
    assert state_of(database, held, held.key(0)) == SPENT_BY_PHONE

    def not_here(*_given: object) -> None:
        raise AssertionError("a Session was asked for")

    monkeypatch.setattr(database.engine, "raw_connection", not_here)
    monkeypatch.setattr(database.engine, "connect", not_here)
    assert voted(database, a_cast(held, held.key(1)))
    assert state_of(database, held, held.key(1)) == SPENT_BY_PHONE


def test_a_new_file_has_pages_of_4096_bytes(sqlite_url: str) -> None:
    """docs/decisions/page-size.md says why."""
    database = Database.connect(sqlite_url)
    assert database.read(lambda db: db.scalar(text("PRAGMA page_size"))) == 4096
    database.dispose()


PATIENCE = (socket.TCP_KEEPIDLE, socket.TCP_USER_TIMEOUT)


def test_a_server_of_which_nothing_is_heard_is_given_up_soon() -> None:
    """What is waited for and what was sent; libpq by itself waits for two hours."""
    assert _patience(postgresql.GONE) == [1, 5, 20_000]
    assert _patience({}) == [1, 7200, 0]


def _patience(how: Mapping[str, int]) -> list[int]:
    """How long a connection of libpq waits that was made so."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        words = conninfo.make_conninfo(host="127.0.0.1", port=port, dbname="x", **how)
        made = pq.PGconn.connect_start(words.encode())
        while made.status in (pq.ConnStatus.STARTED, pq.ConnStatus.MADE):
            if made.connect_poll() == pq.PollingStatus.READING:
                break
        with socket.socket(fileno=os.dup(made.socket)) as mine:
            asked = [(socket.SOL_SOCKET, socket.SO_KEEPALIVE)]
            asked += [(socket.IPPROTO_TCP, each) for each in PATIENCE]
            said = [mine.getsockopt(*each) for each in asked]
        made.finish()
    return said
