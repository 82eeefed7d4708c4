"""Many voters at once: each slip counts once, and closing is a border that nobody straddles."""

from collections import Counter
from collections.abc import Callable, Iterable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier, Thread
from time import sleep

from sqlalchemy.orm import Session
from stored import Stored, a_stored_meeting, votes_of

from ballot.domain.meeting import SPENT_BY_PHONE, Act, State
from ballot.storage import meetings, slips, turnout, votes
from ballot.storage.database import Database
from ballot.storage.votes import SealedVote


def cast(database: Database, held: Stored, index: int, sealed: list[SealedVote]) -> bool:
    """The transaction of a cast, as the use case makes it; whether it counted."""

    def work(db: Session) -> bool:
        if meetings.lock_for_casting(db, held.number).state is not State.OPEN:
            return False
        if not slips.spend(db, held.number, held.key(index), SPENT_BY_PHONE):
            return False
        votes.drop_in(db, held.number, sealed)
        return True

    return database.cast(work)


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
    """On PostgreSQL the closing blocks on the cast's share lock until it commits."""
    database = Database.connect(postgres_url)
    held = a_stored_meeting(database, slips=1)
    order: list[str] = []
    inside = Barrier(2)

    def slow(db: Session) -> None:
        meetings.lock_for_casting(db, held.number)
        inside.wait()
        sleep(0.3)
        assert slips.spend(db, held.number, held.key(0), SPENT_BY_PHONE)
        votes.drop_in(db, held.number, votes_of([b"x"]))
        order.append("cast")

    def closing(db: Session) -> set[bytes]:
        found = close(db, held.number)
        order.append("closed")
        return found

    with ThreadPoolExecutor(1) as voter:
        done = voter.submit(database.cast, slow)
        inside.wait()
        found = database.write(closing)
        done.result()
    database.dispose()
    assert order == ["cast", "closed"]
    assert len(found) == 1


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
