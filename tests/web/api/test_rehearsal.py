"""A rehearsal over the interface: to its end, with no figure that a program could take for real."""

import pytest
from makers.meetings import GOOD, VERY
from people.programs import Program

from ballot.domain.paper import Ballot
from ballot.slips.tokens import Token
from ballot.usecases.casting.cast_ballot import cast_ballot
from ballot.usecases.hall import Hall


def a_rehearsal(hall: Hall, program: Program, answers: list[int]) -> str:
    number = program.a_meeting(eligible=4, subjects=[{"name": "张某", "objective_score": "112"}])
    program.done(f"/meetings/{number}/rehearse")
    issued = program.done(f"/meetings/{number}/slips", {"count": 4}, 201)
    program.done(f"/meetings/{number}/slips/{issued['batch']}/confirm")
    for slip, answer in zip(issued["slips"], answers, strict=False):
        token = Token(slip["url"].rsplit("/", 1)[-1])
        cast_ballot(hall, number, token, Ballot((answer,)))
    return number


def test_it_goes_to_its_end_and_hands_no_figure_over(hall: Hall, program: Program) -> None:
    number = a_rehearsal(hall, program, [VERY, VERY, GOOD])
    assert program.done(f"/meetings/{number}/close")["state"] == "rehearsal_closed"
    opened = program.done(f"/meetings/{number}/box/open")
    assert opened == program.get(f"/meetings/{number}/result").json
    assert opened["state"] == "rehearsal_opened"
    assert opened["subjects"] == [{"name": "张某"}]
    assert opened["signed_values"]["code"] is None
    assert program.get(f"/meetings/{number}/bundle").status_code == 409
    assert program.post(f"/meetings/{number}/round2").status_code == 409
    assert program.get(f"/meetings/{number}").json["state"] == "rehearsal_opened"


@pytest.mark.parametrize("body", [None, {}, {"agreed": False}])
def test_its_reset_is_agreed_to_once_it_was_closed(
    hall: Hall, program: Program, body: object
) -> None:
    number = a_rehearsal(hall, program, [VERY] * 3)
    program.done(f"/meetings/{number}/close")
    refused = program.post(f"/meetings/{number}/reset", body)
    assert refused.status_code == 409
    assert refused.json["type"] == "urn:ballot:problem:rehearsal-counted"
    assert program.get(f"/meetings/{number}").json["state"] == "rehearsal_closed"
    assert program.done(f"/meetings/{number}/reset", {"agreed": True})["state"] == "draft"


def test_one_that_still_votes_is_reset_as_ever(hall: Hall, program: Program) -> None:
    number = a_rehearsal(hall, program, [VERY])
    assert program.done(f"/meetings/{number}/reset")["state"] == "draft"


def test_a_missed_quorum_stays_shut(hall: Hall, program: Program) -> None:
    number = a_rehearsal(hall, program, [VERY])
    program.done(f"/meetings/{number}/close")
    for _ in range(2):
        refused = program.post(f"/meetings/{number}/box/open")
        assert refused.status_code == 409
        assert refused.json["type"] == "urn:ballot:problem:quorum-missed"
    assert program.get(f"/meetings/{number}").json["state"] == "rehearsal_no_quorum"
