"""A result is written once; a key opens one list; what came back is counted from the slips."""

from hashlib import sha256

import pytest
from makers.stores.stored import NOON, a_cast, a_stored_meeting, voted

from ballot.domain.errors import KeysDoNotMatch
from ballot.domain.meeting import SPENT_AT_KIOSK, SPENT_BY_PHONE
from ballot.storage import key_set, results, slips, turnout
from ballot.storage.database import Database
from ballot.storage.turnout import ReturnedRow


def test_a_result_is_never_written_again(database: Database) -> None:
    number = a_stored_meeting(database).number
    assert database.read(lambda db: results.find(db, number)) is None
    text, signature = '{"满意":27}', b"s" * 64
    assert database.write(
        lambda db: results.write(db, number, text=text, signature=signature, at=NOON)
    )
    assert not database.write(lambda db: results.write(db, number, text="{}", at=NOON))
    row = database.read(lambda db: results.find(db, number))
    assert row == results.ResultRow(text, sha256(text.encode()).digest(), signature, NOON)


def test_a_key_is_bound_to_the_first_list(database: Database) -> None:
    number = a_stored_meeting(database).number
    first, second = b"1" * 32, b"2" * 32
    assert database.write(lambda db: results.bind_root(db, number, first)) == first
    assert database.write(lambda db: results.bind_root(db, number, second)) == first
    assert database.write(lambda db: results.bind_root(db, number, first)) == first


def test_what_came_back_is_counted_from_the_slips(database: Database) -> None:
    held, other = a_stored_meeting(database, slips=5), a_stored_meeting(database, slips=2)
    for index, channel in ((0, SPENT_BY_PHONE), (1, SPENT_BY_PHONE), (2, SPENT_AT_KIOSK)):
        assert voted(database, a_cast(held, held.key(index), channel=channel))
    database.write(lambda db: slips.void(db, held.number, held.key(3)))
    assert database.read(lambda db: turnout.received(db, held.number)) == 3
    assert database.read(lambda db: turnout.received(db, other.number)) == 0
    counted = database.read(lambda db: turnout.by_class(db, held.number))
    assert counted == [ReturnedRow(voter_class=0, phone=2, kiosk=1)]
    assert counted[0].total == 3


def test_the_figures_are_frozen_once(database: Database) -> None:
    number = a_stored_meeting(database).number
    assert database.read(lambda db: turnout.frozen(db, number)) == []
    figures = [ReturnedRow(0, phone=2, kiosk=1, paper=4), ReturnedRow(1, paper=1)]
    database.write(lambda db: turnout.freeze(db, number, figures))
    assert database.read(lambda db: turnout.frozen(db, number)) == figures
    with pytest.raises(Exception, match=r"(?i)unique|duplicate"):
        database.write(lambda db: turnout.freeze(db, number, figures))


def test_a_database_belongs_to_one_key_set(database: Database) -> None:
    for _ in range(2):
        database.write(lambda db: key_set.belong(db, b"a" * 32))
    with pytest.raises(KeysDoNotMatch) as refused:
        database.write(lambda db: key_set.belong(db, b"b" * 32))
    assert refused.value.wanted == (b"a" * 32).hex()[:8]
    assert refused.value.found == (b"b" * 32).hex()[:8]
    database.write(lambda db: key_set.belong(db, b"a" * 32))
