"""Those who cast together share a commit, are answered after it, and never suffer for another."""

import os
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from threading import Event

import pytest
from sqlalchemy import event
from sqlalchemy.orm import Session
from stored import Stored, a_stored_meeting, votes_of

from ballot.domain.meeting import SPENT_BY_PHONE
from ballot.storage import group_commit, slips, votes
from ballot.storage.database import Database
from ballot.storage.group_commit import GroupCommit


@pytest.fixture
def sqlite(sqlite_url: str) -> Database:
    return Database.connect(sqlite_url)


@pytest.fixture
def commits(sqlite: Database) -> list[object]:
    """One entry a COMMIT."""
    seen: list[object] = []
    event.listen(sqlite.engine, "commit", seen.append)
    return seen


def spend(held: Stored, index: int) -> Callable[[Session], bool]:
    def work(db: Session) -> bool:
        counts = slips.spend(db, held.number, held.key(index), SPENT_BY_PHONE)
        if counts:
            votes.drop_in(db, held.number, votes_of([b"x"]))
        return counts

    return work


def together(database: Database, works: list[Callable[[Session], object]]) -> list[Future[object]]:
    """Cast all of them while the disk is busy, so that they queue behind each other."""
    busy, go_on = Event(), Event()

    def hold(db: Session) -> None:
        slips.count(db, "no one")
        busy.set()
        go_on.wait()

    with ThreadPoolExecutor(len(works) + 1) as threads:
        first = threads.submit(database.cast, hold)
        busy.wait()
        futures = [threads.submit(database.cast, work) for work in works]
        while database._group._queue.qsize() < len(works):
            pass
        go_on.set()
        first.result()
    return futures


def test_those_who_wait_share_one_commit(sqlite: Database, commits: list[object]) -> None:
    held = a_stored_meeting(sqlite, slips=50)
    commits.clear()
    answers = together(sqlite, [spend(held, index) for index in range(50)])
    assert [each.result() for each in answers] == [True] * 50
    assert len(commits) == 2
    assert sqlite.read(lambda db: slips.spent(db, held.number)) == 50


def test_a_slip_twice_in_one_commit_counts_once(sqlite: Database, commits: list[object]) -> None:
    held = a_stored_meeting(sqlite, slips=2)
    commits.clear()
    answers = together(sqlite, [spend(held, index) for index in (0, 0, 1, 0, 1)])
    assert sorted(each.result() for each in answers) == [False, False, False, True, True]
    assert len(commits) == 2
    assert sqlite.read(lambda db: votes.counts(db, held.number)) == {(0, 0, 0): 2}


def test_one_who_fails_is_rolled_back_alone(sqlite: Database) -> None:
    held = a_stored_meeting(sqlite, slips=6)

    def broken(db: Session) -> None:
        assert spend(held, 5)(db)
        raise RuntimeError("broken")

    works = [*(spend(held, index) for index in range(5)), broken]
    answers = together(sqlite, works)
    assert [each.result() for each in answers[:5]] == [True] * 5
    with pytest.raises(RuntimeError, match="broken"):
        answers[5].result()
    assert sqlite.read(lambda db: slips.spent(db, held.number)) == 5
    assert sqlite.cast(spend(held, 5)) is True


def test_a_commit_that_fails_acknowledges_nobody(sqlite: Database) -> None:
    held = a_stored_meeting(sqlite, slips=3)

    def fail(_connection: object) -> None:
        raise OSError("disk full")

    works = [spend(held, index) for index in (0, 1, 1, 2)]
    event.listen(sqlite.engine, "commit", fail)
    answers = together_without_first(sqlite, works)
    event.remove(sqlite.engine, "commit", fail)
    for each in answers:
        with pytest.raises(OSError, match="disk full"):
            each.result()
    assert sqlite.read(lambda db: slips.spent(db, held.number)) == 0
    assert sqlite.read(lambda db: votes.counts(db, held.number)) == {}
    assert [sqlite.cast(work) for work in works] == [True, True, False, True]


def together_without_first(
    database: Database, works: list[Callable[[Session], object]]
) -> list[Future[object]]:
    with ThreadPoolExecutor(len(works)) as threads:
        return [threads.submit(database.cast, work) for work in works]


def test_a_transaction_holds_at_most_so_many(
    sqlite: Database, commits: list[object], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_commit, "MOST", 4)
    held = a_stored_meeting(sqlite, slips=10)
    commits.clear()
    together(sqlite, [spend(held, index) for index in range(10)])
    assert len(commits) == 1 + 3


def test_nobody_is_answered_before_the_commit(sqlite: Database) -> None:
    held = a_stored_meeting(sqlite, slips=8)
    order: list[str] = []
    event.listen(sqlite.engine, "commit", lambda _connection: order.append("commit"))
    with ThreadPoolExecutor(8) as threads:
        for each in [threads.submit(sqlite.cast, spend(held, index)) for index in range(8)]:
            each.add_done_callback(lambda _done: order.append("answer"))
    for at, word in enumerate(order):
        assert word == "commit" or "commit" in order[:at]
    assert order.count("answer") == 8


def test_it_goes_on_after_a_stop_and_in_a_child(sqlite: Database) -> None:
    held = a_stored_meeting(sqlite, slips=3)
    assert sqlite.cast(spend(held, 0))
    sqlite.dispose()
    assert sqlite.cast(spend(held, 1))
    sqlite.dispose()
    child = os.fork()
    if child == 0:
        os._exit(0 if sqlite.cast(spend(held, 2)) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert sqlite.read(lambda db: slips.spent(db, held.number)) == 3


def test_what_is_queued_is_answered_before_a_stop() -> None:
    written: list[int] = []

    def write(work: Callable[[None], object]) -> object:
        written.append(1)
        return work(None)

    group = GroupCommit(write)
    assert group.run(lambda _db: 7) == 7
    group.stop()
    group.stop()
    assert group.run(lambda _db: 8) == 8
    group.stop()
    assert len(written) == 2
