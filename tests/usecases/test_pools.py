"""Randomness is ready before the first voter comes."""

from collections import Counter
from types import SimpleNamespace
from typing import cast

from makers import VERY, a_closed_meeting, a_draft, an_open_meeting
from sqlalchemy import update

from ballot.box import elgamal, envelope
from ballot.box.pool import Pool
from ballot.domain.access import CONSOLE
from ballot.domain.frozen import Frozen
from ballot.domain.paper import Paper, Question
from ballot.storage import meetings, tables
from ballot.usecases.confirm_batch import confirm_batch
from ballot.usecases.freeze import freeze
from ballot.usecases.hall import Hall
from ballot.usecases.issue_slips import issue_slips
from ballot.usecases.open_voting import open_voting
from ballot.usecases.prepare_pools import prepare_pools, wanted
from ballot.usecases.rehearse import rehearse
from ballot.usecases.void_slip import void_slip

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
            void_slip(hall, CONSOLE, meeting.number, meeting.slips[left - 1].token)


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


def test_a_number_takes_more_than_a_choice() -> None:
    frozen = SimpleNamespace(
        paper=Paper(("张某", "李某"), (CHOICE_OF_THREE, NUMBER_OR_NONE)),
        questions=(CHOICE_OF_THREE, NUMBER_OR_NONE),
    )
    kind, each = elgamal.needs(3)
    number, bits = elgamal.number_needs(blank=True)
    total = Counter({kind: 2 * each * 7}) + Counter({number: 2 * bits * 7})
    assert wanted(cast(Frozen, frozen), 7) == total
