"""Sealed answers lie in the order of their keys and are counted, listed, deleted; never changed."""

import sqlite3

import psycopg
import pytest
from makers.stores.stored import a_cast, a_stored_meeting, drop_in, voted, votes_of

from ballot.storage import slips, votes
from ballot.storage.database import Database


def test_answers_come_back_as_they_were_in_the_order_of_their_keys(database: Database) -> None:
    held, other = a_stored_meeting(database), a_stored_meeting(database)
    ballot = [*votes_of([b"1", b"2"], (1, 0, 0)), *votes_of([b"3", b"4", b"5"])]
    database.write(lambda db: drop_in(db, held, ballot))
    database.write(lambda db: drop_in(db, other, votes_of([b"6"])))
    listed = database.read(lambda db: list(votes.in_order(db, held.number)))
    assert listed == sorted(ballot)
    assert database.read(lambda db: list(votes.in_order(db, held.number, (1, 0, 0)))) == sorted(
        ballot[:2]
    )
    assert database.read(lambda db: votes.counts(db, held.number)) == {(0, 0, 0): 3, (1, 0, 0): 2}
    assert database.read(lambda db: list(votes.in_order(db, held.number, (9, 0, 0)))) == []


def test_an_answer_that_cannot_lie_there_spends_no_slip(database: Database) -> None:
    held = a_stored_meeting(database)
    (there,) = votes_of([b"1"])
    database.write(lambda db: drop_in(db, held, [there]))
    ballot = a_cast(held, held.key(0), [*votes_of([b"2"]), there])
    with pytest.raises((sqlite3.IntegrityError, psycopg.IntegrityError)):
        voted(database, ballot)
    assert database.read(lambda db: slips.spent(db, held.number)) == 0
    assert database.read(lambda db: votes.counts(db, held.number)) == {(0, 0, 0): 1}


def test_the_answers_of_one_meeting_are_deleted_alone(database: Database) -> None:
    mine, other = a_stored_meeting(database), a_stored_meeting(database)
    for held in (mine, other):
        database.write(lambda db, held=held: drop_in(db, held, votes_of([b"1"])))
    database.write(lambda db: votes.delete_all(db, mine.number))
    assert database.read(lambda db: votes.counts(db, mine.number)) == {}
    assert database.read(lambda db: votes.counts(db, other.number)) == {(0, 0, 0): 1}


def test_the_list_is_whole_over_many_pages_and_may_be_left_half_read(
    database: Database, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(votes, "PAGE", 3)
    held = a_stored_meeting(database)
    ballot = [*votes_of([b"1"] * 6, (0, 0, 0)), *votes_of([b"2"] * 4, (0, 0, 1))]
    database.write(lambda db: drop_in(db, held, ballot))
    assert database.read(lambda db: list(votes.in_order(db, held.number))) == sorted(ballot)
    of_one = database.read(lambda db: list(votes.in_order(db, held.number, (0, 0, 1))))
    assert of_one == sorted(ballot[6:])
    first = database.read(lambda db: next(votes.in_order(db, held.number)))
    assert first == min(ballot)
