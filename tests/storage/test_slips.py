"""A slip is spent once, by one UPDATE, and only when its batch was printed whole."""

from hashlib import sha256

import pytest
from makers.stores.stored import a_cast, a_slip, a_stored_meeting, state_of, voted

from ballot.domain.errors import BatchUnknown, TwiceTheSame
from ballot.domain.meeting import (
    EXCHANGED,
    SPENT_AT_KIOSK,
    SPENT_BY_PHONE,
    UNDRAWN,
    UNUSED,
    VOID,
    State,
)
from ballot.storage import batches, slips
from ballot.storage.database import Database
from ballot.storage.slips import ByCode, ByToken, NewSlip


def test_a_slip_is_spent_once_whether_by_token_or_by_code(database: Database) -> None:
    held = a_stored_meeting(database)
    by_code = ByCode(held.slips[0].code_h)

    def spend(key: slips.SlipKey) -> bool:
        return voted(database, a_cast(held, key))

    assert spend(held.key(0)) is True
    assert spend(held.key(0)) is False
    assert spend(by_code) is False
    assert state_of(database, held, by_code) == SPENT_BY_PHONE
    assert state_of(database, held, held.key(1)) == UNUSED
    assert database.read(lambda db: slips.spent(db, held.number)) == 1


def test_a_slip_of_another_meeting_is_unknown_here(database: Database) -> None:
    mine, other = a_stored_meeting(database), a_stored_meeting(database)
    key = other.key(0)
    assert database.read(lambda db: slips.find(db, mine.number, key)) is None
    assert not voted(database, a_cast(mine, key))
    assert database.read(lambda db: slips.spent(db, other.number)) == 0


def test_a_token_is_no_code(database: Database) -> None:
    held = a_stored_meeting(database)
    crossed = (ByCode(held.slips[0].h), ByToken(held.slips[0].code_h))
    for key in crossed:
        assert state_of(database, held, key) is None


def test_an_unconfirmed_batch_does_not_vote(database: Database) -> None:
    held = a_stored_meeting(database, confirmed=False)
    found = database.read(lambda db: slips.find(db, held.number, held.key(0)))
    assert found is not None
    assert found.confirmed is False
    assert not voted(database, a_cast(held, held.key(0)))
    assert database.write(lambda db: batches.confirm(db, held.number, 1)) is True
    assert database.write(lambda db: batches.confirm(db, held.number, 1)) is False
    assert voted(database, a_cast(held, held.key(0)))


def test_a_batch_whose_issue_broke_off_cannot_be_confirmed(database: Database) -> None:
    number = a_stored_meeting(database, slips=0, state=State.DRAFT).number

    def begin(db: slips.Session) -> int:
        batch = batches.add(db, number, 5)
        slips.add(db, number, batch, 0, [a_slip() for _ in range(4)])
        return batch

    batch = database.write(begin)
    with pytest.raises(BatchUnknown):
        database.write(lambda db: batches.confirm(db, number, batch))


def test_a_batch_number_that_no_column_holds_is_unknown(database: Database) -> None:
    number = a_stored_meeting(database).number
    for act in (batches.confirm, batches.void):
        with pytest.raises(BatchUnknown):
            database.write(lambda db, do=act: do(db, number, 10**30))


def test_a_void_batch_keeps_what_was_cast_and_voids_the_rest(database: Database) -> None:
    held = a_stored_meeting(database, slips=3)
    assert voted(database, a_cast(held, held.key(0), channel=SPENT_AT_KIOSK))
    assert database.write(lambda db: batches.void(db, held.number, 1)) is True
    assert database.write(lambda db: batches.void(db, held.number, 1)) is False
    counts = database.read(lambda db: slips.counts(db, held.number))
    assert counts == {(0, SPENT_AT_KIOSK): 1, (0, VOID): 2}
    with pytest.raises(BatchUnknown):
        database.write(lambda db: batches.confirm(db, held.number, 1))
    with pytest.raises(BatchUnknown):
        database.write(lambda db: batches.void(db, held.number, 2))


@pytest.mark.parametrize("to", [VOID, EXCHANGED, UNDRAWN])
def test_a_settled_slip_never_votes_and_a_spent_one_is_never_settled(
    database: Database, to: int
) -> None:
    held = a_stored_meeting(database)
    state = slips.SlipState(to)
    assert database.write(lambda db: slips.settle(db, held.number, held.key(0), state))
    assert not voted(database, a_cast(held, held.key(0)))
    assert voted(database, a_cast(held, held.key(1)))
    assert not database.write(lambda db: slips.settle(db, held.number, held.key(1), state))


