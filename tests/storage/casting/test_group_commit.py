"""Those who cast together share a commit, are answered after it, and never suffer for another."""

import os
import sqlite3
from collections.abc import Callable, Sequence
from concurrent.futures import Future
from threading import Event

import pytest
from makers.stores.stored import (
    Stored,
    a_cast,
    a_stored_meeting,
    drop_in,
    no_commits,
    queued,
    state_of,
    voted,
    votes_of,
)
from sqlalchemy import make_url

from ballot.domain.meeting import SPENT_AT_KIOSK, SPENT_BY_PHONE, UNUSED
from ballot.storage import slips, sqlite, votes
from ballot.storage.casting import group_commit
from ballot.storage.casting.group_commit import Cast, Casting, WholeBatchFailed
from ballot.storage.casting.postgresql_box import PostgresqlBox
from ballot.storage.casting.sqlite_box import SqliteBox
from ballot.storage.database import Database
from ballot.storage.slips import ByCode


@pytest.fixture
def batches(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """How many casts each transaction was to hold."""
    seen: list[int] = []
    for kind in (SqliteBox, PostgresqlBox):
        monkeypatch.setattr(kind, "put", _noting(kind.put, seen))
    return seen


def _noting(put: Callable[..., list[bool]], seen: list[int]) -> Callable[..., list[bool]]:
    def noting(box: object, casts: Sequence[Cast]) -> list[bool]:
        seen.append(len(casts))
        return put(box, casts)

    return noting


def together(
    database: Database,
    held: Stored,
    casts: list[Cast],
    meanwhile: Callable[[], object] = lambda: None,
) -> list[Future[bool]]:
    """Cast all of them while the writer is busy, so that they queue behind each other."""
    busy, go_on = Event(), Event()

    def hold(_cast: Cast, _outcome: object) -> None:
        busy.set()
        go_on.wait(20)

    database.drop_in(a_cast(held, held.key(-1)), hold)
    assert busy.wait(20)
    futures = [queued(database, cast) for cast in casts]
    meanwhile()
    go_on.set()
    for each in futures:
        each.exception()
    return futures


def in_the_box(database: Database, held: Stored) -> int:
    return sum(database.read(lambda db: votes.counts(db, held.number)).values())


def spent(database: Database, held: Stored) -> int:
    return database.read(lambda db: slips.spent(db, held.number))


def test_those_who_wait_share_one_commit(database: Database, batches: list[int]) -> None:
    held = a_stored_meeting(database, slips=51)
    casts = [a_cast(held, held.key(index), votes_of([b"a", b"b"])) for index in range(50)]
    answers = together(database, held, casts)
    assert [each.result() for each in answers] == [True] * 50
    assert batches == [1, 50]
    assert (spent(database, held), in_the_box(database, held)) == (51, 101)


@pytest.mark.parametrize("size", [1, 2, 3, 31, 64, 200])
def test_a_batch_of_any_size_is_whole(database: Database, size: int) -> None:
    held = a_stored_meeting(database, slips=size + 1)
    casts = [a_cast(held, held.key(index), votes_of([b"x"] * 3)) for index in range(size)]
    assert all(each.result() for each in together(database, held, casts))
    listed = database.read(lambda db: list(votes.in_order(db, held.number)))
    assert sorted(vote for cast in casts for vote in cast.sealed) == [
        vote for vote in listed if any(vote in cast.sealed for cast in casts)
    ]
    assert in_the_box(database, held) == 3 * size + 1


def test_a_slip_twice_in_one_commit_counts_once(database: Database, batches: list[int]) -> None:
    held = a_stored_meeting(database, slips=3)
    casts = [
        a_cast(held, held.key(index), votes_of([b"%d" % at]))
        for at, index in enumerate((0, 0, 1, 0, 1))
    ]
    answers = together(database, held, casts)
    assert [each.result() for each in answers] == [True, False, True, False, False]
    assert batches == [1, 5]
    cts = [vote.ct for vote in database.read(lambda db: list(votes.in_order(db, held.number)))]
    assert sorted(cts) == [b"0", b"2", b"x"]


def test_a_slip_by_token_and_by_code_in_one_commit_counts_once(database: Database) -> None:
    held = a_stored_meeting(database, slips=3)
    by_code = ByCode(held.slips[0].code_h)
    casts = [
        a_cast(held, held.key(1)),
        a_cast(held, by_code, channel=SPENT_AT_KIOSK),
        a_cast(held, held.key(0)),
    ]
    answers = [each.result() for each in together(database, held, casts)]
    assert answers[0] is True
    assert sorted(answers[1:]) == [False, True]
    won = SPENT_AT_KIOSK if answers[1] else SPENT_BY_PHONE
    assert state_of(database, held, by_code) == won
    assert in_the_box(database, held) == 3


def test_a_slip_that_was_spent_before_stops_no_other(database: Database) -> None:
    held, other = a_stored_meeting(database, slips=6), a_stored_meeting(database, slips=2)
    assert voted(database, a_cast(held, held.key(2)))
    casts = [*(a_cast(held, held.key(at)) for at in range(5)), a_cast(other, other.key(0))]
    answers = together(database, held, casts)
    assert [each.result() for each in answers] == [True, True, False, True, True, True]
    assert (in_the_box(database, held), in_the_box(database, other)) == (6, 1)


def test_a_cast_for_another_run_spends_nothing(database: Database) -> None:
    held = a_stored_meeting(database, slips=3)
    stale = Stored(held.number, bytes(16), held.slips)
    answers = together(database, held, [a_cast(stale, held.key(0)), a_cast(held, held.key(1))])
    assert [each.result() for each in answers] == [False, True]
    assert state_of(database, held, held.key(0)) == UNUSED


def test_one_who_fails_is_rolled_back_alone(database: Database, batches: list[int]) -> None:
    held = a_stored_meeting(database, slips=7)
    (there,) = votes_of([b"there"])
    database.write(lambda db: drop_in(db, held, [there]))
    casts = [*(a_cast(held, held.key(at)) for at in range(5)), a_cast(held, held.key(5), [there])]
    answers = together(database, held, casts)
    assert [each.result() for each in answers[:5]] == [True] * 5
    with pytest.raises(Exception, match=r"(?i)unique"):
        answers[5].result()
    assert batches == [1, 6, 1, 1, 1, 1, 1, 1]
    assert spent(database, held) == 6
    assert voted(database, a_cast(held, held.key(5)))


def test_a_commit_that_fails_acknowledges_nobody(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = a_stored_meeting(database, slips=4)
    casts = [a_cast(held, held.key(index)) for index in (0, 1, 1, 2)]
    with monkeypatch.context() as broken:
        no_commits(broken)
        answers = together(database, held, casts)
    for each in answers:
        assert each.exception() is not None
    assert (spent(database, held), in_the_box(database, held)) == (0, 0)
    database.dispose()
    # The same sealed rows again, as a retry has them.
    again = [each.result() for each in [queued(database, cast) for cast in casts]]
    assert again == [True, True, False, True]


def test_a_transaction_holds_at_most_so_many(
    database: Database, batches: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(group_commit, "MOST", 4)
    held = a_stored_meeting(database, slips=11)
    together(database, held, [a_cast(held, held.key(index)) for index in range(10)])
    assert batches == [1, 4, 4, 2]


def test_nobody_is_answered_before_the_commit(database: Database, database_url: str) -> None:
    """When an answer is told, another connection already sees the slip spent."""
    held = a_stored_meeting(database, slips=9)
    looking = Database.connect(database_url)
    found: list[object] = []

    def look(cast: Cast, _outcome: object) -> None:
        standing = looking.standing(cast.number, cast.key)
        found.append(standing and standing.slip and standing.slip.st)

    for index in range(8):
        database.drop_in(a_cast(held, held.key(index)), look)
    assert voted(database, a_cast(held, held.key(8)))
    assert found == [SPENT_BY_PHONE] * 8
    looking.dispose()


def test_whoever_cannot_take_his_answer_stops_nobody(
    database: Database, capsys: pytest.CaptureFixture[str]
) -> None:
    held = a_stored_meeting(database, slips=3)

    def hung_up(_cast: Cast, _outcome: object) -> None:
        raise RuntimeError("secret words")

    database.drop_in(a_cast(held, held.key(0)), hung_up)
    assert voted(database, a_cast(held, held.key(1)))
    assert spent(database, held) == 2
    said = "".join(capsys.readouterr())
    assert "answer not taken" in said
    assert "secret words" not in said


def test_it_goes_on_after_a_stop_and_in_a_child(database: Database) -> None:
    held = a_stored_meeting(database, slips=4)
    assert voted(database, a_cast(held, held.key(0)))
    database.dispose()
    assert voted(database, a_cast(held, held.key(1)))
    child = os.fork()
    if child == 0:
        os._exit(0 if voted(database, a_cast(held, held.key(2))) else 1)
    assert os.waitpid(child, 0)[1] == 0
    assert voted(database, a_cast(held, held.key(3)))
    assert spent(database, held) == 4


def test_what_is_queued_is_answered_before_a_stop(database: Database) -> None:
    held = a_stored_meeting(database, slips=200)
    told = [queued(database, a_cast(held, held.key(index))) for index in range(200)]
    database.dispose()
    assert all(each.done() and each.result() for each in told)
    database.dispose()


class Counting:
    """A box that only counts, and how often it was closed."""

    closed = 0

    def put(self, casts: Sequence[Cast]) -> list[bool]:
        return [True] * len(casts)

    def close(self) -> None:
        self.closed += 1


def test_a_stop_closes_the_connection_and_two_stops_are_no_fault(database: Database) -> None:
    held, box = a_stored_meeting(database), Counting()
    group = Casting(box)
    for _ in range(2):
        told = Event()
        group.drop_in(a_cast(held, held.key(0)), lambda *_told, told=told: told.set())
        assert told.wait(10)
        group.stop()
        group.stop()
    assert box.closed == 2


def test_a_thread_that_could_not_be_had_is_asked_for_again(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    held = a_stored_meeting(database, slips=2)
    with monkeypatch.context() as full:
        full.setattr(group_commit.Thread, "start", _no_thread)
        with pytest.raises(RuntimeError):
            queued(database, a_cast(held, held.key(0)))
    assert queued(database, a_cast(held, held.key(1))).result(20)
    assert spent(database, held) == 1


def _no_thread(_thread: object) -> None:
    raise RuntimeError("can't start new thread")


def test_nobody_waits_for_another_who_waited_for_the_file(
    sqlite_url: str, batches: list[int], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sqlite, "TIMEOUT", 0.05)
    database = Database.connect(sqlite_url)
    held = a_stored_meeting(database, slips=7)
    with sqlite3.connect(make_url(sqlite_url).database or "", check_same_thread=False) as other:
        answers = together(
            database,
            held,
            [a_cast(held, held.key(at)) for at in range(5)],
            meanwhile=lambda: other.execute("BEGIN IMMEDIATE"),
        )
        assert [type(each.exception()) for each in answers] == [WholeBatchFailed] * 5
        assert batches == [1, 5], "tried together, once: not one after another"
        other.rollback()
    other.close()
    assert voted(database, a_cast(held, held.key(0)))
    database.dispose()


def test_a_transaction_that_cannot_be_rolled_back_is_given_up(
    sqlite_url: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    database = Database.connect(sqlite_url)
    held = a_stored_meeting(database, slips=3)
    with monkeypatch.context() as broken:
        no_commits(broken, "ROLLBACK")
        assert queued(database, a_cast(held, held.key(0))).exception() is not None
    assert voted(database, a_cast(held, held.key(0)))
    assert spent(database, held) == 1
    database.dispose()
