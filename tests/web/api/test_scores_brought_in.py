"""Scores brought in beside a meeting, over the interface."""

from people.programs import Program

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.meeting.bring_in_scores import see_scores


def test_a_score_is_brought_in_and_corrected_with_a_reason(program: Program, hall: Hall) -> None:
    number = program.a_meeting(subjects=[{"name": "张某"}])
    at = f"/meetings/{number}/scores"

    def scores(text: str, **more: object) -> dict[str, object]:
        return {"scores": [{"place": 1, "score": text}], **more}

    asked = program.post(at, scores("1120")).json["errors"]
    assert [each["type"] for each in asked] == ["urn:ballot:problem:beyond-attainable"]
    program.done(at, scores("1120", confirm_beyond=True))
    assert program.post(at, scores("112")).json["errors"][0]["pointer"] == "#/reason"
    program.done(at, scores("112", reason="多写了一个 0"))
    assert [each.text for each in see_scores(hall, CONSOLE, number)] == ["112"]
    assert program.post(at, {"scores": []}).status_code == 422


def test_a_place_that_is_not_on_the_paper_or_comes_twice_is_refused(
    program: Program, hall: Hall
) -> None:
    number = program.a_meeting(subjects=[{"name": "张某"}])
    for places in ((2,), (1, 1), (1, 10**30)):
        scores = [{"place": place, "score": "112"} for place in places]
        answer = program.post(f"/meetings/{number}/scores", {"scores": scores})
        assert answer.status_code == 422, answer.text
    assert [each.text for each in see_scores(hall, CONSOLE, number)] == [None]
