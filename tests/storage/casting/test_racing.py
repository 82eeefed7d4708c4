"""Many voters at once: each slip counts once, and closing is a border that nobody straddles."""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread
from time import monotonic, sleep

import psycopg
from makers.stores.stored import Stored, a_cast, a_stored_meeting, queued, state_of, voted, votes_of
from sqlalchemy import text
from sqlalchemy.orm import Session

from ballot.domain.acts import Act
from ballot.domain.meeting import SPENT_BY_PHONE, UNUSED, State
from ballot.storage import meetings, turnout, votes
from ballot.storage.database import Database
from ballot.storage.votes import SealedVote


def cast(database: Database, held: Stored, index: int, sealed: list[SealedVote]) -> bool:
    """Cast as the use case does; whether it counted."""
    return voted(database, a_cast(held, held.key(index), sealed))


def test_twelve_threads_with_three_choices_a_slip_count_each_slip_once(
    database: Database,
) -> None:
    held = a_stored_meeting(database, slips=300)
    tries = [(index, choice) for index in range(300) for choice in (b"a", b"b", b"c")]

    def vote(each: tuple[int, bytes]) -> tuple[int, bytes] | None:
        """The three tries of a slip stand side by side, so that they meet."""
        index, choice = each
        return each if cast(database, held, index, votes_of([choice])) else None

    with ThreadPoolExecutor(12) as threads:
        counted = [each for each in threads.map(vote, tries) if each]
    assert sorted(index for index, _choice in counted) == list(range(300))
    listed = database.read(lambda db: list(votes.in_order(db, held.number)))
    assert Counter(vote.ct for vote in listed) == Counter(choice for _index, choice in counted)
    assert database.read(lambda db: turnout.received(db, held.number)) == 300


def test_closing_waits_for_a_ballot_under_way_and_lets_none_begin(
    database: Database, database_url: str
) -> None:
    """The organizer comes by a connection of her own, as a command beside the server does."""
    held = a_stored_meeting(database, slips=1000)
    organizer = Database.connect(database_url)
    acknowledged: list[int] = []
    ready = Barrier(51)

    def vote(indexes: Iterable[int]) -> None:
        ready.wait()
        for index in indexes:
            if not cast(database, held, index, votes_of([b"x"])):
                return
            acknowledged.append(index)

    threads = [Thread(target=vote, args=(range(at, 1000, 50),)) for at in range(50)]
    for each in threads:
        each.start()
    ready.wait()
    while len(acknowledged) < 60:
        sleep(0.001)
    roots = organizer.write(lambda db: close(db, held.number))
    for each in threads:
        each.join()
    organizer.dispose()
    listed = {vote.id for vote in database.read(lambda db: list(votes.in_order(db, held.number)))}
    assert listed == roots
    assert 60 <= len(acknowledged) == len(listed) < 1000
    assert database.read(lambda db: turnout.received(db, held.number)) == len(acknowledged)


def close(db: Session, number: str) -> set[bytes]:
    """Close as the use case does, and list what lies in the box at that moment."""
    meetings.lock_for_closing(db, number)
    meetings.move(db, number, Act.CLOSE, State.CLOSED)
    return {vote.id for vote in votes.in_order(db, number)}


def test_a_cast_under_way_is_waited_for(postgres_url: str) -> None:
    """On PostgreSQL the closing blocks on the cast's lock of the meeting until it commits."""
    database = Database.connect(postgres_url)
    held = a_stored_meeting(database, slips=1)
    order: list[str] = []

    def closing(db: Session) -> set[bytes]:
        found = close(db, held.number)
        order.append("closed")
        return found

    with ThreadPoolExecutor(1) as organizer, psycopg.connect(postgres_url) as in_the_way:
        in_the_way.execute("SELECT 1 FROM slip WHERE meeting = %s FOR UPDATE", [held.number])
        done = queued(database, a_cast(held, held.key(0)))
        done.add_done_callback(lambda _told: order.append("cast"))
        _wait_until_waiting(database, 1)
        closed = organizer.submit(database.write, closing)
        _wait_until_waiting(database, 2)
        in_the_way.rollback()
        assert done.result() is True
        found = closed.result()
    database.dispose()
    assert sorted(order) == ["cast", "closed"]
    assert len(found) == 1


SPENDS_WITHOUT_ASKING = """
    WITH s AS (UPDATE slip SET st = 3 WHERE meeting = %s AND h = %s AND st = 2 RETURNING meeting),
    m AS (SELECT number FROM meeting WHERE number = %s AND state = 'open' FOR SHARE)
    INSERT INTO sealed_vote SELECT m.number, 0, 0, 0, %s, 'x', 'x', %s FROM s, m"""
"""As one writes it first: its steps do not read only the one before."""


def test_a_close_that_wins_the_race_spends_no_slip(postgres_url: str) -> None:
    """On PostgreSQL the cast sees the meeting as the close left it, and touches nothing."""
    database = Database.connect(postgres_url)
    held = a_stored_meeting(database, slips=2)
    naive = [held.number, held.key(0).h, held.number, bytes(16), bytes(32)]

    def hasty() -> None:
        with psycopg.connect(postgres_url) as voter:
            voter.execute(SPENDS_WITHOUT_ASKING, naive)

    with ThreadPoolExecutor(1) as voter:
        with database.engine.begin() as organizer, Session(organizer) as db:
            close(db, held.number)
            done = queued(database, a_cast(held, held.key(1)))
            wrong = voter.submit(hasty)
            _wait_until_waiting(database, 2)
        assert done.result() is False
        wrong.result()
    assert database.read(lambda db: list(votes.in_order(db, held.number))) == []
    states = {index: state_of(database, held, held.key(index)) for index in range(2)}
    assert states == {0: SPENT_BY_PHONE, 1: UNUSED}
    database.dispose()


def _wait_until_waiting(database: Database, sessions: int) -> None:
    """Until so many sessions of this database wait for a lock."""
    waiting = text(
        "SELECT count(*) FROM pg_stat_activity"
        " WHERE datname = current_database() AND wait_event_type = 'Lock'"
    )
    until = monotonic() + 20
    while database.read(lambda db: db.scalar(waiting)) != sessions:
        assert monotonic() < until
        sleep(0.005)


def test_two_who_close_at_once_close_once(database: Database) -> None:
    held = a_stored_meeting(database)
    outcome = _at_once(
        [lambda: database.write(lambda db: close(db, held.number)) for _ in range(6)]
    )
    assert outcome.count("done") == 1
    assert outcome.count("NotInState") == 5
    assert database.read(lambda db: meetings.get(db, held.number)).version == 2


def _at_once(works: list[Callable[[], object]]) -> list[str]:
    start = Barrier(len(works))

    def run(work: Callable[[], object]) -> str:
        start.wait()
        try:
            work()
        except Exception as error:
            return type(error).__name__
        return "done"

    with ThreadPoolExecutor(len(works)) as threads:
        return list(threads.map(run, works))
