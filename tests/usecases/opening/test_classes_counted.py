"""Voters in classes, counted: no class brings more than it has voters, and each is told apart."""

import json
from unittest.mock import patch

import pytest
from makers.classes import THREE, a_plan_of_three, print_classes
from people.counters import both_enter

from ballot.bundle import verify
from ballot.domain.access import CONSOLE
from ballot.domain.errors import BundleRefused, RoundInvalid, RoundInvalidByClass
from ballot.domain.ledger.paper_count import CellTotal
from ballot.domain.meeting import State
from ballot.domain.meetings.result import MeetingResult
from ballot.domain.paper import Ballot
from ballot.exports import result_as_csv, result_as_json, result_table
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.casting.view_paper import view_paper
from ballot.usecases.forms.print_meeting_form import MeetingForm, print_meeting_form
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.see_ledger import see_ledger
from ballot.usecases.meeting.close_voting import close_voting
from ballot.usecases.meeting.correct_eligible import correct_eligible
from ballot.usecases.meeting.create_meeting import create_meeting
from ballot.usecases.meeting.open_voting import open_voting
from ballot.usecases.opening.open_box import open_box
from ballot.usecases.result.export_bundle import export_bundle
from ballot.usecases.result.see_result import see_result
from ballot.usecases.slips.exchange_slip import exchange_slip

EXCELLENT, GOOD, FAIR = 0, 1, 2
FEWER = tuple(zip(THREE, (8, 8, 8), strict=True))


def a_vote(hall: Hall, parts: tuple[int, int, int], *answers: list[int]) -> str:
    """A closed meeting with a spare slip in each class, in which these answers were given."""
    number = create_meeting(hall, CONSOLE, a_plan_of_three(*parts))
    slips = print_classes(hall, number, *(len(each) + 1 for each in answers))
    open_voting(hall, CONSOLE, number)
    for name, own, minted in zip(THREE, answers, slips, strict=True):
        assert view_paper(hall, number, minted[0].token).class_name == name
        for answer, slip in zip(own, minted, strict=False):
            cast_ballot(hall, number, slip.token, Ballot((answer,)))
    close_voting(hall, CONSOLE, number)
    return number


def the_worked_example(hall: Hall) -> str:
    """docs/writing-a-scheme.md: 90, 80 and 60 points, 30 : 30 : 40."""
    five = [EXCELLENT] * 5 + [GOOD] * 5
    return a_vote(hall, (10, 10, 20), five, [GOOD] * 10, [FAIR] * 20)


def checked(hall: Hall, number: str) -> MeetingResult:
    """The result, which the bundle's verifier counts again."""
    result = see_result(hall, number)
    counted = verify.verify(export_bundle(hall, CONSOLE, number)).result
    assert result_as_json.value(counted) == result_as_json.value(result)
    return result


def test_the_figure_is_weighed_by_class_and_every_form_tells_how(hall: Hall) -> None:
    number = the_worked_example(hall)
    open_box(hall, CONSOLE, number)
    result = checked(hall, number)
    told = json.loads(result_as_json.write(result))
    assert told["classes"][2] == {
        "name": THREE[2],
        "weight": "2/5",
        "eligible": 20,
        "issued": 21,
        "returned": 20,
    }
    (subject,) = told["subjects"]
    assert subject["satisfaction"] == {"exact": "3/4", "percent": "75.00"}
    assert [each["figure"]["percent"] for each in subject["by_class"]] == [
        "90.00",
        "80.00",
        "60.00",
    ]
    assert subject["by_class"][0]["counts"] == {"优秀": 5, "称职": 5, "基本称职": 0, "不称职": 0}
    assert subject["counts"] == {"优秀": 5, "称职": 15, "基本称职": 20, "不称职": 0}
    formula = "90.00×30%+80.00×30%+60.00×40% = 75.00"
    assert formula in result_table.of(result).formulas[0]
    sheet = result_as_csv.write(result).decode("utf-8-sig")
    assert all(name in sheet for name in (*THREE, "全体 All", "类别 Class"))
    report = repr(print_meeting_form(hall, CONSOLE, number, MeetingForm.REPORT))
    assert all(text in report for text in (*THREE, formula, "30%"))


