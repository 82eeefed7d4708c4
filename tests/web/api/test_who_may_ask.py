"""Who may what at the interface: every address as every role, without a key, with a wrong one."""

from dataclasses import dataclass
from typing import Any

import pytest
from makers.county import add_unit
from people.ceremony import PIN, a_meeting_with_keys
from people.desk import a_desk
from people.programs import API, MEETING, Program, a_program, a_stranger

from ballot.domain.access import CONSOLE, Role
from ballot.domain.errors import Refused
from ballot.usecases.accounts import api_keys
from ballot.usecases.accounts.list_people import list_people
from ballot.usecases.consents import answer_consent
from ballot.usecases.hall import Hall
from ballot.web.api import document
from ballot.web.proxy import Application


@dataclass(frozen=True)
class Address:
    """An address of the description, and how it is asked."""

    method: str
    path: str

    def ask(self, program: Program, number: str = "000000", id: int = 999) -> Any:
        path = self.path.removeprefix(API).replace("{number}", number)
        path = path.replace("{id}", str(id)).replace("{batch}", "9")
        path = path.replace("{person}", "9")
        return program.get(path) if self.method == "get" else program.post(path, {})


def addresses() -> list[Address]:
    described = document.of()["paths"].items()
    return [
        Address(method, path)
        for path, ways in described
        for method in ("get", "post")
        if method in ways
    ]


def test_the_description_has_every_address_of_the_interface(app: Application) -> None:
    rules = {
        (method.lower(), rule.rule)
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.")
        for method in (rule.methods or set()) & {"GET", "POST"}
    }
    assert len(rules) == len(addresses()) > 20


def test_without_a_key_and_with_a_wrong_one_every_address_is_closed(
    app: Application, hall: Hall
) -> None:
    revoked = a_program(app, hall, name="旧系统")
    api_keys.revoke_key(hall, CONSOLE, "旧系统")
    for address in addresses():
        answer = address.ask(a_stranger(app))
        assert answer.status_code == 401, address
        assert answer.headers["WWW-Authenticate"] == 'Bearer realm="ballot"'
    for program in (revoked, a_stranger(app, "ballot_key_wrong"), a_stranger(app, "")):
        answer = program.get("/meetings")
        assert answer.status_code == 401
        assert answer.content_type == "application/problem+json"


def test_an_observer_looks_and_does_nothing(app: Application, hall: Hall, program: Program) -> None:
    number = program.a_meeting()
    made = program.done("/assessments", {"title": "考核"}, 201)
    observer = a_program(app, hall, Role.OBSERVER)
    assert [each["number"] for each in observer.get("/meetings").json] == [number]
    bodies = {
        "/meetings": MEETING,
        "/assessments": {"title": "另一个"},
        "/meetings/{number}/slips": {"count": 1},
        "/meetings/{number}/unfreeze": {"reason": "x"},
        "/meetings/{number}/roster": {"rows": [{"姓名": "甲某"}]},
        "/meetings/{number}/slips/void": {"slip": "123412341234"},
        "/meetings/{number}/scores": {"scores": [{"place": 1, "score": "112"}]},
        "/assessments/{id}/combine": {"how": "mean", "reason": "x"},
        "/assessments/{id}/person": {"columns": {"姓名": "甲某"}},
        "/assessments/{id}/people/{person}/change": {"columns": {"姓名": "甲某"}},
        "/assessments/{id}/people/{person}/remove": {"reason": "x"},
        "/assessments/{id}/people/{person}/leave": {"on": "2026-06-30", "reason": "x"},
        "/assessments/{id}/undo-import": {},
        "/assessments/{id}/take-over": {"otherwise": "ask"},
        "/assessments/{id}/rename": {"title": "新"},
        "/assessments/{id}/meetings": {"rows": [{"姓名": "甲某"}]},
        "/assessments/{id}/remove": {},
        "/assessments/{id}/people": {"rows": [{"姓名": "甲某"}]},
        "/assessments/{id}/scores": {"rows": [{"姓名": "甲某"}]},
    }
    for address in addresses():
        if address.method == "post":
            path = address.path.removeprefix(API)
            at = path.replace("{number}", number).replace("{id}", str(made["id"]))
            at = at.replace("{batch}", "1").replace("{person}", "1")
            answer = observer.post(at, bodies.get(path))
            assert answer.status_code == 403, (address, answer.text)
            assert answer.json["type"] == "urn:ballot:problem:may-not"
    assert observer.get(f"/meetings/{number}").json["state"] == "draft"
    assert observer.get(f"/meetings/{number}").json["next"] == []


