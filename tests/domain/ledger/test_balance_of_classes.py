"""The equations of the ledger that stand once for each class of voters."""

from dataclasses import replace

import pytest
from domain.ledger.test_balance import BALANCED

from ballot.domain.ledger import balance
from ballot.domain.ledger.balance import ClassCount, Count, Law


def a_count(first: ClassCount, second: ClassCount) -> Count:
    """A ledger in which all balances but what the classes say."""
    classes = (first, second)
    return replace(BALANCED, classes=classes, eligible=sum(each.eligible for each in classes))


A = ClassCount("A票", eligible=8, printed=10, spent=7, exchanged=1, paper=1)
B = ClassCount("B票", eligible=100, printed=100, spent=9, exchanged=2, paper=1)


def broken(count: Count) -> list[tuple[str, str]]:
    return [(each.law, each.of_class) for each in balance.lines(count) if each.holds is False]


def test_a_class_may_return_as_many_as_it_has_voters() -> None:
    count = a_count(A, B)
    assert broken(count) == []
    assert [
        each.of_class for each in balance.lines(count) if each.law is Law.RETURNED_OF_CLASS
    ] == [
        "A票",
        "B票",
    ]
    assert balance.voiding(balance.lines(count)) is None


@pytest.mark.parametrize("more", [{"spent": 8}, {"paper": 2, "exchanged": 2}, {"eligible": 7}])
def test_one_more_than_its_voters_voids_the_round(more: dict[str, int]) -> None:
    count = a_count(replace(A, **more), B)
    assert broken(count) == [("returned_of_class", "A票")]
    line = balance.voiding(balance.lines(count))
    assert line is not None
    assert (line.of_class, line.left, line.right) == (
        "A票",
        8 + ("eligible" not in more),
        line.right,
    )
    assert balance.is_void(balance.lines(count))
    assert balance.open_lines(balance.lines(count)) == ("returned_of_class",)


def test_papers_of_a_class_are_no_more_than_its_exchanged_slips() -> None:
    count = a_count(A, replace(B, exchanged=0))
    assert broken(count) == [("paper_of_class", "B票")]
    assert not balance.is_void(balance.lines(count)), "a difference that is told, as of all"


def test_other_entitled_are_of_each_class() -> None:
    count = a_count(A, B).of_eligible((7, 101))
    assert (count.eligible, [each.eligible for each in count.classes]) == (108, [7, 101])
    assert broken(count) == [("returned_of_class", "A票")]
    assert replace(BALANCED).of_eligible((9,)).eligible == 9


def test_without_classes_no_equation_is_of_one() -> None:
    assert {each.of_class for each in balance.lines(BALANCED)} == {""}
