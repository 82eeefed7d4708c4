"""A roster by the interface: the same checks and the same question as page and command."""

from base64 import b64encode
from typing import Any

import pytest
from makers.life import rosters
from makers.life.rosters import DELEGATES, PARTY, rows_of
from people.programs import Program

from ballot.domain.access import CONSOLE
from ballot.usecases.hall import Hall
from ballot.usecases.roster.see_roster import see_roster

DOUBLE = rows_of(("王某", "一组", PARTY), ("李某", "一组", PARTY), ("王某", "一组", DELEGATES))
SHEET = "姓名,单位,类别\r\n王某,一组,党员\r\n李某,一组,党员\r\n".encode()


@pytest.fixture
def at(program: Program) -> str:
    return f"/meetings/{program.a_meeting()}/roster"


def people(hall: Hall, at: str) -> list[str]:
    seen = see_roster(hall, CONSOLE, at.split("/")[2])
    return [each.voter.name for each in seen.people]


def sent(**said: Any) -> dict[str, Any]:
    return {"rows": list(DOUBLE), **said}


def test_nothing_comes_in_before_somebody_has_said_who_is_one_person(
    program: Program, hall: Hall, at: str
) -> None:
    seen = program.done(at, sent(preview=True))
    assert (seen["saved"], seen["eligible"]) == (False, 2)
    (double,) = seen["doubles"]
    assert (double["rows"], double["is_one"]) == ([2, 4], True)
    assert "类别不同" in double["why"]
    refused = program.post(at, sent())
    assert refused.status_code == 422
    assert [each["type"] for each in refused.json["errors"]] == [
        "urn:ballot:problem:perhaps-one-person"
    ]
    assert people(hall, at) == []
    for said, eligible in (({"one": [2]}, 2), ({"apart": [2]}, 3), ({"as_proposed": True}, 2)):
        done = program.done(at, sent(**said))
        assert (done["saved"], done["eligible"]) == (True, eligible), said
        assert len(people(hall, at)) == eligible
        assert program.get(at.removesuffix("/roster")).json["roster"] == eligible
        assert program.get(at.removesuffix("/roster")).json["eligible"] == eligible


def test_a_preview_counts_as_it_was_said(program: Program, hall: Hall, at: str) -> None:
    seen = program.done(at, sent(preview=True, apart=[2]))
    assert (seen["eligible"], seen["doubles"][0]["is_one"]) == (3, False)
    assert people(hall, at) == []


def test_a_row_that_is_no_double_entry_is_refused_where_it_was_said(
    program: Program, hall: Hall, at: str
) -> None:
    for name in ("one", "apart"):
        wrong = program.post(at, sent(**{name: [3], "as_proposed": True}))
        assert wrong.status_code == 422
        assert [each["pointer"] for each in wrong.json["errors"]] == [f"#/{name}"]
    for name in ("one", "apart"):
        assert program.post(at, sent(**{name: ["2"]})).json["errors"][0]["pointer"] == f"#/{name}"
    assert people(hall, at) == []


def test_every_fault_has_its_row_and_column_and_nothing_is_saved(
    program: Program, hall: Hall, at: str
) -> None:
    rows = [{"姓名": "王某"}, {"姓名": "", "单位": "一组"}, {"姓名": "李某", "证件后四位": "12345"}]
    refused = program.post(at, {"rows": rows, "as_proposed": True})
    assert refused.status_code == 422
    pointers = [each["pointer"] for each in refused.json["errors"]]
    assert pointers == ["#/rows/1/姓名", "#/rows/2/证件后四位"]
    assert people(hall, at) == []


def test_a_file_of_an_office_is_read_as_the_page_reads_it(
    program: Program, hall: Hall, at: str
) -> None:
    body = {"file": b64encode(SHEET).decode(), "name": "名册.csv"}
    assert program.done(at, body)["eligible"] == 2
    assert people(hall, at) == ["王某", "李某"]
    wrong = b64encode(SHEET.replace("李某".encode(), b"")).decode()
    refused = program.post(at, {"file": wrong, "name": "名册.csv"})
    assert [each["pointer"] for each in refused.json["errors"]] == ["#/file"]
    assert people(hall, at) == ["王某", "李某"]


def test_the_same_request_sent_again_brings_it_in_once(
    program: Program, hall: Hall, at: str
) -> None:
    first = program.post(at, sent(as_proposed=True), repeat="roster-1")
    again = program.post(at, sent(as_proposed=True), repeat="roster-1")
    assert (first.status_code, again.data) == (200, first.data)
    assert again.headers["Idempotency-Replayed"] == "true"


def test_a_township_comes_in_as_by_page_and_command(program: Program, hall: Hall, at: str) -> None:
    township = [dict(each) for each in rosters.of_township()]
    done = program.done(at, {"rows": township, "as_proposed": True})
    assert (done["eligible"], len(done["doubles"])) == (rosters.PERSONS, rosters.TWICE)
    assert len(people(hall, at)) == rosters.PERSONS


def test_after_the_freeze_no_roster_comes_in(program: Program, hall: Hall) -> None:
    number, _slips = program.an_open_meeting()
    refused = program.post(f"/meetings/{number}/roster", sent(as_proposed=True))
    assert (refused.status_code, refused.json["type"]) == (409, "urn:ballot:problem:not-in-state")
    assert people(hall, f"/meetings/{number}/roster") == []
