"""A meeting changes by one statement, whose row count says what happened."""

import os
from datetime import timedelta
from itertools import chain, repeat

import pytest
from makers.stores.stored import NOON, a_draft_row, a_stored_meeting

from ballot.domain.acts import FROM, Act
from ballot.domain.errors import MeetingUnknown, NotInState
from ballot.domain.meeting import Custody, State, Transport
from ballot.storage import meetings
from ballot.storage.database import Database


def test_a_number_is_six_digits_without_a_leading_zero() -> None:
    numbers = {meetings.six_digits() for _ in range(200)}
    assert all(len(each) == 6 and each.isdigit() and each[0] != "0" for each in numbers)
    assert len(numbers) > 190


def test_a_number_that_is_taken_is_drawn_again(database: Database) -> None:
    taken = database.write(a_draft_row)
    draws = chain(repeat(taken, 3), ["765432"])
    given = database.write(lambda db: a_draft_row(db, draw=lambda: next(draws)))
    assert given == "765432"
    assert database.read(lambda db: meetings.get(db, taken)).version == 1


def test_a_new_meeting_is_a_draft_of_the_first_round(database: Database) -> None:
    number = database.write(lambda db: a_draft_row(db, custody=Custody.SCRUTINEERS, place="村委会"))
    row = database.read(lambda db: meetings.get(db, number))
    assert (row.state, row.version, row.round, row.follows) == (State.DRAFT, 1, 1, None)
    assert (row.custody, row.place, row.created_at) == (Custody.SCRUTINEERS, "村委会", NOON)
    assert row.transport is None
    assert row.sealed is True


@pytest.mark.parametrize("number", ["", "1\0", "４８２９１３", "48291\udc80", "1" * 10_000])
def test_what_is_no_number_is_an_unknown_one(database: Database, number: str) -> None:
    for look in (meetings.get, meetings.lock_for_closing):
        with pytest.raises(MeetingUnknown):
            database.write(lambda db, at=look: at(db, number))


def test_an_unknown_number_is_said_to_be_unknown(database: Database) -> None:
    for look in (meetings.get, meetings.lock_for_closing):
        with pytest.raises(MeetingUnknown) as refused:
            database.write(lambda db, look=look: look(db, "999999"))
        assert refused.value.number == "999999"
    with pytest.raises(MeetingUnknown):
        database.write(lambda db: meetings.move(db, "999999", Act.OPEN, State.OPEN))


@pytest.mark.parametrize("act", [act for act in FROM if act is not Act.EDIT])
def test_an_act_moves_from_the_states_that_allow_it_and_no_other(
    database: Database, act: Act
) -> None:
    for state in State:
        number = a_stored_meeting(database, slips=0, state=state).number
        if state in FROM[act]:
            database.write(lambda db, n=number: meetings.move(db, n, act, State.CANCELLED))
            row = database.read(lambda db, n=number: meetings.get(db, n))
            assert (row.state, row.version) == (State.CANCELLED, 2)
        else:
            with pytest.raises(NotInState) as refused:
                database.write(lambda db, n=number: meetings.move(db, n, act, State.CANCELLED))
            assert (refused.value.state, refused.value.allowed) == (state, FROM[act])
            row = database.read(lambda db, n=number: meetings.get(db, n))
            assert (row.state, row.version) == (state, 1)


def test_a_move_takes_further_columns_along(database: Database) -> None:
    number = database.write(a_draft_row)
    later = NOON + timedelta(hours=1)
    database.write(
        lambda db: meetings.move(
            db,
            number,
            Act.FREEZE,
            State.FROZEN,
            frozen='{"姓名":1}',
            frozen_tag=b"t" * 32,
            transport=Transport.HTTPS,
            pk=b"p" * 32,
        )
    )
    database.write(lambda db: meetings.move(db, number, Act.OPEN, State.OPEN, opened_at=later))
    row = database.read(lambda db: meetings.get(db, number))
    assert (row.frozen, row.frozen_tag, row.pk) == ('{"姓名":1}', b"t" * 32, b"p" * 32)
    assert (row.transport, row.opened_at, row.version) == (Transport.HTTPS, later, 3)


def test_a_change_counts_the_version_up_and_keeps_the_state(database: Database) -> None:
    number = database.write(a_draft_row)
    database.write(lambda db: meetings.change(db, number, Act.EDIT, title="另一场"))
    database.write(lambda db: meetings.change(db, number, Act.ISSUE_SLIPS))
    row = database.read(lambda db: meetings.get(db, number))
    assert (row.title, row.state, row.version) == ("另一场", State.DRAFT, 3)
    with pytest.raises(NotInState):
        database.write(lambda db: meetings.change(db, number, Act.CLOSE, title="又一场"))


def test_a_meeting_has_one_second_round(database: Database) -> None:
    first = database.write(a_draft_row)
    assert database.read(lambda db: meetings.follower(db, first)) is None
    second = database.write(lambda db: a_draft_row(db, follows=first))
    assert database.read(lambda db: meetings.follower(db, first)) == second
    assert database.read(lambda db: meetings.get(db, second)).round == 2


def test_meetings_are_listed_by_unit_newest_first(database: Database) -> None:
    old = database.write(a_draft_row)
    new = database.write(lambda db: a_draft_row(db, at=NOON + timedelta(days=1)))
    unit = database.read(lambda db: meetings.get(db, old)).unit
    listed = database.read(lambda db: meetings.in_units(db, None))
    assert [row.number for row in listed] == [new, old]
    assert database.read(lambda db: meetings.in_units(db, [unit])) == listed
    assert database.read(lambda db: meetings.in_units(db, [unit + 1])) == []
    drafts = database.read(lambda db: meetings.in_states(db, [State.DRAFT]))
    assert {row.number for row in drafts} == {old, new}
    of_first = database.read(
        lambda db: meetings.of_assessment(db, meetings.get(db, old).assessment)
    )
    assert [row.number for row in of_first] == [old]


def test_a_run_is_sixteen_bytes(database: Database) -> None:
    with pytest.raises(Exception, match="ck_meeting_run_length"):
        database.write(lambda db: a_draft_row(db, run=os.urandom(15)))


def test_a_seal_is_noted(database: Database) -> None:
    number = database.write(a_draft_row)
    database.write(lambda db: meetings.move(db, number, Act.CANCEL, State.CANCELLED))
    row = database.read(lambda db: meetings.get(db, number))
    assert row.sealed is False
    database.write(lambda db: meetings.mark_sealed(db, number, row.version))
    assert database.read(lambda db: meetings.get(db, number)).sealed is True


def test_what_changed_during_a_seal_waits_for_another(database: Database) -> None:
    number = database.write(a_draft_row)
    before = database.read(lambda db: meetings.get(db, number)).version
    database.write(lambda db: meetings.move(db, number, Act.CANCEL, State.CANCELLED))
    database.write(lambda db: meetings.mark_sealed(db, number, before))
    assert database.read(meetings.unsealed) == [number]
