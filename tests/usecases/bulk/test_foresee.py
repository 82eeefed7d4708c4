"""What a page of many meetings says beforehand is what each use case says when it is asked."""

from dataclasses import replace
from typing import Any

import pytest
from makers.classes import THREE, a_plan_of_three
from makers.county import add_unit
from makers.meetings import VERY, a_closed_meeting, a_draft, a_plan, an_open_meeting
from people.ceremony import a_meeting_with_keys
from sqlalchemy import event

from ballot.domain.access import CONSOLE, Actor, Role
from ballot.domain.errors import (
    BallotError,
    ConsentNeeded,
    KeptSo,
    MayNot,
    NoBatchWaits,
    NothingChosen,
    NotInState,
    TooManyChosen,
)
from ballot.domain.meeting import Custody, State, Transport
from ballot.usecases.accounts.units import top_unit
from ballot.usecases.bulk import foresee
from ballot.usecases.bulk.bulk_act import BulkAct
from ballot.usecases.bulk.do_many import DO
from ballot.usecases.bulk.foresee import Chosen
from ballot.usecases.desk.find_meetings import Group, Search
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips

DONE = {BulkAct.OPEN: State.OPEN, BulkAct.CLOSE: State.CLOSED}
"""Acts that are no fault where they are done already."""


def is_nothing_to_do(act: BulkAct, error: BallotError) -> bool:
    """Whether there is no fault, and nothing to do."""
    is_so = isinstance(error, NotInState) and error.state == DONE.get(act)
    return is_so or isinstance(error, NoBatchWaits | KeptSo)


def with_a_batch_waiting(hall: Hall, number: str) -> str:
    issue_slips(hall, CONSOLE, number, 2)
    return number


def of_classes(hall: Hall, *eligible: int, printed: int = 0) -> str:
    """A draft whose voters come in classes, so many of which have slips."""
    number = create_meeting(hall, CONSOLE, a_plan_of_three(*eligible))
    for name in THREE[:printed]:
        confirm_batch(hall, CONSOLE, number, issue_slips(hall, CONSOLE, number, 9, name).batch)
    return number


def in_many_states(hall: Hall) -> tuple[str, ...]:
    """Meetings as they lie on a desk, one a way of lying there."""
    frozen, again = a_draft(hall).number, a_draft(hall).number
    for each in (frozen, again):
        freeze(hall, CONSOLE, each)
    gone, tried = a_draft(hall).number, a_draft(hall).number
    cancel(hall, CONSOLE, gone, "改期")
    rehearse(hall, CONSOLE, tried)
    kept = create_meeting(hall, CONSOLE, a_plan(custody=Custody.SCRUTINEERS))
    return (
        *(a_draft(hall, slips=0).number, a_draft(hall).number, frozen, gone, tried, kept),
        *(with_a_batch_waiting(hall, a_draft(hall, slips=0).number),),
        *(with_a_batch_waiting(hall, again), a_meeting_with_keys(hall).number),
        *(an_open_meeting(hall).number, a_closed_meeting(hall, [VERY] * 3).number),
        *(of_classes(hall, 9, 9, 9), of_classes(hall, 9, 9, 9, printed=2)),
        *(of_classes(hall, 9, 9, 9, printed=3), of_classes(hall, 9, 9, 3, printed=3)),
    )


@pytest.mark.parametrize("act", list(DO))
def test_who_is_refused_was_told_so_and_who_is_not_is_done(hall: Hall, act: BulkAct) -> None:
    seen = foresee.foresee(hall, CONSOLE, act, Chosen(in_many_states(hall)))
    assert seen.can
    assert seen.cannot
    for each in seen.cannot:
        if not is_nothing_to_do(act, each.error):
            with pytest.raises(type(each.error)):
                DO[act](hall, CONSOLE, each.seen.line.number, {each.seen.line.number: (1,)})
    for one in seen.waits:
        with pytest.raises(ConsentNeeded):
            DO[act](hall, CONSOLE, one.line.number, {})
    done = tuple(one.line.number for one in seen.can)
    for one in seen.can:
        waiting = {one.line.number: tuple(row.number for row in one.progress.unconfirmed)}
        DO[act](hall, CONSOLE, one.line.number, waiting)
    assert foresee.foresee(hall, CONSOLE, act, Chosen(done)).can == (), "the control: it is done"


