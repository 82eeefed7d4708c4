"""Randomness is ready before the first voter comes."""

from collections import Counter
from dataclasses import replace

import pytest
from makers.meetings import VERY, a_closed_meeting, a_draft, an_open_meeting
from sqlalchemy import update

from ballot.box import elgamal, envelope
from ballot.box.pool import Pool
from ballot.domain.access import CONSOLE
from ballot.domain.paper import Question
from ballot.storage import meetings, tables
from ballot.usecases.casting.prepare_pools import demand, prepare_pools
from ballot.usecases.casting.stock_state import seconds_left
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.meeting.reset import reset
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.usecases.slips.void_slip import void_slip
from ballot.usecases.verified import frozen_facts

CHOICE_OF_THREE = Question("德", ("好", "中", "差"), blank=False)
NUMBER_OR_NONE = Question("总体评价", ())


def pk_of(hall: Hall, number: str) -> bytes:
    pk = hall.database.read(lambda db: meetings.get(db, number)).pk
    assert pk is not None
    return pk


def ready(pool: Pool) -> int:
    return sum(pool.ready(kind) for kind in envelope.KINDS)


def asked(hall: Hall) -> list[bytes]:
    """For which keys something is to be made, as a maker would be asked who delivers at once."""
    keys = []
    while order := hall.pools.next_order():
        pool, kind, count = order
        pool.add(kind, bytes(kind.size * count))
        keys.append(bytes(pool.pk))
    return keys


def test_a_meeting_has_randomness_for_each_of_its_slips_from_the_freeze_on(hall: Hall) -> None:
    a_draft(hall)
    meeting = a_draft(hall, slips=3, subjects=2)
    prepare_pools(hall)
    assert asked(hall) == []
    freeze(hall, CONSOLE, meeting.number)
    prepare_pools(hall)
    _kind, each = elgamal.needs(5)
    pool = hall.pools.of(pk_of(hall, meeting.number))
    assert asked(hall) == [pool.pk]
    assert ready(pool) == 3 * 2 * each
    open_voting(hall, CONSOLE, meeting.number)
    prepare_pools(hall)
    assert asked(hall) == []


def test_what_was_cast_or_voided_wants_nothing(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=4)
    kind, each = elgamal.needs(5)
    pool = hall.pools.of(pk_of(hall, meeting.number))
    for left in (4, 3, 2):
        prepare_pools(hall)
        assert pool.wanted == {kind: left * each}
        if left == 4:
            pool.add(kind, b"".join(kind.make(pool.pk) for _ in range(each)))
            meeting.cast(VERY)
            assert pool.ready(kind) == 0, "and it was sealed from the pool"
        else:
            void_slip(hall, CONSOLE, meeting.number, meeting.slips[left - 1].token, reason="撕坏")


def test_slips_that_nobody_confirmed_want_nothing(hall: Hall) -> None:
    meeting = a_draft(hall, slips=0)
    rehearse(hall, CONSOLE, meeting.number)
    issue = issue_slips(hall, CONSOLE, meeting.number, 3)
    prepare_pools(hall)
    assert asked(hall) == []
    confirm_batch(hall, CONSOLE, meeting.number, issue.batch)
    prepare_pools(hall)
    assert asked(hall) == [pk_of(hall, meeting.number)], "a rehearsal is like the vote"


def test_a_meeting_that_ended_wants_nothing(hall: Hall) -> None:
    closed = a_closed_meeting(hall, [VERY], slips=3)
    prepare_pools(hall)
    assert asked(hall) == []
    assert hall.pools.of(pk_of(hall, closed.number)).wanted == {}


def test_a_meeting_whose_notice_was_altered_does_not_keep_others_waiting(hall: Hall) -> None:
    altered, whole = an_open_meeting(hall), an_open_meeting(hall)
    values = update(tables.meeting).values(frozen_tag=bytes(32))
    hall.database.write(
        lambda db: db.execute(values.where(tables.meeting.c.number == altered.number))
    )
    prepare_pools(hall)
    assert asked(hall) == [pk_of(hall, whole.number)]


