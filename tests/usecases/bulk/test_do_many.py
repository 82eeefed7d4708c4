"""Many meetings are done one by one: what fails in one is named and stops no other."""

import pytest
from makers.meetings import a_draft, an_open_meeting
from people.ceremony import a_meeting_with_keys

from ballot.domain.access import CONSOLE
from ballot.domain.errors import DatabaseUnreachable, NotInState
from ballot.domain.meeting import State
from ballot.storage import meetings
from ballot.usecases.bulk import do_many
from ballot.usecases.bulk.bulk_act import BulkAct
from ballot.usecases.bulk.do_many import DoneToMany
from ballot.usecases.bulk.foresee import Chosen
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.slips.issue_slips import issue_slips


def state(hall: Hall, number: str) -> State:
    return hall.database.read(lambda db: meetings.get(db, number).state)


def done(result: DoneToMany) -> set[str]:
    return {each.line.number for each in result.done}


def test_three_are_opened_and_the_one_in_the_middle_is_named(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    numbers = [a_draft(hall).number for _ in range(4)]
    broken = numbers[2]
    real = do_many.DO[BulkAct.OPEN]

    def open_but(hall: Hall, actor: object, number: str, batches: object) -> None:
        if number == broken:
            raise NotInState(act="open", state="paused")
        real(hall, CONSOLE, number, {})

    told: list[tuple[int, int]] = []
    with monkeypatch.context() as patched:
        patched.setitem(do_many.DO, BulkAct.OPEN, open_but)
        result = do_many.do_many(
            hall, CONSOLE, BulkAct.OPEN, Chosen(tuple(numbers)), lambda n, of: told.append((n, of))
        )
    assert done(result) == set(numbers) - {broken}
    assert [each.seen.line.number for each in result.failed] == [broken]
    assert told == [(0, 4), (1, 4), (2, 4), (3, 4)]
    assert state(hall, broken) is State.DRAFT
    again = do_many.do_many(hall, CONSOLE, BulkAct.OPEN, Chosen(tuple(numbers)))
    assert done(again) == {broken}, "tried again, those that vote are left as they are"
    assert {state(hall, each) for each in numbers} == {State.OPEN}


def test_those_of_three_keys_are_left_to_their_own_pages(hall: Hall) -> None:
    kept, alone = a_meeting_with_keys(hall).number, a_draft(hall).number
    result = do_many.do_many(hall, CONSOLE, BulkAct.FREEZE, Chosen((kept, alone)))
    assert done(result) == {alone}
    assert [each.line.number for each in result.waits] == [kept]
    assert state(hall, kept) is State.DRAFT


def test_only_the_batches_that_were_counted_are_confirmed(hall: Hall) -> None:
    one, other = a_draft(hall, slips=0).number, a_draft(hall, slips=0).number
    for number in (one, other):
        issue_slips(hall, CONSOLE, number, 3)
    chosen = Chosen((one, other), batches={one: (1,), other: (1,)})
    issue_slips(hall, CONSOLE, other, 2)
    assert done(do_many.do_many(hall, CONSOLE, BulkAct.CONFIRM, chosen)) == {one, other}
    waiting = {each: len(see_meeting(hall, CONSOLE, each).unconfirmed) for each in (one, other)}
    assert waiting == {one: 0, other: 1}, "what was printed meanwhile was counted by nobody"
    again = Chosen((other,), batches={other: (2,)})
    assert done(do_many.do_many(hall, CONSOLE, BulkAct.VOID, again)) == {other}
    assert see_meeting(hall, CONSOLE, other).slips == 3


def test_many_are_closed_and_a_second_press_closes_nothing(hall: Hall) -> None:
    numbers = tuple(an_open_meeting(hall).number for _ in range(3))
    assert done(do_many.do_many(hall, CONSOLE, BulkAct.CLOSE, Chosen(numbers))) == set(numbers)
    again = do_many.do_many(hall, CONSOLE, BulkAct.CLOSE, Chosen(numbers))
    assert done(again) == set()
    assert (len(again.before), again.failed) == (3, ())


def test_a_database_that_is_away_ends_it(hall: Hall, monkeypatch: pytest.MonkeyPatch) -> None:
    numbers = tuple(a_draft(hall).number for _ in range(2))

    def away(*_: object) -> None:
        raise DatabaseUnreachable(where="x")

    monkeypatch.setitem(do_many.DO, BulkAct.FREEZE, away)
    with pytest.raises(DatabaseUnreachable):
        do_many.do_many(hall, CONSOLE, BulkAct.FREEZE, Chosen(numbers))