def test_the_unused_are_voided_together(database: Database) -> None:
    held = a_stored_meeting(database, slips=5)
    assert voted(database, a_cast(held, held.key(0)))
    assert database.write(lambda db: slips.void(db, held.number, held.key(1))) is True
    assert database.write(lambda db: slips.void_unused(db, held.number)) == 3
    assert database.read(lambda db: slips.spent(db, held.number)) == 1
    assert database.read(lambda db: slips.count(db, held.number)) == 5


def test_batches_count_from_one_and_void_ones_are_not_in_force(database: Database) -> None:
    held = a_stored_meeting(database, slips=3, state=State.DRAFT)
    assert database.write(lambda db: batches.add(db, held.number, 40, voter_class=1)) == 2
    assert database.read(lambda db: batches.in_force(db, held.number)) == 43
    database.write(lambda db: batches.void(db, held.number, 2))
    listed = database.read(lambda db: batches.of_meeting(db, held.number))
    assert [(row.number, row.voter_class, row.count, row.state) for row in listed] == [
        (1, 0, 3, "confirmed"),
        (2, 1, 40, "void"),
    ]
    assert database.read(lambda db: batches.in_force(db, held.number)) == 3


def test_the_root_is_over_the_printed_slips_in_order(database: Database) -> None:
    held = a_stored_meeting(database, slips=4)
    unprinted = a_slip()

    def issue(db: slips.Session) -> None:
        slips.add(db, held.number, batches.add(db, held.number, 1, 1), 1, [unprinted])

    database.write(issue)
    wall = sha256(b"slips-v1|" + b"".join(sorted(each.h for each in held.slips))).digest()
    assert database.read(lambda db: slips.root(db, held.number)) == (4, wall)
    database.write(lambda db: batches.confirm(db, held.number, 2))
    assert database.read(lambda db: slips.root(db, held.number, 0)) == (4, wall)
    only = sha256(b"slips-v1|" + unprinted.h).digest()
    assert database.read(lambda db: slips.root(db, held.number, 1)) == (1, only)
    assert database.read(lambda db: slips.root(db, held.number))[0] == 5


def test_the_root_of_states_tells_a_change_and_the_list_agrees(database: Database) -> None:
    held = a_stored_meeting(database, slips=4)
    before = database.read(lambda db: slips.state_root(db, held.number))
    assert voted(database, a_cast(held, held.key(2)))
    listed = database.read(lambda db: slips.in_order(db, held.number))
    assert listed == sorted(
        (each.h, 0, SPENT_BY_PHONE if each is held.slips[2] else UNUSED) for each in held.slips
    )
    rows = b"".join(h + bytes([st]) for h, _class, st in listed)
    after = database.read(lambda db: slips.state_root(db, held.number))
    assert after == sha256(b"slip-states-v1|" + rows).digest()
    assert after != before


def test_a_code_that_is_taken_is_said_and_nothing_is_added(database: Database) -> None:
    held = a_stored_meeting(database, slips=2)
    again = NewSlip(h=a_slip().h, code_h=held.slips[1].code_h)
    with pytest.raises(TwiceTheSame):
        database.write(lambda db: slips.add(db, held.number, 1, 0, [a_slip(), again]))
    assert database.read(lambda db: slips.count(db, held.number)) == 2


def test_an_issue_is_at_most_a_thousand_rows_in_a_transaction(database: Database) -> None:
    held = a_stored_meeting(database, slips=1)
    with pytest.raises(ValueError, match="1000"):
        database.write(lambda db: slips.add(db, held.number, 1, 0, [a_slip() for _ in range(1001)]))
    database.write(lambda db: slips.add(db, held.number, 1, 0, [a_slip() for _ in range(1000)]))
    assert database.read(lambda db: slips.count(db, held.number)) == 1001


def test_a_state_that_is_none_is_refused_by_the_database(database: Database) -> None:
    held = a_stored_meeting(database)
    for st in (0, 1, 8):
        with pytest.raises(Exception, match="ck_slip_st"):
            voted(database, a_cast(held, held.key(0), channel=slips.SlipState(st)))


def test_the_slips_of_a_rehearsal_go_with_their_batches(database: Database) -> None:
    mine, other = a_stored_meeting(database), a_stored_meeting(database)
    database.write(lambda db: slips.delete_all(db, mine.number))
    assert database.read(lambda db: slips.count(db, mine.number)) == 0
    assert database.read(lambda db: batches.of_meeting(db, mine.number)) == []
    assert database.read(lambda db: slips.count(db, other.number)) == 3
