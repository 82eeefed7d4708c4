"""What does not balance is told to programs, and settled by them, as by page and command."""

from typing import Any

import pytest
from makers.unbalanced import all_agreed, papers_for_nothing
from people.programs import MEETING, Program

from ballot.domain.access import CONSOLE
from ballot.domain.ledger.ledger_told import Figure
from ballot.domain.paper import Ballot
from ballot.slips.tokens import Token
from ballot.storage import meetings
from ballot.usecases.accounts.read_journal import read_journal
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall
from ballot.usecases.ledger.count_hall import count_hall

SUBJECT = {"name": "甲某", "unit": "某局", "village": "大布村"}


@pytest.fixture
def database_url(sqlite_url: str) -> str:
    """What the journal keeps is the same text on both."""
    return sqlite_url


def pointers(answer: Any) -> list[str]:
    assert answer.status_code == 422, answer.text
    return [each["pointer"] for each in answer.json["errors"]]


@pytest.mark.parametrize(("eligible", "size"), [(9, "tiny"), (10, "small"), (30, None)])
def test_a_small_hall_is_told_from_the_beginning(
    program: Program, eligible: int, size: str | None
) -> None:
    number = program.a_meeting(eligible=eligible)
    assert program.get(f"/meetings/{number}").json["small_hall"] == size


def test_eight_of_eight_are_warned_of_before_and_beside_the_result(
    program: Program, hall: Hall
) -> None:
    number = all_agreed(hall).number
    assert program.get(f"/meetings/{number}").json["small_hall"] == "tiny"
    (told,) = program.get(f"/meetings/{number}/result").json["remarks"]
    assert told["kind"] == "unanimous"


def test_a_slip_is_voided_with_its_reason_and_told_in_the_result(
    program: Program, hall: Hall
) -> None:
    number, slips = program.an_open_meeting(slips=4, eligible=3, subjects=[SUBJECT])
    at = f"/meetings/{number}/slips/void"
    torn = {"slip": slips[0]["url"]}
    assert pointers(program.post(at, torn)) == ["#/reason"]
    assert pointers(program.post(at, torn | {"reason": "雨", "spoiled": "x"})) == ["#/spoiled"]
    unknown = program.post(at, {"slip": "一张票", "reason": "雨"})
    assert (unknown.status_code, unknown.json["type"]) == (404, "urn:ballot:problem:slip-unknown")
    foreign = torn["slip"].replace(f"/v/{number}/", "/v/999999/")
    assert program.post(at, {"slip": foreign, "reason": "雨"}).status_code == 404
    program.done(at, torn | {"reason": "雨水打湿"})
    again = program.post(at, torn | {"reason": "雨水打湿"})
    assert (again.status_code, again.json["type"]) == (410, "urn:ballot:problem:slip-void")
    program.done(at, {"slip": slips[1]["code"], "reason": "雨水打湿", "spoiled": "before"})
    told = program.get(f"/meetings/{number}/result").json["remarks"]
    assert [(each["kind"], each["spoiled"], each["reason"]) for each in told] == [
        ("voided", "after", "雨水打湿"),
        ("voided", "before", "雨水打湿"),
    ]
    lines = [each for each in read_journal(hall, CONSOLE, number) if each.act == "void_slip"]
    assert [each.actor.partition(" ")[0] for each in lines] == ["API", "API"]
    assert not any(slip["code"] in repr(lines) for slip in slips)


def a_measured(program: Program, hall: Hall) -> str:
    """An opened meeting that measured 甲某, by the interface."""
    more = {"eligible": 3, "subjects": [SUBJECT], "assessment": "二〇二六年度"}
    number, slips = program.an_open_meeting(**more)
    for slip, answer in zip(slips, (0, 1, 2), strict=True):
        cast_ballot(hall, number, Token(slip["url"].rsplit("/", 1)[-1]), Ballot((answer,)))
    program.done(f"/meetings/{number}/close")
    count_hall(hall, CONSOLE, number, {Figure.HANDED_OUT: 3})
    program.done(f"/meetings/{number}/box/open")
    return number


def test_of_two_meetings_of_one_person_a_program_says_which_counts_and_why(
    program: Program, hall: Hall
) -> None:
    first, second = (a_measured(program, hall) for _ in range(2))
    (made,) = program.get("/assessments").json
    of = f"/assessments/{made['id']}"
    (person,) = program.get(of).json["people"]
    assert person["measured"] == [["", first], ["", second]]
    said = program.get(of).json["faults"]
    assert any(first in each and second in each for each in said)
    at, why = f"{of}/combine", {"reason": "第二场才是全体党员"}
    assert pointers(program.post(at, {"how": second})) == ["#/reason"]
    assert pointers(program.post(at, why)) == ["#/how"]
    assert pointers(program.post(at, why | {"how": "999999"})) == ["#/how"]
    assert pointers(program.post(at, why | {"how": second, "item": "x"})) == ["#/item"]
    assert pointers(program.post(at, why | {"how": second, "person": 9999})) == ["#/person"]
    answer = program.done(at, why | {"how": second, "person": person["id"]})
    assert not any(first in each and second in each for each in answer["faults"])
    (doubt,) = answer["doubts"]
    assert first in doubt
    program.done(at, why | {"how": "mean"})
    missing = program.post("/assessments/99/combine", why | {"how": "mean"})
    assert missing.status_code == 404


def test_a_figure_off_balance_stops_until_a_program_says_that_it_counts(
    program: Program, hall: Hall
) -> None:
    number = papers_for_nothing(hall).number
    id = hall.database.read(lambda db: meetings.get(db, number)).assessment
    of = f"/assessments/{id}"
    assert any(number in each for each in program.get(of).json["faults"])
    answer = program.done(f"{of}/combine", {"how": number, "reason": "监票人当场核对过"})
    assert not any(number in each for each in answer["faults"])


def test_the_control_of_one_meeting_nothing_is_asked(program: Program, hall: Hall) -> None:
    number = a_measured(program, hall)
    (made,) = program.get("/assessments").json
    answer = program.get(f"/assessments/{made['id']}").json
    assert not any(number in each for each in answer["faults"])
    assert MEETING["scheme"] == made["scheme_id"]