def test_slips_are_for_those_who_lack_one(hall: Hall) -> None:
    numbers = in_many_states(hall)
    can = {
        each.line.number
        for each in foresee.foresee(hall, CONSOLE, BulkAct.SLIPS, Chosen(numbers)).can
    }
    for number in can:
        issue_slips(hall, CONSOLE, number, 1, THREE[0] if number in numbers[-4:] else "")
    said = {type(each.error).__name__ for each in _slips(hall, numbers)}
    assert said == {"NotInState", "BatchesNotConfirmed", "SlipsEnough"}


def _slips(hall: Hall, numbers: tuple[str, ...]) -> tuple[foresee.Hindered, ...]:
    enough = a_draft(hall, slips=46).number
    return foresee.foresee(hall, CONSOLE, BulkAct.SLIPS, Chosen((*numbers, enough))).cannot


def test_no_ticks_are_all_that_the_list_shows_and_nobody_is_taken_along(
    hall: Hall, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, second = (
        create_meeting(hall, CONSOLE, a_plan(title=title)) for title in ("大布村测评", "小高村测评")
    )
    found = foresee.foresee(hall, CONSOLE, BulkAct.SLIPS, Chosen(search=Search(words="大布村")))
    assert [each.line.number for each in found.can] == [first]
    every = Chosen(search=Search(group=Group.PREPARING, page=9))
    assert foresee.foresee(hall, CONSOLE, BulkAct.SLIPS, every).count == 2
    for nothing in (Chosen(), Chosen(("999999",)), Chosen(search=Search(words="没有"))):
        with pytest.raises(NothingChosen):
            foresee.foresee(hall, CONSOLE, BulkAct.SLIPS, nothing)
    monkeypatch.setattr(foresee, "MOST", 1)
    for many in (Chosen((first, second)), every):
        with pytest.raises(TooManyChosen) as refused:
            foresee.foresee(hall, CONSOLE, BulkAct.SLIPS, many)
        assert (refused.value.chosen, refused.value.limit) == (2, 1)


def test_another_township_is_not_seen_and_an_observer_only_looks(hall: Hall) -> None:
    number = a_draft(hall).number
    unit = hall.database.write(top_unit)
    below = add_unit(hall, CONSOLE, "里岔镇", unit)
    stranger = Actor(7, "赵某", ((below, Role.ORGANIZER),))
    with pytest.raises(NothingChosen):
        foresee.foresee(hall, stranger, BulkAct.FREEZE, Chosen((number,)))
    observer = Actor(8, "钱某", ((unit, Role.OBSERVER),))
    (only,) = foresee.foresee(hall, observer, BulkAct.FREEZE, Chosen((number,))).cannot
    assert isinstance(only.error, MayNot)
    organizer = Actor(9, "孙某", ((unit, Role.ORGANIZER),))
    assert foresee.foresee(hall, organizer, BulkAct.FREEZE, Chosen((number,))).can, "the control"


def test_over_an_open_network_the_three_are_not_kept_waiting_for(hall: Hall) -> None:
    number = a_meeting_with_keys(hall).number
    plain = replace(hall, transport=Transport.PLAIN)
    assert foresee.foresee(hall, CONSOLE, BulkAct.OPEN, Chosen((number,))).waits
    (only,) = foresee.foresee(plain, CONSOLE, BulkAct.OPEN, Chosen((number,))).cannot
    assert type(only.error).__name__ == "PlainTransport"


def test_statements_do_not_grow_with_the_chosen(hall: Hall) -> None:
    numbers = tuple(a_draft(hall, slips=0).number for _ in range(12))
    few, many = (statements(hall, numbers[:count]) for count in (2, 12))
    assert few == many


def statements(hall: Hall, numbers: tuple[str, ...]) -> int:
    """How many a look at these costs."""
    seen: list[str] = []

    def note(_connection: Any, _cursor: Any, statement: str, *_more: Any) -> None:
        seen.append(statement)

    event.listen(hall.database.engine, "before_cursor_execute", note)
    try:
        assert foresee.foresee(hall, CONSOLE, BulkAct.SLIPS, Chosen(numbers)).count == len(numbers)
    finally:
        event.remove(hall.database.engine, "before_cursor_execute", note)
    return len(seen)