def test_a_number_takes_more_than_a_choice(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    meeting = an_open_meeting(hall, subjects=2)
    row = hall.database.read(lambda db: meetings.get(db, meeting.number))
    facts = frozen_facts.of(hall, row)
    both = replace(facts, questions=(CHOICE_OF_THREE, NUMBER_OR_NONE))
    monkeypatch.setattr(frozen_facts, "of", lambda hall, row: both)
    kind, each = elgamal.needs(3)
    number, bits = elgamal.number_needs(blank=True)
    total = Counter({kind: 2 * each * 7}) + Counter({number: 2 * bits * 7})
    assert demand(hall, row, 7).wanted == total


def deliver(hall: Hall, most: int = 1000) -> None:
    """What a maker would deliver, in so many orders at most."""
    for _ in range(most):
        order = hall.pools.next_order()
        if order is None:
            return
        pool, kind, count = order
        pool.add(kind, b"".join(kind.make(pool.pk) for _ in range(count)))


def run_of(hall: Hall, number: str) -> bytes:
    return hall.database.read(lambda db: meetings.get(db, number)).run


def test_a_run_is_told_ready_once_all_is_there_and_stays_so_while_votes_come(hall: Hall) -> None:
    meeting = a_draft(hall, slips=3)
    assert prepare_pools(hall) == set()
    freeze(hall, CONSOLE, meeting.number)
    assert prepare_pools(hall) == set()
    deliver(hall)
    ready = prepare_pools(hall)
    assert ready == {run_of(hall, meeting.number)}
    open_voting(hall, CONSOLE, meeting.number)
    hall.pools.forget(pk_of(hall, meeting.number))
    assert prepare_pools(hall, ready) == ready, "told once; it does not follow the votes"
    assert prepare_pools(hall) == set(), "the control: another process has nothing yet"
    meeting.cast_all([VERY, VERY, VERY])
    assert prepare_pools(hall) == set()
    close_voting(hall, CONSOLE, meeting.number)
    assert prepare_pools(hall, ready) == set()


def test_slips_printed_after_the_freeze_are_prepared_before_it_is_ready_again(hall: Hall) -> None:
    meeting = a_draft(hall, slips=3)
    freeze(hall, CONSOLE, meeting.number)
    prepare_pools(hall)
    deliver(hall)
    ready = prepare_pools(hall)
    issue = issue_slips(hall, CONSOLE, meeting.number, 2)
    assert prepare_pools(hall, ready) == ready
    confirm_batch(hall, CONSOLE, meeting.number, issue.batch)
    assert prepare_pools(hall, ready) == set()


def test_a_rehearsal_leaves_nothing_to_the_vote(hall: Hall) -> None:
    meeting = a_draft(hall, slips=0)
    rehearse(hall, CONSOLE, meeting.number)
    issue = issue_slips(hall, CONSOLE, meeting.number, 3)
    confirm_batch(hall, CONSOLE, meeting.number, issue.batch)
    prepare_pools(hall)
    deliver(hall)
    ready = prepare_pools(hall)
    tried, old = run_of(hall, meeting.number), pk_of(hall, meeting.number)
    assert ready == {tried}
    reset(hall, CONSOLE, meeting.number)
    assert prepare_pools(hall, ready) == set()
    assert hall.pools.of(old).held == 0
    assert tried != run_of(hall, meeting.number)


@pytest.mark.parametrize(("serves", "told"), [(None, None), (False, "preparing"), (True, "ready")])
def test_an_organizer_is_told_how_it_stands(
    serves: bool | None, told: str | None, hall: Hall
) -> None:
    served = replace(hall, is_stocked=lambda run: serves)
    meeting = a_draft(served)

    def stock() -> str | None:
        return see_meeting(served, CONSOLE, meeting.number).stock

    assert stock() is None, "there is nothing to prepare before the freeze"
    freeze(served, CONSOLE, meeting.number)
    assert stock() == told
    open_voting(served, CONSOLE, meeting.number)
    assert stock() == told
    close_voting(served, CONSOLE, meeting.number)
    assert stock() is None


def test_a_rehearsal_without_slips_has_nothing_to_prepare(hall: Hall) -> None:
    served = replace(hall, is_stocked=lambda run: False)
    meeting = a_draft(served, slips=0)
    rehearse(served, CONSOLE, meeting.number)
    assert see_meeting(served, CONSOLE, meeting.number).stock is None


def test_the_time_left_is_told_and_never_a_fault(hall: Hall) -> None:
    meeting = an_open_meeting(hall, slips=40)
    kind, each = elgamal.needs(5)
    assert seconds_left(hall, CONSOLE, meeting.number) == 1
    for _ in range(60):
        hall.pools.note_pace(256, 2560.0)  # a very slow machine: ten seconds a record
    told = seconds_left(hall, CONSOLE, meeting.number)
    assert told == pytest.approx(40 * each * 10, rel=0.01)
    prepare_pools(hall)
    hall.pools.of(pk_of(hall, meeting.number)).add(kind, bytes(kind.size * each * 20))
    assert seconds_left(hall, CONSOLE, meeting.number) == pytest.approx(told / 2, rel=0.01)
    values = update(tables.meeting).values(frozen_tag=bytes(32))
    hall.database.write(lambda db: db.execute(values))
    assert seconds_left(hall, CONSOLE, meeting.number) == 0
