"""Each act has its states, and every state its result."""

import json
from collections.abc import Callable
from dataclasses import replace

import pytest
from makers.meetings import (
    GOOD,
    VERY,
    a_closed_meeting,
    a_draft,
    a_plan,
)

from ballot.domain.access import CONSOLE
from ballot.domain.errors import (
    BoxKeyMissing,
    KeysNotConfirmed,
    MeetingUnknown,
    NotInState,
    PlainTransport,
    Refused,
)
from ballot.domain.meeting import Custody, State, Transport
from ballot.storage import meetings
from ballot.storage.meetings import MeetingRow
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.cancel import cancel
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.rehearse import rehearse
from ballot.usecases.meeting.reset import reset
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.meeting.unfreeze import unfreeze
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.see_result import see_result
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips


def row(hall: Hall, number: str) -> MeetingRow:
    return hall.database.read(lambda db: meetings.get(db, number))


def keys_of(refused: Refused) -> list[str | None]:
    return [fault.key for fault in refused.faults]


def test_scrutineers_without_keys_neither_freeze_nor_open(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan(custody=Custody.SCRUTINEERS))
    batch = issue_slips(hall, CONSOLE, number, 2).batch
    confirm_batch(hall, CONSOLE, number, batch)
    for act in (freeze, open_voting):
        with pytest.raises(KeysNotConfirmed):
            act(hall, CONSOLE, number)
    rehearse(hall, CONSOLE, number)
    reset(hall, CONSOLE, number)
    assert row(hall, number).pk is None


def test_unfreezing_asks_for_a_reason_and_voids_the_notice(hall: Hall) -> None:
    meeting = a_draft(hall)
    freeze(hall, CONSOLE, meeting.number)
    with pytest.raises(Refused) as refused:
        unfreeze(hall, CONSOLE, meeting.number, "  ")
    assert keys_of(refused.value) == ["reason"]
    unfreeze(hall, CONSOLE, meeting.number, "应参加人数有误")
    view = see_meeting(hall, CONSOLE, meeting.number)
    assert (view.state, view.fingerprint, view.slips) == (State.DRAFT, None, 3)


def test_a_rehearsal_begins_and_ends_with_a_new_run_and_key(hall: Hall) -> None:
    meeting = a_draft(hall)
    runs = [row(hall, meeting.number)]
    rehearse(hall, CONSOLE, meeting.number)
    runs.append(row(hall, meeting.number))
    reset(hall, CONSOLE, meeting.number)
    runs.append(row(hall, meeting.number))
    assert len({each.run for each in runs}) == len({each.pk for each in runs}) == 3
    for old in runs[:2]:
        with pytest.raises(BoxKeyMissing):
            hall.box_keys.get(old.run)
    view = see_meeting(hall, CONSOLE, meeting.number)
    assert (view.slips, view.fingerprint) == (0, None)


def test_a_cancelled_meeting_opens_nothing(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY] * 2, slips=2, eligible=2)
    cancel(hall, CONSOLE, meeting.number, "程序有误")
    with pytest.raises(NotInState):
        open_box(hall, CONSOLE, meeting.number)
    assert see_result(hall, meeting.number).subjects[0].opened is None


ACTS: list[tuple[str, Callable[[Hall, str], object], tuple[State, ...]]] = [
    ("issue", lambda hall, n: issue_slips(hall, CONSOLE, n, 1), (State.DRAFT, State.FROZEN)),
    ("rehearse", lambda hall, n: rehearse(hall, CONSOLE, n), (State.DRAFT,)),
    ("reset", lambda hall, n: reset(hall, CONSOLE, n), ()),
    ("freeze", lambda hall, n: freeze(hall, CONSOLE, n), (State.DRAFT,)),
    ("unfreeze", lambda hall, n: unfreeze(hall, CONSOLE, n, "x"), (State.FROZEN,)),
    (
        "open",
        lambda hall, n: open_voting(hall, CONSOLE, n),
        (State.DRAFT, State.FROZEN, State.OPEN),
    ),
    ("close", lambda hall, n: close_voting(hall, CONSOLE, n), (State.OPEN, State.CLOSED)),
    ("open the box", lambda hall, n: open_box(hall, CONSOLE, n), (State.CLOSED, State.OPENED)),
]


ROAD: list[tuple[State, Callable[[Hall, str], object]]] = [
    (State.DRAFT, lambda _hall, _n: None),
    (State.FROZEN, lambda hall, n: freeze(hall, CONSOLE, n)),
    (State.OPEN, lambda hall, n: open_voting(hall, CONSOLE, n)),
    (State.CLOSED, lambda hall, n: close_voting(hall, CONSOLE, n)),
    (State.OPENED, lambda hall, n: open_box(hall, CONSOLE, n)),
]


@pytest.mark.parametrize(("name", "act", "allowed"), ACTS, ids=[each[0] for each in ACTS])
def test_each_act_has_its_states(
    hall: Hall, name: str, act: Callable[[Hall, str], object], allowed: tuple[State, ...]
) -> None:
    meeting = a_draft(hall, slips=1, eligible=1)
    for state, go in ROAD:
        go(hall, meeting.number)
        if state is State.OPEN:
            meeting.cast(VERY)
        before = row(hall, meeting.number)
        assert before.state is state
        if state not in allowed:
            with pytest.raises(NotInState):
                act(hall, meeting.number)
            assert row(hall, meeting.number) == before, name


@pytest.mark.parametrize(("name", "act", "allowed"), ACTS, ids=[each[0] for each in ACTS])
def test_an_unknown_meeting_is_named(
    hall: Hall, name: str, act: Callable[[Hall, str], object], allowed: tuple[State, ...]
) -> None:
    with pytest.raises(MeetingUnknown) as unknown:
        act(hall, "999999")
    assert unknown.value.number == "999999", name


def test_the_result_of_every_state_has_no_figure_before_the_opening(hall: Hall) -> None:
    meeting = a_draft(hall, slips=1, eligible=1)
    for state, go in ROAD:
        go(hall, meeting.number)
        if state is State.OPEN:
            meeting.cast(VERY)
        result = see_result(hall, meeting.number)
        assert result.facts.state is state
        assert (result.subjects[0].opened is not None) == (state is State.OPENED)


def test_everything_an_organizer_does_is_on_record_and_nothing_a_voter_does(hall: Hall) -> None:
    meeting = a_closed_meeting(hall, [VERY, GOOD], slips=2, eligible=2)
    open_box(hall, CONSOLE, meeting.number)
    lines = read_journal(hall, CONSOLE, meeting.number)
    assert [line.act for line in lines] == [
        "create",
        "issue_slips",
        "confirm_slips",
        "freeze",
        "open",
        "close",
        "settle",
        "open_box",
    ]
    assert json.loads(lines[-3].detail)["received"] == 2
    assert {line.actor for line in lines} == {"console"}


def test_scrutineers_do_not_vote_over_a_plain_network(hall: Hall) -> None:
    plain = replace(hall, transport=Transport.PLAIN)
    number = create_meeting(plain, CONSOLE, a_plan(custody=Custody.SCRUTINEERS))
    with pytest.raises(PlainTransport):
        open_voting(plain, CONSOLE, number)