def test_one_vote_more_than_a_class_has_voters_ends_the_round(hall: Hall) -> None:
    number = a_vote(hall, (8, 20, 20), [EXCELLENT] * 9, [GOOD] * 18, [FAIR] * 20)
    ledger = see_ledger(hall, CONSOLE, number)
    broken = [(each.law, each.of_class) for each in ledger.lines if each.holds is False]
    assert broken == [("returned_of_class", THREE[0])]
    assert ledger.voids
    for _again in range(2):
        with pytest.raises(RoundInvalidByClass) as refused:
            open_box(hall, CONSOLE, number)
        assert (refused.value.name, refused.value.returned, refused.value.bound) == (THREE[0], 9, 8)
    result = checked(hall, number)
    assert (result.facts.state, result.facts.returned.total, result.is_open) == (
        State.INVALID,
        47,
        False,
    )
    report = repr(print_meeting_form(hall, CONSOLE, number, MeetingForm.REPORT))
    assert "收回 9 票，多于这一类应参加的 8 人" in report


def test_a_program_that_looks_at_all_alone_opens_it_and_the_verifier_refuses(hall: Hall) -> None:
    """The control: 47 of 48 came, so the sum over all is in order."""
    number = a_vote(hall, (8, 20, 20), [EXCELLENT] * 9, [GOOD] * 18, [FAIR] * 20)
    with patch("ballot.usecases.verified.ledger._by_class", lambda *_: ()):
        assert open_box(hall, CONSOLE, number).is_open
        bundle = export_bundle(hall, CONSOLE, number)
    with pytest.raises(BundleRefused) as refused:
        verify.verify(bundle)
    assert refused.value.broken == "ledger"


def test_papers_count_for_their_class(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan_of_three(8, 8, 8))
    slips = print_classes(hall, number, 9, 9, 9)
    open_voting(hall, CONSOLE, number)
    exchange_slip(hall, CONSOLE, number, slips[0][8].token)
    for minted in slips:
        for slip in minted[:8]:
            cast_ballot(hall, number, slip.token, Ballot((EXCELLENT,)))
    close_voting(hall, CONSOLE, number)
    sheets = (0, 1, 0)
    both_enter(
        hall,
        number,
        [CellTotal(0, 0, at, (n, 0, 0, 0), 0, 0, n) for at, n in enumerate(sheets)],
    )
    broken = {
        (e.law, e.of_class) for e in see_ledger(hall, CONSOLE, number).lines if e.holds is False
    }
    assert {("paper_of_class", THREE[1]), ("returned_of_class", THREE[1])} <= broken
    with pytest.raises(RoundInvalid):
        open_box(hall, CONSOLE, number)
    assert [each.returned for each in checked(hall, number).facts.classes] == [8, 9, 8]


def test_a_correction_may_make_a_class_too_many_or_enough(hall: Hall) -> None:
    number = a_vote(hall, (9, 8, 8), [GOOD] * 9, [GOOD] * 8, [GOOD] * 8)
    correct_eligible(hall, CONSOLE, number, FEWER, "数错了")
    with pytest.raises(RoundInvalidByClass):
        open_box(hall, CONSOLE, number)
    assert checked(hall, number).facts.beyond_class is not None


def test_with_seven_of_a_class_all_are_told_together_alone(hall: Hall) -> None:
    number = a_vote(hall, (8, 8, 8), [EXCELLENT] * 7, [GOOD] * 8, [FAIR] * 8)
    open_box(hall, CONSOLE, number)
    result = checked(hall, number)
    told = json.loads(result_as_json.write(result))
    (subject,) = told["subjects"]
    assert (subject["withheld"], subject["satisfaction"]) == ("small_class", None)
    assert "by_class" not in subject
    assert [each["returned"] for each in told["classes"]] == [7, 8, 8]


def test_no_class_is_told_apart_while_the_vote_runs(hall: Hall) -> None:
    number = create_meeting(hall, CONSOLE, a_plan_of_three(20, 20, 20))
    slips = print_classes(hall, number, 20, 20, 20)
    open_voting(hall, CONSOLE, number)
    cast_ballot(hall, number, slips[0][0].token, Ballot((EXCELLENT,)))
    result = see_result(hall, number)
    assert result.facts.returned.total == 1
    assert [each.returned for each in result.facts.classes] == [None] * 3
