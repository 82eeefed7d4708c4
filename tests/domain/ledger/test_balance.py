"""票据平衡: each equation, alone."""

from dataclasses import replace

import pytest

from ballot.domain.ledger import balance
from ballot.domain.ledger.balance import Count, Due, Law

BALANCED = Count(
    issued=50,
    eligible=46,
    slip_rows=50,
    slip_root="aa",
    wall_root="aa",
    phone=28,
    kiosk=2,
    paper=1,
    exchanged=1,
    ciphertexts=(30, 30),
    handed_out=40,
    unissued=9,
    spoiled_before=1,
    spoiled_after=2,
    not_returned=7,
)


def broken(count: Count) -> tuple[str, ...]:
    """The names of the broken equations."""
    return balance.open_lines(balance.lines(count))


def test_a_ledger_that_balances() -> None:
    found = balance.lines(BALANCED)
    assert balance.balances(found)
    assert not balance.is_void(found)
    assert BALANCED.returned == 31
    assert {line.law for line in found} == {*Law} - {Law.PAPER_OF_CLASS, Law.RETURNED_OF_CLASS}
    first = found[0]
    assert (first.law, first.left, first.right, first.holds) == (Law.ISSUED, 50, 50, True)


@pytest.mark.parametrize(
    ("change", "laws"),
    [
        ({"unissued": 8}, ("issued",)),
        ({"not_returned": 6}, ("handed_out",)),
        ({"slip_rows": 49}, ("slip_rows",)),
        ({"slip_root": "bb"}, ("slip_root",)),
        ({"ciphertexts": (30, 29)}, ("ciphertexts",)),
        ({"ciphertexts": (31, 31)}, ("ciphertexts",)),
        ({"exchanged": 0}, ("paper",)),
    ],
)
def test_one_number_off_breaks_one_equation(
    change: dict[str, object], laws: tuple[str, ...]
) -> None:
    count = replace(BALANCED, **change)
    assert broken(count) == laws
    assert not balance.is_void(balance.lines(count))


def test_more_than_may_vote_makes_the_round_invalid() -> None:
    found = balance.lines(replace(BALANCED, eligible=30))
    assert balance.open_lines(found) == ("returned_of_eligible",)
    assert balance.is_void(found)


def test_more_than_was_handed_out_makes_the_round_invalid() -> None:
    found = balance.lines(replace(BALANCED, handed_out=30, unissued=19))
    assert "returned_of_handed_out" in balance.open_lines(found)
    assert balance.is_void(found)


def test_where_nobody_counted_the_equations_of_handing_out_are_not_judged() -> None:
    found = balance.lines(replace(BALANCED, handed_out=None, unissued=0))
    assert [line.holds for line in found[:3]] == [None, None, True]
    assert balance.balances(found)


def test_even_uncounted_no_more_may_come_back_than_was_printed() -> None:
    count = replace(BALANCED, handed_out=None, issued=30, slip_rows=30)
    assert balance.is_void(balance.lines(count))


@pytest.mark.parametrize(
    ("count", "complaints", "tellers", "agreed", "due"),
    [
        (BALANCED, 0, 2, True, ()),
        (replace(BALANCED, handed_out=None), 0, 2, True, (Due.HANDED_OUT,)),
        (BALANCED, 1, 2, True, (Due.COMPLAINT,)),
        (BALANCED, 0, 1, False, (Due.SECOND_TELLER,)),
        (BALANCED, 0, 2, False, (Due.PAPER_DIFFERS,)),
        (BALANCED, 0, 0, False, (Due.PAPER,)),
        (replace(BALANCED, exchanged=0), 0, 0, False, ()),
        (replace(BALANCED, handed_out=None), 2, 1, False, (*tuple(Due)[:2], Due.SECOND_TELLER)),
    ],
)
def test_what_people_still_have_to_do(
    count: Count, complaints: int, tellers: int, agreed: bool, due: tuple[Due, ...]
) -> None:
    assert balance.due(count, complaints=complaints, tellers=tellers, agreed=agreed) == due


def test_a_pair_of_one_c1_is_gone_over_after_all_else() -> None:
    found = balance.due(
        replace(BALANCED, handed_out=None), complaints=0, tellers=2, agreed=True, twice=True
    )
    assert found == (Due.HANDED_OUT, Due.C1_TWICE)
    assert balance.to_override((), found) == found
