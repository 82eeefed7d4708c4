"""States, acts, and who may do what."""

import pytest

from ballot.domain import access, acts, meeting
from ballot.domain.access import CONSOLE, Actor, Badge, Role
from ballot.domain.acts import Act
from ballot.domain.errors import BallotError, MayNot
from ballot.domain.meeting import State

COUNTY, TOWNSHIP, NEIGHBOUR = 1, 2, 3


def test_the_straight_life_of_a_meeting() -> None:
    life = [
        (State.DRAFT, Act.FREEZE),
        (State.FROZEN, Act.OPEN),
        (State.OPEN, Act.CLOSE),
        (State.CLOSED, Act.OPEN_BOX),
        (State.NO_QUORUM, Act.ROUND_TWO),
    ]
    assert all(acts.may_follow(state, act) for state, act in life)


@pytest.mark.parametrize("state", meeting.ENDED)
def test_no_act_leaves_an_end_but_a_second_round_and_the_erasing(state: State) -> None:
    left = {act for act, states in acts.FROM.items() if state in states}
    assert left <= {Act.ERASE, Act.ROUND_TWO}


def test_seeing_is_possible_in_every_state() -> None:
    assert all(acts.may_follow(state, Act.SEE) for state in State)


def test_an_opened_box_is_not_opened_again_nor_slips_issued_while_voting() -> None:
    assert not acts.may_follow(State.OPENED, Act.OPEN_BOX)
    assert not acts.may_follow(State.OPEN, Act.ISSUE_SLIPS)


def test_a_role_reaches_down_from_its_unit_and_not_aside() -> None:
    organizer = Actor(1, "李某", ((COUNTY, Role.ORGANIZER),))
    assert access.may(organizer, Act.OPEN, (TOWNSHIP, COUNTY))
    assert not access.may(organizer, Act.OPEN, (NEIGHBOUR,))


def test_a_role_does_not_reach_up() -> None:
    organizer = Actor(1, "李某", ((TOWNSHIP, Role.ORGANIZER),))
    assert not access.may(organizer, Act.OPEN, (COUNTY,))


@pytest.mark.parametrize(
    ("role", "act", "allowed"),
    [
        (Role.ORGANIZER, Act.OPEN_BOX, True),
        (Role.ORGANIZER, Act.CANCEL, False),
        (Role.ADMINISTRATOR, Act.CANCEL, True),
        (Role.ADMINISTRATOR, Act.OPEN, False),
        (Role.SCRUTINEER, Act.SETTLE, True),
        (Role.SCRUTINEER, Act.CLOSE, False),
        (Role.TELLER, Act.VOID_SLIP, True),
        (Role.TELLER, Act.EXPORT, False),
        (Role.OBSERVER, Act.SEE, True),
        (Role.OBSERVER, Act.EDIT, False),
    ],
)
def test_each_role_has_its_acts(role: Role, act: Act, allowed: bool) -> None:
    assert access.may(Actor(1, "某", ((COUNTY, role),)), act, (COUNTY,)) is allowed


@pytest.mark.parametrize(
    ("role", "act", "allowed"),
    [
        (Role.SCRUTINEER, Act.OPEN_BOX, True),
        (Role.SCRUTINEER, Act.CLOSE, False),
        (Role.SCRUTINEER, Act.SCAN_SLIP, True),
        (Role.SCRUTINEER, Act.ENTER_PAPER, False),
        (Role.TELLER, Act.ENTER_PAPER, True),
        (Role.TELLER, Act.OVERRIDE, False),
        (Role.TELLER, Act.OPEN_BOX, False),
    ],
)
def test_a_badge_has_its_acts_in_its_own_meeting(role: Role, act: Act, allowed: bool) -> None:
    phone = Actor(None, "王某", badge=Badge("482913", role, 1))
    assert access.may(phone, act, (COUNTY,), "482913") is allowed
    assert not access.may(phone, act, (COUNTY,), "482914")
    assert not access.may(phone, act, (COUNTY,))


def test_whoever_holds_the_machine_may_everything() -> None:
    assert all(access.may(CONSOLE, act, ()) for act in Act)
    access.require(CONSOLE, Act.CANCEL, (COUNTY,))


def test_a_refusal_names_the_act() -> None:
    with pytest.raises(MayNot) as refused:
        access.require(Actor(1, "某"), Act.OPEN, (COUNTY,))
    assert refused.value.act == "open"


def test_an_error_shows_its_class_and_no_value() -> None:
    assert str(MayNot(act="open")) == "MayNot"
    assert isinstance(MayNot(), BallotError)


def test_a_slip_has_its_byte_for_ever() -> None:
    """The roots of states are made of these bytes (docs/bundle.md)."""
    states = (
        meeting.UNUSED,
        meeting.SPENT_BY_PHONE,
        meeting.SPENT_AT_KIOSK,
        meeting.EXCHANGED,
        meeting.UNDRAWN,
        meeting.VOID,
    )
    assert bytes(states) == b"\2\3\4\5\6\7"
    assert bytes(meeting.SPENT) == b"\3\4"
