"""Idempotency-Key: sent again, answered again, done once; on both databases, at once too."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from makers.meetings import Clock
from people.programs import MEETING, Program, a_program
from sqlalchemy import select
from werkzeug.test import TestResponse

from ballot.storage import tables
from ballot.usecases import repeats
from ballot.usecases.hall import Hall
from ballot.web.api import meetings
from ballot.web.proxy import Application

AT_ONCE = 6


def at_once(ask: Callable[[], TestResponse]) -> list[TestResponse]:
    """The same request from several threads, which start together."""
    ready = Barrier(AT_ONCE)

    def run(_place: int) -> TestResponse:
        ready.wait()
        return ask()

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(run, range(AT_ONCE)))


def test_the_same_request_again_is_answered_again_and_done_once(program: Program) -> None:
    first = program.post("/meetings", MEETING, repeat="one")
    again = program.post("/meetings", MEETING, repeat="one")
    assert (again.status_code, again.data) == (201, first.data)
    assert again.headers["Idempotency-Replayed"] == "true"
    assert len(program.get("/meetings").json) == 1
    assert program.post("/meetings", MEETING, repeat="two").status_code == 201
    assert program.post("/meetings", MEETING).status_code == 201
    assert len(program.get("/meetings").json) == 3


def test_requests_that_come_at_once_are_done_once(program: Program) -> None:
    answers = at_once(lambda: program.post("/meetings", MEETING, repeat="race"))
    assert {each.status_code for each in answers} == {201}
    assert len({each.json["number"] for each in answers}) == 1
    assert len(program.get("/meetings").json) == 1


def test_issues_that_come_at_once_are_one_batch(program: Program) -> None:
    number = program.a_meeting()
    path = f"/meetings/{number}/slips"
    answers = at_once(lambda: program.post(path, {"count": 2}, repeat="race"))
    assert sorted(each.status_code for each in answers) == [201, *[409] * (AT_ONCE - 1)]
    assert len(program.get(f"/meetings/{number}").json["batches"]) == 1


def test_a_repeated_issue_names_the_batch_and_never_a_token(hall: Hall, program: Program) -> None:
    path = f"/meetings/{program.a_meeting()}/slips"
    first = program.post(path, {"count": 2}, repeat="one").json
    again = program.post(path, {"count": 2}, repeat="one")
    assert again.status_code == 409
    assert again.json["type"] == "urn:ballot:problem:issued-already"
    assert f"第 {first['batch']} 批" in again.json["detail"]
    kept = hall.database.read(lambda db: str(db.execute(select(tables.idempotency)).all()))
    for slip in first["slips"]:
        assert slip["url"].rsplit("/", 1)[-1] not in again.text + kept
        assert slip["code"] not in again.text + kept


def test_the_same_key_with_another_request_is_refused(program: Program) -> None:
    program.post("/meetings", MEETING, repeat="one")
    for path, body in (
        ("/meetings", MEETING | {"place": "镇政府"}),
        ("/assessments", {"title": "考核"}),
    ):
        refused = program.post(path, body, repeat="one")
        assert refused.status_code == 422
        assert refused.json["type"] == "urn:ballot:problem:repeated-otherwise"
    assert program.get("/assessments").json[1:] == []


def test_another_programs_key_is_another_one(
    app: Application, hall: Hall, program: Program
) -> None:
    program.post("/meetings", MEETING, repeat="one")
    assert a_program(app, hall).post("/meetings", MEETING, repeat="one").status_code == 201
    assert len(program.get("/meetings").json) == 2


def test_a_refusal_frees_the_key(program: Program) -> None:
    number = program.a_meeting()
    assert program.post(f"/meetings/{number}/open", repeat="one").status_code == 409
    batch = program.done(f"/meetings/{number}/slips", {"count": 2}, 201)["batch"]
    program.done(f"/meetings/{number}/slips/{batch}/confirm")
    assert program.post(f"/meetings/{number}/open", repeat="one").status_code == 200


def test_what_broke_off_is_not_done_again(
    app: Application, program: Program, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Nobody knows how far it came."""
    monkeypatch.setattr(repeats, "PATIENCE", 0.05)
    with monkeypatch.context() as broken:
        broken.setattr(meetings, "create_meeting", broken_off)
        failed = program.post("/meetings", MEETING, repeat="one")
    assert (failed.status_code, failed.content_type) == (500, "application/problem+json")
    again = program.post("/meetings", MEETING, repeat="one")
    assert again.status_code == 409
    assert again.json["type"] == "urn:ballot:problem:still-under-way"
    assert program.get("/meetings").json == []


def broken_off(*_given: object) -> str:
    raise RuntimeError("the power went")


def test_what_is_no_key_is_refused(program: Program) -> None:
    for text in ("", "x" * 256, "é", "a\tb"):
        refused = program.post("/meetings", MEETING, repeat=text)
        assert refused.status_code == 400, text
    assert program.get("/meetings").json == []


def test_after_a_day_a_request_is_forgotten(hall: Hall, program: Program) -> None:
    assert isinstance(hall.clock, Clock)
    program.post("/meetings", MEETING, repeat="one")
    hall.clock.now += repeats.LIFE + timedelta(seconds=1)
    assert program.post("/meetings", MEETING, repeat="one").status_code == 201
    assert len(program.get("/meetings").json) == 2
    rows = hall.database.read(lambda db: db.execute(select(tables.idempotency)).all())
    assert len(rows) == 1, "the old one is deleted"
