"""Voters in classes: whose slips are whose, and what a class lacks before the vote."""

from fractions import Fraction

import pytest

from ballot.domain.errors import BallotError, ClassNeeded, NoClasses, NotOneOf
from ballot.domain.meetings import voter_classes
from ballot.domain.meetings.voter_classes import Lack, PlannedClass
from ballot.domain.scheme.scheme import VoterClass

TWO = (VoterClass("A票", Fraction(3, 10)), VoterClass("B票", Fraction(7, 10)))


def lacks(eligible: int | None, slips: int) -> tuple[Lack, ...]:
    """What the second class lacks with so many entitled and so many slips."""
    parts = [] if eligible is None else [("A票", 30), ("B票", eligible)]
    return voter_classes.planned(TWO, parts, {0: 30, 1: slips})[1].lacks


def test_a_class_stands_where_the_scheme_names_it() -> None:
    assert [voter_classes.place(TWO, name) for name in ("A票", "B票")] == [0, 1]


def test_where_nobody_votes_in_classes_there_is_one_place() -> None:
    assert voter_classes.place((), "") == 0


@pytest.mark.parametrize(
    ("classes", "name", "error"),
    [((), "A票", NoClasses), (TWO, "", ClassNeeded), (TWO, "C票", NotOneOf)],
)
def test_a_class_that_is_not_or_is_not_named_is_refused(
    classes: tuple[VoterClass, ...], name: str, error: type[BallotError]
) -> None:
    with pytest.raises(error):
        voter_classes.place(classes, name)


def test_a_refusal_names_the_class_typed_and_those_that_there_are() -> None:
    with pytest.raises(NotOneOf) as refused:
        voter_classes.place(TWO, "C票")
    assert (refused.value.value, refused.value.allowed) == ("C票", ("A票", "B票"))
    with pytest.raises(ClassNeeded) as needed:
        voter_classes.place(TWO, "")
    assert needed.value.classes == ("A票", "B票")
    with pytest.raises(NoClasses) as none:
        voter_classes.place((), "A票")
    assert none.value.name == "A票"


def test_the_categories_of_a_plan_are_the_classes_whatever_their_order() -> None:
    assert voter_classes.eligible(TWO, [("B票", 16), ("A票", 30)]) == [30, 16]


def test_a_class_of_which_the_plan_says_nothing_has_nobody() -> None:
    assert voter_classes.eligible(TWO, [("B票", 16)]) == [0, 16]
    assert voter_classes.eligible(TWO, []) == [0, 0]


def test_a_number_of_no_class_leaves_every_class_unknown() -> None:
    """Nobody knows whose the nine are: no class may claim to be counted."""
    parts = [("A票", 30), ("B票", 16), ("村民代表", 9)]
    assert voter_classes.eligible(TWO, parts) == [None, None]


@pytest.mark.parametrize(
    ("eligible", "slips", "expected"),
    [
        (None, 1, (Lack.ELIGIBLE,)),
        (None, 0, (Lack.ELIGIBLE, Lack.SLIPS)),
        (0, 1, (Lack.ELIGIBLE,)),
        (1, 1, (Lack.SMALL,)),
        (7, 7, (Lack.SMALL,)),
        (7, 0, (Lack.SMALL, Lack.SLIPS)),
        (8, 0, (Lack.SLIPS,)),
        (8, 1, ()),
    ],
)
def test_a_class_votes_from_eight_entitled_and_one_slip_on(
    eligible: int | None, slips: int, expected: tuple[Lack, ...]
) -> None:
    assert lacks(eligible, slips) == expected


def test_a_planned_class_is_told_whole() -> None:
    assert voter_classes.planned(TWO, [("A票", 30), ("B票", 7)], {0: 31}) == (
        PlannedClass("A票", "30%", 30, 31, ()),
        PlannedClass("B票", "70%", 7, 0, (Lack.SMALL, Lack.SLIPS)),
    )


def test_a_number_of_no_class_is_no_number_of_a_planned_class() -> None:
    found = voter_classes.planned(TWO, [("全体", 46)], {0: 30, 1: 16})
    assert [each.eligible for each in found] == [None, None]
    assert [each.lacks for each in found] == [(Lack.ELIGIBLE,)] * 2


def test_without_classes_nothing_is_planned() -> None:
    assert voter_classes.planned((), [("党员", 10)], {0: 10}) == ()