def test_another_units_key_sees_and_does_nothing(
    app: Application, hall: Hall, program: Program
) -> None:
    number = program.a_meeting()
    made = program.done("/assessments", {"title": "考核"}, 201)
    top = list_people(hall, CONSOLE).units[0].id
    unit = add_unit(hall, CONSOLE, "里岔镇", top)
    other = a_program(app, hall, unit=unit)
    assert other.get("/meetings").json == []
    for path in (f"/meetings/{number}", f"/meetings/{number}/result", f"/assessments/{made['id']}"):
        assert other.get(path).status_code == 403, path
    assert other.post(f"/meetings/{number}/freeze").status_code == 403
    own = other.a_meeting()
    assert program.get(f"/meetings/{own}").status_code == 200, "a county sees its township"


def test_what_is_not_there_is_not_found(program: Program) -> None:
    for address in addresses():
        if "{" in address.path:
            answer = address.ask(program)
            body = address.method == "post" and answer.status_code == 422
            assert body or answer.status_code == 404, (address, answer.text)
    assert program.get("/nothing").status_code == 404
    assert program.get("/assessments/99999999999").status_code == 404


def test_no_role_but_organizer_and_observer_is_given_to_a_key(hall: Hall) -> None:
    for role in (Role.ADMINISTRATOR, Role.SCRUTINEER, Role.TELLER):
        with pytest.raises(Refused):
            api_keys.make_key(hall, CONSOLE, "x", role)


def test_wrong_keys_are_limited_and_right_ones_never(app: Application, program: Program) -> None:
    stranger = a_stranger(app, "ballot_key_guess")
    codes = [stranger.get("/meetings").status_code for _ in range(25)]
    assert codes == [401] * 20 + [429] * 5
    late = stranger.get("/meetings")
    assert (late.headers["Retry-After"], late.json["status"]) == ("60", 429)
    assert program.get("/meetings").status_code == 200, "nobody locks the other one out"


def test_an_organizers_session_opens_no_address(app: Application, hall: Hall) -> None:
    desk = a_desk(app, hall)
    assert desk.client.get(f"{API}/meetings").status_code == 401
    assert desk.client.post(f"{API}/meetings", json=MEETING).status_code == 401


def test_what_a_scrutineer_agrees_to_waits_for_him(hall: Hall, program: Program) -> None:
    meeting = a_meeting_with_keys(hall)
    number, phone = meeting.number, meeting.phones[1]
    for act in ("freeze", "open"):
        refused = program.post(f"/meetings/{number}/{act}", repeat=act)
        assert refused.status_code == 409, refused.text
        assert refused.json["type"] == "urn:ballot:problem:consent-needed"
        rows = answer_consent.waiting(hall, phone.actor, number)
        asked = next(row for row in rows if not row.answer)
        answer_consent.answer(hall, phone.actor, number, asked.id, PIN, agrees=True)
        done = program.post(f"/meetings/{number}/{act}", repeat=act)
        assert done.status_code == 200, "the same request goes through"
    assert program.done(f"/meetings/{number}/close")["state"] == "closed"
    refused = program.post(f"/meetings/{number}/box/open")
    assert refused.status_code == 409, "the keys are with the three"
