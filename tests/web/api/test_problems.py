"""Refusals as problem documents, and what every answer says beside them."""

import json
from typing import Any

from people.programs import API, MEETING, Program, a_stranger
from werkzeug.test import TestResponse

from ballot.web.api.pages import LARGEST
from ballot.web.proxy import Application

NESTED = '{"title":' + "[" * 100_000
HUGE = '{"eligible": ' + "9" * 5000 + "}"


def send(program: Program, text: str | bytes, kind: str = "application/json") -> TestResponse:
    key = {"Authorization": f"Bearer {program.key}"}
    return program.client.post(f"{API}/meetings", data=text, content_type=kind, headers=key)


NO_OBJECTS = (
    *("", "{", "[]", '"x"', "null", '{"title": NaN}', NESTED, HUGE, b'{"title": "\xff"}'),
    *('{"title": "\\ud800"}', '{"title": "a\\u0000b"}', '{"a\\u0000": 1}'),
)


def test_a_body_that_is_no_object_is_refused(program: Program) -> None:
    for text in NO_OBJECTS:
        refused = send(program, text)
        assert refused.status_code == 400, (text[:20], refused.text)
        assert refused.json["type"] == "urn:ballot:problem:json-unreadable"


def test_another_media_type_is_refused(program: Program) -> None:
    for kind in ("text/plain", "application/x-www-form-urlencoded", ""):
        assert send(program, json.dumps(MEETING), kind).status_code == 415


def test_a_body_beyond_the_border_is_refused(program: Program) -> None:
    refused = send(program, '{"title": "' + "x" * LARGEST + '"}')
    assert (refused.status_code, refused.json["status"]) == (413, 413)


WRONG: tuple[dict[str, Any], ...] = (
    {},
    {"count": "3"},
    {"count": True},
    {"count": None},
    {"count": 0},
    {"count": 100_001},
    {"count": 10**30},
    {"count": 1, "class": "A票"},
    {"count": 1, "class": 7},
    {"count": 1, "x": 1},
)


def test_wrong_counts_of_slips_issue_none(program: Program) -> None:
    number = program.a_meeting()
    for body in WRONG:
        refused = program.post(f"/meetings/{number}/slips", body)
        assert refused.status_code == 422, (body, refused.text)
        assert refused.json["detail"]
    assert program.get(f"/meetings/{number}").json["batches"] == []


def test_a_problem_has_its_four_members_in_the_readers_language(
    app: Application, program: Program
) -> None:
    chinese = program.get("/meetings/000000")
    assert chinese.content_type == "application/problem+json"
    assert chinese.json == {
        "type": "urn:ballot:problem:meeting-unknown",
        "title": "没有找到",
        "status": 404,
        "detail": "没有编号为 000000 的测评会",
    }
    english = program.get("/meetings/000000", Accept_Language="en-GB,en;q=0.9").json
    assert english["title"] == "Not found"
    assert program.get("/meetings/000000?lang=en").json == english
    assert program.get("/meetings/000000?lang=zh", Accept_Language="en").json == chinese.json
    stranger = a_stranger(app).get("/meetings", Accept_Language="en").json
    assert stranger["type"] == "urn:ballot:problem:key-missing"


def test_wrong_addresses_and_methods_are_problems_too(program: Program) -> None:
    missing = program.get("/nothing")
    assert (missing.status_code, missing.json["type"]) == (404, "about:blank")
    wrong = program.post("/meetings/000000/result")
    assert (wrong.status_code, wrong.json["status"]) == (405, 405)
    assert "GET" in wrong.headers["Allow"]


def test_no_answer_sets_a_cookie_or_may_be_kept(app: Application, program: Program) -> None:
    stranger = a_stranger(app)
    answers = [
        program.get("/meetings"),
        program.get("/meetings?lang=en"),
        program.post("/meetings", MEETING),
        program.get("/nothing"),
        stranger.get("/meetings"),
        stranger.get("/openapi.json"),
    ]
    for answer in answers:
        assert "Set-Cookie" not in answer.headers
        assert "Cookie" not in answer.headers.get("Vary", "")
        assert "no-store" in answer.headers["Cache-Control"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"


def test_the_assessment_before_this_one_is_a_number_that_can_be(program: Program) -> None:
    for previous in (2**31, 10**30, 0, "1"):
        refused = program.post("/assessments", {"title": "考核", "previous": previous})
        assert refused.status_code == 422, refused.text
    assert program.get("/assessments").json == []
