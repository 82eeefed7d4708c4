"""Where voters come in classes a slip is of one of them, and none is forgotten before the vote."""

from collections.abc import Callable
from dataclasses import replace

import pytest
from makers.classes import THREE, WEIGHED, a_plan_of_three, print_classes
from makers.meetings import a_plan

from ballot.domain.access import CONSOLE, Actor
from ballot.domain.acts import Act
from ballot.domain.errors import (
    BallotError,
    ClassesNotPlanned,
    ClassNeeded,
    ClassTooSmall,
    ClassWithoutSlips,
    NoClasses,
    NotOneOf,
)
from ballot.domain.meeting import State
from ballot.domain.meetings.voter_classes import Lack
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.correct_eligible import correct_eligible
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.freeze import freeze
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.meeting.see_meeting import see_meeting
from ballot.usecases.slips.confirm_batch import confirm_batch
from ballot.usecases.slips.issue_slips import issue_slips
from ballot.usecases.slips.void_batch import void_batch


def lacks(hall: Hall, number: str) -> list[tuple[Lack, ...]]:
    return [each.lacks for each in see_meeting(hall, CONSOLE, number).classes]


@pytest.mark.parametrize(("name", "error"), [("", ClassNeeded), ("D票", NotOneOf)])
def test_without_its_class_no_slip_is_issued(
    hall: Hall, name: str, error: type[BallotError]
) -> None:
    number = create_meeting(hall, CONSOLE, a_plan_of_three(12, 20, 8))
    with pytest.raises(error):
        issue_slips(hall, CONSOLE, number, 34, name)
    assert see_meeting(hall, CONSOLE, number).batches == ()


def test_where_nobody_votes_in_classes_none_is_named(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan())
    with pytest.raises(NoClasses):
        issue_slips(hall, CONSOLE, number, 1, THREE[0])
    assert issue_slips(hall, CONSOLE, number, 1).class_name == ""


def test_each_class_has_its_slips_and_says_what_it_lacks(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan_of_three(12, 20, 8))
    assert lacks(hall, number) == [(Lack.SLIPS,)] * 3
    print_classes(hall, number, 12, 0, 8)
    waiting = issue_slips(hall, CONSOLE, number, 20, THREE[1])
    assert waiting.class_name == THREE[1]
    assert lacks(hall, number) == [(), (Lack.SLIPS,), ()]
    assert Act.OPEN not in see_meeting(hall, CONSOLE, number).next
    confirm_batch(hall, CONSOLE, number, waiting.batch)
    seen = see_meeting(hall, CONSOLE, number)
    assert [(each.name, each.weight, each.eligible, each.slips) for each in seen.classes] == [
        (THREE[0], "30%", 12, 12),
        (THREE[1], "30%", 20, 20),
        (THREE[2], "40%", 8, 8),
    ]
    assert {Act.FREEZE, Act.OPEN} <= {*seen.next}
    open_voting(hall, CONSOLE, number)


@pytest.mark.parametrize("act", [freeze, open_voting])
def test_a_class_without_slips_keeps_the_vote_from_beginning(
    hall: Hall, act: Callable[[Hall, Actor, str], None]
) -> None:
    number = create_meeting(hall, CONSOLE, a_plan_of_three(12, 20, 8))
    print_classes(hall, number, 12, 20, 0)
    with pytest.raises(ClassWithoutSlips) as refused:
        act(hall, CONSOLE, number)
    assert (refused.value.name, refused.value.eligible) == (THREE[2], 8)
    assert see_meeting(hall, CONSOLE, number).state is State.DRAFT


@pytest.mark.parametrize("parts", [(7, 20, 20), (20, 20, 0)])
def test_a_class_of_seven_or_none_keeps_it_too(hall: Hall, parts: tuple[int, int, int]) -> None:
    number = create_meeting(hall, CONSOLE, a_plan_of_three(*parts))
    print_classes(hall, number, 7, 20, 20)
    with pytest.raises(ClassTooSmall):
        open_voting(hall, CONSOLE, number)
    small = Lack.SMALL if 7 in parts else Lack.ELIGIBLE
    assert (small,) in lacks(hall, number)
    assert Act.FREEZE not in see_meeting(hall, CONSOLE, number).next


def test_one_number_for_all_is_of_no_class(hall: Hall) -> None:
    plan = replace(a_plan_of_three(12, 20, 8), eligible_parts=())
    number = create_meeting(hall, CONSOLE, plan)
    print_classes(hall, number, 12, 20, 8)
    assert [each.eligible for each in see_meeting(hall, CONSOLE, number).classes] == [None] * 3
    with pytest.raises(ClassesNotPlanned):
        freeze(hall, CONSOLE, number)


def test_a_correction_and_a_voided_batch_leave_no_class_behind(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan_of_three(12, 20, 8))
    print_classes(hall, number, 12, 20, 8)
    freeze(hall, CONSOLE, number)
    for parts, error in (
        ((("", 40),), ClassesNotPlanned),
        (tuple(zip(THREE, (12, 20, 7), strict=True)), ClassTooSmall),
    ):
        with pytest.raises(error):
            correct_eligible(hall, CONSOLE, number, parts, "数错了")
    with pytest.raises(ClassWithoutSlips):
        void_batch(hall, CONSOLE, number, 3)
    correct_eligible(hall, CONSOLE, number, tuple(zip(THREE, (12, 21, 8), strict=True)), "补登")
    seen = see_meeting(hall, CONSOLE, number)
    assert [each.eligible for each in seen.classes] == [12, 21, 8]
    assert seen.scheme_id == WEIGHED
