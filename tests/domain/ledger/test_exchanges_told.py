"""What the journal tells of exchanges for paper: none without an agreement that came before it."""

from typing import Any

import pytest

from ballot.domain.ledger.exchanges_told import MOST, Agreements, Permit

ASKED = {"consent": 7, "asked": "exchange_slip", "exchanges": 2}
AGREED = {
    "consent": 7,
    "to": "exchange_slip",
    "answer": "agreed",
    "exchanges": 2,
    "digest": "d1",
    "shown": "5e",
}
BACK = {"consent": 7, "withdrawn": "exchange_slip"}
DONE = {"consent": 7}
Line = tuple[str, dict[str, Any]]


def told(*lines: Line) -> Agreements:
    found = Agreements()
    for act, detail in lines:
        found.take(act, "刘某", detail)
    return found


def ask(**other: Any) -> Line:
    return "consent", ASKED | other


def agree(**other: Any) -> Line:
    return "consent", AGREED | other


BEFORE = (ask(), agree())
EXCHANGE: Line = ("exchange_slip", DONE)


def test_an_agreement_covers_what_comes_after_it_up_to_its_number() -> None:
    found = told(*BEFORE, EXCHANGE)
    permit = Permit(7, 2, "刘某", "d1", "5e", used=1)
    assert (found.permits, found.asked, found.uncovered) == ({7: permit}, {}, 0)
    assert permit.left == 1
    assert told(*BEFORE, EXCHANGE, EXCHANGE).permits[7].left == 0


@pytest.mark.parametrize("number", [1, 2, 200])
def test_a_question_is_of_one_exchange_to_two_hundred(number: int) -> None:
    assert told(ask(exchanges=number), agree(exchanges=number)).permits[7].most == number


@pytest.mark.parametrize("number", [0, 201, -1, True, "2", 2.0])
def test_any_other_number_was_never_written(number: object) -> None:
    with pytest.raises(ValueError, match="exchanges"):
        told(ask(exchanges=number))


@pytest.mark.parametrize(
    "lines",
    [
        (EXCHANGE,),
        (EXCHANGE, *BEFORE),
        (ask(), EXCHANGE),
        (ask(), agree(answer="refused"), EXCHANGE),
        (*BEFORE, EXCHANGE, EXCHANGE, EXCHANGE),
        (*BEFORE, ("consent", BACK), EXCHANGE),
        (*BEFORE, ("exchange_slip", {"consent": 8})),
        (*BEFORE, ("exchange_slip", {})),
    ],
    ids=["alone", "too early", "asked", "refused", "too many", "taken back", "another", "unnamed"],
)
def test_what_nobody_agreed_to_is_not_covered(lines: tuple[Line, ...]) -> None:
    assert told(*lines).uncovered == 1


def test_what_is_taken_back_has_nothing_left_and_says_by_whom() -> None:
    permit = told(*BEFORE, EXCHANGE, ("consent", BACK)).permits[7]
    assert (permit.used, permit.left, permit.withdrawn_by) == (1, 0, "刘某")


def test_consents_to_other_acts_are_no_business_of_this() -> None:
    other = {"consent": 1, "to": "freeze", "answer": "agreed"}
    assert told(("consent", other), ("freeze", {"consent": 1})) == Agreements()


@pytest.mark.parametrize(
    "lines",
    [
        (agree(),),
        (ask(), agree(), agree()),
        (ask(), agree(exchanges=3)),
        (ask(exchanges=0),),
        (ask(exchanges=MOST + 1),),
        (ask(exchanges="2"),),
        (ask(exchanges=True),),
        (("consent", BACK),),
    ],
    ids=["unasked", "twice", "other number", "none", "too many", "text", "truth", "nothing back"],
)
def test_lines_that_the_program_never_wrote_are_refused(lines: tuple[Line, ...]) -> None:
    with pytest.raises((KeyError, TypeError, ValueError)):
        told(*lines)
