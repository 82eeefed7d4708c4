"""One person in several rows counts once; the operator has the last word."""

import pytest

from ballot.domain.roster import double_entries
from ballot.domain.roster.double_entries import DoubleEntry, RosterEntry, WhyOne
from ballot.domain.roster.voter import RosterVoter, category_of, eligible_parts

A, B, C = "党员", "村民代表", "两委成员"


def rows(*voters: tuple[str, str, str, str]) -> list[RosterEntry]:
    """(name, unit, categories between spaces, tail) from row 2 on."""
    return [
        RosterEntry(at, RosterVoter(name, unit, tuple(said.split()), tail))
        for at, (name, unit, said, tail) in enumerate(voters, start=2)
    ]


def found(*voters: tuple[str, str, str, str]) -> list[tuple[tuple[int, ...], WhyOne, bool]]:
    doubles = double_entries.find(rows(*voters))
    return [(tuple(e.row for e in one.entries), one.why, one.is_settled) for one in doubles]


@pytest.mark.parametrize(
    ("voters", "expected"),
    [
        # Different categories: proposed as one.
        ((("张伟", "", A, ""), ("张伟", "", B, "")), [((2, 3), WhyOne.CATEGORIES, True)]),
        # No category at all: proposed as one.
        (
            (("张伟", "一组", "", ""), ("张 伟", "一组", "", "")),
            [((2, 3), WhyOne.CATEGORIES, True)],
        ),
        # The same category, which lists nobody twice: proposed as two.
        ((("张伟", "", A, ""), ("张伟", "", A, "")), [((2, 3), WhyOne.SAME_CATEGORY, True)]),
        # The same category, but the same document: one.
        ((("张伟", "", A, "123X"), ("张伟", "", A, "123X")), [((2, 3), WhyOne.ID, True)]),
        # The document counts more than the unit.
        ((("张伟", "一组", A, "1234"), ("张伟", "二组", B, "1234")), [((2, 3), WhyOne.ID, True)]),
        # Two documents are two persons, and nobody is asked.
        ((("张伟", "一组", A, "1234"), ("张伟", "一组", B, "5678")), []),
        # Two units as well.
        ((("张伟", "一组", A, ""), ("张伟", "二组", B, "")), []),
        # A unit that is missing decides nothing.
        ((("张伟", "一组", A, ""), ("张伟", "", B, "")), [((2, 3), WhyOne.CATEGORIES, True)]),
        # One document, and one row without: as the categories say.
        ((("张伟", "", A, "1234"), ("张伟", "", B, "")), [((2, 3), WhyOne.CATEGORIES, True)]),
        # A third row that may be either of two different persons cannot be settled.
        (
            (("张伟", "一组", A, ""), ("张伟", "二组", A, ""), ("张伟", "", B, "")),
            [((2, 3, 4), WhyOne.SAME_CATEGORY, False)],
        ),
        # Three categories of one person.
        (
            (("李某", "", A, ""), ("王某", "", A, ""), ("李某", "", B, ""), ("李某", "", C, "")),
            [((2, 4, 5), WhyOne.CATEGORIES, True)],
        ),
        # Two groups, by their first rows.
        (
            (("李某", "", A, ""), ("王某", "", A, ""), ("王某", "", B, ""), ("李某", "", A, "")),
            [((2, 5), WhyOne.SAME_CATEGORY, True), ((3, 4), WhyOne.CATEGORIES, True)],
        ),
        ((("李某", "", A, ""), ("王某", "", A, "")), []),
    ],
)
def test_rows_that_may_be_one_person(
    voters: tuple[tuple[str, str, str, str], ...],
    expected: list[tuple[tuple[int, ...], WhyOne, bool]],
) -> None:
    assert found(*voters) == expected


def test_what_is_proposed_follows_from_why() -> None:
    one = rows(("张伟", "", A, ""))[0]
    assert [DoubleEntry((one,), why).is_one for why in WhyOne] == [True, True, False]
    assert DoubleEntry((one,), WhyOne.ID).row == 2


def test_rows_of_one_person_become_one_and_all_others_stay() -> None:
    entries = rows(
        ("张伟", "", A, ""),
        ("王某", "", A, ""),
        ("张伟", "一组", f"{B} {A}", "1234"),
        ("王某", "", A, ""),
    )
    doubles = double_entries.find(entries)
    assert [each.row for each in doubles] == [2, 3]
    joined = double_entries.joined(entries, doubles, {2})
    assert joined == (
        RosterVoter("张伟", "一组", (A, B), "1234"),
        RosterVoter("王某", "", (A,)),
        RosterVoter("王某", "", (A,)),
    )
    assert len(double_entries.joined(entries, doubles, {2, 3})) == 2
    assert len(double_entries.joined(entries, doubles, ())) == 4


def test_what_one_row_has_the_other_does_not_take_away() -> None:
    entries = rows(("张伟", "一组", A, "1234"), ("张伟", "", B, ""))
    (one,) = double_entries.joined(entries, double_entries.find(entries), {2})
    assert (one.unit, one.id_tail) == ("一组", "1234")


def test_somebody_of_several_categories_counts_once_in_the_first_of_the_scheme() -> None:
    people = [
        RosterVoter("甲", categories=(A, B)),
        RosterVoter("乙", categories=(B,)),
        RosterVoter("丙", categories=("外来", A)),
        RosterVoter("丁", categories=("外来", "别的")),
        RosterVoter("戊"),
    ]
    assert eligible_parts(people, (B, A, C)) == ((B, 2), (A, 1), ("外来", 1), ("", 1))
    assert eligible_parts(people[1:2], ()) == ((B, 1),)
    assert category_of(people[0], ()) == A
    assert eligible_parts((), (A,)) == ()


TWICE = (("张伟", "", A, ""), ("张伟", "", B, ""), ("李某", "", A, ""), ("李某", "", A, ""))
"""Rows 2 and 3 are proposed as one person, 4 and 5 as two."""


@pytest.mark.parametrize(
    ("ones", "apart", "as_proposed", "expected"),
    [
        ((), (), False, None),
        ((2,), (), False, None),
        ((), (4,), False, None),
        ((2,), (4,), False, {2}),
        ((4,), (2,), False, {4}),
        ((2, 4), (), False, {2, 4}),
        ((), (2, 4), False, set()),
        ((), (), True, {2}),
        ((4,), (), True, {2, 4}),
        ((), (2,), True, set()),
        ((2,), (2,), False, None),
        ((2, 4), (2,), False, {4}),
    ],
)
def test_what_somebody_said_goes_before_what_is_proposed(
    ones: tuple[int, ...], apart: tuple[int, ...], as_proposed: bool, expected: set[int] | None
) -> None:
    doubles = double_entries.find(rows(*TWICE))
    assert [each.row for each in doubles] == [2, 4]
    assert double_entries.said(doubles, ones, apart, as_proposed=as_proposed) == expected


def test_where_nothing_is_double_nothing_is_to_be_said() -> None:
    assert double_entries.said((), (), (), as_proposed=False) == set()
